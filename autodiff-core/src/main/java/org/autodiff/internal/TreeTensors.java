package org.autodiff.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TreeException;
import org.autodiff.internal.TreeWalk.Kind;

/** The tensors of a tree as the engine sees them: with its state and its keys, as lists. */
public final class TreeTensors {
  private TreeTensors() {}

  /** The leaves of a tree that must have the structure of another; errors name the operator. */
  public static List<Tensor> leavesLike(Object structure, Object tree, String operator) {
    if (structure instanceof Tensor && tree instanceof Tensor tensor) {
      return List.of(tensor);
    }
    List<Tensor> leaves = new ArrayList<>();
    if (!TreeWalk.pair(structure, tree, (first, second) -> leaves.add(second))) {
      throw TreeWalk.differentStructure(operator, paths(structure), paths(tree));
    }
    return leaves;
  }

  /** A tree of the same structure with other leaves, and the same state. */
  @SuppressWarnings("unchecked")
  public static <T> T rebuildLeaves(T structure, List<? extends Tensor> leaves) {
    if (structure instanceof Tensor && leaves.size() == 1) {
      return (T) leaves.get(0);
    }
    return rebuild(structure, leaves, kind -> kind == Kind.LEAF);
  }

  private static <T> T rebuild(T structure, List<? extends Tensor> tensors, Predicate<Kind> which) {
    Iterator<? extends Tensor> next = tensors.iterator();
    T tree =
        TreeWalk.rewriteData(
            structure,
            (tensor, kind, place) -> {
              if (!which.test(kind)) {
                return tensor;
              }
              if (!next.hasNext()) {
                throw differentCount(place, "a leaf", "none");
              }
              return next.next();
            });
    if (next.hasNext()) {
      throw differentCount(Place.ROOT, "no further leaf", tensors.size() + " leaves");
    }
    return tree;
  }

  private static TreeException differentCount(Place place, String expected, String got) {
    return new TreeException(
        "tree: the number of leaves must fit the structure, expected "
            + expected
            + " at '"
            + place
            + "', got "
            + got
            + "; pass one tensor for each leaf");
  }

  /** All tensors of a tree, leaves and state, in order. */
  public static List<Tensor> all(Object tree) {
    List<Tensor> all = new ArrayList<>();
    TreeWalk.readAll(tree, (tensor, kind, place) -> all.add(tensor));
    return all;
  }

  /** A tree of the same structure with other tensors, as {@link #all} has them. */
  public static <T> T rebuildAll(T structure, List<? extends Tensor> tensors) {
    Iterator<? extends Tensor> next = tensors.iterator();
    return TreeWalk.rewriteAll(structure, (tensor, kind, place) -> next.next());
  }

  /**
   * The tangents or cotangents of {@link #all} tensors of a tree: those of its leaves are given in
   * another tree of the same structure, and those of its state are 0.
   */
  public static List<Tensor> derivatives(Object tree, Object given, String operator) {
    Iterator<Tensor> next = leavesLike(tree, given, operator).iterator();
    List<Tensor> all = new ArrayList<>();
    TreeWalk.readAll(
        tree,
        (tensor, kind, place) ->
            all.add(kind == Kind.LEAF ? next.next() : Tensor.full(0, tensor.type())));
    return all;
  }

  /** The tree with a function applied to its leaves. */
  public static <T> T mapLeaves(UnaryOperator<Tensor> function, T tree) {
    return TreeWalk.rewriteData(
        tree, (tensor, kind, place) -> kind == Kind.LEAF ? function.apply(tensor) : tensor);
  }

  /** The tree with a function applied to its leaves and keys, which are what may be traced. */
  public static <T> T mapData(UnaryOperator<Tensor> function, T tree) {
    return TreeWalk.rewriteData(tree, (tensor, kind, place) -> function.apply(tensor));
  }

  /** The tree with a function applied to every tensor: leaves and state. */
  public static <T> T mapAll(UnaryOperator<Tensor> function, T tree) {
    return TreeWalk.rewriteAll(tree, (tensor, kind, place) -> function.apply(tensor));
  }

  /** A leaf or the words of a key. */
  public record Datum(Tensor tensor, boolean isKey) {
    /** The axes that can be mapped over: a key's last one is the key itself. */
    public Shape axes() {
      return isKey ? tensor.shape().remove(tensor.rank() - 1) : tensor.shape();
    }
  }

  /**
   * The same tree in containers of its own: what is needed again later must not change with a map
   * or an array that belongs to the caller.
   */
  public static <T> T snapshot(T tree) {
    return mapData(tensor -> tensor, tree);
  }

  /** The leaves and keys of a tree, in order. */
  public static List<Datum> data(Object tree) {
    List<Datum> data = new ArrayList<>();
    TreeWalk.readData(tree, (tensor, kind, place) -> data.add(new Datum(tensor, kind.isKey())));
    return data;
  }

  /** A tree of the same structure with other leaves and keys, as {@link #data} has them. */
  public static <T> T rebuildData(T structure, List<? extends Tensor> data) {
    return rebuild(structure, data, kind -> true);
  }

  /** The places of the leaves of a tree, in order. */
  public static List<String> paths(Object tree) {
    List<String> paths = new ArrayList<>();
    TreeWalk.readData(
        tree,
        (tensor, kind, place) -> {
          if (kind == Kind.LEAF) {
            paths.add(place.toString());
          }
        });
    return paths;
  }
}
