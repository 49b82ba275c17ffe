package org.autodiff.kernels;

/** Scalar functions that {@link Math} lacks, arranged to avoid cancellation. */
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

  /**
   * Powers as IEEE 754 has them: 1 to any power, also NaN, and -1 to an infinite one are 1; {@link
   * Math#pow} makes these NaN.
   */
  static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }

  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
