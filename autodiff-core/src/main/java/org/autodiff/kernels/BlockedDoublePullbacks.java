package org.autodiff.kernels;

/**
 * Pullbacks {@code y = g * kind'} block by block. Where the derivative needs a transcendental
 * function its kernel fills a block that stays in the cache; {@link DoubleDerivativeLoops}
 * finishes. The formulas are those of {@link ScalarDoubleElementwise}, step by step, so that the
 * bits are the same.
 */
final class BlockedDoublePullbacks {
  private BlockedDoublePullbacks() {}

  static void unaryPullback(
      Kernels kernels,
      UnaryKind kind,
      double[] x,
      int xo,
      double[] g,
      int go,
      int gs,
      double[] y,
      int yo,
      int n) {
    double[] repeated = gs == 0 ? DoubleBlocks.filled(g[go], n) : g;
    double[] d = new double[Blocks.longest(n)];
    double[] h = new double[d.length];
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
      double[] x,
      int xo,
      double[] g,
      int go,
      double[] d,
      double[] h,
      double[] y,
      int yo,
      int n) {
    switch (kind) {
      case NEG -> kernels.unary(UnaryKind.NEG, g, go, y, yo, n);
      case EXP -> kernels.binary(BinaryKind.MUL, g, go, x, xo, y, yo, n);
      case LOG -> kernels.binary(BinaryKind.DIV, g, go, x, xo, y, yo, n);
      case RELU -> VectorDoubleSteps.relu(x, xo, g, go, y, yo, n);
      case ABS -> VectorDoubleSteps.abs(x, xo, g, go, y, yo, n);
      case SIGN, FLOOR, ROUND -> VectorDoubleSteps.zero(x, xo, y, yo, n);
      case SQUARE -> {
        kernels.scale(2, x, xo, d, 0, n);
        kernels.binary(BinaryKind.MUL, g, go, d, 0, y, yo, n);
      }
      case LGAMMA -> ScalarDoubleElementwise.unaryPullback(kind, x, xo, g, go, 1, y, yo, n);
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
        DoubleMathLoops.erfSlope(x, xo, d, 0, n);
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
      Kernels kernels, UnaryKind kind, double[] x, int xo, double[] d, double[] h, int n) {
    if (kind == UnaryKind.COS) {
      kernels.unary(UnaryKind.SIN, x, xo, d, 0, n);
    } else {
      System.arraycopy(x, xo, d, 0, n);
    }
    switch (kind) {
      case RECIPROCAL -> DoubleDerivativeLoops.reciprocal(d, h, n);
      case SQRT -> DoubleDerivativeLoops.sqrt(d, h, n);
      case RSQRT -> DoubleDerivativeLoops.rsqrt(d, h, n);
      case LOG1P -> DoubleDerivativeLoops.log1p(d, h, n);
      case ASIN -> DoubleDerivativeLoops.asin(d, h, n);
      case ACOS -> DoubleDerivativeLoops.acos(d, h, n);
      case ATAN -> DoubleDerivativeLoops.atan(d, h, n);
      case ACOSH -> DoubleDerivativeLoops.acosh(d, h, n);
      case ATANH -> DoubleDerivativeLoops.atanh(d, h, n);
      case CBRT -> DoubleDerivativeLoops.cbrt(d, h, n);
      case COS -> DoubleDerivativeLoops.cos(d, h, n);
      case TAN -> DoubleDerivativeLoops.tan(d, h, n);
      case TANH -> DoubleDerivativeLoops.tanh(d, h, n);
      case ASINH -> DoubleDerivativeLoops.asinh(d, h, n);
      case EXPM1 -> DoubleDerivativeLoops.expm1(d, h, n);
      case SIGMOID -> DoubleDerivativeLoops.sigmoid(d, h, n);
      default -> throw new IllegalArgumentException("no derivative loop for " + kind);
    }
  }
}
