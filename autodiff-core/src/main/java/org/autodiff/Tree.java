package org.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.autodiff.internal.Place;
import org.autodiff.internal.TreeTensors;
import org.autodiff.internal.TreeWalk;
import org.autodiff.internal.TreeWalk.Kind;

/**
 * A tensor or a {@link RandomKey}, or a record, {@link List}, {@link Map}, Java array or {@link
 * java.util.Optional} of trees. Transforms take and give trees: gradients come back in the type of
 * the arguments. A record component may also be null, such as a bias that a layer does without.
 *
 * <p>The <b>leaves</b> are what derivatives are taken with respect to: the tensors, in the order of
 * record components, list and array elements, and map entries. The <b>state</b> is what is carried
 * along and still belongs to a model: the tensors in components marked {@link NoGradient}, such as
 * running statistics, and the random keys. Transforms leave it as it is, except that {@code vmap}
 * maps over keys as it does over leaves. Files hold both. All else in components marked {@link
 * NoGradient}, and components of type boolean, int, long, String or an enum, is configuration.
 *
 * <p>Two trees have the same structure if their leaves are in the same places. Entries of maps are
 * found by their key, whatever the class and the order of the maps.
 *
 * <p>Lists come back unmodifiable; maps in the order of their entries, sorted ones sorted. A record
 * must keep the tensors that its constructor is given; containers of them may be copied.
 */
public final class Tree {
  private Tree() {}

  /**
   * {@return the leaves of a tree, in order}
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
    TreeWalk.readData(
        tree,
        (tensor, kind, place) -> {
          if (kind == Kind.LEAF) {
            leaves.add(tensor);
          }
        });
    return leaves;
  }

  /**
   * {@return the places of the leaves, as in {@code .layers[0].weights}; empty for a single tensor}
   *
   * @param tree the tree
   */
  public static List<String> paths(Object tree) {
    return TreeTensors.paths(tree);
  }

  /**
   * {@return whether two trees have the same structure: leaves at the same places, those in maps
   * under the same keys}
   *
   * @param a one tree
   * @param b the other
   */
  public static boolean haveSameStructure(Object a, Object b) {
    return TreeWalk.pair(a, b, (first, second) -> {});
  }

  /**
   * {@return the leaves of a tree in the order that another of the same structure has them: maps
   * may differ in order}
   *
   * @param <T> the type of the trees
   * @param structure the tree that gives the order
   * @param tree the tree whose leaves are given
   * @throws TreeException if the structures differ
   */
  public static <T> List<Tensor> leavesLike(T structure, T tree) {
    return TreeTensors.leavesLike(structure, tree, "tree");
  }

  /**
   * {@return a tree of the same structure with other leaves, and the same state}
   *
   * @param <T> the type of the tree
   * @param structure the tree to imitate
   * @param leaves the new leaves, as many as it has
   * @throws TreeException if there are more or fewer, or if a record does not keep what its
   *     constructor is given
   */
  public static <T> T rebuild(T structure, List<? extends Tensor> leaves) {
    return TreeTensors.rebuildLeaves(structure, leaves);
  }

  /**
   * {@return the tree with a function applied to every leaf, and the same state}
   *
   * @param <T> the type of the tree
   * @param function the function
   * @param tree the tree
   */
  public static <T> T map(UnaryOperator<Tensor> function, T tree) {
    return TreeWalk.rewriteData(
        tree, (tensor, kind, place) -> kind == Kind.LEAF ? function.apply(tensor) : tensor);
  }

  /**
   * {@return the tree of a function applied to the leaves of two trees of one structure, with the
   * state of the first}
   *
   * @param <T> the type of the trees
   * @param function the function
   * @param a one tree
   * @param b the other
   * @throws TreeException if the structures differ
   */
  public static <T> T zip(BinaryOperator<Tensor> function, T a, T b) {
    List<Tensor> x = leaves(a);
    List<Tensor> y = TreeTensors.leavesLike(a, b, "zip");
    List<Tensor> out = new ArrayList<>(x.size());
    for (int i = 0; i < x.size(); i++) {
      out.add(function.apply(x.get(i), y.get(i)));
    }
    return rebuild(a, out);
  }

  /**
   * {@return the state of a tree by place: the tensors in components marked {@link NoGradient}, as
   * in {@code .layers[1].mean}, and the words of its random keys}
   *
   * @param tree the tree
   * @throws TreeException if two places read the same, as those of the keys 1 and "1" of a map
   */
  public static Map<String, Tensor> state(Object tree) {
    return collect(tree, kind -> kind != Kind.LEAF);
  }

  /**
   * {@return all tensors of a tree by place: its leaves and its state}
   *
   * @param tree the tree
   * @throws TreeException if two places read the same, as those of the keys 1 and "1" of a map
   */
  public static Map<String, Tensor> tensors(Object tree) {
    return collect(tree, kind -> true);
  }

  private static Map<String, Tensor> collect(Object tree, Predicate<Kind> which) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TreeWalk.readAll(
        tree,
        (tensor, kind, place) -> {
          if (which.test(kind) && tensors.put(place.toString(), tensor) != null) {
            throw new TreeException(
                "tree: two tensors must not be at places that read the same, got '"
                    + place
                    + "' twice; use map keys that differ as text");
          }
        });
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * {@return a tree with other tensors at some places, leaves or state, as {@link #tensors} names
   * them; the others stay}
   *
   * @param <T> the type of the tree
   * @param tree the tree
   * @param tensors the new tensors by place, of the types of the old ones
   * @throws TreeException if there is no such place
   * @throws ShapeException if a tensor has another shape
   * @throws DTypeException if a tensor has another element type
   */
  public static <T> T withTensors(T tree, Map<String, ? extends Tensor> tensors) {
    Map<String, Tensor> old = tensors(tree);
    for (String name : tensors.keySet()) {
      if (!old.containsKey(name)) {
        throw new TreeException(
            "tree: a new tensor must be for a place of the tree, got '"
                + name
                + "' where there are "
                + old.keySet()
                + "; Tree.tensors and Tree.state name them");
      }
    }
    return TreeWalk.rewriteAll(
        tree,
        (tensor, kind, place) -> {
          Tensor other = tensors.get(place.toString());
          if (other == null) {
            return tensor;
          }
          requireType(other.type(), tensor.type(), place);
          return other;
        });
  }

  /**
   * {@return a tree with the state of another: for example new parameters from an optimizer, with
   * the running statistics that the model has come to in the meantime}
   *
   * @param <T> the type of the trees
   * @param tree the tree that gives the leaves
   * @param from the tree that gives the state
   * @throws TreeException if it has state where the tree has none
   * @throws ShapeException if a tensor has another shape
   * @throws DTypeException if a tensor has another element type
   */
  public static <T> T withStateOf(T tree, T from) {
    return withTensors(tree, state(from));
  }

  private static void requireType(TensorType got, TensorType expected, Place place) {
    if (got.equals(expected)) {
      return;
    }
    String message =
        "tree: a new tensor must have the type of the old one, got "
            + got
            + " for "
            + expected
            + " at '"
            + place
            + "'; convert it";
    throw got.dtype() == expected.dtype()
        ? new ShapeException(message)
        : new DTypeException(message);
  }

  /**
   * {@return the tree with all its numbers in another element type: leaves and the tensors of its
   * state, but not its random keys}
   *
   * @param <T> the type of the tree
   * @param dtype the element type
   * @param tree the tree
   */
  public static <T> T to(DType dtype, T tree) {
    return TreeWalk.rewriteAll(
        tree, (tensor, kind, place) -> kind.isKey() ? tensor : tensor.to(dtype));
  }
}
