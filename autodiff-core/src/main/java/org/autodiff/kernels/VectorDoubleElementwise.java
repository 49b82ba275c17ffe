package org.autodiff.kernels;

/** Which loop computes an elementwise function: plain ones for short runs, others on vectors. */
final class VectorDoubleElementwise {
  private VectorDoubleElementwise() {}

  static void unary(UnaryKind kind, double[] x, int xOffset, double[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarDoubleElementwise.unary(kind, x, xOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case CBRT -> DoubleMathLoops.cbrt(x, xOffset, y, yOffset, n);
      case EXP -> DoubleMathLoops.exp(x, xOffset, y, yOffset, n);
      case EXPM1 -> DoubleMathLoops.expm1(x, xOffset, y, yOffset, n);
      case LOG -> DoubleMathLoops.log(x, xOffset, y, yOffset, n);
      case LOG1P -> DoubleMathLoops.log1p(x, xOffset, y, yOffset, n);
      case SIN -> DoubleMathLoops.sin(x, xOffset, y, yOffset, n);
      case COS -> DoubleMathLoops.cos(x, xOffset, y, yOffset, n);
      case TAN -> DoubleMathLoops.tan(x, xOffset, y, yOffset, n);
      case ASIN -> DoubleMathLoops.asin(x, xOffset, y, yOffset, n);
      case ACOS -> DoubleMathLoops.acos(x, xOffset, y, yOffset, n);
      case ATAN -> DoubleMathLoops.atan(x, xOffset, y, yOffset, n);
      case SINH -> DoubleMathLoops.sinh(x, xOffset, y, yOffset, n);
      case COSH -> DoubleMathLoops.cosh(x, xOffset, y, yOffset, n);
      case NEG -> VectorDoubleArithmetic.neg(x, xOffset, y, yOffset, n);
      case RECIPROCAL -> VectorDoubleArithmetic.reciprocal(x, xOffset, y, yOffset, n);
      case SQUARE -> VectorDoubleArithmetic.square(x, xOffset, y, yOffset, n);
      case SQRT -> VectorDoubleArithmetic.sqrt(x, xOffset, y, yOffset, n);
      case RSQRT -> VectorDoubleArithmetic.rsqrt(x, xOffset, y, yOffset, n);
      case RELU -> VectorDoubleArithmetic.relu(x, xOffset, y, yOffset, n);
      case ABS -> VectorDoubleArithmetic.abs(x, xOffset, y, yOffset, n);
      case SIGN -> VectorDoubleArithmetic.sign(x, xOffset, y, yOffset, n);
      case TANH -> DoubleMathLoops.tanh(x, xOffset, y, yOffset, n);
      case SIGMOID -> DoubleMathLoops.sigmoid(x, xOffset, y, yOffset, n);
      case SOFTPLUS -> DoubleMathLoops.softplus(x, xOffset, y, yOffset, n);
      case ASINH -> DoubleMathLoops.asinh(x, xOffset, y, yOffset, n);
      case ACOSH -> DoubleMathLoops.acosh(x, xOffset, y, yOffset, n);
      case ATANH -> DoubleMathLoops.atanh(x, xOffset, y, yOffset, n);
      case ERF -> DoubleMathLoops.erf(x, xOffset, y, yOffset, n);
      case FLOOR, ROUND, LGAMMA -> ScalarDoubleElementwise.unary(kind, x, xOffset, y, yOffset, n);
    }
  }

  static void binary(
      BinaryKind kind,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarDoubleBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case ADD -> VectorDoubleArithmetic.add(a, aOffset, b, bOffset, y, yOffset, n);
      case SUB -> VectorDoubleArithmetic.sub(a, aOffset, b, bOffset, y, yOffset, n);
      case MUL -> VectorDoubleArithmetic.mul(a, aOffset, b, bOffset, y, yOffset, n);
      case DIV -> VectorDoubleArithmetic.div(a, aOffset, b, bOffset, y, yOffset, n);
      case REM -> ScalarDoubleBinary.rem(a, aOffset, b, bOffset, y, yOffset, n);
      case POW -> DoubleMathLoops.pow(a, aOffset, b, bOffset, y, yOffset, n);
      case ATAN2 -> DoubleMathLoops.atan2(a, aOffset, b, bOffset, y, yOffset, n);
      case HYPOT -> DoubleMathLoops.hypot(a, aOffset, b, bOffset, y, yOffset, n);
      case MIN -> VectorDoubleExtremes.min(a, aOffset, b, bOffset, y, yOffset, n);
      case MAX -> VectorDoubleExtremes.max(a, aOffset, b, bOffset, y, yOffset, n);
      case EQ -> VectorDoubleComparisons.eq(a, aOffset, b, bOffset, y, yOffset, n);
      case NE -> VectorDoubleComparisons.ne(a, aOffset, b, bOffset, y, yOffset, n);
      case LT -> VectorDoubleComparisons.lt(a, aOffset, b, bOffset, y, yOffset, n);
      case LE -> VectorDoubleComparisons.le(a, aOffset, b, bOffset, y, yOffset, n);
      case GT -> VectorDoubleComparisons.gt(a, aOffset, b, bOffset, y, yOffset, n);
      case GE -> VectorDoubleComparisons.ge(a, aOffset, b, bOffset, y, yOffset, n);
    }
  }

  static void binary(
      Kernels kernels,
      BinaryKind kind,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int n) {
    boolean isDone =
        n >= Blocks.SHORT
            && aStep != bStep
            && (bStep == 0
                ? VectorDoubleNumbers.second(kind, a, aOffset, b[bOffset], y, yOffset, n)
                : VectorDoubleNumbers.first(kind, a[aOffset], b, bOffset, y, yOffset, n));
    if (!isDone) {
      DoubleBlocks.binary(kernels, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
    }
  }

  static void select(
      double[] c,
      int cOffset,
      int cStep,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT || cStep == 0) {
      ScalarDoubleElementwise.select(
          c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
      return;
    }
    double[] left = aStep == 0 ? DoubleBlocks.filled(a[aOffset], n) : a;
    double[] right = bStep == 0 ? DoubleBlocks.filled(b[bOffset], n) : b;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int aAt = aStep == 0 ? 0 : aOffset + at;
      int bAt = bStep == 0 ? 0 : bOffset + at;
      VectorDoubleComparisons.select(c, cOffset + at, left, aAt, right, bAt, y, yOffset + at, size);
      at += size;
    }
  }
}
