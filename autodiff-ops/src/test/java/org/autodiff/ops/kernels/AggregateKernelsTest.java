package org.autodiff.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Vector and scalar kernels agree, and both with sums written out. */
class AggregateKernelsTest {
  private static final int[][] SIZES = {
    {1, 1, 1},
    {1, 3, 8},
    {2, 5, 7},
    {3, 2, 16},
    {2, 7, 17},
    {1, 4, 31},
    {5, 3, 33},
    {2, 64, 64},
    {40, 61, 129}
  };

  private static double[] normal(Random random, int n, double scale) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = scale * random.nextGaussian();
    }
    return x;
  }

  private static float[] single(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  private static double[] twice(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  /** The value by its formula, for moderate numbers. */
  private static double formula(AggregateKind kind, double alpha, double[] x, double[] w) {
    double sum = 0;
    double weights = 0;
    double best = 0;
    for (int k = 0; k < x.length; k++) {
      double p = kind == AggregateKind.LOG_SUM_EXP_OF_SUMS ? x[k] + w[k] : x[k] * w[k];
      best = Math.abs(p) > Math.abs(best) ? p : best;
      switch (kind) {
        case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> sum += Math.exp(alpha * p);
        case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> sum += Math.exp(alpha * Math.abs(p));
        case SINH_SUM -> sum += Math.sinh(alpha * p);
        case BOLTZMANN -> {
          sum += p * Math.exp(alpha * Math.abs(p));
          weights += Math.exp(alpha * Math.abs(p));
        }
        case ADDER, ADDER_SURROGATE -> sum -= Math.abs(x[k] - w[k]);
      }
    }
    return switch (kind) {
      case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> Math.log(sum) / alpha;
      case SOFT_ABS_MAX -> Math.signum(best) * Math.log(sum) / alpha;
      case CENTERED_SOFT_ABS_MAX -> Math.signum(best) * Math.log(sum / x.length) / alpha;
      case SINH_SUM ->
          Math.signum(sum) * Math.log(Math.abs(sum) + Math.sqrt(sum * sum + 1)) / alpha;
      case BOLTZMANN -> sum / weights;
      case ADDER, ADDER_SURROGATE -> sum;
    };
  }

  /** The value, of its two parts. */
  private static double[] sums(AggregateKind kind, double[] y, double[] base) {
    double[] sums = y.clone();
    for (int i = 0; i < y.length && kind.hasTemperature(); i++) {
      sums[i] += base[i];
    }
    return sums;
  }

  /** Close relative to the size of what is added up: the largest of the elements. */
  private static void assertClose(String what, double[] actual, double[] expected, double rtol) {
    double scale = 0;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(actual).as(what).containsExactly(expected, within(rtol * scale));
  }

  @ParameterizedTest
  @EnumSource(AggregateKind.class)
  void valuesAreThoseOfTheFormula(AggregateKind kind) {
    Random random = new Random(7);
    for (int[] size : SIZES) {
      int rows = size[0];
      int inputs = size[1];
      int columns = size[2];
      double alpha = 0.7;
      double[] x = normal(random, rows * inputs + 3, 1);
      double[] w = normal(random, inputs * columns + 2, 1);
      double[] y = new double[rows * columns];
      double[] base = new double[y.length];
      float[] single = new float[rows * columns];
      float[] singleBase = new float[y.length];
      DoubleAggregates.forward(
          kind, alpha, rows, inputs, columns, x, 3, w, 2, y, 0, new double[y.length], base);
      y = sums(kind, y, base);
      FloatAggregates.forward(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          single(x),
          3,
          single(w),
          2,
          single,
          0,
          new float[y.length],
          singleBase);
      double[] ofSingle = sums(kind, twice(single), twice(singleBase));
      for (int row = 0; row < rows; row++) {
        for (int n = 0; n < columns; n++) {
          double[] a = new double[inputs];
          double[] b = new double[inputs];
          for (int k = 0; k < inputs; k++) {
            a[k] = x[3 + row * inputs + k];
            b[k] = w[2 + k * columns + n];
          }
          double expected = formula(kind, alpha, a, b);
          int at = row * columns + n;
          String where = kind + " " + rows + "x" + inputs + "x" + columns + " at " + at;
          assertThat(y[at]).as(where).isCloseTo(expected, within(2e-15 * (4 + inputs)));
          // abs-max jumps where rounding decides which is larger: compare magnitudes
          assertThat(Math.abs(ofSingle[at]))
              .as(where)
              .isCloseTo(Math.abs(expected), within(2e-6 * (4 + inputs)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AggregateKind.class)
  void vectorAndScalarKernelsAgree(AggregateKind kind) {
    assumeTrue(Vectors.present());
    Random random = new Random(8);
    int lanes = VectorDoubleAggregates.LANES;
    for (double scale : new double[] {0, 1e-3, 1, 30}) {
      int rows = 3;
      int inputs = 37;
      int columns = 3 * lanes;
      double[] x = normal(random, rows * inputs, Math.sqrt(scale));
      double[] w = normal(random, inputs * columns, Math.sqrt(scale));
      double[] g = normal(random, rows * columns, 1);
      double[][] y = new double[2][rows * columns];
      double[][] aux = new double[2][rows * columns];
      double[][] base = new double[2][rows * columns];
      double[][] xBar = new double[2][rows * inputs];
      double[][] wBar = new double[2][inputs * columns];
      for (int i = 0; i < 2; i++) {
        DoublePanel panel =
            new DoublePanel(
                kind, 2, inputs, 0, rows, columns, x, 0, w, 0, columns, y[i], 0, columns, aux[i], 0,
                base[i], 0);
        DoublePanel.Cotangents cotangents =
            new DoublePanel.Cotangents(g, 0, xBar[i], 0, wBar[i], 0, 0, inputs);
        if (i == 0) {
          ScalarDoubleAggregates.forward(panel);
        } else {
          VectorDoubleAggregates.forward(panel);
        }
        if (kind == AggregateKind.SINH_SUM) {
          for (int n = 0; n < y[i].length; n++) {
            aux[i][n] = Sinh.excess(2, base[i][n], y[i][n]);
          }
        }
        if (i == 0) {
          ScalarDoubleAggregates.pull(panel, cotangents);
        } else {
          VectorDoublePullbacks.pull(panel, cotangents);
        }
      }
      // an exponent is a difference of numbers of the size of the largest term, times alpha
      double rtol = 4e-15 * (1 + scale);
      String what = kind + " " + scale;
      assertClose(what, y[1], y[0], rtol);
      assertClose(what, aux[1], aux[0], rtol);
      assertClose(what, base[1], base[0], 0);
      assertClose(what, xBar[1], xBar[0], rtol);
      assertClose(what, wBar[1], wBar[0], rtol);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e300, 10", "1e-300, 1e-3", "1e-8, 1e-6", "700, 1", "1e5, 1e3"})
  void nothingOverflows(double size, double alpha) {
    double[] x = {1, 1, 1};
    double[] w = {size, -size / 2, size / 4};
    for (AggregateKind kind : AggregateKind.values()) {
      double[] y = new double[1];
      double[] xBar = new double[3];
      double[] wBar = new double[3];
      double[] aux = new double[1];
      double[] base = new double[1];
      double[] g = {1};
      DoubleAggregates.forward(kind, alpha, 1, 3, 1, x, 0, w, 0, y, 0, aux, base);
      DoubleAggregates.pull(
          kind, alpha, 1, 3, 1, x, 0, w, 0, y, 0, aux, 0, base, 0, g, 0, xBar, 0, wBar, 0);
      y = sums(kind, y, base);
      assertThat(y[0]).as(kind.toString()).isFinite();
      assertThat(Double.isFinite(wBar[0] + wBar[1] + wBar[2])).as(kind.toString()).isTrue();
      if (kind == AggregateKind.SINH_SUM && alpha * size < 1e-6) {
        // the limit of small arguments is the sum
        assertThat(y[0]).isCloseTo(0.75 * size, within(1e-12 * size));
        assertThat(wBar).containsExactly(new double[] {1, 1, 1}, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SelectionRule.class)
  void winnersAreTheFirstOfTheBest(SelectionRule rule) {
    Random random = new Random(9);
    for (int[] size : SIZES) {
      int rows = size[0];
      int inputs = size[1];
      int columns = size[2];
      double[] x = new double[rows * inputs];
      double[] w = new double[inputs * columns];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextInt(5) - 2;
      }
      for (int i = 0; i < w.length; i++) {
        w[i] = random.nextInt(5) - 2;
      }
      double[] selected = new double[rows * columns];
      double[] single = new double[rows * columns];
      DoubleAggregates.selected(rule, rows, inputs, columns, x, 0, w, 0, selected, 0);
      FloatAggregates.selected(rule, rows, inputs, columns, single(x), 0, single(w), 0, single, 0);
      assertThat(single).containsExactly(selected);
      for (int row = 0; row < rows; row++) {
        for (int n = 0; n < columns; n++) {
          int best = 0;
          double most = Double.NEGATIVE_INFINITY;
          for (int k = 0; k < inputs; k++) {
            double a = x[row * inputs + k];
            double b = w[k * columns + n];
            double value =
                switch (rule) {
                  case LARGEST_PRODUCT -> a * b;
                  case SMALLEST_PRODUCT -> -a * b;
                  case LARGEST_MAGNITUDE -> Math.abs(a * b);
                  case LARGEST_SUM -> a + b;
                  case SMALLEST_SUM -> -a - b;
                };
            if (value > most) {
              most = value;
              best = k;
            }
          }
          assertThat(selected[row * columns + n]).isEqualTo(best);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AggregateKind.class)
  void gradientsInFloatAreThoseInDouble(AggregateKind kind) {
    Random random = new Random(10);
    int rows = 5;
    int inputs = 70;
    int columns = 37;
    double alpha = 0.5;
    double[] x = twice(single(normal(random, rows * inputs, 1)));
    double[] w = twice(single(normal(random, inputs * columns, 1)));
    double[] g = twice(single(normal(random, rows * columns, 1)));
    double[] y = new double[rows * columns];
    double[] aux = new double[rows * columns];
    double[] base = new double[rows * columns];
    double[] xBar = new double[x.length];
    double[] wBar = new double[w.length];
    DoubleAggregates.forward(kind, alpha, rows, inputs, columns, x, 0, w, 0, y, 0, aux, base);
    DoubleAggregates.pull(
        kind, alpha, rows, inputs, columns, x, 0, w, 0, y, 0, aux, 0, base, 0, g, 0, xBar, 0, wBar,
        0);
    float[] y32 = new float[y.length];
    float[] aux32 = new float[y.length];
    float[] base32 = new float[y.length];
    float[] xBar32 = new float[x.length];
    float[] wBar32 = new float[w.length];
    FloatAggregates.forward(
        kind, alpha, rows, inputs, columns, single(x), 0, single(w), 0, y32, 0, aux32, base32);
    FloatAggregates.pull(
        kind, alpha, rows, inputs, columns, single(x), 0, single(w), 0, y32, 0, aux32, 0, base32, 0,
        single(g), 0, xBar32, 0, wBar32, 0);
    assertThat(twice(xBar32)).containsExactly(xBar, within(2e-4));
    assertThat(twice(wBar32)).containsExactly(wBar, within(2e-4));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void whatIsNotFiniteStaysInItsOutputs(double value) {
    int columns = 19;
    for (AggregateKind kind : AggregateKind.values()) {
      double[] x = {1, 1, 2, 1};
      double[] w = new double[2 * columns];
      java.util.Arrays.fill(w, 0.5);
      w[columns + 18] = value;
      double[] y = new double[2 * columns];
      double[] base = new double[2 * columns];
      DoubleAggregates.forward(kind, 1, 2, 2, columns, x, 0, w, 0, y, 0, base.clone(), base);
      y = sums(kind, y, base);
      for (int i = 0; i < y.length; i++) {
        boolean finite = i % columns != 18;
        boolean vanishes =
            value == Double.NEGATIVE_INFINITY
                && (kind == AggregateKind.LOG_SUM_EXP || kind == AggregateKind.LOG_SUM_EXP_OF_SUMS);
        assertThat(Double.isFinite(y[i])).as(kind + " " + i).isEqualTo(finite || vanishes);
        assertThat(Double.isNaN(y[i])).as(kind + " " + i).isEqualTo(!finite && Double.isNaN(value));
      }
    }
  }
}
