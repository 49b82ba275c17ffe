package org.autodiff.ops.kernels;

/** The hyperbolic functions of large numbers, given by their logarithms. */
final class Sinh {
  private static final double LARGE = 20;

  private Sinh() {}

  /** {@return asinh(t eᵐ), also where t eᵐ overflows} */
  static double inverse(double t, double m) {
    double log = Math.log(Math.abs(t)) + m;
    if (log > LARGE) {
      return Math.copySign(log + Math.log(2), t);
    }
    double v = Math.abs(t) * Math.exp(m);
    // with exp(m) overflowing while t is tiny, the product is taken through the logarithm
    double size = Double.isInfinite(v) || Double.isNaN(v) ? Math.exp(log) : v;
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size))), t);
  }

  /** {@return whether {@link #inverse} is the logarithm of twice its argument, but for rounding} */
  static boolean isLarge(double t, double m) {
    return Math.log(Math.abs(t)) + m > LARGE;
  }

  /** {@return (1/α) ln(2 cosh(α y)) less the size of the base, of y = base + rest} */
  static double excess(double alpha, double base, double rest) {
    double outward = base < 0 ? -rest : rest;
    double size = base == 0 ? Math.abs(rest) : outward;
    return size + Math.log1p(Math.exp(-2 * alpha * (Math.abs(base) + size))) / alpha;
  }
}
