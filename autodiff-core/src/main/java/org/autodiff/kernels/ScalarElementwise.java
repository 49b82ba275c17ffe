package org.autodiff.kernels;

/**
 * Elementwise loops over the scalar functions of {@link DoubleMath}, {@link FloatMath} and {@link
 * GammaFunctions}: the fallback without the Vector API, the oracle the vector loops are tested
 * against, and what short runs use in either case. Both give the same bits.
 */
final class ScalarElementwise {
  private ScalarElementwise() {}

  static void unary(UnaryKind kind, double[] x, int xo, double[] y, int yo, int n) {
    switch (kind) {
      case NEG -> ScalarArithmetic.neg(x, xo, y, yo, n);
      case RECIPROCAL -> ScalarArithmetic.reciprocal(x, xo, y, yo, n);
      case SQUARE -> ScalarArithmetic.square(x, xo, y, yo, n);
      case SQRT -> ScalarArithmetic.sqrt(x, xo, y, yo, n);
      case RSQRT -> ScalarArithmetic.rsqrt(x, xo, y, yo, n);
      case CBRT -> ScalarTranscendental.cbrt(x, xo, y, yo, n);
      case EXP -> ScalarTranscendental.exp(x, xo, y, yo, n);
      case EXPM1 -> ScalarTranscendental.expm1(x, xo, y, yo, n);
      case LOG -> ScalarTranscendental.log(x, xo, y, yo, n);
      case LOG1P -> ScalarTranscendental.log1p(x, xo, y, yo, n);
      case SIN -> ScalarTranscendental.sin(x, xo, y, yo, n);
      case COS -> ScalarTranscendental.cos(x, xo, y, yo, n);
      case TAN -> ScalarTranscendental.tan(x, xo, y, yo, n);
      case ASIN -> ScalarTranscendental.asin(x, xo, y, yo, n);
      case ACOS -> ScalarTranscendental.acos(x, xo, y, yo, n);
      case ATAN -> ScalarTranscendental.atan(x, xo, y, yo, n);
      case SINH -> ScalarTranscendental.sinh(x, xo, y, yo, n);
      case COSH -> ScalarTranscendental.cosh(x, xo, y, yo, n);
      case TANH -> ScalarTranscendental.tanh(x, xo, y, yo, n);
      case ASINH -> ScalarTranscendental.asinh(x, xo, y, yo, n);
      case ACOSH -> ScalarTranscendental.acosh(x, xo, y, yo, n);
      case ATANH -> ScalarTranscendental.atanh(x, xo, y, yo, n);
      case SIGMOID -> ScalarTranscendental.sigmoid(x, xo, y, yo, n);
      case SOFTPLUS -> ScalarTranscendental.softplus(x, xo, y, yo, n);
      case RELU -> ScalarArithmetic.relu(x, xo, y, yo, n);
      case ABS -> ScalarArithmetic.abs(x, xo, y, yo, n);
      case SIGN -> ScalarArithmetic.sign(x, xo, y, yo, n);
      case FLOOR -> ScalarArithmetic.floor(x, xo, y, yo, n);
      case ROUND -> ScalarArithmetic.round(x, xo, y, yo, n);
      case ERF -> ScalarTranscendental.erf(x, xo, y, yo, n);
      case LGAMMA -> ScalarTranscendental.lgamma(x, xo, y, yo, n);
    }
  }

  static void unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
    switch (kind) {
      case NEG -> ScalarArithmetic.neg(x, xo, y, yo, n);
      case RECIPROCAL -> ScalarArithmetic.reciprocal(x, xo, y, yo, n);
      case SQUARE -> ScalarArithmetic.square(x, xo, y, yo, n);
      case SQRT -> ScalarArithmetic.sqrt(x, xo, y, yo, n);
      case RSQRT -> ScalarArithmetic.rsqrt(x, xo, y, yo, n);
      case CBRT -> ScalarTranscendental.cbrt(x, xo, y, yo, n);
      case EXP -> ScalarTranscendental.exp(x, xo, y, yo, n);
      case EXPM1 -> ScalarTranscendental.expm1(x, xo, y, yo, n);
      case LOG -> ScalarTranscendental.log(x, xo, y, yo, n);
      case LOG1P -> ScalarTranscendental.log1p(x, xo, y, yo, n);
      case SIN -> ScalarTranscendental.sin(x, xo, y, yo, n);
      case COS -> ScalarTranscendental.cos(x, xo, y, yo, n);
      case TAN -> ScalarTranscendental.tan(x, xo, y, yo, n);
      case ASIN -> ScalarTranscendental.asin(x, xo, y, yo, n);
      case ACOS -> ScalarTranscendental.acos(x, xo, y, yo, n);
      case ATAN -> ScalarTranscendental.atan(x, xo, y, yo, n);
      case SINH -> ScalarTranscendental.sinh(x, xo, y, yo, n);
      case COSH -> ScalarTranscendental.cosh(x, xo, y, yo, n);
      case TANH -> ScalarTranscendental.tanh(x, xo, y, yo, n);
      case ASINH -> ScalarTranscendental.asinh(x, xo, y, yo, n);
      case ACOSH -> ScalarTranscendental.acosh(x, xo, y, yo, n);
      case ATANH -> ScalarTranscendental.atanh(x, xo, y, yo, n);
      case SIGMOID -> ScalarTranscendental.sigmoid(x, xo, y, yo, n);
      case SOFTPLUS -> ScalarTranscendental.softplus(x, xo, y, yo, n);
      case RELU -> ScalarArithmetic.relu(x, xo, y, yo, n);
      case ABS -> ScalarArithmetic.abs(x, xo, y, yo, n);
      case SIGN -> ScalarArithmetic.sign(x, xo, y, yo, n);
      case FLOOR -> ScalarArithmetic.floor(x, xo, y, yo, n);
      case ROUND -> ScalarArithmetic.round(x, xo, y, yo, n);
      case ERF -> ScalarTranscendental.erf(x, xo, y, yo, n);
      case LGAMMA -> ScalarTranscendental.lgamma(x, xo, y, yo, n);
    }
  }

  static void unaryPullback(
      UnaryKind kind, double[] x, int xo, double[] g, int go, int gs, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = pullback(kind, x[xo + i], g[go + i * gs]);
    }
  }

  static void unaryPullback(
      UnaryKind kind, float[] x, int xo, float[] g, int go, int gs, float[] y, int yo, int n) {
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
      case LGAMMA -> g * GammaFunctions.digamma(x);
    };
  }

  private static float pullback(UnaryKind kind, float x, float g) {
    return switch (kind) {
      case NEG -> -g;
      case RECIPROCAL -> -(g * x) * x;
      case SQUARE -> 2 * x * g;
      case SQRT -> g * (0.5f / (x + 0.0f));
      case RSQRT -> g * (-0.5f * x * x * x);
      case CBRT -> g / (3 * x * x);
      case EXP -> g * x;
      case EXPM1 -> g * (x + 1);
      case LOG -> g / x;
      case LOG1P -> g / (1 + x);
      case SIN -> g * FloatMath.cos(x);
      case COS -> -g * FloatMath.sin(x);
      case TAN -> g * (1 + x * x);
      case ASIN -> g / (float) Math.sqrt((1 - x) * (1 + x));
      case ACOS -> -g / (float) Math.sqrt((1 - x) * (1 + x));
      case ATAN -> g / (1 + x * x);
      case SINH -> g * FloatMath.cosh(x);
      case COSH -> g * FloatMath.sinh(x);
      case TANH -> g * ((1 - x) * (1 + x));
      case ASINH -> g / root(x);
      case ACOSH -> g / ((float) Math.sqrt(x - 1) * (float) Math.sqrt(x + 1));
      case ATANH -> g / ((1 - x) * (1 + x));
      case SIGMOID -> g * (x * (1 - x));
      case SOFTPLUS -> g * FloatMath.sigmoid(x);
      case RELU -> x > 0 ? g : x <= 0 ? 0 : x;
      case ABS -> x > 0 ? g : x < 0 ? -g : x == 0 ? 0 : x;
      case SIGN, FLOOR, ROUND -> Float.isNaN(x) ? x : 0;
      case ERF -> g * FloatMath.erfSlope(x);
      case LGAMMA -> (float) (g * GammaFunctions.digamma(x));
    };
  }

  /** {@code sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  private static double root(double x) {
    double a = Math.abs(x);
    double m = Math.max(a, 1);
    double r = Math.min(a, 1) / m;
    return m * Math.sqrt(1 + r * r);
  }

  /** {@code sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  private static float root(float x) {
    float a = Math.abs(x);
    float m = Math.max(a, 1);
    float r = Math.min(a, 1) / m;
    return m * (float) Math.sqrt(1 + r * r);
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

  static void select(
      float[] c,
      int co,
      int cs,
      float[] a,
      int ao,
      int as,
      float[] b,
      int bo,
      int bs,
      float[] y,
      int yo,
      int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = c[co + i * cs] != 0 ? a[ao + i * as] : b[bo + i * bs];
    }
  }
}
