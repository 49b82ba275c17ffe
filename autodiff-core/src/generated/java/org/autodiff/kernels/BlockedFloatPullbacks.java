// Generated from BlockedDoublePullbacks.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/**
 * Pullbacks {@code y = g * kind'} block by block. Where the derivative needs a transcendental
 * function its kernel fills a block that stays in the cache; {@link FloatDerivativeLoops}
 * finishes. The formulas are those of {@link ScalarFloatElementwise}, step by step, so that the
 * bits are the same.
 */
final class BlockedFloatPullbacks {
  private BlockedFloatPullbacks() {}

  static void unaryPullback(
      Kernels kernels,
      UnaryKind kind,
      float[] x,
      int xo,
      float[] g,
      int go,
      int gs,
      float[] y,
      int yo,
      int n) {
    float[] repeated = gs == 0 ? FloatBlocks.filled(g[go], n) : g;
    float[] d = new float[Blocks.longest(n)];
    float[] h = new float[d.length];
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int gAt = gs == 0 ? 0 : go + at;
      block(kernels, kind, x, xo + at, repeated, gAt, d, h, y, yo + at, size);
      at += size;
    }
  }

  private static void block(
      Kernels kernels,
      UnaryKind kind,
      float[] x,
      int xo,
      float[] g,
      int go,
      float[] d,
      float[] h,
      float[] y,
      int yo,
      int n) {
    switch (kind) {
      case NEG -> kernels.unary(UnaryKind.NEG, g, go, y, yo, n);
      case EXP -> kernels.binary(BinaryKind.MUL, g, go, x, xo, y, yo, n);
      case LOG -> kernels.binary(BinaryKind.DIV, g, go, x, xo, y, yo, n);
      case RELU -> VectorFloatSteps.relu(x, xo, g, go, y, yo, n);
      case ABS -> VectorFloatSteps.abs(x, xo, g, go, y, yo, n);
      case SIGN, FLOOR, ROUND -> VectorFloatSteps.zero(x, xo, y, yo, n);
      case SQUARE -> {
        kernels.scale(2, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case LGAMMA -> ScalarFloatElementwise.unaryPullback(kind, x, xo, g, go, 1, y, yo, n);
      case SIN -> {
        kernels.unary(UnaryKind.COS, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case SINH -> {
        kernels.unary(UnaryKind.COSH, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case COSH -> {
        kernels.unary(UnaryKind.SINH, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case SOFTPLUS -> {
        kernels.unary(UnaryKind.SIGMOID, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case ERF -> {
        FloatMathLoops.erfSlope(x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      default -> {
        System.arraycopy(g, go, h, 0, n);
        derivative(kernels, kind, x, xo, d, h, n);
        System.arraycopy(h, 0, y, yo, n);
      }
    }
  }

  /** Multiplies h from 0 by the derivative; d is for intermediate values. */
  private static void derivative(
      Kernels kernels, UnaryKind kind, float[] x, int xo, float[] d, float[] h, int n) {
    if (kind == UnaryKind.COS) {
      kernels.unary(UnaryKind.SIN, x, xo, d, 0, n);
    } else {
      System.arraycopy(x, xo, d, 0, n);
    }
    switch (kind) {
      case RECIPROCAL -> FloatDerivativeLoops.reciprocal(d, h, n);
      case SQRT -> FloatDerivativeLoops.sqrt(d, h, n);
      case RSQRT -> FloatDerivativeLoops.rsqrt(d, h, n);
      case LOG1P -> FloatDerivativeLoops.log1p(d, h, n);
      case ASIN -> FloatDerivativeLoops.asin(d, h, n);
      case ACOS -> FloatDerivativeLoops.acos(d, h, n);
      case ATAN -> FloatDerivativeLoops.atan(d, h, n);
      case ACOSH -> FloatDerivativeLoops.acosh(d, h, n);
      case ATANH -> FloatDerivativeLoops.atanh(d, h, n);
      case CBRT -> FloatDerivativeLoops.cbrt(d, h, n);
      case COS -> FloatDerivativeLoops.cos(d, h, n);
      case TAN -> FloatDerivativeLoops.tan(d, h, n);
      case TANH -> FloatDerivativeLoops.tanh(d, h, n);
      case ASINH -> FloatDerivativeLoops.asinh(d, h, n);
      case EXPM1 -> FloatDerivativeLoops.expm1(d, h, n);
      case SIGMOID -> FloatDerivativeLoops.sigmoid(d, h, n);
      default -> throw new IllegalArgumentException("no derivative loop for " + kind);
    }
  }
}
