package org.autodiff.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.autodiff.kernels.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of codes against a loop in long. */
class IntegerProductsTest {
  private static final String SIZES =
      """
      1, 1, 1
      1, 7, 16
      1, 8, 16
      1, 9, 17
      1, 1030, 33
      2, 2100, 40
      3, 17, 70
      4, 8, 16
      4, 257, 64
      5, 300, 65
      7, 511, 130
      8, 16, 15
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void scalarIsExact(int m, int k, int n) {
    check(m, k, n, false);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void vectorIsExact(int m, int k, int n) {
    assumeTrue(Kernels.get().name().equals("vector"));
    check(m, k, n, true);
  }

  /** With random codes, and with the largest, whose sums are the largest. */
  private static void check(int m, int k, int n, boolean vector) {
    SplittableRandom random = new SplittableRandom(m * 31L + k * 7L + n);
    for (boolean extreme : new boolean[] {false, true}) {
      byte[] x = codes(m * (k + 1) + 3, random, extreme);
      byte[] w = codes(k * n + 2, random, extreme);
      int[] y = new int[m * n];
      Arrays.fill(y, 5);
      IntegerProducts.addProducts(m, k, n, x, 3, k + 1, w, 2, y, vector);
      int[] expected = new int[m * n];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          long sum = 5;
          for (int p = 0; p < k; p++) {
            sum += (long) x[3 + i * (k + 1) + p] * w[2 + p * n + j];
          }
          expected[i * n + j] = Math.toIntExact(sum);
        }
      }
      assertThat(y).containsExactly(expected);
    }
  }

  private static byte[] codes(int size, SplittableRandom random, boolean extreme) {
    byte[] out = new byte[size];
    for (int i = 0; i < size; i++) {
      out[i] = (byte) (extreme ? 127 : random.nextInt(-127, 128));
    }
    return out;
  }

  @Test
  void int32HoldsAsManyProductsAsDocumented() {
    assertThat(IntegerProducts.longest(127)).isEqualTo(133_144);
    assertThat(133_144L * 127 * 127).isLessThanOrEqualTo(Integer.MAX_VALUE);
    assertThat(133_145L * 127 * 127).isGreaterThan(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {133_144, 133_145, 266_288, 300_001})
  void sumsBeyondInt32AreSplit(int k) {
    for (int n : new int[] {1, 16}) {
      byte[] x = new byte[k];
      byte[] w = new byte[k * n];
      Arrays.fill(x, (byte) 127);
      Arrays.fill(w, (byte) -127);
      double[] y = new double[n];
      IntegerProducts.multiply(1, k, n, x, 0, w, 0, 127, y);
      assertThat(y).containsOnly(-127.0 * 127 * k);
    }
  }

  @Test
  void rowsOnSeveralThreadsAreExact() {
    int m = 65;
    int k = 301;
    int n = 130;
    byte[] x = new byte[m * k];
    byte[] w = new byte[k * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = (byte) (i * 37 % 255 - 127);
    }
    for (int i = 0; i < w.length; i++) {
      w[i] = (byte) (i * 91 % 255 - 127);
    }
    double[] y = new double[m * n];
    IntegerProducts.multiply(m, k, n, x, 0, w, 0, 127, y);
    for (int row = 0; row < m; row++) {
      for (int column = 0; column < n; column++) {
        int sum = 0;
        for (int p = 0; p < k; p++) {
          sum += x[row * k + p] * w[p * n + column];
        }
        assertThat(y[row * n + column]).isEqualTo(sum);
      }
    }
  }
}
