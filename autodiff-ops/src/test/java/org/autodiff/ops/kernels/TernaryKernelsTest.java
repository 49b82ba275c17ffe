package org.autodiff.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products with packed weights against loops over unpacked ones. */
class TernaryKernelsTest {
  private final SplittableRandom random = new SplittableRandom(7);

  private int[][] weights(int inputs, int outputs) {
    int[][] w = new int[inputs][outputs];
    for (int[] row : w) {
      for (int n = 0; n < outputs; n++) {
        row[n] = random.nextInt(3) - 1;
      }
    }
    return w;
  }

  private static int[] packed(int[][] w) {
    int outputs = w[0].length;
    int stride = TernaryCodes.stride(outputs);
    int[] codes = new int[TernaryCodes.words(w.length) * stride];
    for (int k = 0; k < w.length; k++) {
      for (int n = 0; n < outputs; n++) {
        int at = k / TernaryCodes.INPUTS * stride + n;
        codes[at] = TernaryCodes.with(codes[at], k, w[k][n]);
        assertThat(TernaryCodes.weight(codes[at], k)).isEqualTo(w[k][n]);
      }
    }
    return codes;
  }

  private static double term(double x, int w) {
    return w == 0 ? 0 : w * x;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,0", "16,16,2,0", "40,70,3,5", "33,257,1,16", "100,10,7,31", "64,640,2,3"})
  void productsAgreeWithLoops(int inputs, int outputs, int rows, int from) {
    int[][] w = weights(inputs, outputs);
    int[] codes = packed(w);
    int count = inputs - from;
    double[] x = random.doubles(2 + rows * (count + 3L), -1, 1).toArray();
    double[] g = random.doubles(1 + rows * (outputs + 2L), -1, 1).toArray();
    // where all weights are 0 nothing of an infinite activation may be seen
    java.util.Arrays.fill(w[from], 0);
    for (int n = 0; n < outputs; n++) {
      int at = from / TernaryCodes.INPUTS * TernaryCodes.stride(outputs) + n;
      codes[at] &= ~(3 << 2 * (from % TernaryCodes.INPUTS));
    }
    x[2] = Double.NEGATIVE_INFINITY;
    float[] xf = narrow(x);
    float[] gf = narrow(g);
    double[] y = new double[rows * outputs];
    float[] yf = new float[y.length];
    double[] xBar = new double[rows * count];
    float[] xBarf = new float[xBar.length];
    DoubleTernary.multiply(codes, from, count, outputs, rows, x, 2, count + 3, y, 0, outputs);
    FloatTernary.multiply(codes, from, count, outputs, rows, xf, 2, count + 3, yf, 0, outputs);
    DoubleTernary.multiplyTransposed(
        codes, from, count, outputs, rows, g, 1, outputs + 2, xBar, 0, count);
    FloatTernary.multiplyTransposed(
        codes, from, count, outputs, rows, gf, 1, outputs + 2, xBarf, 0, count);
    for (int row = 0; row < rows; row++) {
      for (int n = 0; n < outputs; n++) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += term(x[2 + row * (count + 3) + k], w[from + k][n]);
        }
        assertThat(y[row * outputs + n]).isCloseTo(sum, within(1e-13));
        assertThat((double) yf[row * outputs + n]).isCloseTo(sum, within(5e-5));
      }
      for (int k = 0; k < count; k++) {
        double sum = 0;
        for (int n = 0; n < outputs; n++) {
          sum += term(g[1 + row * (outputs + 2) + n], w[from + k][n]);
        }
        assertThat(xBar[row * count + k]).isCloseTo(sum, within(1e-13));
        assertThat((double) xBarf[row * count + k]).isCloseTo(sum, within(5e-5));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "16,16,2", "40,70,3", "1000,257,1", "100,10,7"})
  void bytesAreExact(int inputs, int outputs, int rows) {
    int[][] w = weights(inputs, outputs);
    byte[] x = new byte[rows * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (byte) (i % 3 == 0 ? -128 : random.nextInt(-128, 128));
    }
    int[] y = new int[rows * outputs];
    ByteTernary.multiply(packed(w), inputs, outputs, rows, x, y);
    for (int row = 0; row < rows; row++) {
      for (int n = 0; n < outputs; n++) {
        int sum = 0;
        for (int k = 0; k < inputs; k++) {
          sum += w[k][n] * x[row * inputs + k];
        }
        assertThat(y[row * outputs + n]).isEqualTo(sum);
      }
    }
  }

  private static float[] narrow(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }
}
