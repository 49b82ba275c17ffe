package org.autodiff.kernels;

/**
 * Pullbacks {@code y = g * kind'(x)} block by block: where the derivative needs a transcendental
 * function, its kernel first fills a block that stays in the cache, and a plain loop finishes. The
 * formulas are those of {@link ScalarElementwise}.
 */
final class BlockedPullbacks {
  private BlockedPullbacks() {}

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
    double[] repeated = gs == 0 ? Blocks.filled(g[go], n) : g;
    double[] d = needsBlock(kind) ? new double[Blocks.longest(n)] : repeated;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int gAt = gs == 0 ? 0 : go + at;
      block(kernels, kind, x, xo + at, repeated, gAt, d, y, yo + at, size);
      at += size;
    }
  }

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
    float[] repeated = gs == 0 ? Blocks.filled(g[go], n) : g;
    float[] d = needsBlock(kind) ? new float[Blocks.longest(n)] : repeated;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int gAt = gs == 0 ? 0 : go + at;
      block(kernels, kind, x, xo + at, repeated, gAt, d, y, yo + at, size);
      at += size;
    }
  }

  private static boolean needsBlock(UnaryKind kind) {
    return switch (kind) {
      case EXP, EXPM1, SIN, COS, TAN, SINH, COSH, TANH, SOFTPLUS, SIGMOID, CBRT, ERF -> true;
      default -> false;
    };
  }

  private static void block(
      Kernels kernels,
      UnaryKind kind,
      double[] x,
      int xo,
      double[] g,
      int go,
      double[] d,
      double[] y,
      int yo,
      int n) {
    switch (kind) {
      case NEG -> DerivativeLoops.neg(x, xo, g, go, y, yo, n);
      case RECIPROCAL -> DerivativeLoops.reciprocal(x, xo, g, go, y, yo, n);
      case SQUARE -> DerivativeLoops.square(x, xo, g, go, y, yo, n);
      case SQRT -> DerivativeLoops.sqrt(x, xo, g, go, y, yo, n);
      case RSQRT -> DerivativeLoops.rsqrt(x, xo, g, go, y, yo, n);
      case LOG -> DerivativeLoops.log(x, xo, g, go, y, yo, n);
      case LOG1P -> DerivativeLoops.log1p(x, xo, g, go, y, yo, n);
      case ASIN -> DerivativeLoops.asin(x, xo, g, go, y, yo, n);
      case ACOS -> DerivativeLoops.acos(x, xo, g, go, y, yo, n);
      case ATAN -> DerivativeLoops.atan(x, xo, g, go, y, yo, n);
      case ACOSH -> DerivativeLoops.acosh(x, xo, g, go, y, yo, n);
      case ATANH -> DerivativeLoops.atanh(x, xo, g, go, y, yo, n);
      case ASINH -> DerivativeLoops.asinh(x, xo, g, go, y, yo, n);
      case EXP -> {
        kernels.unary(UnaryKind.EXP, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case EXPM1 -> {
        kernels.unary(UnaryKind.EXP, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SIN -> {
        kernels.unary(UnaryKind.COS, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SINH -> {
        kernels.unary(UnaryKind.COSH, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case COSH -> {
        kernels.unary(UnaryKind.SINH, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SOFTPLUS -> {
        kernels.unary(UnaryKind.SIGMOID, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case CBRT -> {
        kernels.unary(UnaryKind.CBRT, x, xo, d, 0, n);
        DerivativeLoops.cbrt(d, g, go, y, yo, n);
      }
      case COS -> {
        kernels.unary(UnaryKind.SIN, x, xo, d, 0, n);
        DerivativeLoops.cos(d, g, go, y, yo, n);
      }
      case TAN -> {
        kernels.unary(UnaryKind.TAN, x, xo, d, 0, n);
        DerivativeLoops.tan(d, g, go, y, yo, n);
      }
      case TANH -> {
        kernels.unary(UnaryKind.COSH, x, xo, d, 0, n);
        DerivativeLoops.tanh(d, g, go, y, yo, n);
      }
      case SIGMOID -> {
        DerivativeLoops.minusAbs(x, xo, d, n);
        kernels.unary(UnaryKind.EXP, d, 0, d, 0, n);
        DerivativeLoops.sigmoid(d, g, go, y, yo, n);
      }
      case ERF -> {
        DerivativeLoops.minusSquare(x, xo, d, n);
        kernels.unary(UnaryKind.EXP, d, 0, d, 0, n);
        DerivativeLoops.erf(x, xo, d, g, go, y, yo, n);
      }
      case RELU -> VectorSteps.relu(x, xo, g, go, y, yo, n);
      case ABS -> VectorSteps.abs(x, xo, g, go, y, yo, n);
      case SIGN, FLOOR, ROUND -> VectorSteps.zero(x, xo, y, yo, n);
      case LGAMMA -> ScalarElementwise.unaryPullback(kind, x, xo, g, go, 1, y, yo, n);
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
      float[] y,
      int yo,
      int n) {
    switch (kind) {
      case NEG -> DerivativeLoops.neg(x, xo, g, go, y, yo, n);
      case RECIPROCAL -> DerivativeLoops.reciprocal(x, xo, g, go, y, yo, n);
      case SQUARE -> DerivativeLoops.square(x, xo, g, go, y, yo, n);
      case SQRT -> DerivativeLoops.sqrt(x, xo, g, go, y, yo, n);
      case RSQRT -> DerivativeLoops.rsqrt(x, xo, g, go, y, yo, n);
      case LOG -> DerivativeLoops.log(x, xo, g, go, y, yo, n);
      case LOG1P -> DerivativeLoops.log1p(x, xo, g, go, y, yo, n);
      case ASIN -> DerivativeLoops.asin(x, xo, g, go, y, yo, n);
      case ACOS -> DerivativeLoops.acos(x, xo, g, go, y, yo, n);
      case ATAN -> DerivativeLoops.atan(x, xo, g, go, y, yo, n);
      case ACOSH -> DerivativeLoops.acosh(x, xo, g, go, y, yo, n);
      case ATANH -> DerivativeLoops.atanh(x, xo, g, go, y, yo, n);
      case ASINH -> DerivativeLoops.asinh(x, xo, g, go, y, yo, n);
      case EXP -> {
        kernels.unary(UnaryKind.EXP, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case EXPM1 -> {
        kernels.unary(UnaryKind.EXP, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SIN -> {
        kernels.unary(UnaryKind.COS, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SINH -> {
        kernels.unary(UnaryKind.COSH, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case COSH -> {
        kernels.unary(UnaryKind.SINH, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case SOFTPLUS -> {
        kernels.unary(UnaryKind.SIGMOID, x, xo, d, 0, n);
        ScalarBinary.mul(g, go, d, 0, y, yo, n);
      }
      case CBRT -> {
        kernels.unary(UnaryKind.CBRT, x, xo, d, 0, n);
        DerivativeLoops.cbrt(d, g, go, y, yo, n);
      }
      case COS -> {
        kernels.unary(UnaryKind.SIN, x, xo, d, 0, n);
        DerivativeLoops.cos(d, g, go, y, yo, n);
      }
      case TAN -> {
        kernels.unary(UnaryKind.TAN, x, xo, d, 0, n);
        DerivativeLoops.tan(d, g, go, y, yo, n);
      }
      case TANH -> {
        kernels.unary(UnaryKind.COSH, x, xo, d, 0, n);
        DerivativeLoops.tanh(d, g, go, y, yo, n);
      }
      case SIGMOID -> {
        DerivativeLoops.minusAbs(x, xo, d, n);
        kernels.unary(UnaryKind.EXP, d, 0, d, 0, n);
        DerivativeLoops.sigmoid(d, g, go, y, yo, n);
      }
      case ERF -> {
        DerivativeLoops.minusSquare(x, xo, d, n);
        kernels.unary(UnaryKind.EXP, d, 0, d, 0, n);
        DerivativeLoops.erf(x, xo, d, g, go, y, yo, n);
      }
      case RELU -> VectorSteps.relu(x, xo, g, go, y, yo, n);
      case ABS -> VectorSteps.abs(x, xo, g, go, y, yo, n);
      case SIGN, FLOOR, ROUND -> VectorSteps.zero(x, xo, y, yo, n);
      case LGAMMA -> ScalarElementwise.unaryPullback(kind, x, xo, g, go, 1, y, yo, n);
    }
  }
}
