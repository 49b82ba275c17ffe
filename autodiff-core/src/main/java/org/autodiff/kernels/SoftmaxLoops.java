package org.autodiff.kernels;

/**
 * The operations on [outer, count, inner] along its middle axis that are built from exponentials:
 * logsumexp, softmax and logSoftmax, with the largest element subtracted first. Small slices are
 * taken together so that the exponential runs over a long array.
 */
final class SoftmaxLoops {
  /** How many elements are taken at a time. */
  private static final int CHUNK = 4096;

  private SoftmaxLoops() {}

  private static int slicesAtATime(int outer, int slice) {
    return Math.clamp(CHUNK / Math.max(1, slice), 1, Math.max(1, outer));
  }

  static void logsumexp(
      Kernels kernels, int outer, int count, int inner, double[] x, int xo, double[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    double[] terms = new double[slices * slice];
    double[] largest = new double[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int to = yo + o * inner;
      shift(kernels, rows, count, inner, x, xo + o * slice, largest, terms, 0);
      kernels.unary(UnaryKind.EXP, terms, 0, terms, 0, rows * slice);
      kernels.sum(rows, count, inner, terms, 0, y, to);
      kernels.unary(UnaryKind.LOG, y, to, y, to, rows * inner);
      kernels.addInto(y, to, largest, 0, rows * inner);
    }
  }

  static void logsumexp(
      Kernels kernels, int outer, int count, int inner, float[] x, int xo, float[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    float[] terms = new float[slices * slice];
    float[] largest = new float[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int to = yo + o * inner;
      shift(kernels, rows, count, inner, x, xo + o * slice, largest, terms, 0);
      kernels.unary(UnaryKind.EXP, terms, 0, terms, 0, rows * slice);
      kernels.sum(rows, count, inner, terms, 0, y, to);
      kernels.unary(UnaryKind.LOG, y, to, y, to, rows * inner);
      kernels.addInto(y, to, largest, 0, rows * inner);
    }
  }

  static void softmax(
      Kernels kernels, int outer, int count, int inner, double[] x, int xo, double[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    double[] row = new double[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int at = yo + o * slice;
      shift(kernels, rows, count, inner, x, xo + o * slice, row, y, at);
      kernels.unary(UnaryKind.EXP, y, at, y, at, rows * slice);
      kernels.sum(rows, count, inner, y, at, row, 0);
      combine(BinaryKind.DIV, kernels, rows, count, inner, y, at, row, y, at);
    }
  }

  static void softmax(
      Kernels kernels, int outer, int count, int inner, float[] x, int xo, float[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    float[] row = new float[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int at = yo + o * slice;
      shift(kernels, rows, count, inner, x, xo + o * slice, row, y, at);
      kernels.unary(UnaryKind.EXP, y, at, y, at, rows * slice);
      kernels.sum(rows, count, inner, y, at, row, 0);
      combine(BinaryKind.DIV, kernels, rows, count, inner, y, at, row, y, at);
    }
  }

  static void logSoftmax(
      Kernels kernels, int outer, int count, int inner, double[] x, int xo, double[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    double[] terms = new double[slices * slice];
    double[] row = new double[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int at = yo + o * slice;
      shift(kernels, rows, count, inner, x, xo + o * slice, row, y, at);
      kernels.unary(UnaryKind.EXP, y, at, terms, 0, rows * slice);
      kernels.sum(rows, count, inner, terms, 0, row, 0);
      kernels.unary(UnaryKind.LOG, row, 0, row, 0, rows * inner);
      combine(BinaryKind.SUB, kernels, rows, count, inner, y, at, row, y, at);
    }
  }

  static void logSoftmax(
      Kernels kernels, int outer, int count, int inner, float[] x, int xo, float[] y, int yo) {
    int slice = count * inner;
    int slices = slicesAtATime(outer, slice);
    float[] terms = new float[slices * slice];
    float[] row = new float[slices * inner];
    for (int o = 0; o < outer; o += slices) {
      int rows = Math.min(slices, outer - o);
      int at = yo + o * slice;
      shift(kernels, rows, count, inner, x, xo + o * slice, row, y, at);
      kernels.unary(UnaryKind.EXP, y, at, terms, 0, rows * slice);
      kernels.sum(rows, count, inner, terms, 0, row, 0);
      kernels.unary(UnaryKind.LOG, row, 0, row, 0, rows * inner);
      combine(BinaryKind.SUB, kernels, rows, count, inner, y, at, row, y, at);
    }
  }

  /** Sets largest to the maxima, with 0 for an infinite one, and y to x minus these. */
  private static void shift(
      Kernels kernels,
      int outer,
      int count,
      int inner,
      double[] x,
      int xo,
      double[] largest,
      double[] y,
      int yo) {
    kernels.max(outer, count, inner, x, xo, largest, 0);
    for (int i = 0; i < outer * inner; i++) {
      if (Double.isInfinite(largest[i])) {
        largest[i] = 0;
      }
    }
    combine(BinaryKind.SUB, kernels, outer, count, inner, x, xo, largest, y, yo);
  }

  /** Sets largest to the maxima, with 0 for an infinite one, and y to x minus these. */
  private static void shift(
      Kernels kernels,
      int outer,
      int count,
      int inner,
      float[] x,
      int xo,
      float[] largest,
      float[] y,
      int yo) {
    kernels.max(outer, count, inner, x, xo, largest, 0);
    for (int i = 0; i < outer * inner; i++) {
      if (Float.isInfinite(largest[i])) {
        largest[i] = 0;
      }
    }
    combine(BinaryKind.SUB, kernels, outer, count, inner, x, xo, largest, y, yo);
  }

  /** Combines each element of x [outer, count, inner] with that of row [outer, inner]. */
  private static void combine(
      BinaryKind kind,
      Kernels kernels,
      int outer,
      int count,
      int inner,
      double[] x,
      int xo,
      double[] row,
      double[] y,
      int yo) {
    for (int o = 0; o < outer; o++) {
      int at = o * count * inner;
      if (inner == 1) {
        kernels.binary(kind, x, xo + at, 1, row, o, 0, y, yo + at, count);
      } else {
        for (int r = 0; r < count; r++) {
          int to = at + r * inner;
          kernels.binary(kind, x, xo + to, 1, row, o * inner, 1, y, yo + to, inner);
        }
      }
    }
  }

  /** Combines each element of x [outer, count, inner] with that of row [outer, inner]. */
  private static void combine(
      BinaryKind kind,
      Kernels kernels,
      int outer,
      int count,
      int inner,
      float[] x,
      int xo,
      float[] row,
      float[] y,
      int yo) {
    for (int o = 0; o < outer; o++) {
      int at = o * count * inner;
      if (inner == 1) {
        kernels.binary(kind, x, xo + at, 1, row, o, 0, y, yo + at, count);
      } else {
        for (int r = 0; r < count; r++) {
          int to = at + r * inner;
          kernels.binary(kind, x, xo + to, 1, row, o * inner, 1, y, yo + to, inner);
        }
      }
    }
  }
}
