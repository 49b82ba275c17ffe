package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final int[][] FORMS = {
    {1, 7, 1},
    {3, 1, 1},
    {2, 40, 1},
    {100, 10, 1},
    {2, 5000, 1},
    {2, 5, 3},
    {1, 70, 33},
    {0, 3, 2},
    {2, 0, 3},
    {5, 9, 2}
  };

  private interface Slice {
    double[] apply(double[] x);
  }

  /** Applies a function to each slice along the middle axis. */
  private static double[] naive(int[] form, double[] x, Slice slice) {
    double[] y = new double[x.length];
    for (int o = 0; o < form[0]; o++) {
      for (int i = 0; i < form[2]; i++) {
        double[] column = new double[form[1]];
        for (int r = 0; r < form[1]; r++) {
          column[r] = x[(o * form[1] + r) * form[2] + i];
        }
        double[] result = slice.apply(column);
        for (int r = 0; r < form[1]; r++) {
          y[(o * form[1] + r) * form[2] + i] = result[r];
        }
      }
    }
    return y;
  }

  private static double[] operands(int[] form) {
    return KernelFixtures.operands(form[1], form[0] * form[1] * form[2], -4, 4);
  }

  private static double[] shifted(double[] x) {
    double[] moved = new double[x.length + 1];
    System.arraycopy(x, 0, moved, 1, x.length);
    return moved;
  }

  private static void assertClose(double[] expected, double[] y, double tolerance) {
    assertArrayEquals(expected, Arrays.copyOfRange(y, 2, 2 + expected.length), tolerance);
  }

  private static void assertClose(double[] expected, float[] y, double tolerance) {
    assertClose(expected, KernelFixtures.widen(y), tolerance);
  }

  private static double[] running(double[] x, boolean product) {
    double[] y = new double[x.length];
    BigDecimal total = product ? BigDecimal.ONE : BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      BigDecimal term = new BigDecimal(x[i]);
      total = product ? total.multiply(term, MathContext.DECIMAL64) : total.add(term);
      y[i] = total.doubleValue();
    }
    return y;
  }

  @Test
  void cumulative() {
    for (Kernels k : kernels()) {
      for (int[] f : FORMS) {
        double[] x = operands(f);
        double[] y = new double[x.length + 2];
        float[] yf = new float[x.length + 2];
        double[] sums = naive(f, x, s -> running(s, false));
        k.cumsum(f[0], f[1], f[2], shifted(x), 1, y, 2);
        assertClose(sums, y, 1e-10);
        k.cumsum(f[0], f[1], f[2], narrow(shifted(x)), 1, yf, 2);
        assertClose(sums, yf, 2e-4);
        double[] small = Arrays.stream(x).map(v -> 1 + v / 100).toArray();
        double[] products = naive(f, small, s -> running(s, true));
        k.cumprod(f[0], f[1], f[2], shifted(small), 1, y, 2);
        assertClose(products, y, 1e-10);
        k.cumprod(f[0], f[1], f[2], narrow(shifted(small)), 1, yf, 2);
        assertClose(products, yf, 1e-3);
      }
    }
  }

  /** By BigDecimal sums of StrictMath exponentials, without a shift. */
  private static double sumOfExponentials(double[] x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double v : x) {
      sum = sum.add(new BigDecimal(StrictMath.exp(v)));
    }
    return sum.doubleValue();
  }

  @Test
  void softmaxLogSoftmaxLogsumexp() {
    for (Kernels k : kernels()) {
      for (int[] f : FORMS) {
        double[] x = operands(f);
        double[] y = new double[x.length + 2];
        float[] yf = new float[x.length + 2];
        double[] expected =
            naive(
                f,
                x,
                s -> {
                  double sum = sumOfExponentials(s);
                  return Arrays.stream(s).map(v -> StrictMath.exp(v) / sum).toArray();
                });
        k.softmax(f[0], f[1], f[2], shifted(x), 1, y, 2);
        for (int i = 0; i < x.length; i++) {
          KernelFixtures.assertClose(expected[i], y[2 + i], 16, "softmax");
        }
        k.softmax(f[0], f[1], f[2], narrow(shifted(x)), 1, yf, 2);
        assertClose(expected, yf, 5e-7);
        double[] logs = Arrays.stream(expected).map(StrictMath::log).toArray();
        k.logSoftmax(f[0], f[1], f[2], shifted(x), 1, y, 2);
        assertClose(logs, y, 1e-14);
        double[] inPlace = shifted(x);
        k.logSoftmax(f[0], f[1], f[2], inPlace, 1, inPlace, 1);
        assertArrayEquals(logs, Arrays.copyOfRange(inPlace, 1, inPlace.length), 1e-14);
        if (f[1] > 0) {
          double[] sums = naive(f, x, s -> fill(s.length, StrictMath.log(sumOfExponentials(s))));
          double[] lse = new double[f[0] * f[2] + 1];
          k.logsumexp(f[0], f[1], f[2], shifted(x), 1, lse, 1);
          float[] lsef = new float[lse.length];
          k.logsumexp(f[0], f[1], f[2], narrow(shifted(x)), 1, lsef, 1);
          for (int i = 0; i < f[0] * f[2]; i++) {
            double value = sums[i / f[2] * f[1] * f[2] + i % f[2]];
            assertEquals(value, lse[1 + i], 4e-15);
            assertEquals(value, lsef[1 + i], 2e-6);
          }
        }
      }
    }
  }

  private static double[] fill(int n, double value) {
    double[] y = new double[n];
    Arrays.fill(y, value);
    return y;
  }

  private static double logsumexp(Kernels k, double... x) {
    double[] y = new double[1];
    k.logsumexp(1, x.length, 1, x, 0, y, 0);
    double[] columns = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      columns[2 * i] = x[i];
      columns[2 * i + 1] = x[i];
    }
    double[] pair = new double[2];
    k.logsumexp(1, x.length, 2, columns, 0, pair, 0);
    assertEquals(y[0], pair[1], 1e-12);
    return y[0];
  }

  @Test
  void extremes() {
    for (Kernels k : kernels()) {
      assertEquals(-INF, logsumexp(k, -INF, -INF));
      assertEquals(INF, logsumexp(k, 1, INF));
      assertEquals(INF, logsumexp(k, -INF, INF, INF));
      assertEquals(Double.NaN, logsumexp(k, 1, Double.NaN, INF));
      assertEquals(1e300, logsumexp(k, 1e300, -1e300));
      assertEquals(1000 + Math.log(2), logsumexp(k, 1000, 1000));
      assertEquals(-1000 + Math.log(2), logsumexp(k, -1000, -1000), 1e-12);
      double[] y = new double[2];
      k.softmax(1, 2, 1, new double[] {1e300, -1e300}, 0, y, 0);
      assertArrayEquals(new double[] {1, 0}, y);
      k.softmax(1, 2, 1, new double[] {3, -INF}, 0, y, 0);
      assertArrayEquals(new double[] {1, 0}, y);
      k.logSoftmax(1, 2, 1, new double[] {0, -800}, 0, y, 0);
      assertArrayEquals(new double[] {0, -800}, y);
    }
  }

  @Test
  void argsortIsStableWithNaNsLast() {
    for (Kernels k : kernels()) {
      for (int[] f : FORMS) {
        double[] x = operands(f);
        for (int i = 3; i < x.length; i += 5) {
          x[i] = i % 2 == 0 ? Double.NaN : x[i - 3];
        }
        double[] expected =
            naive(
                f,
                x,
                s ->
                    IntStream.range(0, s.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> s[i]))
                        .mapToDouble(i -> i)
                        .toArray());
        double[] y = new double[x.length + 2];
        k.argsort(f[0], f[1], f[2], shifted(x), 1, y, 2);
        assertClose(expected, y, 0);
        k.argsort(f[0], f[1], f[2], narrow(shifted(x)), 1, y, 2);
        assertClose(expected, y, 0);
      }
      double[] y = new double[4];
      k.argsort(1, 4, 1, new double[] {0.0, -0.0, Double.NaN, -INF}, 0, y, 0);
      assertArrayEquals(new double[] {3, 0, 1, 2}, y);
    }
  }
}
