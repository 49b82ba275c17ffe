package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Matrix products in tiles of B that stay in the cache, multiples of four rows of B at a time added
 * into a row of C. A transposed B is packed tile by tile; a transposed A only changes where its
 * elements are read. For one element of C the order of additions depends on k alone.
 */
final class ScalarDoubleMatmul {
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
      matrixTimesVector(m, k, a, ao, transposeA, b, bo, c, co);
      return;
    }
    if (m == 1 && transposeB) {
      matrixTimesVector(n, k, b, bo, false, a, ao, c, co);
      return;
    }
    boolean pack = transposeB && k > 1;
    int aRow = transposeA ? 1 : k;
    int aColumn = transposeA ? m : 1;
    double[] packed = pack ? new double[Math.min(DEPTH, k) * Math.min(WIDTH, n)] : b;
    int most = m == 1 ? n : WIDTH;
    for (int j = 0; j < n; j += most) {
      int width = Math.min(most, n - j);
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

  /** With a transposed A the roles change: a row, the vector, times a matrix, A as it is held. */
  private static void matrixTimesVector(
      int m,
      int k,
      double[] a,
      int ao,
      boolean transposeA,
      double[] b,
      int bo,
      double[] c,
      int co) {
    if (transposeA && m > 1) {
      matmul(true, 1, k, m, b, bo, false, a, ao, false, c, co);
      return;
    }
    for (int i = 0; i < m; i++) {
      int row = ao + i * k;
      c[co + i] += ScalarReductions.dot(a, row, b, bo, k);
    }
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
        c[co + j] += a0 * b[b0 + j];
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
      c[co + j] =
          (((c[co + j] + a0 * b[bo + j]) + a1 * b[b1 + j]) + a2 * b[b2 + j]) + a3 * b[b3 + j];
    }
  }
}
