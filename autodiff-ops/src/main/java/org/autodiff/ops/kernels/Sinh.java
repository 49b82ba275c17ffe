package org.autodiff.ops.kernels;

/** The hyperbolic functions of large numbers, given by their logarithms. */
final class Sinh {
  private Sinh() {}

  /** {@return asinh(t eᵐ), also where t eᵐ overflows} */
  static double inverse(double t, double m) {
    double log = Math.log(Math.abs(t)) + m;
    if (log > 20) {
      return Math.copySign(log + Math.log(2), t);
    }
    double v = Math.abs(t) * Math.exp(m);
    // with exp(m) overflowing while t is tiny, the product is taken through the logarithm
    double size = Double.isInfinite(v) || Double.isNaN(v) ? Math.exp(log) : v;
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size))), t);
  }

  /** {@return ln(2 cosh(z))} */
  static double logOfTwiceCosh(double z) {
    double size = Math.abs(z);
    return size + Math.log1p(Math.exp(-2 * size));
  }
}
