package org.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TreeException;
import org.autodiff.internal.TreeWalk;

/** Requires of a body that what it gives has the types of what it was given, with the path. */
final class SameTypes {
  private SameTypes() {}

  private record Leaf(String place, TensorType type) {}

  private static List<Leaf> leaves(Object tree) {
    List<Leaf> leaves = new ArrayList<>();
    TreeWalk.readAll(
        tree, (tensor, kind, place) -> leaves.add(new Leaf(place.toString(), tensor.type())));
    return leaves;
  }

  /**
   * Compares two trees.
   *
   * @param operator the operator, for messages
   * @param what what must stay equal, such as "the carry"; its last word stands before the path
   * @param wanted a tree of the types that are wanted
   * @param given the tree that the body gave
   */
  static void require(String operator, String what, Object wanted, Object given) {
    if (wanted == given) {
      return;
    }
    if (wanted instanceof Tensor x && given instanceof Tensor y && x.type().equals(y.type())) {
      return;
    }
    boolean pairs =
        TreeWalk.pair(
            wanted,
            given,
            (x, y) -> {
              // types are compared below, where places are known
            });
    List<Leaf> before = leaves(wanted);
    List<Leaf> after = leaves(given);
    if (!pairs || before.size() != after.size()) {
      throw new TreeException(
          operator
              + ": "
              + what
              + " must have one structure, got tensors at "
              + places(after)
              + " for "
              + places(before)
              + "; give a tree of the same structure each time");
    }
    for (int i = 0; i < before.size(); i++) {
      TensorType old = before.get(i).type();
      TensorType type = after.get(i).type();
      if (!old.equals(type)) {
        String message =
            operator
                + ": "
                + what
                + " must have the same types each time, got "
                + what.substring(what.lastIndexOf(' ') + 1)
                + before.get(i).place()
                + ": the body made "
                + type
                + " of "
                + old
                + "; ";
        throw old.dtype() == type.dtype()
            ? new ShapeException(message + "reshape it")
            : new DTypeException(message + "convert it with to(" + old.dtype().name() + ")");
      }
    }
  }

  private static List<String> places(List<Leaf> leaves) {
    return leaves.stream().map(leaf -> "'" + leaf.place() + "'").toList();
  }
}
