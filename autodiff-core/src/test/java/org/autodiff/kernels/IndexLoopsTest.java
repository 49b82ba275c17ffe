package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.autodiff.kernels.KernelFixtures.operands;
import static org.autodiff.kernels.KernelFixtures.widen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexLoopsTest {
  private static final int[][] FORMS = {
    {1, 5, 1, 7}, {2, 3, 4, 3}, {3, 1, 2, 2}, {2, 4, 3, 0}, {0, 2, 2, 2}
  };

  private static double[] indices(int length, int count) {
    return new Random(length).ints(length, 0, count).asDoubleStream().toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void findsTheFirstInvalidIndex() {
    for (Kernels k : kernels()) {
      assertEquals(-1, k.firstInvalidIndex(new double[] {0, 2, -0.0, 1}, 3));
      assertEquals(-1, k.firstInvalidIndex(new double[0], 0));
      for (double bad :
          new double[] {3, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e-300}) {
        assertEquals(2, k.firstInvalidIndex(new double[] {0, 2, bad, bad}, 3), "" + bad);
      }
    }
  }

  @Test
  void gathersRowsAndScattersThemBack() {
    for (Kernels k : kernels()) {
      for (int[] f : FORMS) {
        int picks = f[3];
        double[] index = indices(picks, f[1]);
        double[] x = operands(1, f[0] * f[1] * f[2] + 1, -1, 1);
        double[] expected = new double[f[0] * picks * f[2]];
        for (int i = 0; i < expected.length; i++) {
          int row = i / f[2] % picks;
          int outer = i / f[2] / picks;
          expected[i] = x[1 + (outer * f[1] + (int) index[row]) * f[2] + i % f[2]];
        }
        double[] y = new double[expected.length];
        k.gatherRows(f[0], f[1], f[2], x, 1, index, y, 0);
        assertArrayEquals(expected, y);
        float[] yf = new float[expected.length];
        k.gatherRows(f[0], f[1], f[2], narrow(x), 1, index, yf, 0);
        assertArrayEquals(narrow(expected), yf);

        double[] u = operands(2, expected.length, -1, 1);
        double[] back = new double[x.length];
        k.scatterAddRows(f[0], f[1], f[2], u, 0, index, back, 1);
        assertEquals(dot(u, y), dot(back, x), 1e-12, "transpose");
        float[] backf = new float[x.length];
        k.scatterAddRows(f[0], f[1], f[2], narrow(u), 0, index, backf, 1);
        assertArrayEquals(back, widen(backf), 1e-6);
      }
    }
  }

  @Test
  void takesAlongAnAxisAndPutsBack() {
    for (Kernels k : kernels()) {
      for (int[] f : FORMS) {
        int picks = f[3];
        int size = f[0] * picks * f[2];
        double[] index = indices(size + 2, f[1]);
        double[] x = operands(1, f[0] * f[1] * f[2] + 1, -1, 1);
        double[] expected = new double[size];
        for (int i = 0; i < size; i++) {
          int outer = i / f[2] / picks;
          expected[i] = x[1 + (outer * f[1] + (int) index[2 + i]) * f[2] + i % f[2]];
        }
        double[] y = new double[size];
        k.takeAlongAxis(f[0], f[1], picks, f[2], x, 1, index, 2, y, 0);
        assertArrayEquals(expected, y);
        float[] yf = new float[size];
        k.takeAlongAxis(f[0], f[1], picks, f[2], narrow(x), 1, index, 2, yf, 0);
        assertArrayEquals(narrow(expected), yf);

        double[] u = operands(2, size, -1, 1);
        double[] back = new double[x.length];
        k.putAddAlongAxis(f[0], f[1], picks, f[2], u, 0, index, 2, back, 1);
        assertEquals(dot(u, y), dot(back, x), 1e-12, "transpose");
        float[] backf = new float[x.length];
        k.putAddAlongAxis(f[0], f[1], picks, f[2], narrow(u), 0, index, 2, backf, 1);
        assertArrayEquals(back, widen(backf), 1e-6);
      }
    }
  }
}
