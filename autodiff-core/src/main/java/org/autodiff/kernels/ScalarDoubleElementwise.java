package org.autodiff.kernels;

/**
 * Elementwise loops over the scalar functions of {@link DoubleMath} and {@link GammaFunctions}: the
 * fallback without the Vector API, the oracle the vector loops are tested against, and what short
 * runs use in either case. Both give the same bits.
 */
final class ScalarDoubleElementwise {
  private ScalarDoubleElementwise() {}

  static void unary(UnaryKind kind, double[] x, int xo, double[] y, int yo, int n) {
    switch (kind) {
      case NEG -> ScalarDoubleArithmetic.neg(x, xo, y, yo, n);
      case RECIPROCAL -> ScalarDoubleArithmetic.reciprocal(x, xo, y, yo, n);
      case SQUARE -> ScalarDoubleArithmetic.square(x, xo, y, yo, n);
      case SQRT -> ScalarDoubleArithmetic.sqrt(x, xo, y, yo, n);
      case RSQRT -> ScalarDoubleArithmetic.rsqrt(x, xo, y, yo, n);
      case CBRT -> ScalarDoubleTranscendental.cbrt(x, xo, y, yo, n);
      case EXP -> ScalarDoubleTranscendental.exp(x, xo, y, yo, n);
      case EXPM1 -> ScalarDoubleTranscendental.expm1(x, xo, y, yo, n);
      case LOG -> ScalarDoubleTranscendental.log(x, xo, y, yo, n);
      case LOG1P -> ScalarDoubleTranscendental.log1p(x, xo, y, yo, n);
      case SIN -> ScalarDoubleTranscendental.sin(x, xo, y, yo, n);
      case COS -> ScalarDoubleTranscendental.cos(x, xo, y, yo, n);
      case TAN -> ScalarDoubleTranscendental.tan(x, xo, y, yo, n);
      case ASIN -> ScalarDoubleTranscendental.asin(x, xo, y, yo, n);
      case ACOS -> ScalarDoubleTranscendental.acos(x, xo, y, yo, n);
      case ATAN -> ScalarDoubleTranscendental.atan(x, xo, y, yo, n);
      case SINH -> ScalarDoubleTranscendental.sinh(x, xo, y, yo, n);
      case COSH -> ScalarDoubleTranscendental.cosh(x, xo, y, yo, n);
      case TANH -> ScalarDoubleTranscendental.tanh(x, xo, y, yo, n);
      case ASINH -> ScalarDoubleTranscendental.asinh(x, xo, y, yo, n);
      case ACOSH -> ScalarDoubleTranscendental.acosh(x, xo, y, yo, n);
      case ATANH -> ScalarDoubleTranscendental.atanh(x, xo, y, yo, n);
      case SIGMOID -> ScalarDoubleTranscendental.sigmoid(x, xo, y, yo, n);
      case SOFTPLUS -> ScalarDoubleTranscendental.softplus(x, xo, y, yo, n);
      case RELU -> ScalarDoubleArithmetic.relu(x, xo, y, yo, n);
      case ABS -> ScalarDoubleArithmetic.abs(x, xo, y, yo, n);
      case SIGN -> ScalarDoubleArithmetic.sign(x, xo, y, yo, n);
      case FLOOR -> ScalarDoubleArithmetic.floor(x, xo, y, yo, n);
      case ROUND -> ScalarDoubleArithmetic.round(x, xo, y, yo, n);
      case ERF -> ScalarDoubleTranscendental.erf(x, xo, y, yo, n);
      case LGAMMA -> lgamma(x, xo, y, yo, n);
    }
  }

  private static void lgamma(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = GammaFunctions.lgamma(x[xo + i]);
    }
  }

  static void unaryPullback(
      UnaryKind kind, double[] x, int xo, double[] g, int go, int gs, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = pullback(kind, x[xo + i], g[go + i * gs]);
    }
  }

  /**
   * Returns {@code g * kind'}, where x is the operand or, for {@link UnaryKind#slopeIsOfResult},
   * the value; where the derivative is 0 by definition the result is 0 whatever g is.
   */
  private static double pullback(UnaryKind kind, double x, double g) {
    return switch (kind) {
      case NEG -> -g;
      case RECIPROCAL -> -(g * x) * x;
      case SQUARE -> 2 * x * g;
      case SQRT -> g * (0.5 / (x + 0.0));
      case RSQRT -> g * (-0.5 * x * x * x);
      case CBRT -> g / (3 * x * x);
      case EXP -> g * x;
      case EXPM1 -> g * (x + 1);
      case LOG -> g / x;
      case LOG1P -> g / (1 + x);
      case SIN -> g * DoubleMath.cos(x);
      case COS -> -g * DoubleMath.sin(x);
      case TAN -> g * (1 + x * x);
      case ASIN -> g / Math.sqrt((1 - x) * (1 + x));
      case ACOS -> -g / Math.sqrt((1 - x) * (1 + x));
      case ATAN -> g / (1 + x * x);
      case SINH -> g * DoubleMath.cosh(x);
      case COSH -> g * DoubleMath.sinh(x);
      case TANH -> g * ((1 - x) * (1 + x));
      case ASINH -> g / root(x);
      case ACOSH -> g / (Math.sqrt(x - 1) * Math.sqrt(x + 1));
      case ATANH -> g / ((1 - x) * (1 + x));
      case SIGMOID -> g * (x * (1 - x));
      case SOFTPLUS -> g * DoubleMath.sigmoid(x);
      case RELU -> x > 0 ? g : x <= 0 ? 0 : x;
      case ABS -> x > 0 ? g : x < 0 ? -g : x == 0 ? 0 : x;
      case SIGN, FLOOR, ROUND -> Double.isNaN(x) ? x : 0;
      case ERF -> g * DoubleMath.erfSlope(x);
      // float: case LGAMMA -> (float) (g * GammaFunctions.digamma(x));
      case LGAMMA -> g * GammaFunctions.digamma(x);
    };
  }

  /** {@code sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  private static double root(double x) {
    double a = Math.abs(x);
    double m = Math.max(a, 1);
    double r = Math.min(a, 1) / m;
    return m * Math.sqrt(1 + r * r);
  }

  static void select(
      double[] c,
      int co,
      int cs,
      double[] a,
      int ao,
      int as,
      double[] b,
      int bo,
      int bs,
      double[] y,
      int yo,
      int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = c[co + i * cs] != 0 ? a[ao + i * as] : b[bo + i * bs];
    }
  }
}
