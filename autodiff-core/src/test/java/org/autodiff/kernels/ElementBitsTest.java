package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.SPECIAL;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An element has the same bits alone, in a vector and in the rest behind the last whole vector, and
 * before and after the loops are compiled.
 */
class ElementBitsTest {
  private static final int LONGEST = 70;
  private static final int ROUNDS = 3000;

  /** Numbers of every size, the special ones among them. */
  private static double[] operands(int seed, boolean wide) {
    Random random = new Random(seed);
    double[] x = new double[8 * LONGEST];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          switch (random.nextInt(6)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1 -> random.nextGaussian() * 1000;
            case 2 ->
                wide
                    ? Double.longBitsToDouble(random.nextLong())
                    : Float.intBitsToFloat(random.nextInt());
            case 3 -> random.nextDouble() * 2 - 1;
            case 4 -> random.nextInt(21) - 10;
            default -> random.nextGaussian() * 10;
          };
    }
    return x;
  }

  private interface Run {
    void of(double[] y, int from, int n);
  }

  private interface RunF {
    void of(float[] y, int from, int n);
  }

  /** Not a number is one value: which of its bits a processor gives is not specified. */
  private static void check(String what, double[] x, Run alone, Run together) {
    double[] expected = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      alone.of(expected, i, 1);
    }
    for (int round = 0; round < 2; round++) {
      double[] y = new double[x.length];
      int from = 0;
      for (int n = 1; n <= LONGEST; n++) {
        from = (from + 7 * n) % (x.length - n);
        together.of(y, from, n);
        for (int i = from; i < from + n; i++) {
          if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(y[i])) {
            assertEquals(
                expected[i], y[i], what + " of " + x[i] + " at " + (i - from) + " of " + n);
          }
        }
      }
      for (int i = round * ROUNDS; i < ROUNDS; i++) {
        together.of(y, 0, LONGEST);
      }
    }
  }

  private static void checkF(String what, float[] x, RunF alone, RunF together) {
    float[] expected = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      alone.of(expected, i, 1);
    }
    for (int round = 0; round < 2; round++) {
      float[] y = new float[x.length];
      int from = 0;
      for (int n = 1; n <= LONGEST; n++) {
        from = (from + 7 * n) % (x.length - n);
        together.of(y, from, n);
        for (int i = from; i < from + n; i++) {
          if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(y[i])) {
            assertEquals(
                expected[i], y[i], what + " of " + x[i] + " at " + (i - from) + " of " + n);
          }
        }
      }
      for (int i = round * ROUNDS; i < ROUNDS; i++) {
        together.of(y, 0, LONGEST);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofUnaryKinds(UnaryKind kind) {
    Kernels scalar = kernels().get(0);
    double[] x = operands(kind.ordinal(), true);
    float[] f = narrow(operands(kind.ordinal(), false));
    for (Kernels kernels : kernels()) {
      check(
          kernels.name() + " " + kind,
          x,
          (y, from, n) -> scalar.unary(kind, x, from, y, from, n),
          (y, from, n) -> kernels.unary(kind, x, from, y, from, n));
      checkF(
          kernels.name() + " " + kind + " float",
          f,
          (y, from, n) -> scalar.unary(kind, f, from, y, from, n),
          (y, from, n) -> kernels.unary(kind, f, from, y, from, n));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofSlopes(UnaryKind kind) {
    Kernels scalar = kernels().get(0);
    double[] x = operands(kind.ordinal(), true);
    double[] g = operands(kind.ordinal() + 100, true);
    float[] f = narrow(operands(kind.ordinal(), false));
    float[] h = narrow(operands(kind.ordinal() + 100, false));
    for (Kernels kernels : kernels()) {
      check(
          kernels.name() + " slope of " + kind,
          x,
          (y, from, n) -> scalar.unaryPullback(kind, x, from, g, from, 1, y, from, n),
          (y, from, n) -> kernels.unaryPullback(kind, x, from, g, from, 1, y, from, n));
      checkF(
          kernels.name() + " slope of " + kind + " float",
          f,
          (y, from, n) -> scalar.unaryPullback(kind, f, from, h, from, 1, y, from, n),
          (y, from, n) -> kernels.unaryPullback(kind, f, from, h, from, 1, y, from, n));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofBinaryKinds(BinaryKind kind) {
    Kernels scalar = kernels().get(0);
    double[] a = operands(kind.ordinal() + 200, true);
    double[] b = operands(kind.ordinal() + 300, true);
    float[] c = narrow(operands(kind.ordinal() + 200, false));
    float[] d = narrow(operands(kind.ordinal() + 300, false));
    for (Kernels kernels : kernels()) {
      for (int step = 0; step <= 1; step++) {
        int s = step;
        check(
            kernels.name() + " " + kind,
            a,
            (y, from, n) -> scalar.binary(kind, a, from, 1, b, s * from, 1, y, from, n),
            (y, from, n) -> kernels.binary(kind, a, from, 1, b, s * from, s, y, from, n));
        checkF(
            kernels.name() + " " + kind + " float",
            c,
            (y, from, n) -> scalar.binary(kind, c, from, 1, d, s * from, 1, y, from, n),
            (y, from, n) -> kernels.binary(kind, c, from, 1, d, s * from, s, y, from, n));
      }
    }
  }
}
