package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.LENGTHS;
import static org.autodiff.kernels.KernelFixtures.assertClose;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.marked;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnaryTest {
  private static final double DOUBLE_ULPS = 4;
  private static final double FLOAT_ULPS = 4;

  /** By StrictMath and, where that has no such function, by formulas unlike those under test. */
  static double reference(UnaryKind kind, double x) {
    return switch (kind) {
      case NEG -> -x;
      case RECIPROCAL -> 1 / x;
      case SQUARE -> x * x;
      case SQRT -> StrictMath.sqrt(x);
      case RSQRT -> x == 0 ? Double.POSITIVE_INFINITY : 1 / StrictMath.sqrt(x);
      case CBRT -> StrictMath.cbrt(x);
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case ASIN -> StrictMath.asin(x);
      case ACOS -> StrictMath.acos(x);
      case ATAN -> StrictMath.atan(x);
      case SINH -> StrictMath.sinh(x);
      case COSH -> StrictMath.cosh(x);
      case TANH -> StrictMath.tanh(x);
      case RELU -> Double.isNaN(x) || x > 0 ? x : 0;
      case ABS -> StrictMath.abs(x);
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
      case FLOOR -> StrictMath.floor(x);
      case ROUND -> StrictMath.rint(x);
      case ASINH -> asinh(x);
      case ACOSH -> x < 1 ? Double.NaN : acosh(x);
      case ATANH -> StrictMath.copySign(atanh(StrictMath.abs(x)), x);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> StrictMath.max(x, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x)));
      case ERF -> erf(x);
      case LGAMMA -> GammaFunctions.lgamma(x);
    };
  }

  private static double asinh(double x) {
    double a = StrictMath.abs(x);
    double y =
        a > 1e9
            ? StrictMath.log(a) + StrictMath.log(2)
            : StrictMath.log1p(a + a * a / (1 + StrictMath.sqrt(a * a + 1)));
    return StrictMath.copySign(y, x);
  }

  private static double acosh(double x) {
    double t = x - 1;
    return x > 1e9
        ? StrictMath.log(x) + StrictMath.log(2)
        : StrictMath.log1p(t + StrictMath.sqrt(t * (t + 2)));
  }

  private static double atanh(double a) {
    return 0.5 * StrictMath.log1p(2 * a / (1 - a));
  }

  private static double sigmoid(double x) {
    double e = StrictMath.exp(-StrictMath.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  /**
   * The series {@code 2/sqrt(pi) e^(-x*x)} times the sum of {@code 2^j x^(2j+1) / (1 3 5 ...
   * (2j+1))}, and from 0.7 on 1 less the continued fraction {@code e^(-x*x)/sqrt(pi) / (x + 1/2 /
   * (x + 2/2 / (x + 3/2 / ...)))}.
   */
  private static double erf(double x) {
    double a = StrictMath.abs(x);
    if (a > 6) {
      return StrictMath.signum(x);
    }
    double power = StrictMath.exp(-x * x) / StrictMath.sqrt(Math.PI);
    if (a >= 0.7) {
      double below = a;
      for (int j = 800; j > 0; j--) {
        below = a + j / 2.0 / below;
      }
      return StrictMath.copySign(1 - power / below, x);
    }
    double term = x;
    double sum = x;
    for (int j = 1; j < 40; j++) {
      term *= 2 * x * x / (2 * j + 1);
      sum += term;
    }
    return 2 * power * sum;
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheReferenceAtEveryLengthAndOffset(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : LENGTHS) {
        for (int offset = 0; offset < 3; offset++) {
          double[] x = KernelFixtures.operands(n, n + 5, -3, 3);
          check(kernels, kind, x, offset, n);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValues(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n :
          new int[] {KernelFixtures.SPECIAL.length - 10, 2 * KernelFixtures.SPECIAL.length}) {
        check(kernels, kind, KernelFixtures.special(n + 5), 1, n);
      }
    }
  }

  private static void check(Kernels kernels, UnaryKind kind, double[] x, int offset, int n) {
    String name = kernels.name() + " " + kind + " n=" + n + " at ";
    double[] y = marked(n + 5);
    kernels.unary(kind, x, offset, y, 2, n);
    float[] xf = narrow(x);
    float[] yf = narrow(marked(n + 5));
    kernels.unary(kind, xf, offset, yf, 2, n);
    for (int i = 0; i < n; i++) {
      double at = x[offset + i];
      assertClose(reference(kind, at), y[2 + i], DOUBLE_ULPS, name + at);
      float atf = xf[offset + i];
      assertClose((float) reference(kind, atf), yf[2 + i], FLOAT_ULPS, name + atf + "f");
    }
    for (int i = 0; i < y.length; i++) {
      if (i < 2 || i >= n + 2) {
        assertEquals(-77.25, y[i], name + "outside");
        assertEquals(-77.25f, yf[i], name + "outside");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheReferenceWhenCompiled(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      double[] x = KernelFixtures.operands(1, 128, -30, 30);
      System.arraycopy(KernelFixtures.SPECIAL, 0, x, 0, KernelFixtures.SPECIAL.length);
      double[] y = new double[x.length];
      float[] xf = narrow(x);
      float[] yf = new float[x.length];
      for (int i = 0; i < 4000; i++) {
        kernels.unary(kind, x, 0, y, 0, 120);
        kernels.unary(kind, xf, 0, yf, 0, 120);
      }
      check(kernels, kind, x, 1, 123);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceGivesTheSame(UnaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {5, 33, 100, 1009}) {
        double[] x = KernelFixtures.operands(n, n, 0.1, 0.9);
        double[] y = new double[n];
        kernels.unary(kind, x, 0, y, 0, n);
        double[] inPlace = x.clone();
        kernels.unary(kind, inPlace, 0, inPlace, 0, n);
        float[] xf = narrow(x);
        float[] yf = new float[n];
        kernels.unary(kind, xf, 0, yf, 0, n);
        kernels.unary(kind, xf, 0, xf, 0, n);
        for (int i = 0; i < n; i++) {
          assertClose(y[i], inPlace[i], 2, kind + " in place");
          assertClose(yf[i], xf[i], 2, kind + " in place");
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
          kernels.unary(point.kind(), x, 0, y, 0, n);
          for (double value : y) {
            String what = kernels.name() + " " + point + " n=" + n;
            assertClose(point.value(), value, DOUBLE_ULPS, what);
          }
        }
      }
    }
  }
}
