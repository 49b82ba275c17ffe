package org.autodiff.operators.reduction;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;
import org.autodiff.kernels.Kernels;
import org.autodiff.kernels.Norms;

/** Which reduction a kernel does of an array {@code [outer, count, inner]} over its middle axis. */
public enum ReductionKind {
  SUM(0),
  PROD(1),
  MAX(Double.NaN),
  MIN(Double.NaN),
  LOGSUMEXP(Double.NEGATIVE_INFINITY),
  NORM(0);

  private final double ofNothing;

  ReductionKind(double ofNothing) {
    this.ofNothing = ofNothing;
  }

  /** The value for no elements. */
  double ofNothing() {
    return ofNothing;
  }

  /**
   * Whether the outcome depends on the order of the elements. Otherwise repeated ones do not count.
   */
  boolean hasOrder() {
    return this != MAX && this != MIN;
  }

  /** Whether the reduction of a single element is that element. */
  boolean keepsSingle() {
    return this != NORM;
  }

  void run(int outer, int count, int inner, DenseTensor x, int xo, DenseTensor y) {
    if (x.dtype() == DType.FLOAT64) {
      run(outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(y));
    } else {
      run(outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(y));
    }
  }

  private void run(int outer, int count, int inner, double[] x, int xo, double[] y) {
    Kernels kernels = Kernels.get();
    switch (this) {
      case SUM -> kernels.sum(outer, count, inner, x, xo, y, 0);
      case PROD -> kernels.prod(outer, count, inner, x, xo, y, 0);
      case MAX -> kernels.max(outer, count, inner, x, xo, y, 0);
      case MIN -> kernels.min(outer, count, inner, x, xo, y, 0);
      case LOGSUMEXP -> kernels.logsumexp(outer, count, inner, x, xo, y, 0);
      case NORM -> Norms.norm(outer, count, inner, x, xo, y, 0);
    }
  }

  private void run(int outer, int count, int inner, float[] x, int xo, float[] y) {
    Kernels kernels = Kernels.get();
    switch (this) {
      case SUM -> kernels.sum(outer, count, inner, x, xo, y, 0);
      case PROD -> kernels.prod(outer, count, inner, x, xo, y, 0);
      case MAX -> kernels.max(outer, count, inner, x, xo, y, 0);
      case MIN -> kernels.min(outer, count, inner, x, xo, y, 0);
      case LOGSUMEXP -> kernels.logsumexp(outer, count, inner, x, xo, y, 0);
      case NORM -> Norms.norm(outer, count, inner, x, xo, y, 0);
    }
  }
}
