// Generated from ScalarDoubleElementwise.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/**
 * Elementwise loops over the scalar functions of {@link FloatMath} and {@link GammaFunctions}: the
 * fallback without the Vector API, the oracle the vector loops are tested against, and what short
 * runs use in either case. Both give the same bits.
 */
final class ScalarFloatElementwise {
  private ScalarFloatElementwise() {}

  static void unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
    switch (kind) {
      case NEG -> ScalarFloatArithmetic.neg(x, xo, y, yo, n);
      case RECIPROCAL -> ScalarFloatArithmetic.reciprocal(x, xo, y, yo, n);
      case SQUARE -> ScalarFloatArithmetic.square(x, xo, y, yo, n);
      case SQRT -> ScalarFloatArithmetic.sqrt(x, xo, y, yo, n);
      case RSQRT -> ScalarFloatArithmetic.rsqrt(x, xo, y, yo, n);
      case CBRT -> ScalarFloatTranscendental.cbrt(x, xo, y, yo, n);
      case EXP -> ScalarFloatTranscendental.exp(x, xo, y, yo, n);
      case EXPM1 -> ScalarFloatTranscendental.expm1(x, xo, y, yo, n);
      case LOG -> ScalarFloatTranscendental.log(x, xo, y, yo, n);
      case LOG1P -> ScalarFloatTranscendental.log1p(x, xo, y, yo, n);
      case SIN -> ScalarFloatTranscendental.sin(x, xo, y, yo, n);
      case COS -> ScalarFloatTranscendental.cos(x, xo, y, yo, n);
      case TAN -> ScalarFloatTranscendental.tan(x, xo, y, yo, n);
      case ASIN -> ScalarFloatTranscendental.asin(x, xo, y, yo, n);
      case ACOS -> ScalarFloatTranscendental.acos(x, xo, y, yo, n);
      case ATAN -> ScalarFloatTranscendental.atan(x, xo, y, yo, n);
      case SINH -> ScalarFloatTranscendental.sinh(x, xo, y, yo, n);
      case COSH -> ScalarFloatTranscendental.cosh(x, xo, y, yo, n);
      case TANH -> ScalarFloatTranscendental.tanh(x, xo, y, yo, n);
      case ASINH -> ScalarFloatTranscendental.asinh(x, xo, y, yo, n);
      case ACOSH -> ScalarFloatTranscendental.acosh(x, xo, y, yo, n);
      case ATANH -> ScalarFloatTranscendental.atanh(x, xo, y, yo, n);
      case SIGMOID -> ScalarFloatTranscendental.sigmoid(x, xo, y, yo, n);
      case SOFTPLUS -> ScalarFloatTranscendental.softplus(x, xo, y, yo, n);
      case RELU -> ScalarFloatArithmetic.relu(x, xo, y, yo, n);
      case ABS -> ScalarFloatArithmetic.abs(x, xo, y, yo, n);
      case SIGN -> ScalarFloatArithmetic.sign(x, xo, y, yo, n);
      case FLOOR -> ScalarFloatArithmetic.floor(x, xo, y, yo, n);
      case ROUND -> ScalarFloatArithmetic.round(x, xo, y, yo, n);
      case ERF -> ScalarFloatTranscendental.erf(x, xo, y, yo, n);
      case LGAMMA -> lgamma(x, xo, y, yo, n);
    }
  }

  private static void lgamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) GammaFunctions.lgamma(x[xo + i]);
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
  private static float root(float x) {
    float a = Math.abs(x);
    float m = Math.max(a, 1);
    float r = Math.min(a, 1) / m;
    return m * (float) Math.sqrt(1 + r * r);
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
