package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.LENGTHS;
import static org.autodiff.kernels.KernelFixtures.SPECIAL;
import static org.autodiff.kernels.KernelFixtures.assertClose;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.marked;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryTest {
  private static double reference(BinaryKind kind, double a, double b) {
    boolean unordered = Double.isNaN(a) || Double.isNaN(b);
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      // as IEEE 754, NumPy and PyTorch have it
      case POW -> a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : StrictMath.pow(a, b);
      case ATAN2 -> StrictMath.atan2(a, b);
      case HYPOT -> StrictMath.hypot(a, b);
      case MIN -> StrictMath.min(a, b);
      case MAX -> StrictMath.max(a, b);
      case EQ -> !unordered && a == b ? 1 : 0;
      case NE -> unordered || a != b ? 1 : 0;
      case LT -> !unordered && a < b ? 1 : 0;
      case LE -> !unordered && a <= b ? 1 : 0;
      case GT -> !unordered && a > b ? 1 : 0;
      case GE -> !unordered && a >= b ? 1 : 0;
    };
  }

  /** A float by way of double is rounded once for the four exact operations as well. */
  private static void check(
      Kernels kernels, BinaryKind kind, double[] a, int as, double[] b, int bs, int n) {
    double[] y = marked(n + 3);
    kernels.binary(kind, a, 1, as, b, 2, bs, y, 1, n);
    float[] af = narrow(a);
    float[] bf = narrow(b);
    float[] yf = narrow(marked(n + 3));
    kernels.binary(kind, af, 1, as, bf, 2, bs, yf, 1, n);
    for (int i = 0; i < n; i++) {
      double l = a[1 + i * as];
      double r = b[2 + i * bs];
      String what = kernels.name() + " " + kind + " n=" + n + " of " + l + ", " + r;
      assertClose(reference(kind, l, r), y[1 + i], 2, what);
      float lf = af[1 + i * as];
      float rf = bf[2 + i * bs];
      assertClose((float) reference(kind, lf, rf), yf[1 + i], 2, what + " float");
    }
    assertEquals(-77.25, y[0]);
    assertEquals(-77.25, y[n + 1]);
    assertEquals(-77.25f, yf[n + 1]);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithTheReferenceForEveryStep(BinaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : LENGTHS) {
        double[] a = KernelFixtures.operands(n, n + 3, -3, 3);
        double[] b = KernelFixtures.operands(n + 1, n + 3, -3, 3);
        for (int steps = 0; steps < 4; steps++) {
          check(kernels, kind, a, steps & 1, b, steps >> 1, n);
        }
      }
    }
  }

  /** Every pair of numbers that tie or lie side by side, with either operand repeated. */
  @ParameterizedTest
  @EnumSource
  void tiesForEveryStep(BinaryKind kind) {
    double[] ties = {0, -0.0, 1, 1, -1, 2, 1, Double.NaN, Double.POSITIVE_INFINITY, 1};
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {1, 2, 7, ties.length, 31, 32, 40}) {
        for (double repeated : ties) {
          for (int steps = 0; steps < 4; steps++) {
            double[] a = new double[n + 3];
            double[] b = new double[n + 3];
            for (int i = 0; i < a.length; i++) {
              a[i] = (steps & 1) == 0 ? repeated : ties[i % ties.length];
              b[i] = steps >> 1 == 0 ? repeated : ties[(i + 1) % ties.length];
            }
            check(kernels, kind, a, steps & 1, b, steps >> 1, n);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesInterpretedAndCompiled(BinaryKind kind) {
    int n = SPECIAL.length * SPECIAL.length;
    double[] a = new double[n + 3];
    double[] b = new double[n + 3];
    for (int i = 0; i < n; i++) {
      a[1 + i] = SPECIAL[i % SPECIAL.length];
      b[2 + i] = SPECIAL[i / SPECIAL.length];
    }
    for (Kernels kernels : kernels()) {
      check(kernels, kind, a, 1, b, 1, n);
      double[] y = new double[n];
      float[] yf = new float[n];
      float[] af = narrow(a);
      float[] bf = narrow(b);
      for (int i = 0; i < 500; i++) {
        kernels.binary(kind, a, 1, b, 2, y, 0, n);
        kernels.binary(kind, af, 1, bf, 2, yf, 0, n);
      }
      check(kernels, kind, a, 1, b, 1, n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayOverwriteEitherOperand(BinaryKind kind) {
    for (Kernels kernels : kernels()) {
      for (int n : new int[] {5, 37, 1009}) {
        double[] a = KernelFixtures.operands(n, n, 0.5, 3);
        double[] b = KernelFixtures.operands(n + 1, n, 0.5, 3);
        double[] y = new double[n];
        kernels.binary(kind, a, 0, 1, b, 0, 1, y, 0, n);
        double[] overA = a.clone();
        kernels.binary(kind, overA, 0, 1, b, 0, 1, overA, 0, n);
        double[] overB = b.clone();
        kernels.binary(kind, a, 0, 1, overB, 0, 1, overB, 0, n);
        for (int i = 0; i < n; i++) {
          assertClose(y[i], overA[i], 2, kind + " over a");
          assertClose(y[i], overB[i], 2, kind + " over b");
        }
      }
    }
  }

  @Test
  void select() {
    for (Kernels kernels : kernels()) {
      for (int n : LENGTHS) {
        double[] c = new double[n + 2];
        for (int i = 0; i < c.length; i++) {
          c[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? -0.0 : i % 2 == 0 ? Double.NaN : -4;
        }
        double[] a = KernelFixtures.operands(1, n + 2, 1, 2);
        double[] b = KernelFixtures.operands(2, n + 2, -2, -1);
        b[1] = Double.NaN;
        for (int steps = 0; steps < 8; steps++) {
          int cs = steps & 1;
          int as = steps >> 1 & 1;
          int bs = steps >> 2;
          double[] y = marked(n + 2);
          kernels.select(c, 2, cs, a, 1, as, b, 0, bs, y, 1, n);
          float[] yf = narrow(marked(n + 2));
          kernels.select(narrow(c), 2, cs, narrow(a), 1, as, narrow(b), 0, bs, yf, 1, n);
          for (int i = 0; i < n; i++) {
            assertEquals(chosenBy(c[2 + i * cs], a[1 + i * as], b[i * bs]), y[1 + i]);
            assertEquals((float) y[1 + i], yf[1 + i]);
          }
          assertEquals(-77.25, y[n + 1]);
        }
      }
    }
  }

  private static double chosenBy(double c, double a, double b) {
    return Double.isNaN(c) || Math.abs(c) > 0 ? a : b;
  }

  @Test
  void sumsAndMultiplesInto() {
    for (Kernels kernels : kernels()) {
      for (int n : LENGTHS) {
        double[] x = KernelFixtures.operands(1, n + 2, -1, 1);
        double[] y = marked(n + 2);
        kernels.fill(3, y, 1, n);
        kernels.addInto(y, 1, x, 2, n);
        kernels.addScaled(-2, y, 1, x, 2, n);
        kernels.scale(4, y, 1, y, 1, n);
        float[] yf = narrow(marked(n + 2));
        kernels.fill(3f, yf, 1, n);
        kernels.addInto(yf, 1, narrow(x), 2, n);
        kernels.addScaled(-2f, yf, 1, narrow(x), 2, n);
        kernels.scale(4f, yf, 1, yf, 1, n);
        for (int i = 0; i < n; i++) {
          assertEquals(4 * (3 - x[2 + i]), y[1 + i], 1e-14);
          assertEquals(4 * (3 - x[2 + i]), yf[1 + i], 1e-5);
        }
        assertEquals(-77.25, y[0]);
        assertEquals(-77.25, y[n + 1]);
      }
    }
  }
}
