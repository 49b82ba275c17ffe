package org.autodiff.internal;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One inner node of a tree, taken apart: its children, what each is called, how to join others. */
abstract sealed class TreeNode {
  /** What a child is to a transform. */
  enum Role {
    /** A tree, or part of one. */
    DATA,
    /** Carried along, and searched for tensors: these are state. */
    CARRIED,
    /** Carried along; there can be no tensor in it. */
    CONFIGURATION
  }

  /** The children, in order. */
  final @Nullable Object[] children;

  private TreeNode(@Nullable Object[] children) {
    this.children = children;
  }

  /** Takes a tree apart; null where it is not made of parts. */
  static @Nullable TreeNode of(Object tree) {
    return switch (tree) {
      case Record record -> new OfRecord(record);
      case List<?> list -> new OfList(list);
      case Map<?, ?> map -> new OfMap(map);
      case Optional<?> optional -> new OfOptional(optional);
      case Object[] array -> new OfArray(array);
      default -> null;
    };
  }

  Role role(int child) {
    return Role.DATA;
  }

  /** Whether a child may be null: nothing is there, as in an empty Optional. */
  boolean mayLackChildren() {
    return false;
  }

  /**
   * What the child is called in this node; its counterpart in another node of this form is called
   * the same.
   */
  abstract Object key(int child);

  abstract Place place(Place own, int child);

  /** A node of this form with other children. */
  abstract Object with(@Nullable Object[] others);

  /** Whether the node is taken apart in the same way as another, so that children can be paired. */
  abstract boolean isLike(TreeNode other);

  /** The number of the child that is called so, or −1; most often it stands at the same place. */
  final int find(Object key, int likely) {
    if (likely < children.length && key(likely).equals(key)) {
      return likely;
    }
    for (int i = 0; i < children.length; i++) {
      if (key(i).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static final class OfRecord extends TreeNode {
    private final RecordLayout layout;

    OfRecord(Record record) {
      this(record, RecordLayout.of(record.getClass()));
    }

    private OfRecord(Record record, RecordLayout layout) {
      super(layout.components(record));
      this.layout = layout;
    }

    @Override
    Role role(int child) {
      return layout.role(child);
    }

    @Override
    boolean mayLackChildren() {
      return true;
    }

    @Override
    Object key(int child) {
      return layout.name(child);
    }

    @Override
    Place place(Place own, int child) {
      return own.component(layout.name(child));
    }

    @Override
    Object with(@Nullable Object[] others) {
      Object made = layout.construct(others);
      layout.requireKept(made, others);
      return made;
    }

    @Override
    boolean isLike(TreeNode other) {
      return other instanceof OfRecord;
    }
  }

  /** A list or an array, whose children are called by their positions. */
  private abstract static sealed class Sequence extends TreeNode {
    Sequence(@Nullable Object[] children) {
      super(children);
    }

    @Override
    Object key(int child) {
      return child;
    }

    @Override
    Place place(Place own, int child) {
      return own.element(child);
    }

    @Override
    boolean isLike(TreeNode other) {
      return other instanceof Sequence;
    }
  }

  private static final class OfList extends Sequence {
    OfList(List<?> list) {
      super(list.toArray());
    }

    @Override
    Object with(@Nullable Object[] others) {
      return Collections.unmodifiableList(Arrays.asList(others));
    }
  }

  private static final class OfArray extends Sequence {
    private final Class<?> type;

    OfArray(Object[] array) {
      super(array);
      type = array.getClass().getComponentType();
    }

    @Override
    Object with(@Nullable Object[] others) {
      Object out = Array.newInstance(type, others.length);
      for (int i = 0; i < others.length; i++) {
        Array.set(out, i, others[i]);
      }
      return out;
    }
  }

  private static final class OfMap extends TreeNode {
    private final Map<?, ?> map;
    private final List<Object> keys;

    OfMap(Map<?, ?> map) {
      super(map.values().toArray());
      this.map = map;
      keys = new ArrayList<>(map.keySet());
    }

    @Override
    Object key(int child) {
      return keys.get(child);
    }

    @Override
    Place place(Place own, int child) {
      return own.entry(keys.get(child));
    }

    @Override
    Object with(@Nullable Object[] others) {
      Map<Object, @Nullable Object> out =
          map instanceof SortedMap<?, ?> sorted ? sortedLike(sorted) : new LinkedHashMap<>();
      for (int i = 0; i < others.length; i++) {
        out.put(keys.get(i), others[i]);
      }
      return out;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, @Nullable Object> sortedLike(SortedMap<?, ?> map) {
      return new TreeMap<>(((SortedMap<Object, ?>) map).comparator());
    }

    @Override
    boolean isLike(TreeNode other) {
      return other instanceof OfMap;
    }
  }

  private static final class OfOptional extends TreeNode {
    OfOptional(Optional<?> optional) {
      super(optional.stream().toArray());
    }

    @Override
    Object key(int child) {
      return child;
    }

    @Override
    Place place(Place own, int child) {
      return own;
    }

    @Override
    Object with(@Nullable Object[] others) {
      return others.length == 0 ? Optional.empty() : Optional.ofNullable(others[0]);
    }

    @Override
    boolean isLike(TreeNode other) {
      return other instanceof OfOptional;
    }
  }
}
