package org.autodiff.ops.kernels;

import java.util.Arrays;
import org.autodiff.kernels.Kernels;

/**
 * Products of matrices of signed bytes, exact. Sums are kept in int32, which holds {@code (2^31 −
 * 1) / limit²} products of codes up to a limit; longer ones are split and added in double, which is
 * exact below 2^53.
 */
public final class IntegerProducts {
  private static final boolean VECTOR = Kernels.get().name().equals("vector");

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
    int step = longest(limit);
    int[] sums = new int[m * n];
    for (int from = 0; from < k; from += step) {
      int part = Math.min(step, k - from);
      if (from > 0) {
        Arrays.fill(sums, 0);
      }
      addProducts(m, part, n, x, xo + from, k, w, wo + from * n, sums, VECTOR);
      for (int i = 0; i < sums.length; i++) {
        y[i] = from == 0 ? sums[i] : y[i] + sums[i];
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
    for (int r = 0; r < m; r++) {
      int at = xo + r * xRow;
      int p = 0;
      for (; p <= k - 4; p += 4) {
        addFour(n, x, at + p, w, wo + p * n, y, r * n);
      }
      for (; p < k; p++) {
        int factor = x[at + p];
        int from = wo + p * n;
        for (int j = 0; j < n; j++) {
          y[r * n + j] += factor * w[from + j];
        }
      }
    }
  }

  private static void addFour(int n, byte[] x, int at, byte[] w, int w0, int[] y, int yo) {
    int a0 = x[at];
    int a1 = x[at + 1];
    int a2 = x[at + 2];
    int a3 = x[at + 3];
    int w1 = w0 + n;
    int w2 = w1 + n;
    int w3 = w2 + n;
    for (int j = 0; j < n; j++) {
      y[yo + j] += a0 * w[w0 + j] + a1 * w[w1 + j] + a2 * w[w2 + j] + a3 * w[w3 + j];
    }
  }
}
