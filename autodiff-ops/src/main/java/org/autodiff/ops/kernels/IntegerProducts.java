package org.autodiff.ops.kernels;

import java.util.Arrays;

/**
 * Products of matrices of signed bytes, exact. Sums are kept in int32, which holds {@code (2^31 −
 * 1) / limit²} products of codes up to a limit; longer ones are split and added in double, which is
 * exact below 2^53.
 */
public final class IntegerProducts {
  private static final boolean VECTOR = Vectors.present();

  /** How many products of codes a float adds up exactly: 1024 · 127² is less than 2^24. */
  private static final int EXACT = 1024;

  private IntegerProducts() {}

  /**
   * {@return how many products of codes a sum in int32 holds}
   *
   * @param limit the largest magnitude of a code
   */
  public static int longest(int limit) {
    return Integer.MAX_VALUE / (limit * limit);
  }

  /**
   * Sets {@code y = x w}.
   *
   * @param m the rows of x
   * @param k the columns of x and rows of w
   * @param n the columns of w
   * @param x x, row-major
   * @param xo where it starts
   * @param w w, row-major
   * @param wo where it starts
   * @param limit the largest magnitude of a code
   * @param y the result, row-major
   */
  public static void multiply(
      int m, int k, int n, byte[] x, int xo, byte[] w, int wo, int limit, double[] y) {
    Ranges.forEach(
        m,
        1,
        (long) k * n / 4,
        (first, last) ->
            multiplyRows(
                last - first, k, n, x, xo + first * k, w, wo, longest(limit), y, first * n));
  }

  private static void multiplyRows(
      int m, int k, int n, byte[] x, int xo, byte[] w, int wo, int step, double[] y, int yo) {
    int[] sums = new int[m * n];
    for (int from = 0; from < k; from += step) {
      int part = Math.min(step, k - from);
      if (from > 0) {
        Arrays.fill(sums, 0);
      }
      addProducts(m, part, n, x, xo + from, k, w, wo + from * n, sums, VECTOR);
      for (int i = 0; i < sums.length; i++) {
        y[yo + i] = from == 0 ? sums[i] : y[yo + i] + sums[i];
      }
      if (k - from <= step) {
        break; // from + step may overflow
      }
    }
  }

  /** Adds {@code x w} to y; row r of x starts at {@code xo + r · xRow}. */
  static void addProducts(
      int m, int k, int n, byte[] x, int xo, int xRow, byte[] w, int wo, int[] y, boolean vector) {
    if (vector) {
      VectorIntegerProducts.addProducts(m, k, n, x, xo, xRow, w, wo, y);
      return;
    }
    float[] sums = new float[m * n];
    float[] wide = new float[4 * n];
    for (int from = 0; from < k; from += EXACT) {
      int end = Math.min(k, from + EXACT);
      for (int p = from; p < end; p += 4) {
        int some = Math.min(4, end - p);
        for (int i = 0; i < some * n; i++) {
          wide[i] = w[wo + p * n + i];
        }
        for (int r = 0; r < m; r++) {
          int at = xo + r * xRow + p;
          float last = some > 3 ? x[at + 3] : 0;
          float third = some > 2 ? x[at + 2] : 0;
          float second = some > 1 ? x[at + 1] : 0;
          addFour(n, x[at], second, third, last, wide, sums, r * n);
        }
      }
      for (int i = 0; i < sums.length; i++) {
        y[i] += (int) sums[i];
        sums[i] = 0;
      }
    }
  }

  private static void addFour(
      int n, float a, float b, float c, float d, float[] wide, float[] sums, int so) {
    int second = n;
    int third = 2 * n;
    int last = 3 * n;
    for (int j = 0; j < n; j++) {
      sums[so + j] += a * wide[j] + b * wide[second + j] + c * wide[third + j] + d * wide[last + j];
    }
  }
}
