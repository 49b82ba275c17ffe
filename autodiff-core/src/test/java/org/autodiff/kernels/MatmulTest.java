package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.marked;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MatmulTest {
  private static final int[][] SIZES = {
    {0, 3, 2},
    {3, 0, 2},
    {3, 2, 0},
    {1, 1, 1},
    {2, 3, 1},
    {7, 130, 1},
    {1, 5, 7},
    {1, 70, 40},
    {3, 4, 8},
    {5, 67, 33},
    {4, 64, 16},
    {9, 65, 17},
    {3, 130, 515},
    {33, 31, 100}
  };

  @Test
  void agreesWithTheDefinition() {
    for (Kernels kernels : kernels()) {
      for (int[] size : SIZES) {
        for (int flags = 0; flags < 8; flags++) {
          check(kernels, size, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
        }
      }
    }
  }

  private static void check(
      Kernels kernels, int[] size, boolean transposeA, boolean transposeB, boolean accumulate) {
    int m = size[0];
    int k = size[1];
    int n = size[2];
    double[] a = KernelFixtures.operands(1, m * k + 3, -1, 1);
    double[] b = KernelFixtures.operands(2, k * n + 3, -1, 1);
    double[] c = marked(m * n + 3);
    float[] cf = narrow(c);
    kernels.matmul(accumulate, m, k, n, a, 1, transposeA, b, 2, transposeB, c, 1);
    kernels.matmul(accumulate, m, k, n, narrow(a), 1, transposeA, narrow(b), 2, transposeB, cf, 1);
    String what = kernels.name() + " " + m + "x" + k + "x" + n + " " + transposeA + transposeB;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = accumulate ? -77.25 : 0;
        for (int p = 0; p < k; p++) {
          double left = a[1 + (transposeA ? p * m + i : i * k + p)];
          double right = b[2 + (transposeB ? j * k + p : p * n + j)];
          sum += left * right;
        }
        assertEquals(sum, c[1 + i * n + j], 1e-13 * (k + 100), what);
        assertEquals(sum, cf[1 + i * n + j], 1e-6 * (k + 100), what);
      }
    }
    assertEquals(-77.25, c[0], what);
    assertEquals(-77.25, c[m * n + 1], what);
    assertEquals(-77.25f, cf[m * n + 1], what);
  }
}
