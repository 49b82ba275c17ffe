package org.autodiff.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cache for several threads that keeps so many entries and drops the least recently used. */
public final class RecentlyUsed<K, V> {
  private final Map<K, V> entries;

  public RecentlyUsed(int most) {
    entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /** {@return what is kept for a key, or null} */
  public synchronized @Nullable V get(K key) {
    return entries.get(key);
  }

  /** Keeps a value. */
  public synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  /** {@return how many entries are kept} */
  public synchronized int size() {
    return entries.size();
  }
}
