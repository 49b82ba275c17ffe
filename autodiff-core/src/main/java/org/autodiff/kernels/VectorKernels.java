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
    VectorDoubleElementwise.unary(kind, x, xOffset, y, yOffset, n);
  }

  @Override
  public void unary(UnaryKind kind, float[] x, int xOffset, float[] y, int yOffset, int n) {
    VectorFloatElementwise.unary(kind, x, xOffset, y, yOffset, n);
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
      ScalarDoubleElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
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
      ScalarFloatElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
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
    VectorDoubleElementwise.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
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
    VectorFloatElementwise.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
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
    VectorDoubleElementwise.binary(this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
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
    VectorFloatElementwise.binary(this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
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
    VectorDoubleElementwise.select(
        c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
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
    VectorFloatElementwise.select(
        c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
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
      ScalarDoubleArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
    } else {
      VectorDoubleRows.addScaled(factor, y, yOffset, x, xOffset, n);
    }
  }

  @Override
  public void addScaled(float factor, float[] y, int yOffset, float[] x, int xOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarFloatArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
    } else {
      VectorFloatRows.addScaled(factor, y, yOffset, x, xOffset, n);
    }
  }

  @Override
  public void scale(double factor, double[] x, int xOffset, double[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarDoubleArithmetic.scale(factor, x, xOffset, y, yOffset, n);
    } else {
      VectorDoubleRows.scale(factor, x, xOffset, y, yOffset, n);
    }
  }

  @Override
  public void scale(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (n < Blocks.SHORT) {
      ScalarFloatArithmetic.scale(factor, x, xOffset, y, yOffset, n);
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
