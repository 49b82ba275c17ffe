// Generated from VectorDoubleElementwise.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/** Which loop computes an elementwise function: plain ones for short runs, others on vectors. */
final class VectorFloatElementwise {
  private VectorFloatElementwise() {}

  static void unary(UnaryKind kind, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarFloatElementwise.unary(kind, x, xOffset, y, yOffset, n);
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
      case FLOOR, ROUND, LGAMMA -> ScalarFloatElementwise.unary(kind, x, xOffset, y, yOffset, n);
    }
  }

  static void binary(
      BinaryKind kind,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] y,
      int yOffset,
      int n) {
    if (n < Blocks.SHORT) {
      ScalarFloatBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
      return;
    }
    switch (kind) {
      case ADD -> VectorFloatArithmetic.add(a, aOffset, b, bOffset, y, yOffset, n);
      case SUB -> VectorFloatArithmetic.sub(a, aOffset, b, bOffset, y, yOffset, n);
      case MUL -> VectorFloatArithmetic.mul(a, aOffset, b, bOffset, y, yOffset, n);
      case DIV -> VectorFloatArithmetic.div(a, aOffset, b, bOffset, y, yOffset, n);
      case REM -> ScalarFloatBinary.rem(a, aOffset, b, bOffset, y, yOffset, n);
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

  static void binary(
      Kernels kernels,
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
      FloatBlocks.binary(kernels, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
    }
  }

  static void select(
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
      ScalarFloatElementwise.select(
          c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
      return;
    }
    float[] left = aStep == 0 ? FloatBlocks.filled(a[aOffset], n) : a;
    float[] right = bStep == 0 ? FloatBlocks.filled(b[bOffset], n) : b;
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      int aAt = aStep == 0 ? 0 : aOffset + at;
      int bAt = bStep == 0 ? 0 : bOffset + at;
      VectorFloatComparisons.select(c, cOffset + at, left, aAt, right, bAt, y, yOffset + at, size);
      at += size;
    }
  }
}
