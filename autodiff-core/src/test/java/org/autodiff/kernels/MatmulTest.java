package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.marked;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
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

  /** Around tiles of 4 and 6 rows, and blocks of 96. */
  private static final int[] ROWS = {2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 97, 103};

  /** Around blocks of 256. */
  private static final int[] DEPTHS = {1, 2, 17, 255, 256, 257, 513};

  /** Around vectors of 2 to 16, pairs of them, and blocks of 256 and 512. */
  private static final int[] COLUMNS = {
    2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 63, 65, 257, 511, 513, 530
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

  @Test
  void addsTheProductsOfAnElementInTheirOrder() {
    Random random = new Random(5);
    for (Kernels kernels : kernels()) {
      for (int i = 0; i < 150; i++) {
        int m = ROWS[random.nextInt(ROWS.length)];
        int k = DEPTHS[random.nextInt(DEPTHS.length)];
        int n = COLUMNS[i % COLUMNS.length];
        double[] a = KernelFixtures.operands(2 * i, m * k, -1, 1);
        double[] b = KernelFixtures.operands(2 * i + 1, k * n, -1, 1);
        checkOrder(kernels, new int[] {m, k, n}, a, b);
      }
    }
  }

  @Test
  void addsTheProductsWithVectorsInLanes() {
    for (Kernels kernels : kernels()) {
      for (int k : new int[] {1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 200, 1000}) {
        for (int n : new int[] {1, 2, 5, 8, 31, 33, 100, 1030}) {
          double[] v = KernelFixtures.operands(k, k, -1, 1);
          double[] b = KernelFixtures.operands(n, k * n, -1, 1);
          checkLanes(kernels, k, n, v, b);
        }
      }
    }
  }

  /** As a row times a matrix and a matrix times a column, held either way. */
  private static void checkLanes(Kernels kernels, int k, int n, double[] v, double[] b) {
    float[] vf = narrow(v);
    float[] bf = narrow(b);
    double[] expected = new double[n];
    float[] expectedFloats = new float[n];
    for (int j = 0; j < n; j++) {
      double[] lanes = new double[8];
      float[] floats = new float[8];
      for (int p = 0; p < k; p++) {
        lanes[p % 8] = add(v[p], b[p * n + j], lanes[p % 8]);
        floats[p % 8] = add(vf[p], bf[p * n + j], floats[p % 8]);
      }
      for (int half = 4; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] += lanes[i + half];
          floats[i] += floats[i + half];
        }
      }
      expected[j] = 0.5 + lanes[0];
      expectedFloats[j] = 0.5f + floats[0];
    }
    double[] turned = transposed(b, k, n);
    for (int flags = 0; flags < 8; flags++) {
      boolean row = (flags & 1) != 0;
      boolean flip = (flags & 2) != 0;
      boolean flipVector = (flags & 4) != 0;
      double[] c = new double[n];
      float[] cf = new float[n];
      Arrays.fill(c, 0.5);
      Arrays.fill(cf, 0.5f);
      double[] x = flip == row ? turned : b;
      if (row) {
        kernels.matmul(true, 1, k, n, v, 0, flipVector, x, 0, flip, c, 0);
        kernels.matmul(true, 1, k, n, vf, 0, flipVector, narrow(x), 0, flip, cf, 0);
      } else {
        kernels.matmul(true, n, k, 1, x, 0, flip, v, 0, flipVector, c, 0);
        kernels.matmul(true, n, k, 1, narrow(x), 0, flip, vf, 0, flipVector, cf, 0);
      }
      String what = kernels.name() + " " + k + "x" + n + " " + row + flip;
      assertArrayEquals(expected, c, what);
      assertArrayEquals(expectedFloats, cf, what);
    }
  }

  @Test
  void treatsSpecialValuesAsTheDefinitionDoes() {
    int[][] sizes = {{2, 1, 2}, {4, 9, 7}, {7, 11, 16}, {12, 36, 37}, {20, 41, 70}};
    for (Kernels kernels : kernels()) {
      for (int[] size : sizes) {
        int m = size[0];
        int k = size[1];
        int n = size[2];
        checkOrder(kernels, size, KernelFixtures.special(m * k), KernelFixtures.special(k * n));
        // one NaN and one infinity: nothing leaks from one row or column into another
        double[] a = KernelFixtures.operands(3, m * k, 0.5, 1);
        double[] b = KernelFixtures.operands(4, k * n, 0.5, 1);
        a[m * k - 1] = Double.NaN;
        b[k * n - 1] = Double.NEGATIVE_INFINITY;
        checkOrder(kernels, size, a, b);
      }
    }
  }

  private static void checkOrder(Kernels kernels, int[] size, double[] a, double[] b) {
    int m = size[0];
    int k = size[1];
    int n = size[2];
    float[] af = narrow(a);
    float[] bf = narrow(b);
    double[] expected = new double[m * n];
    float[] expectedFloats = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = i * n + j;
        for (int p = 0; p < k; p++) {
          int left = i * k + p;
          int right = p * n + j;
          expected[at] = add(a[left], b[right], expected[at]);
          expectedFloats[at] = add(af[left], bf[right], expectedFloats[at]);
        }
      }
    }
    double[] ta = transposed(a, m, k);
    double[] tb = transposed(b, k, n);
    for (int flags = 0; flags < 4; flags++) {
      boolean flipA = (flags & 1) != 0;
      boolean flipB = (flags & 2) != 0;
      double[] x = flipA ? ta : a;
      double[] y = flipB ? tb : b;
      double[] c = new double[m * n];
      float[] cf = new float[m * n];
      kernels.matmul(false, m, k, n, x, 0, flipA, y, 0, flipB, c, 0);
      kernels.matmul(false, m, k, n, narrow(x), 0, flipA, narrow(y), 0, flipB, cf, 0);
      String what = kernels.name() + " " + m + "x" + k + "x" + n + " " + flipA + flipB;
      assertArrayEquals(expected, c, what);
      assertArrayEquals(expectedFloats, cf, what);
    }
  }

  private static double add(double x, double y, double sum) {
    return FusedMultiply.PRESENT ? Math.fma(x, y, sum) : sum + x * y;
  }

  private static float add(float x, float y, float sum) {
    return FusedMultiply.PRESENT ? Math.fma(x, y, sum) : sum + x * y;
  }

  private static double[] transposed(double[] x, int rows, int columns) {
    double[] y = new double[x.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[j * rows + i] = x[i * columns + j];
      }
    }
    return y;
  }

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() {
    if (!KernelChoice.isModulePresent()) {
      return; // the scalar kernels use one
    }
    int[][] sizes = {{211, 203, 229}, {2300, 64, 70}, {1, 3000, 1100}, {1100, 3000, 1}};
    for (int[] size : sizes) {
      int m = size[0];
      int k = size[1];
      int n = size[2];
      double[] a = KernelFixtures.operands(1, m * k, -1, 1);
      double[] b = KernelFixtures.operands(2, k * n, -1, 1);
      float[] af = narrow(a);
      float[] bf = narrow(b);
      for (int flags = 0; flags < 4; flags++) {
        boolean flipA = (flags & 1) != 0;
        boolean flipB = (flags & 2) != 0;
        double[] one = new double[m * n];
        float[] oneFloat = new float[m * n];
        new DoubleMatmul(1, m, k, n, a, 0, flipA, b, 0, flipB, one, 0).run(false);
        new FloatMatmul(1, m, k, n, af, 0, flipA, bf, 0, flipB, oneFloat, 0).run(false);
        for (int threads = 2; threads <= 5; threads++) {
          double[] c = new double[m * n];
          float[] cf = new float[m * n];
          new DoubleMatmul(threads, m, k, n, a, 0, flipA, b, 0, flipB, c, 0).run(false);
          new FloatMatmul(threads, m, k, n, af, 0, flipA, bf, 0, flipB, cf, 0).run(false);
          assertArrayEquals(one, c, m + " rows, threads " + threads);
          assertArrayEquals(oneFloat, cf, m + " rows, threads " + threads);
        }
      }
    }
  }
}
