package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Reductions of [outer, reduce, inner] over its middle axis. With inner = 1 each run goes to the
 * reductions of one run; otherwise whole rows are combined, a band of columns at a time.
 */
final class ReductionLoops {
  /** Columns added up at a time: their lanes stay in the first-level cache. */
  private static final int BAND = 128;

  private ReductionLoops() {}

  static void sum(
      Kernels kernels, int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = kernels.sum(x, xo + o * reduce, reduce);
      }
      return;
    }
    OrderedSum sums = new OrderedSum(kernels, Math.min(inner, BAND));
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < inner; j += BAND) {
        sums.clear(Math.min(BAND, inner - j));
        sums.add(x, xo + o * reduce * inner + j, reduce, inner);
        sums.result(y, yo + o * inner + j);
      }
    }
  }

  static void sum(
      Kernels kernels, int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = (float) kernels.sum(x, xo + o * reduce, reduce);
      }
      return;
    }
    OrderedSum sums = new OrderedSum(kernels, Math.min(inner, BAND));
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < inner; j += BAND) {
        sums.clear(Math.min(BAND, inner - j));
        sums.add(x, xo + o * reduce * inner + j, reduce, inner);
        sums.result(y, yo + o * inner + j);
      }
    }
  }

  static void prod(int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        double product = 1; // in a register, not read back from memory
        for (int r = 0; r < reduce; r++) {
          product *= x[xo + o * reduce + r];
        }
        y[yo + o] = product;
      }
      return;
    }
    double[] product = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(product, 1);
      for (int r = 0; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          product[i] *= x[row + i];
        }
      }
      for (int i = 0; i < inner; i++) {
        y[yo + o * inner + i] = product[i];
      }
    }
  }

  static void prod(int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        double product = 1; // in a register, not read back from memory
        for (int r = 0; r < reduce; r++) {
          product *= x[xo + o * reduce + r];
        }
        y[yo + o] = (float) product;
      }
      return;
    }
    double[] product = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(product, 1);
      for (int r = 0; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          product[i] *= x[row + i];
        }
      }
      for (int i = 0; i < inner; i++) {
        y[yo + o * inner + i] = (float) product[i];
      }
    }
  }

  static void max(
      Kernels kernels, int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = kernels.max(x, xo + o * reduce, reduce);
      }
      return;
    }
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      Arrays.fill(y, to, to + inner, Double.NEGATIVE_INFINITY);
      for (int r = 0; r < reduce; r++) {
        kernels.binary(BinaryKind.MAX, y, to, 1, x, xo + (o * reduce + r) * inner, 1, y, to, inner);
      }
    }
  }

  static void max(
      Kernels kernels, int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = kernels.max(x, xo + o * reduce, reduce);
      }
      return;
    }
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      Arrays.fill(y, to, to + inner, Float.NEGATIVE_INFINITY);
      for (int r = 0; r < reduce; r++) {
        kernels.binary(BinaryKind.MAX, y, to, 1, x, xo + (o * reduce + r) * inner, 1, y, to, inner);
      }
    }
  }

  static void min(
      Kernels kernels, int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = kernels.min(x, xo + o * reduce, reduce);
      }
      return;
    }
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      Arrays.fill(y, to, to + inner, Double.POSITIVE_INFINITY);
      for (int r = 0; r < reduce; r++) {
        kernels.binary(BinaryKind.MIN, y, to, 1, x, xo + (o * reduce + r) * inner, 1, y, to, inner);
      }
    }
  }

  static void min(
      Kernels kernels, int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yo + o] = kernels.min(x, xo + o * reduce, reduce);
      }
      return;
    }
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      Arrays.fill(y, to, to + inner, Float.POSITIVE_INFINITY);
      for (int r = 0; r < reduce; r++) {
        kernels.binary(BinaryKind.MIN, y, to, 1, x, xo + (o * reduce + r) * inner, 1, y, to, inner);
      }
    }
  }

  static void argmax(
      Kernels kernels, int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        int row = xo + o * reduce;
        y[yo + o] = firstOf(kernels.max(x, row, reduce), x, row, reduce);
      }
      return;
    }
    double[] best = new double[inner];
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      System.arraycopy(x, xo + o * reduce * inner, best, 0, inner);
      Arrays.fill(y, to, to + inner, 0);
      for (int r = 1; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          double v = x[row + i];
          if (v > best[i] || (Double.isNaN(v) && !Double.isNaN(best[i]))) {
            best[i] = v;
            y[to + i] = r;
          }
        }
      }
    }
  }

  static void argmax(
      Kernels kernels, int outer, int reduce, int inner, float[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        int row = xo + o * reduce;
        y[yo + o] = firstOf(kernels.max(x, row, reduce), x, row, reduce);
      }
      return;
    }
    float[] best = new float[inner];
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      System.arraycopy(x, xo + o * reduce * inner, best, 0, inner);
      Arrays.fill(y, to, to + inner, 0);
      for (int r = 1; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          float v = x[row + i];
          if (v > best[i] || (Float.isNaN(v) && !Float.isNaN(best[i]))) {
            best[i] = v;
            y[to + i] = r;
          }
        }
      }
    }
  }

  static void argmin(
      Kernels kernels, int outer, int reduce, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        int row = xo + o * reduce;
        y[yo + o] = firstOf(kernels.min(x, row, reduce), x, row, reduce);
      }
      return;
    }
    double[] best = new double[inner];
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      System.arraycopy(x, xo + o * reduce * inner, best, 0, inner);
      Arrays.fill(y, to, to + inner, 0);
      for (int r = 1; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          double v = x[row + i];
          if (v < best[i] || (Double.isNaN(v) && !Double.isNaN(best[i]))) {
            best[i] = v;
            y[to + i] = r;
          }
        }
      }
    }
  }

  static void argmin(
      Kernels kernels, int outer, int reduce, int inner, float[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        int row = xo + o * reduce;
        y[yo + o] = firstOf(kernels.min(x, row, reduce), x, row, reduce);
      }
      return;
    }
    float[] best = new float[inner];
    for (int o = 0; o < outer; o++) {
      int to = yo + o * inner;
      System.arraycopy(x, xo + o * reduce * inner, best, 0, inner);
      Arrays.fill(y, to, to + inner, 0);
      for (int r = 1; r < reduce; r++) {
        int row = xo + (o * reduce + r) * inner;
        for (int i = 0; i < inner; i++) {
          float v = x[row + i];
          if (v < best[i] || (Float.isNaN(v) && !Float.isNaN(best[i]))) {
            best[i] = v;
            y[to + i] = r;
          }
        }
      }
    }
  }

  /** Returns the first position of a value, which occurs; a NaN is looked for as such. */
  private static int firstOf(double value, double[] x, int xo, int n) {
    int i = 0;
    if (Double.isNaN(value)) {
      while (i < n - 1 && !Double.isNaN(x[xo + i])) {
        i++;
      }
    } else {
      while (i < n - 1 && x[xo + i] != value) {
        i++;
      }
    }
    return i;
  }

  /** Returns the first position of a value, which occurs; a NaN is looked for as such. */
  private static int firstOf(float value, float[] x, int xo, int n) {
    int i = 0;
    if (Float.isNaN(value)) {
      while (i < n - 1 && !Float.isNaN(x[xo + i])) {
        i++;
      }
    } else {
      while (i < n - 1 && x[xo + i] != value) {
        i++;
      }
    }
    return i;
  }
}
