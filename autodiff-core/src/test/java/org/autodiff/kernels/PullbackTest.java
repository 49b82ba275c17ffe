package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.assertClose;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PullbackTest {
  private static double low(UnaryKind kind) {
    return kind == UnaryKind.ACOSH ? 1.1 : 0.06;
  }

  private static double high(UnaryKind kind) {
    return kind == UnaryKind.ACOSH ? 4 : kind == UnaryKind.ROUND ? 0.44 : 0.94;
  }

  /** Five-point central difference of the double kernel. */
  private static double slope(Kernels kernels, UnaryKind kind, double x) {
    double h = 7e-4 * Math.min(1, Math.abs(x));
    double[] at = {x - 2 * h, x - h, x + h, x + 2 * h};
    double[] f = new double[4];
    kernels.unary(kind, at, 0, f, 0, 4);
    return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h);
  }

  /** What the pullback takes: the operands, or the values there. */
  private static double[] at(Kernels kernels, UnaryKind kind, double[] x) {
    if (!kind.slopeIsOfResult()) {
      return x;
    }
    double[] y = new double[x.length];
    kernels.unary(kind, x, 0, y, 0, x.length);
    return y;
  }

  private static float[] at(Kernels kernels, UnaryKind kind, float[] x) {
    if (!kind.slopeIsOfResult()) {
      return x;
    }
    float[] y = new float[x.length];
    kernels.unary(kind, x, 0, y, 0, x.length);
    return y;
  }

  /**
   * How much of the derivative the rounding of the value costs, which is right to four units in the
   * last place (half an epsilon each); the derivative by it is at most 2.
   */
  private static double lost(UnaryKind kind) {
    return switch (kind) {
      case TANH, SIGMOID, EXPM1 -> 4 * Math.ulp(1.0);
      default -> 0;
    };
  }

  @ParameterizedTest
  @EnumSource
  void equalsCentralDifferences(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : KernelFixtures.LENGTHS) {
        double[] x = KernelFixtures.operands(n, n + 3, low(kind), high(kind));
        double[] g = KernelFixtures.operands(n + 1, n + 3, -2, 2);
        for (int step = 0; step <= 1; step++) {
          double[] y = KernelFixtures.marked(n + 3);
          kernels.unaryPullback(kind, at(kernels, kind, x), 1, g, 2, step, y, 1, n);
          float[] yf = narrow(KernelFixtures.marked(n + 3));
          float[] xf = at(kernels, kind, narrow(x));
          kernels.unaryPullback(kind, xf, 1, narrow(g), 2, step, yf, 1, n);
          for (int i = 0; i < n; i++) {
            double expected = g[2 + i * step] * slope(kernels, kind, x[1 + i]);
            double scale = 1 + Math.abs(expected);
            String what = kernels.name() + " " + kind + " n=" + n + " x=" + x[1 + i];
            assertEquals(expected, y[1 + i], 1e-7 * scale, what);
            assertEquals(y[1 + i], yf[1 + i], 2e-5 * scale, what);
          }
          assertEquals(-77.25, y[0]);
          assertEquals(-77.25, y[n + 1]);
          assertEquals(-77.25f, yf[n + 1]);
        }
      }
    }
  }

  @Test
  void knownPoints() {
    for (Kernels kernels : kernels()) {
      for (ReferenceValues.Point point : ReferenceValues.POINTS) {
        for (int n : new int[] {1, 40}) {
          double[] x = new double[n];
          double[] y = new double[n];
          Arrays.fill(x, point.x());
          double[] d = at(kernels, point.kind(), x);
          kernels.unaryPullback(point.kind(), d, 0, new double[] {1}, 0, 0, y, 0, n);
          for (double value : y) {
            String what = kernels.name() + " " + point + " n=" + n;
            if (Math.abs(value - point.derivative()) > lost(point.kind())) {
              assertClose(point.derivative(), value + 0.0, 8, what);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void scalarAndVectorAgreeAtSpecialValues(UnaryKind kind) {
    Kernels scalar = kernels().get(0);
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {20, 108}) {
        double[] x = at(scalar, kind, KernelFixtures.special(n));
        double[] g = KernelFixtures.operands(7, n, 0.5, 2);
        double[] expected = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < 3000; i++) {
          kernels.unaryPullback(kind, x, 0, g, 0, 1, y, 0, n);
        }
        scalar.unaryPullback(kind, x, 0, g, 0, 1, expected, 0, n);
        kernels.unaryPullback(kind, x, 0, g, 0, 1, y, 0, n);
        for (int i = 0; i < n; i++) {
          assertClose(expected[i] + 0.0, y[i] + 0.0, 8, kernels.name() + " " + kind + "'" + x[i]);
          assertTrue(!Double.isNaN(x[i]) || Double.isNaN(y[i]) || kind == UnaryKind.NEG, "NaN");
        }
      }
    }
  }

  /** Each is right to a few units in the last place; so are the loops of arithmetic around them. */
  @ParameterizedTest
  @EnumSource
  void scalarAndVectorAgreeToAFewUlps(UnaryKind kind) {
    Kernels scalar = kernels().get(0);
    for (Kernels kernels : kernels()) {
      for (int n : KernelFixtures.LENGTHS) {
        double[] x = at(scalar, kind, KernelFixtures.operands(n, n, low(kind), high(kind)));
        double[] g = KernelFixtures.operands(n + 1, n, 0.5, 2);
        double[] expected = new double[n];
        double[] y = new double[n];
        scalar.unaryPullback(kind, x, 0, g, 0, 1, expected, 0, n);
        kernels.unaryPullback(kind, x, 0, g, 0, 1, y, 0, n);
        float[] yf = new float[n];
        kernels.unaryPullback(kind, narrow(x), 0, narrow(g), 0, 1, yf, 0, n);
        float[] expectedF = new float[n];
        scalar.unaryPullback(kind, narrow(x), 0, narrow(g), 0, 1, expectedF, 0, n);
        for (int i = 0; i < n; i++) {
          String what = kernels.name() + " " + kind + "' n=" + n + " at " + x[i];
          assertClose(expected[i] + 0.0, y[i] + 0.0, 8, what);
          assertClose(expectedF[i] + 0f, yf[i] + 0f, 8, what);
        }
      }
    }
  }

  @Test
  void kinksAndSingularPoints() {
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {1, 50}) {
        for (double zero : new double[] {0.0, -0.0}) {
          for (UnaryKind kind :
              new UnaryKind[] {
                UnaryKind.ABS, UnaryKind.SIGN, UnaryKind.FLOOR, UnaryKind.ROUND, UnaryKind.RELU
              }) {
            assertEquals(0, Math.abs(single(kernels, kind, zero, 3, n)), kind + " at a kink");
          }
          assertEquals(
              Double.NEGATIVE_INFINITY, single(kernels, UnaryKind.SQRT, zero, -3, n), "sqrt at 0");
          assertEquals(Double.POSITIVE_INFINITY, single(kernels, UnaryKind.CBRT, zero, 3, n));
        }
        assertEquals(0, single(kernels, UnaryKind.RELU, -1, Double.POSITIVE_INFINITY, n));
        assertEquals(0, single(kernels, UnaryKind.FLOOR, 2.5, Double.NaN, n));
      }
    }
  }

  private static double single(Kernels kernels, UnaryKind kind, double x, double g, int n) {
    double[] xs = new double[n];
    Arrays.fill(xs, x);
    double[] y = new double[n];
    kernels.unaryPullback(kind, at(kernels, kind, xs), 0, new double[] {g}, 0, 0, y, 0, n);
    float[] yf = new float[n];
    float[] xf = at(kernels, kind, narrow(xs));
    kernels.unaryPullback(kind, xf, 0, new float[] {(float) g}, 0, 0, yf, 0, n);
    assertEquals((float) y[n - 1] + 0f, yf[n - 1] + 0f, "float");
    return y[n - 1];
  }

  @ParameterizedTest
  @EnumSource
  void mayOverwriteTheOperandOrTheCotangent(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {5, 33, 1009}) {
        double[] x = KernelFixtures.operands(n, n, low(kind), high(kind));
        double[] g = KernelFixtures.operands(n + 1, n, -2, 2);
        double[] y = new double[n];
        kernels.unaryPullback(kind, x, 0, g, 0, 1, y, 0, n);
        double[] xInPlace = x.clone();
        kernels.unaryPullback(kind, xInPlace, 0, g, 0, 1, xInPlace, 0, n);
        double[] gInPlace = g.clone();
        kernels.unaryPullback(kind, x, 0, gInPlace, 0, 1, gInPlace, 0, n);
        for (int i = 0; i < n; i++) {
          assertClose(y[i], xInPlace[i], 8, kind + " over x");
          assertClose(y[i], gInPlace[i], 8, kind + " over g");
        }
      }
    }
  }
}
