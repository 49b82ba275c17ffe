package org.autodiff;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tensor, or a record, {@link List}, {@link Map} or Java array of trees. Transforms take and give
 * trees: gradients come back in the type of the arguments. The leaves are the tensors, in the order
 * of record components, list and array elements, and map entries.
 *
 * <p>Lists come back unmodifiable; maps in the order of their entries, sorted ones sorted. Record
 * components marked {@link Static}, and those of type boolean, int, long, String or an enum, are
 * configuration and are carried along.
 */
public final class Tree {
  private Tree() {}

  /** Makes a new leaf from an old one. */
  private interface LeafFunction {
    Tensor apply(Tensor leaf, String path);
  }

  /**
   * {@return the tensors of a tree, in order}
   *
   * @param tree the tree
   * @throws TreeException if something in it is neither a tensor nor a tree; the message names its
   *     type and place
   */
  public static List<Tensor> leaves(Object tree) {
    if (tree instanceof Tensor tensor) {
      return List.of(tensor);
    }
    List<Tensor> leaves = new ArrayList<>();
    walk(
        tree,
        "",
        (leaf, path) -> {
          leaves.add(leaf);
          return leaf;
        });
    return leaves;
  }

  /**
   * {@return the places of the leaves, as in {@code .layers[0].weights}; empty for a single tensor}
   *
   * @param tree the tree
   */
  public static List<String> paths(Object tree) {
    List<String> paths = new ArrayList<>();
    walk(
        tree,
        "",
        (leaf, path) -> {
          paths.add(path);
          return leaf;
        });
    return paths;
  }

  /**
   * {@return a tree of the same structure with other leaves}
   *
   * @param <T> the type of the tree
   * @param structure the tree to imitate
   * @param leaves the new leaves, as many as it has
   */
  @SuppressWarnings("unchecked")
  public static <T> T rebuild(T structure, List<? extends Tensor> leaves) {
    if (structure instanceof Tensor && leaves.size() == 1) {
      return (T) leaves.get(0);
    }
    Iterator<? extends Tensor> next = leaves.iterator();
    T tree =
        (T)
            walk(
                structure,
                "",
                (leaf, path) -> {
                  if (!next.hasNext()) {
                    throw differentStructure(path, "a leaf", "none");
                  }
                  return next.next();
                });
    if (next.hasNext()) {
      throw differentStructure("", "no further leaf", leaves.size() + " leaves");
    }
    return tree;
  }

  /**
   * {@return the tree with a function applied to every leaf}
   *
   * @param <T> the type of the tree
   * @param function the function
   * @param tree the tree
   */
  @SuppressWarnings("unchecked")
  public static <T> T map(UnaryOperator<Tensor> function, T tree) {
    return (T) walk(tree, "", (leaf, path) -> function.apply(leaf));
  }

  /**
   * {@return the tree of a function applied to the leaves of two trees of one structure}
   *
   * @param <T> the type of the trees
   * @param function the function
   * @param a one tree
   * @param b the other
   * @throws TreeException if the structures differ
   */
  public static <T> T zip(BinaryOperator<Tensor> function, T a, T b) {
    requireSameStructure(a, b, "zip");
    List<Tensor> x = leaves(a);
    List<Tensor> y = leaves(b);
    List<Tensor> out = new ArrayList<>(x.size());
    for (int i = 0; i < x.size(); i++) {
      out.add(function.apply(x.get(i), y.get(i)));
    }
    return rebuild(a, out);
  }

  /** Checks that two trees have their leaves at the same places. */
  static void requireSameStructure(Object a, Object b, String operator) {
    if (a instanceof Tensor && b instanceof Tensor) {
      return;
    }
    List<String> x = paths(a);
    List<String> y = paths(b);
    if (!x.equals(y)) {
      throw new TreeException(
          operator
              + ": the trees must have the same structure, got leaves at "
              + x
              + " and at "
              + y
              + "; build the one like the other, for example with Tree.map");
    }
  }

  private static TreeException differentStructure(String path, String expected, String got) {
    return new TreeException(
        "tree: the number of leaves must fit the structure, expected "
            + expected
            + " at '"
            + path
            + "', got "
            + got
            + "; pass one tensor a leaf");
  }

  private static Object walk(@Nullable Object tree, String path, LeafFunction function) {
    return switch (tree) {
      case Tensor tensor -> function.apply(tensor, path);
      case Record record ->
          RecordLayout.of(record.getClass())
              .map(record, path, (child, place) -> walk(child, place, function));
      case List<?> list -> walkList(list, path, function);
      case Map<?, ?> map -> walkMap(map, path, function);
      case Object[] array -> {
        Object out = Array.newInstance(array.getClass().getComponentType(), array.length);
        for (int i = 0; i < array.length; i++) {
          Array.set(out, i, walk(array[i], path + "[" + i + "]", function));
        }
        yield out;
      }
      case null -> throw unsupported("null", path);
      default -> throw unsupported(tree.getClass().getName(), path);
    };
  }

  private static Object walkList(List<?> list, String path, LeafFunction function) {
    List<Object> out = new ArrayList<>(list.size());
    for (Object element : list) {
      out.add(walk(element, path + "[" + out.size() + "]", function));
    }
    return Collections.unmodifiableList(out);
  }

  private static Object walkMap(Map<?, ?> map, String path, LeafFunction function) {
    Map<Object, Object> out =
        map instanceof SortedMap<?, ?> sorted ? sortedLike(sorted) : new LinkedHashMap<>();
    map.forEach((key, value) -> out.put(key, walk(value, path + "{" + key + "}", function)));
    return out;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> sortedLike(SortedMap<?, ?> map) {
    return new TreeMap<>(((SortedMap<Object, ?>) map).comparator());
  }

  static TreeException unsupported(String type, String path) {
    return new TreeException(
        "tree: arguments and results must be tensors, or records, lists, maps or arrays of them, got "
            + type
            + (path.isEmpty() ? "" : " at '" + path + "'")
            + "; wrap numbers in Tensor.scalar or Tensor.of, or mark a record component @Static");
  }
}
