package org.autodiff.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where something is in a tree, put into words only when someone asks: a component {@code .name},
 * an element {@code [0]} or a map's entry <code>{key}</code> of another place.
 */
public record Place(@Nullable Place parent, char kind, Object step, int depth) {
  /** The tree itself. */
  public static final Place ROOT = new Place(null, ' ', "", 0);

  Place component(String name) {
    return new Place(this, '.', name, depth + 1);
  }

  Place element(int index) {
    return new Place(this, '[', index, depth + 1);
  }

  Place entry(Object key) {
    return new Place(this, '{', key, depth + 1);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    write(text);
    return text.toString();
  }

  private void write(StringBuilder text) {
    if (parent == null) {
      return;
    }
    parent.write(text);
    text.append(kind).append(step);
    switch (kind) {
      case '[' -> text.append(']');
      case '{' -> text.append('}');
      default -> {}
    }
  }
}
