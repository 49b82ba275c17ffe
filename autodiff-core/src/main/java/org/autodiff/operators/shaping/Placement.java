package org.autodiff.operators.shaping;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.kernels.Kernels;

/** Building a result out of parts, and operands into a batch. */
public final class Placement {
  private Placement() {}

  /** Copies elements into a view of a result that is being computed. */
  static void copy(DenseTensor from, DenseTensor into) {
    if (into.isContiguous()) {
      TensorArrays.copy(from, into);
      return;
    }
    DenseTensor x = from.contiguous();
    int[] dims = into.shape().dims();
    if (into.dtype() == DType.FLOAT64) {
      Kernels.get()
          .writeStrided(
              TensorArrays.doubles(x),
              x.offset(),
              TensorArrays.doubles(into),
              into.offset(),
              dims,
              into.strides());
    } else {
      Kernels.get()
          .writeStrided(
              TensorArrays.floats(x),
              x.offset(),
              TensorArrays.floats(into),
              into.offset(),
              dims,
              into.strides());
    }
  }

  /** The operand with the batch as leading axis: an unbatched one is repeated, without a copy. */
  public static Tensor inBatch(Tensor operand, boolean batched, int size) {
    return batched ? operand : operand.broadcastTo(operand.shape().insert(0, size));
  }

  /** The number of elements over the axes from one to another, not included. */
  public static int extent(Shape shape, int from, int to) {
    int n = 1;
    for (int axis = from; axis < to; axis++) {
      n *= shape.dim(axis);
    }
    return n;
  }
}
