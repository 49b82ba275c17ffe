package org.autodiff.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The kernels that can run here, awkward lengths and operands, and comparisons by ulp. */
final class KernelFixtures {
  /** Around the lanes of 128, 256 and 512 bit vectors, the short-run limit and the block size. */
  static final int[] LENGTHS = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 35, 63, 64, 65, 100, 511, 543, 544, 545, 1009
  };

  static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e-310,
    -1e-310,
    1e-40,
    -1e-40,
    1e-20,
    0.5,
    -0.5,
    2,
    -2.5,
    3.5,
    30,
    -30,
    88.5,
    -88.5,
    -103,
    700,
    -700,
    -740,
    800,
    -800,
    1e10,
    -1e10,
    1e22,
    1e154,
    1e300,
    -1e300,
    Double.MAX_VALUE
  };

  private static final List<Kernels> KERNELS =
      List.of(
          KernelChoice.choose("scalar", false).chosen(),
          KernelChoice.choose("auto", KernelChoice.isModulePresent()).chosen());

  private KernelFixtures() {}

  /** Both kernels where the Vector API is present, else what the automatic choice falls back to. */
  static List<Kernels> kernels() {
    return KERNELS;
  }

  /** Returns values between low and high. */
  static double[] operands(int seed, int length, double low, double high) {
    Random random = new Random(seed);
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = low + (high - low) * random.nextInt(1001) / 1000.0;
    }
    return x;
  }

  static double[] special(int length) {
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = SPECIAL[i % SPECIAL.length];
    }
    return x;
  }

  static float[] narrow(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  static double[] widen(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  static double[] marked(int length) {
    double[] y = new double[length];
    Arrays.fill(y, -77.25);
    return y;
  }

  static void assertClose(double expected, double actual, double ulps, String what) {
    if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
      assertEquals(expected, actual, what);
      return;
    }
    double error = Math.abs(actual - expected) / Math.ulp(expected);
    assertTrue(error <= ulps, () -> what + ": " + actual + " for " + expected + ", ulps " + error);
  }

  static void assertClose(float expected, float actual, double ulps, String what) {
    if (Float.isNaN(expected) || Float.isInfinite(expected) || expected == 0) {
      assertEquals(expected, actual, what);
      return;
    }
    double error = Math.abs((double) actual - expected) / Math.ulp(expected);
    assertTrue(error <= ulps, () -> what + ": " + actual + " for " + expected + ", ulps " + error);
  }
}
