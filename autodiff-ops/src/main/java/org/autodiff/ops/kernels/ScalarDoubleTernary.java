package org.autodiff.ops.kernels;

/** Products of doubles with packed ternary weights, in plain Java. */
final class ScalarDoubleTernary {
  private ScalarDoubleTernary() {}

  /** Adds x T to one row of y, for a block of 64 outputs. */
  static void multiply(
      double[] x, int xAt, long[] planes, int planesAt, int inputs, double[] y, int yAt) {
    for (int k = 0; k < inputs; k++) {
      double v = x[xAt + k];
      for (long bits = planes[planesAt + 2 * k]; bits != 0; bits &= bits - 1) {
        y[yAt + Long.numberOfTrailingZeros(bits)] += v;
      }
      for (long bits = planes[planesAt + 2 * k + 1]; bits != 0; bits &= bits - 1) {
        y[yAt + Long.numberOfTrailingZeros(bits)] -= v;
      }
    }
  }

  /** Adds g Tᵀ to the sums of the inputs, for a block of 64 outputs. */
  static void multiplyTransposed(
      double[] g, int gAt, long[] planes, int planesAt, int inputs, double[] sums) {
    for (int k = 0; k < inputs; k++) {
      double sum = 0;
      for (long bits = planes[planesAt + 2 * k]; bits != 0; bits &= bits - 1) {
        sum += g[gAt + Long.numberOfTrailingZeros(bits)];
      }
      for (long bits = planes[planesAt + 2 * k + 1]; bits != 0; bits &= bits - 1) {
        sum -= g[gAt + Long.numberOfTrailingZeros(bits)];
      }
      sums[k] += sum;
    }
  }
}
