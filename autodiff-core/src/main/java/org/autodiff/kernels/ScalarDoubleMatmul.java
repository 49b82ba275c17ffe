package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Matrix products in tiles of B that stay in the cache, multiples of four rows of B at a time added
 * into a row of C. A transposed B is packed tile by tile; a transposed A only changes where its
 * elements are read. For one element of C the order of additions depends on k alone, and where the
 * processor has fused multiply-adds these are used, as by the kernels on vectors.
 *
 * <p>A product with a vector is made in lanes: product i goes to lane i mod {@link #LANES}, and
 * lanes are added by halves at the end. Matrices that are held along k and across it can both be
 * read as they lie so.
 */
final class ScalarDoubleMatmul {
  /** The running sums of a product with a vector. */
  static final int LANES = 8;

  private static final boolean FUSED = FusedMultiply.PRESENT;
  private static final int DEPTH = 64;
  private static final int WIDTH = 512;

  private ScalarDoubleMatmul() {}

  static void matmul(
      boolean accumulate,
      int m,
      int k,
      int n,
      double[] a,
      int ao,
      boolean transposeA,
      double[] b,
      int bo,
      boolean transposeB,
      double[] c,
      int co) {
    if (!accumulate) {
      Arrays.fill(c, co, co + m * n, 0);
    }
    if (n == 1) {
      timesVector(m, k, a, ao, transposeA && m > 1, b, bo, c, co);
      return;
    }
    if (m == 1) {
      timesVector(n, k, b, bo, !transposeB, a, ao, c, co);
      return;
    }
    boolean pack = transposeB && k > 1;
    int aRow = transposeA ? 1 : k;
    int aColumn = transposeA ? m : 1;
    double[] packed = pack ? new double[Math.min(DEPTH, k) * Math.min(WIDTH, n)] : b;
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        int bAt = bo + p * n + j;
        int bRow = n;
        if (pack) {
          int[] dims = {depth, width};
          int[] strides = {1, k};
          DoubleStridedLoops.move(
              false, dims, b, bo + j * k + p, strides, packed, 0, Strided.rowMajor(dims));
          bAt = 0;
          bRow = width;
        }
        for (int i = 0; i < m; i++) {
          int aAt = ao + i * aRow + p * aColumn;
          rowTimesTile(a, aAt, aColumn, depth, packed, bAt, bRow, c, co + i * n + j, width);
        }
      }
    }
  }

  /** Adds to a run of c the product of a matrix of so many rows, or its transpose, and a vector. */
  static void timesVector(
      int rows,
      int k,
      double[] x,
      int xo,
      boolean transposed,
      double[] v,
      int vo,
      double[] c,
      int co) {
    if (!transposed) {
      double[] lanes = new double[LANES];
      for (int i = 0; i < rows; i++) {
        dot(k, x, xo + i * k, v, vo, lanes);
        c[co + i] += sum(lanes, 0, 1);
      }
      return;
    }
    double[] lanes = new double[LANES * Math.min(rows, WIDTH)];
    for (int j = 0; j < rows; j += WIDTH) {
      int width = Math.min(WIDTH, rows - j);
      Arrays.fill(lanes, 0);
      for (int lane = 0; lane < Math.min(LANES, k); lane++) {
        int depth = (k - lane + LANES - 1) / LANES;
        int from = xo + lane * rows + j;
        int step = LANES * rows;
        rowTimesTile(v, vo + lane, LANES, depth, x, from, step, lanes, lane * width, width);
      }
      for (int i = 0; i < width; i++) {
        c[co + j + i] += sum(lanes, i, width);
      }
    }
  }

  /** Adds up lanes that stand a step apart. */
  static double sum(double[] lanes, int at, int step) {
    double s0 = lanes[at] + lanes[at + 4 * step];
    double s1 = lanes[at + step] + lanes[at + 5 * step];
    double s2 = lanes[at + 2 * step] + lanes[at + 6 * step];
    double s3 = lanes[at + 3 * step] + lanes[at + 7 * step];
    return (s0 + s2) + (s1 + s3);
  }

  /** Sets the lanes of the inner product of two runs of k elements. */
  private static void dot(int k, double[] x, int xo, double[] y, int yo, double[] lanes) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int p = 0;
    for (; p + LANES <= k; p += LANES) {
      int at = xo + p;
      int bt = yo + p;
      s0 = add(s0, x[at], y[bt]);
      s1 = add(s1, x[at + 1], y[bt + 1]);
      s2 = add(s2, x[at + 2], y[bt + 2]);
      s3 = add(s3, x[at + 3], y[bt + 3]);
      s4 = add(s4, x[at + 4], y[bt + 4]);
      s5 = add(s5, x[at + 5], y[bt + 5]);
      s6 = add(s6, x[at + 6], y[bt + 6]);
      s7 = add(s7, x[at + 7], y[bt + 7]);
    }
    lanes[0] = s0;
    lanes[1] = s1;
    lanes[2] = s2;
    lanes[3] = s3;
    lanes[4] = s4;
    lanes[5] = s5;
    lanes[6] = s6;
    lanes[7] = s7;
    for (int lane = 0; p < k; p++, lane++) {
      lanes[lane] = add(lanes[lane], x[xo + p], y[yo + p]);
    }
  }

  private static double add(double sum, double x, double y) {
    return FUSED ? Math.fma(x, y, sum) : sum + x * y;
  }

  /** Adds a row of A times a tile of B into a row of C. */
  private static void rowTimesTile(
      double[] a,
      int ao,
      int aStep,
      int depth,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int width) {
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int at = ao + p * aStep;
      double a0 = a[at];
      double a1 = a[at + aStep];
      double a2 = a[at + 2 * aStep];
      double a3 = a[at + 3 * aStep];
      int row = bo + p * bRow;
      addFour(a0, a1, a2, a3, b, row, bRow, c, co, width);
    }
    for (; p < depth; p++) {
      double a0 = a[ao + p * aStep];
      int b0 = bo + p * bRow;
      for (int j = 0; j < width; j++) {
        c[co + j] = add(c[co + j], a0, b[b0 + j]);
      }
    }
  }

  private static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int width) {
    int b1 = bo + bRow;
    int b2 = b1 + bRow;
    int b3 = b2 + bRow;
    for (int j = 0; j < width; j++) {
      double sum = add(c[co + j], a0, b[bo + j]);
      sum = add(sum, a1, b[b1 + j]);
      sum = add(sum, a2, b[b2 + j]);
      c[co + j] = add(sum, a3, b[b3 + j]);
    }
  }
}
