package org.autodiff.kernels;

/** Scalar functions and derivatives that {@link Math} lacks, arranged to avoid cancellation. */
final class ScalarMath {
  private static final double LN2 = Math.log(2);

  /** Above 2^28 the 1 in {@code sqrt(x*x + 1)} is below half a unit in the last place. */
  private static final double HUGE = 0x1p28;

  private ScalarMath() {}

  /** DLMF 4.37.16, written as log1p so that small arguments keep their digits. */
  static double asinh(double x) {
    double a = Math.abs(x);
    double r = a > HUGE ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(r, x);
  }

  /** DLMF 4.37.19 with t = x - 1, exact near 1. */
  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    double t = x - 1;
    return x > HUGE ? Math.log(x) + LN2 : Math.log1p(t + Math.sqrt(t * (t + 2)));
  }

  /** DLMF 4.37.24. */
  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** {@code e / (1 + e)^2} with {@code e = e^-|x|}: no difference of nearly equal numbers. */
  static double sigmoidSlope(double x) {
    double e = Math.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  /** {@code 1 / cosh(x)^2}, which unlike {@code 1 - tanh(x)^2} is accurate for large x. */
  static double tanhSlope(double x) {
    double c = Math.cosh(x);
    return 1 / (c * c);
  }

  static double tanSlope(double x) {
    double t = Math.tan(x);
    return 1 + t * t;
  }

  static double cbrtSlope(double x) {
    double c = Math.cbrt(x);
    return 1 / (3 * c * c);
  }
}
