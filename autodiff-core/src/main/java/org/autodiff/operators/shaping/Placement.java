package org.autodiff.operators.shaping;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.kernels.Kernels;

/** Building a result out of parts, and operands into a batch. */
public final class Placement {
  private Placement() {}

  /** A new tensor with an array of its own, filled with one value. */
  static DenseTensor filled(double value, TensorType type) {
    // the bits: -0.0 is not the value of a new array
    return Double.doubleToRawLongBits(value) == 0
        ? DenseTensor.zeros(type)
        : Tensor.full(value, type).dense().copy();
  }

  /** Copies elements into a view of a tensor that the caller has just made. */
  static void copy(DenseTensor from, DenseTensor into) {
    int[] dims = into.shape().dims();
    if (into.isContiguous()) {
      if (into.dtype() == DType.FLOAT64) {
        Kernels.get()
            .copyStrided(
                TensorArrays.doubles(from),
                from.offset(),
                dims,
                from.strides(),
                TensorArrays.doubles(into),
                into.offset());
      } else {
        Kernels.get()
            .copyStrided(
                TensorArrays.floats(from),
                from.offset(),
                dims,
                from.strides(),
                TensorArrays.floats(into),
                into.offset());
      }
      return;
    }
    DenseTensor x = from.contiguous();
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
