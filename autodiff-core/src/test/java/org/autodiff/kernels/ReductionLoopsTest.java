package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.LENGTHS;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.marked;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.autodiff.kernels.KernelFixtures.widen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReductionLoopsTest {
  private static final int[][] FORMS = {
    {1, 7, 1},
    {3, 1, 1},
    {2, 40, 1},
    {3, 1009, 1},
    {2, 5, 3},
    {1, 70, 33},
    {3, 65, 600},
    {0, 3, 2},
    {2, 3, 0},
    {5, 9, 2},
    {1, 200, 1}
  };

  private static double exactSum(double[] x, int offset, int n) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(new BigDecimal(x[offset + i]));
    }
    return sum.doubleValue();
  }

  @Test
  void sumOfARunIsAccurateAndDoesNotDependOnTheOffset() {
    for (Kernels kernels : kernels()) {
      for (int n : LENGTHS) {
        check(kernels, n);
      }
      check(kernels, 100_003);
    }
  }

  private static void check(Kernels kernels, int n) {
    double[] x = KernelFixtures.operands(n, n, -1, 3);
    double expected = exactSum(x, 0, n);
    double sum = kernels.sum(x, 0, n);
    double bound = 45 * 0x1p-53 * Arrays.stream(x).map(Math::abs).sum();
    assertEquals(expected, sum, bound, "n=" + n);
    float[] xf = narrow(x);
    double sumOfFloats = kernels.sum(xf, 0, n);
    assertEquals(exactSum(widen(xf), 0, n), sumOfFloats, 10 * bound, "float n=" + n);
    for (int offset = 1; offset < 4; offset++) {
      double[] moved = new double[n + 5];
      System.arraycopy(x, 0, moved, offset, n);
      assertEquals(sum, kernels.sum(moved, offset, n));
      assertEquals(sumOfFloats, kernels.sum(narrow(moved), offset, n));
    }
  }

  private interface Form {
    void apply(int outer, int reduce, int inner, double[] x, double[] y);
  }

  private static double[] naive(int[] form, double[] x, Form one) {
    double[] y = new double[form[0] * form[2]];
    for (int o = 0; o < form[0]; o++) {
      for (int i = 0; i < form[2]; i++) {
        double[] column = new double[form[1]];
        for (int r = 0; r < form[1]; r++) {
          column[r] = x[2 + (o * form[1] + r) * form[2] + i];
        }
        double[] result = new double[1];
        one.apply(1, form[1], 1, column, result);
        y[o * form[2] + i] = result[0];
      }
    }
    return y;
  }

  private static void assertRun(double[] expected, double[] y, double tolerance, String what) {
    assertEquals(-77.25, y[0], what);
    assertEquals(-77.25, y[expected.length + 1], what);
    double[] run = Arrays.copyOfRange(y, 1, expected.length + 1);
    assertArrayEquals(expected, run, tolerance, what);
  }

  private static void compare(String name, double tolerance, Form kernel, Form floats, Form one) {
    for (int[] form : FORMS) {
      int size = form[0] * form[1] * form[2];
      double[] x = KernelFixtures.operands(size, size + 3, -1, 1);
      for (int i = 5; i < x.length; i += 4) {
        x[i] = x[i - 3];
      }
      double[] y = marked(form[0] * form[2] + 2);
      kernel.apply(form[0], form[1], form[2], x, y);
      String what = name + " " + Arrays.toString(form);
      assertRun(naive(form, x, one), y, tolerance, what);
      double[] yf = marked(form[0] * form[2] + 2);
      floats.apply(form[0], form[1], form[2], x, yf);
      double[] ofFloats = naive(form, widen(narrow(x)), one);
      assertRun(ofFloats, yf, tolerance * 1e8 + 1e-6, what + " float");
    }
  }

  private static void copy(float[] from, double[] to) {
    System.arraycopy(widen(from), 0, to, 0, to.length);
  }

  @Test
  void sumProdMaxMin() {
    for (Kernels k : kernels()) {
      compare(
          "sum",
          1e-13,
          (o, r, i, x, y) -> k.sum(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> {
            float[] yf = narrow(y);
            k.sum(o, r, i, narrow(x), 2, yf, 1);
            copy(yf, y);
          },
          (o, r, i, x, y) -> y[0] = exactSum(x, 0, r));
      compare(
          "prod",
          1e-14,
          (o, r, i, x, y) -> k.prod(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> {
            float[] yf = narrow(y);
            k.prod(o, r, i, narrow(x), 2, yf, 1);
            copy(yf, y);
          },
          (o, r, i, x, y) -> y[0] = Arrays.stream(x).reduce(1, (a, b) -> a * b));
      compare(
          "max",
          0,
          (o, r, i, x, y) -> k.max(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> {
            float[] yf = narrow(y);
            k.max(o, r, i, narrow(x), 2, yf, 1);
            copy(yf, y);
          },
          (o, r, i, x, y) -> y[0] = Arrays.stream(x).max().orElseThrow());
      compare(
          "min",
          0,
          (o, r, i, x, y) -> k.min(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> {
            float[] yf = narrow(y);
            k.min(o, r, i, narrow(x), 2, yf, 1);
            copy(yf, y);
          },
          (o, r, i, x, y) -> y[0] = Arrays.stream(x).min().orElseThrow());
    }
  }

  @Test
  void argmaxArgmin() {
    for (Kernels k : kernels()) {
      compare(
          "argmax",
          0,
          (o, r, i, x, y) -> k.argmax(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> k.argmax(o, r, i, narrow(x), 2, y, 1),
          (o, r, i, x, y) -> y[0] = firstLargest(x, 1));
      compare(
          "argmin",
          0,
          (o, r, i, x, y) -> k.argmin(o, r, i, x, 2, y, 1),
          (o, r, i, x, y) -> k.argmin(o, r, i, narrow(x), 2, y, 1),
          (o, r, i, x, y) -> y[0] = firstLargest(x, -1));
    }
  }

  private static int firstLargest(double[] x, int sign) {
    int best = 0;
    for (int i = 1; i < x.length; i++) {
      if (sign * x[i] > sign * x[best]) {
        best = i;
      }
    }
    return best;
  }

  @Test
  void notANumberWins() {
    for (Kernels k : kernels()) {
      for (int inner : new int[] {1, 2, 40}) {
        for (int n : new int[] {3, 31, 32, 100, 1009}) {
          for (int at : new int[] {0, n / 2, n - 1}) {
            double[] x = KernelFixtures.operands(n, n * inner, -1, 1);
            int last = inner - 1;
            x[at * inner + last] = Double.NaN;
            x[(n - 1) * inner + last] = Double.NaN;
            double[] y = new double[inner];
            float[] yf = new float[inner];
            k.max(1, n, inner, x, 0, y, 0);
            k.max(1, n, inner, narrow(x), 0, yf, 0);
            assertEquals(Double.NaN, y[last]);
            assertEquals(Float.NaN, yf[last]);
            k.min(1, n, inner, x, 0, y, 0);
            k.min(1, n, inner, narrow(x), 0, yf, 0);
            assertEquals(Double.NaN, y[last]);
            assertEquals(Float.NaN, yf[last]);
            k.argmax(1, n, inner, x, 0, y, 0);
            assertEquals(at, y[last]);
            k.argmin(1, n, inner, narrow(x), 0, y, 0);
            assertEquals(at, y[last]);
          }
        }
      }
    }
  }

  @Test
  void overNothing() {
    for (Kernels k : kernels()) {
      for (int inner : new int[] {1, 3}) {
        double[] y = marked(2 * inner);
        k.sum(2, 0, inner, new double[0], 0, y, 0);
        assertArrayEquals(new double[2 * inner], y);
        k.prod(2, 0, inner, new double[0], 0, y, 0);
        assertEquals(1, y[2 * inner - 1]);
        k.logsumexp(2, 0, inner, new double[0], 0, y, 0);
        assertEquals(Double.NEGATIVE_INFINITY, y[2 * inner - 1]);
      }
    }
  }
}
