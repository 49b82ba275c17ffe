package org.autodiff.ops.kernels;

import java.util.Arrays;

/** Products of bytes with packed ternary weights, exact in 32 bits. */
public final class ByteTernary {
  private ByteTernary() {}

  /**
   * Computes {@code y = x T}.
   *
   * @param planes the weights, as {@link FloatTernary} has them
   * @param inputs rows of T; at most 2³¹ / 128, so that no sum overflows
   * @param outputs columns of T
   * @param rows rows of x and y
   * @param x activations, row-major
   * @param y results, row-major
   */
  public static void multiply(long[] planes, int inputs, int outputs, int rows, byte[] x, int[] y) {
    int blocks = (outputs + 63) / 64;
    for (int row = 0; row < rows; row++) {
      short[] wide = new short[inputs];
      for (int k = 0; k < inputs; k++) {
        wide[k] = x[row * inputs + k];
      }
      int to = row * outputs;
      Ranges.forEach(
          blocks,
          1,
          4L * inputs,
          (first, last) -> {
            int[] sums = new int[64];
            for (int block = first; block < last; block++) {
              Arrays.fill(sums, 0);
              if (Vectors.present()) {
                VectorByteTernary.multiply(wide, planes, 2 * block * inputs, inputs, sums);
              } else {
                multiplyPlain(wide, planes, 2 * block * inputs, sums);
              }
              System.arraycopy(sums, 0, y, to + 64 * block, Math.min(64, outputs - 64 * block));
            }
          });
    }
  }

  private static void multiplyPlain(short[] x, long[] planes, int planesAt, int[] sums) {
    for (int k = 0; k < x.length; k++) {
      int v = x[k];
      for (long bits = planes[planesAt + 2 * k]; bits != 0; bits &= bits - 1) {
        sums[Long.numberOfTrailingZeros(bits)] += v;
      }
      for (long bits = planes[planesAt + 2 * k + 1]; bits != 0; bits &= bits - 1) {
        sums[Long.numberOfTrailingZeros(bits)] -= v;
      }
    }
  }
}
