package org.autodiff.nn;

import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.Tree;

/** The norm over all leaves of a gradient, and clipping by it. */
final class GradientNorm {
  /** Small enough that no norm of numbers times this overflows. */
  private static final double SMALL = 0x1p-100;

  private GradientNorm() {}

  static <T> T clipped(T gradient, double most) {
    double norm = norm(gradient, 1);
    if (norm <= most) {
      return gradient;
    }
    if (norm < Double.POSITIVE_INFINITY || Double.isNaN(norm)) {
      return Tree.map(leaf -> scaled(leaf, 1, norm, most), gradient);
    }
    double scaledNorm = norm(gradient, SMALL);
    return Tree.map(leaf -> scaled(leaf, SMALL, scaledNorm, most), gradient);
  }

  /** The norm of the gradient times a scale. */
  private static double norm(Object gradient, double scale) {
    double norm = 0;
    for (Tensor leaf : Tree.leaves(gradient)) {
      Tensor x = leaf.to(DType.FLOAT64);
      norm = Math.hypot(norm, (scale == 1 ? x : x.mul(scale)).norm().item());
    }
    return norm;
  }

  /** {@code x · scale · most / norm}, in double where the factor is too small for a float. */
  private static Tensor scaled(Tensor x, double scale, double norm, double most) {
    double factor = most / norm;
    boolean single = x.dtype() == DType.FLOAT32;
    double least = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    if (scale == 1 && (factor >= least || Double.isNaN(factor))) {
      return x.mul(factor);
    }
    Tensor wide = x.to(DType.FLOAT64).mul(scale);
    // the quotient is at most 1, so nothing overflows, and what underflows is nothing to the rest
    Tensor clipped = factor >= Double.MIN_NORMAL ? wide.mul(factor) : wide.div(norm).mul(most);
    return clipped.to(x.dtype());
  }
}
