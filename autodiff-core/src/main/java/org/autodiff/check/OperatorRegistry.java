package org.autodiff.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.autodiff.ValueException;

/**
 * All registered operators by name: for the laws, for documentation, for tools. Nothing looks up an
 * operator here in order to compute with it.
 */
public final class OperatorRegistry {
  private final Map<String, OperatorEntry> entries;

  private OperatorRegistry(Map<String, OperatorEntry> entries) {
    this.entries = entries;
  }

  /**
   * {@return the operators of all sets on the class or module path}
   *
   * @throws ValueException if two sets register the same name
   */
  public static OperatorRegistry load() {
    List<OperatorSet> sets = new ArrayList<>();
    ServiceLoader.load(OperatorSet.class).forEach(sets::add);
    return of(sets);
  }

  /**
   * {@return the operators of the given sets}
   *
   * @param sets the sets
   * @throws ValueException if two operators have the same name
   */
  public static OperatorRegistry of(Collection<? extends OperatorSet> sets) {
    Map<String, OperatorEntry> entries = new LinkedHashMap<>();
    Map<String, String> origin = new LinkedHashMap<>();
    for (OperatorSet set : sets) {
      for (OperatorEntry entry : set.operators()) {
        if (entries.put(entry.name(), entry) != null) {
          throw new ValueException(
              "registry: operator names must be unique, got '"
                  + entry.name()
                  + "' from the sets "
                  + origin.get(entry.name())
                  + " and "
                  + set.name()
                  + "; rename one");
        }
        origin.put(entry.name(), set.name());
      }
    }
    return new OperatorRegistry(Collections.unmodifiableMap(entries));
  }

  /** {@return all operators, in the order of registration} */
  public List<OperatorEntry> entries() {
    return List.copyOf(entries.values());
  }

  /**
   * {@return an operator by name}
   *
   * @param name the name it is registered under
   * @throws ValueException if there is none; the message lists near matches
   */
  public OperatorEntry get(String name) {
    OperatorEntry entry = entries.get(name);
    if (entry == null) {
      throw new ValueException(
          "registry: the operator must be registered, got '" + name + "'; " + remedy(name));
    }
    return entry;
  }

  private String remedy(String name) {
    List<String> near = near(name, entries.keySet());
    if (near.isEmpty()) {
      return entries.isEmpty()
          ? "no operator set was found on the class or module path"
          : "entries() lists the " + entries.size() + " names";
    }
    return "did you mean " + String.join(", ", near) + "?";
  }

  /**
   * {@return up to five names that a wrong one may have meant, the nearest first}
   *
   * @param name the wrong name
   * @param known the names there are
   */
  public static List<String> near(String name, Collection<String> known) {
    List<String> near = new ArrayList<>();
    for (String candidate : known) {
      if (distance(candidate, name) <= Math.min(2, name.length() / 2)
          || candidate.startsWith(name)
          || (name.length() >= 3 && candidate.contains(name))) {
        near.add(candidate);
      }
    }
    near.sort(
        Comparator.comparingInt((String candidate) -> distance(candidate, name))
            .thenComparing(Comparator.naturalOrder()));
    return near.subList(0, Math.min(5, near.size()));
  }

  /** {@return the number of insertions, deletions and replacements between two names} */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
