package org.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.autodiff.NoGradient;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.internal.TreeTensors;
import org.autodiff.internal.TreeWalk;

/** Runs a function of one example on a whole batch. */
public final class Vmap {
  /** In place of an axis: the argument is not batched. */
  public static final int UNBATCHED = Integer.MIN_VALUE;

  private Vmap() {}

  /**
   * Maps a function over a batch: over the leaves and the random keys of the argument. Tensors in
   * components marked {@link NoGradient} are shared by all examples; in a result, those that depend
   * on the batch come out batched.
   *
   * @param function the function of one example
   * @param argument the batch
   * @param inAxis the axis that is the batch, by leaf or key of the argument
   * @param outAxis where the batch goes in every leaf and key of the result
   */
  public static <A, R> R apply(
      Function<A, R> function, A argument, IntUnaryOperator inAxis, int outAxis) {
    List<TreeTensors.Datum> leaves = TreeTensors.data(Captures.resolved(argument));
    int size = batchSize(leaves, inAxis);
    BatchTrace trace = new BatchTrace(size);
    List<Tensor> boxed = new ArrayList<>(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      TreeTensors.Datum leaf = leaves.get(i);
      int axis = inAxis.applyAsInt(i);
      boxed.add(
          axis == UNBATCHED
              ? leaf.tensor()
              : trace.box(leaf.tensor().moveAxis(leaf.axes().axis(axis, "vmap"), 0)));
    }
    R result;
    try {
      result = Captures.resolved(function.apply(TreeTensors.rebuildData(argument, boxed)));
    } finally {
      trace.close();
    }
    R out =
        TreeWalk.rewriteAll(
            result,
            (tensor, kind, place) ->
                kind.isCarried() && !trace.isBatched(tensor)
                    ? tensor
                    : unbox(trace, new TreeTensors.Datum(tensor, kind.isKey()), size, outAxis));
    Recording.requireNotEscaped(out, "vmap");
    return out;
  }

  private static Tensor unbox(BatchTrace trace, TreeTensors.Datum result, int size, int outAxis) {
    Tensor leaf = result.tensor();
    if (outAxis == UNBATCHED) {
      if (trace.isBatched(leaf)) {
        throw new TraceException(
            "vmap: a result with out axis UNBATCHED must not depend on the batch, got "
                + leaf.type()
                + " that does; give an axis, or reduce over the batch outside of vmap");
      }
      return leaf;
    }
    Tensor values =
        trace.isBatched(leaf) ? trace.inner(leaf) : leaf.broadcastTo(leaf.shape().insert(0, size));
    int axis = new TreeTensors.Datum(values, result.isKey()).axes().axis(outAxis, "vmap out axis");
    return axis == 0 ? values : values.moveAxis(0, axis);
  }

  private static int batchSize(List<TreeTensors.Datum> leaves, IntUnaryOperator inAxis) {
    int size = -1;
    int first = -1;
    for (int i = 0; i < leaves.size(); i++) {
      int axis = inAxis.applyAsInt(i);
      if (axis == UNBATCHED) {
        continue;
      }
      Shape shape = leaves.get(i).axes();
      if (leaves.get(i).isKey() && shape.rank() == 0) {
        throw new ShapeException(
            "vmap: keys must be stacked, one for each example, got a single key (leaf "
                + i
                + "); stack them with RandomKey.stack(key.split(n)), or pass UNBATCHED if all"
                + " examples share it");
      }
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
                + leaves.get(first).axes()
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
