package org.autodiff.kernels;

/**
 * Kernels by the Vector API. Short runs, and what the compiler vectorizes by itself, are left to
 * the scalar loops.
 */
final class VectorKernels implements Kernels {
  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void unary(UnaryKind kind, double[] x, int xOffset, double[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarElementwise.unary(kind, x, xOffset, y, yOffset, n);
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
      case FLOOR, ROUND, LGAMMA -> ScalarElementwise.unary(kind, x, xOffset, y, yOffset, n);
    }
  }

  @Override
  public void unary(UnaryKind kind, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarElementwise.unary(kind, x, xOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case CBRT -> FloatMathLoops.cbrt(x, xOffset, y, yOffset, n);
      case EXP -> FloatMathLoops.exp(x, xOffset, y, yOffset, n);
      case EXPM1 -> FloatMathLoops.expm1(x, xOffset, y, yOffset, n);
      case LOG -> FloatMathLoops.log(x, xOffset, y, yOffset, n);
      case LOG1P -> FloatMathLoops.log1p(x, xOffset, y, yOffset, n);
      case SIN -> FloatMathLoops.sin(x, xOffset, y, yOffset, n);
      case COS -> FloatMathLoops.cos(x, xOffset, y, yOffset, n);
      case TAN -> FloatMathLoops.tan(x, xOffset, y, yOffset, n);
      case ASIN -> FloatMathLoops.asin(x, xOffset, y, yOffset, n);
      case ACOS -> FloatMathLoops.acos(x, xOffset, y, yOffset, n);
      case ATAN -> FloatMathLoops.atan(x, xOffset, y, yOffset, n);
      case SINH -> FloatMathLoops.sinh(x, xOffset, y, yOffset, n);
      case COSH -> FloatMathLoops.cosh(x, xOffset, y, yOffset, n);
      case NEG -> VectorFloatArithmetic.neg(x, xOffset, y, yOffset, n);
      case RECIPROCAL -> VectorFloatArithmetic.reciprocal(x, xOffset, y, yOffset, n);
      case SQUARE -> VectorFloatArithmetic.square(x, xOffset, y, yOffset, n);
      case SQRT -> VectorFloatArithmetic.sqrt(x, xOffset, y, yOffset, n);
      case RSQRT -> VectorFloatArithmetic.rsqrt(x, xOffset, y, yOffset, n);
      case RELU -> VectorFloatArithmetic.relu(x, xOffset, y, yOffset, n);
      case ABS -> VectorFloatArithmetic.abs(x, xOffset, y, yOffset, n);
      case SIGN -> VectorFloatArithmetic.sign(x, xOffset, y, yOffset, n);
      case TANH -> FloatMathLoops.tanh(x, xOffset, y, yOffset, n);
      case SIGMOID -> FloatMathLoops.sigmoid(x, xOffset, y, yOffset, n);
      case SOFTPLUS -> FloatMathLoops.softplus(x, xOffset, y, yOffset, n);
      case ASINH -> FloatMathLoops.asinh(x, xOffset, y, yOffset, n);
      case ACOSH -> FloatMathLoops.acosh(x, xOffset, y, yOffset, n);
      case ATANH -> FloatMathLoops.atanh(x, xOffset, y, yOffset, n);
      case ERF -> FloatMathLoops.erf(x, xOffset, y, yOffset, n);
      case FLOOR, ROUND, LGAMMA -> ScalarElementwise.unary(kind, x, xOffset, y, yOffset, n);
    }
  }

  @Override
  public void unaryPullback(
      UnaryKind kind,
      double[] x,
      int xOffset,
      double[] g,
      int gOffset,
      int gStep,
      double[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
    } else {
      BlockedDoublePullbacks.unaryPullback(
          this, kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
    }
  }

  @Override
  public void unaryPullback(
      UnaryKind kind,
      float[] x,
      int xOffset,
      float[] g,
      int gOffset,
      int gStep,
      float[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
    } else {
      BlockedFloatPullbacks.unaryPullback(this, kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
    }
  }

  @Override
  public void binary(
      BinaryKind kind,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case ADD -> VectorDoubleArithmetic.add(a, aOffset, b, bOffset, y, yOffset, n);
      case SUB -> VectorDoubleArithmetic.sub(a, aOffset, b, bOffset, y, yOffset, n);
      case MUL -> VectorDoubleArithmetic.mul(a, aOffset, b, bOffset, y, yOffset, n);
      case DIV -> VectorDoubleArithmetic.div(a, aOffset, b, bOffset, y, yOffset, n);
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

  @Override
  public void binary(
      BinaryKind kind,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case ADD -> VectorFloatArithmetic.add(a, aOffset, b, bOffset, y, yOffset, n);
      case SUB -> VectorFloatArithmetic.sub(a, aOffset, b, bOffset, y, yOffset, n);
      case MUL -> VectorFloatArithmetic.mul(a, aOffset, b, bOffset, y, yOffset, n);
      case DIV -> VectorFloatArithmetic.div(a, aOffset, b, bOffset, y, yOffset, n);
      case POW -> FloatMathLoops.pow(a, aOffset, b, bOffset, y, yOffset, n);
      case ATAN2 -> FloatMathLoops.atan2(a, aOffset, b, bOffset, y, yOffset, n);
      case HYPOT -> FloatMathLoops.hypot(a, aOffset, b, bOffset, y, yOffset, n);
      case MIN -> VectorFloatExtremes.min(a, aOffset, b, bOffset, y, yOffset, n);
      case MAX -> VectorFloatExtremes.max(a, aOffset, b, bOffset, y, yOffset, n);
      case EQ -> VectorFloatComparisons.eq(a, aOffset, b, bOffset, y, yOffset, n);
      case NE -> VectorFloatComparisons.ne(a, aOffset, b, bOffset, y, yOffset, n);
      case LT -> VectorFloatComparisons.lt(a, aOffset, b, bOffset, y, yOffset, n);
      case LE -> VectorFloatComparisons.le(a, aOffset, b, bOffset, y, yOffset, n);
      case GT -> VectorFloatComparisons.gt(a, aOffset, b, bOffset, y, yOffset, n);
      case GE -> VectorFloatComparisons.ge(a, aOffset, b, bOffset, y, yOffset, n);
    }
  }

  @Override
  public void binary(
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
      Blocks.binary(this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
    }
  }

  @Override
  public void binary(
      BinaryKind kind,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int n) {
    boolean isDone =
        n >= Blocks.SHORT
            && aStep != bStep
            && (bStep == 0
                ? VectorFloatNumbers.second(kind, a, aOffset, b[bOffset], y, yOffset, n)
                : VectorFloatNumbers.first(kind, a[aOffset], b, bOffset, y, yOffset, n));
    if (!isDone) {
      Blocks.binary(this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
    }
  }

  @Override
  public void select(
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
      ScalarElementwise.select(
          c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
      return;
    }
    double[] left = aStep == 0 ? Blocks.filled(a[aOffset], n) : a;
    double[] right = bStep == 0 ? Blocks.filled(b[bOffset], n) : b;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int aAt = aStep == 0 ? 0 : aOffset + at;
      int bAt = bStep == 0 ? 0 : bOffset + at;
      VectorDoubleComparisons.select(c, cOffset + at, left, aAt, right, bAt, y, yOffset + at, size);
      at += size;
    }
  }

  @Override
  public void select(
      float[] c,
      int cOffset,
      int cStep,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT || cStep == 0) {
      ScalarElementwise.select(
          c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
      return;
    }
    float[] left = aStep == 0 ? Blocks.filled(a[aOffset], n) : a;
    float[] right = bStep == 0 ? Blocks.filled(b[bOffset], n) : b;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int aAt = aStep == 0 ? 0 : aOffset + at;
      int bAt = bStep == 0 ? 0 : bOffset + at;
      VectorFloatComparisons.select(c, cOffset + at, left, aAt, right, bAt, y, yOffset + at, size);
      at += size;
    }
  }

  @Override
  public void addInto(double[] y, int yOffset, double[] x, int xOffset, int n) {
    binary(BinaryKind.ADD, y, yOffset, x, xOffset, y, yOffset, n);
  }

  @Override
  public void addInto(float[] y, int yOffset, float[] x, int xOffset, int n) {
    binary(BinaryKind.ADD, y, yOffset, x, xOffset, y, yOffset, n);
  }

  @Override
  public void addScaled(double factor, double[] y, int yOffset, double[] x, int xOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
    } else {
      VectorDoubleRows.addScaled(factor, y, yOffset, x, xOffset, n);
    }
  }

  @Override
  public void addScaled(float factor, float[] y, int yOffset, float[] x, int xOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
    } else {
      VectorFloatRows.addScaled(factor, y, yOffset, x, xOffset, n);
    }
  }

  @Override
  public void scale(double factor, double[] x, int xOffset, double[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarArithmetic.scale(factor, x, xOffset, y, yOffset, n);
    } else {
      VectorDoubleRows.scale(factor, x, xOffset, y, yOffset, n);
    }
  }

  @Override
  public void scale(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarArithmetic.scale(factor, x, xOffset, y, yOffset, n);
    } else {
      VectorFloatRows.scale(factor, x, xOffset, y, yOffset, n);
    }
  }

  @Override
  public void matmul(
      boolean accumulate,
      int m,
      int k,
      int n,
      double[] a,
      int aOffset,
      boolean transposeA,
      double[] b,
      int bOffset,
      boolean transposeB,
      double[] c,
      int cOffset) {
    if (FusedMultiply.PRESENT) {
      new DoubleMatmul(
              Threads.count(), m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset)
          .run(accumulate);
    } else {
      ScalarDoubleMatmul.matmul(
          accumulate, m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset);
    }
  }

  @Override
  public void matmul(
      boolean accumulate,
      int m,
      int k,
      int n,
      float[] a,
      int aOffset,
      boolean transposeA,
      float[] b,
      int bOffset,
      boolean transposeB,
      float[] c,
      int cOffset) {
    if (FusedMultiply.PRESENT) {
      new FloatMatmul(
              Threads.count(), m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset)
          .run(accumulate);
    } else {
      ScalarFloatMatmul.matmul(
          accumulate, m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset);
    }
  }

  @Override
  public void addRows(
      double[] x, int xOffset, int rows, int step, int width, double[] y, int yOffset) {
    if (width < Blocks.SHORT) {
      Kernels.super.addRows(x, xOffset, rows, step, width, y, yOffset);
    } else {
      VectorReductions.addRows(x, xOffset, rows, step, width, y, yOffset);
    }
  }

  @Override
  public void lanes(double[] x, int xOffset, int n, double[] lanes) {
    VectorReductions.lanes(x, xOffset, n, lanes);
  }

  @Override
  public void lanes(float[] x, int xOffset, int n, double[] lanes) {
    VectorReductions.lanes(x, xOffset, n, lanes);
  }

  @Override
  public double max(double[] x, int xOffset, int n) {
    return n < Blocks.SHORT
        ? ScalarReductions.max(x, xOffset, n)
        : VectorReductions.max(x, xOffset, n);
  }

  @Override
  public float max(float[] x, int xOffset, int n) {
    return n < Blocks.SHORT
        ? ScalarReductions.max(x, xOffset, n)
        : VectorReductions.max(x, xOffset, n);
  }

  @Override
  public double min(double[] x, int xOffset, int n) {
    return n < Blocks.SHORT
        ? ScalarReductions.min(x, xOffset, n)
        : VectorReductions.min(x, xOffset, n);
  }

  @Override
  public float min(float[] x, int xOffset, int n) {
    return n < Blocks.SHORT
        ? ScalarReductions.min(x, xOffset, n)
        : VectorReductions.min(x, xOffset, n);
  }
}
