package org.autodiff.operators.elementwise;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;

/** What operators share that work element by element. */
final class Elementwise {
  private Elementwise() {}

  /** The factor where x is a number, and NaN where x is NaN: never a finite slope at a NaN. */
  static Tensor nanWhereNaN(Tensor factor, Tensor x) {
    return factor.where(x.eq(x), Double.NaN);
  }

  /** The operand over the whole shape, as a contiguous array or as one repeated element. */
  static DenseTensor spread(DenseTensor x, Shape shape) {
    DenseTensor whole = x.shape().equals(shape) ? x : x.broadcastTo(shape).dense();
    return whole.isRepeated() ? whole : whole.contiguous();
  }

  /** The array behind a tensor, of doubles or of floats. */
  static Object array(DenseTensor x) {
    return x.dtype() == DType.FLOAT64 ? TensorArrays.doubles(x) : TensorArrays.floats(x);
  }

  /** How an operand of {@link #spread} advances: 0 for one repeated element, otherwise 1. */
  static int step(DenseTensor spread) {
    return spread.isRepeated() ? 0 : 1;
  }
}
