package org.autodiff.kernels;

/**
 * The error function by W. J. Cody, "Rational Chebyshev approximations for the error function",
 * Mathematics of Computation 23 (1969) 631-637: {@code x P(x*x)/Q(x*x)} near 0 and {@code 1 -
 * e^(-x*x) P(x)/Q(x)} beyond. The second pair of polynomials is used up to {@link #ONE}, further
 * than in the paper: there erfc is below 1e-16, so that its relative error no longer matters.
 */
final class ErrorFunction {
  /** Where the two rational functions meet. */
  static final double NEAR = 0.46875;

  /** From here on erf(x) rounds to 1. */
  static final double ONE = 6;

  /** Coefficients from the highest power down. */
  static final double[] NEAR_P = {
    0.18577770618460315,
    3.1611237438705655,
    113.86415415105016,
    377.485237685302,
    3209.3775891384694
  };

  static final double[] NEAR_Q = {
    1.0, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171
  };

  static final double[] FAR_P = {
    2.1531153547440383e-08,
    0.5641884969886701,
    8.883149794388377,
    66.11919063714163,
    298.6351381974001,
    881.952221241769,
    1712.0476126340707,
    2051.0783778260716,
    1230.3393547979972
  };

  static final double[] FAR_Q = {
    1.0,
    15.744926110709835,
    117.6939508913125,
    537.1811018620099,
    1621.3895745666903,
    3290.7992357334597,
    4362.619090143247,
    3439.3676741437216,
    1230.3393548037495
  };

  /** {@code 2 / sqrt(pi)}. */
  static final double SLOPE_AT_0 = 1.1283791670955126;

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a <= NEAR) {
      double z = x * x;
      return x * (polynomial(NEAR_P, z) / polynomial(NEAR_Q, z));
    }
    double m = Math.min(a, ONE);
    double erfc = Math.exp(-m * m) * (polynomial(FAR_P, m) / polynomial(FAR_Q, m));
    return Math.copySign(1 - erfc, x);
  }

  /** {@code 2/sqrt(pi) e^(-x*x)}; the rounding error of the square is put back. */
  static double slope(double x) {
    if (Math.abs(x) > 1e9) {
      return 0;
    }
    double square = x * x;
    double lost = Math.fma(x, x, -square);
    return SLOPE_AT_0 * Math.exp(-square) * (1 - lost);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
