package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** Runs a function of one example on a whole batch. */
final class Vmap {
  private Vmap() {}

  /**
   * Maps a function over a batch.
   *
   * @param function the function of one example
   * @param argument the batch
   * @param inAxis the axis that is the batch, by leaf of the argument
   * @param outAxis where the batch goes in every leaf of the result
   */
  static <A, R> R apply(Function<A, R> function, A argument, IntUnaryOperator inAxis, int outAxis) {
    List<Tensor> leaves = Captures.leaves(argument);
    int size = batchSize(leaves, inAxis);
    BatchTrace trace = new BatchTrace(size);
    List<Tensor> boxed = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      Tensor leaf = leaves.get(i);
      int axis = inAxis.applyAsInt(i);
      boxed.add(axis == Autodiff.UNBATCHED ? leaf : trace.box(leaf.moveAxis(axis, 0)));
    }
    R result;
    try {
      result = function.apply(Tree.rebuild(argument, boxed));
    } finally {
      trace.close();
    }
    List<Tensor> out = new ArrayList<>();
    for (Tensor leaf : Captures.leaves(result)) {
      out.add(unbox(trace, leaf, size, outAxis));
    }
    Recording.requireNotEscaped(out, "vmap");
    return Tree.rebuild(result, out);
  }

  private static Tensor unbox(BatchTrace trace, Tensor leaf, int size, int outAxis) {
    if (outAxis == Autodiff.UNBATCHED) {
      if (trace.isBatched(leaf)) {
        throw new TraceException(
            "vmap: a result with out axis UNBATCHED must not depend on the batch, got "
                + leaf.type()
                + " that does; give an axis, or reduce over the batch outside of vmap");
      }
      return leaf;
    }
    Tensor values =
        trace.isBatched(leaf) ? trace.values(leaf) : leaf.broadcastTo(leaf.shape().insert(0, size));
    int axis = values.shape().axis(outAxis, "vmap out axis");
    return axis == 0 ? values : values.moveAxis(0, axis);
  }

  private static int batchSize(List<Tensor> leaves, IntUnaryOperator inAxis) {
    int size = -1;
    int first = -1;
    for (int i = 0; i < leaves.size(); i++) {
      int axis = inAxis.applyAsInt(i);
      if (axis == Autodiff.UNBATCHED) {
        continue;
      }
      Shape shape = leaves.get(i).shape();
      int extent = shape.dim(shape.axis(axis, "vmap"));
      if (size < 0) {
        size = extent;
        first = i;
      } else if (extent != size) {
        throw new ShapeException(
            "vmap: all batched arguments must have the same batch size, got "
                + size
                + " (leaf "
                + first
                + " of shape "
                + leaves.get(first).shape()
                + ") and "
                + extent
                + " (leaf "
                + i
                + " of shape "
                + shape
                + ", axis "
                + axis
                + "); pass UNBATCHED for arguments that all examples share");
      }
    }
    if (size < 0) {
      throw new ShapeException(
          "vmap: at least one argument must be batched, got "
              + leaves.size()
              + " unbatched leaves; call the function without vmap, or give an axis");
    }
    return size;
  }
}
