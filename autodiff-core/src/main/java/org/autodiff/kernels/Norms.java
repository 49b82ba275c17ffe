package org.autodiff.kernels;

/**
 * Euclidean norms of {@code [outer, count, inner]} over its middle axis. Squares are added up as
 * they are, in the order of {@link OrderedSum}; only where their sum leaves the range in which that
 * is accurate are the elements first scaled by the largest of them. Floats are squared in double,
 * where nothing overflows.
 */
public final class Norms {
  /** Below this, squares may have lost digits to underflow. */
  private static final double TINY = 0x1p-960;

  /** Squares made at a time; they stay in the first-level cache. */
  private static final int BLOCK = 1024;

  /** Norms made side by side. */
  private static final int BAND = 128;

  private Norms() {}

  /**
   * Sets y [outer, inner] to the square root of the sum of squares of x over the middle axis. NaN
   * if an element is, otherwise infinite if one is.
   *
   * @param outer the extent in front
   * @param count the extent reduced
   * @param inner the extent behind
   * @param x the operand
   * @param xOffset where it starts
   * @param y the result
   * @param yOffset where it starts
   */
  public static void norm(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    Kernels kernels = Kernels.get();
    int band = Math.min(inner, BAND);
    OrderedSum sum = new OrderedSum(kernels, band);
    double[] squares = new double[Math.min(BLOCK, count * band)];
    for (int o = 0; o < outer; o++) {
      int to = yOffset + o * inner;
      for (int j = 0; j < inner; j += BAND) {
        int width = Math.min(band, inner - j);
        int rows = BLOCK / width;
        sum.clear(width);
        for (int r = 0; r < count; r += rows) {
          int n = Math.min(rows, count - r);
          int from = xOffset + (o * count + r) * inner + j;
          if (width == inner) {
            kernels.unary(UnaryKind.SQUARE, x, from, squares, 0, n * width);
          } else {
            for (int i = 0; i < n; i++) {
              kernels.unary(UnaryKind.SQUARE, x, from + i * inner, squares, i * width, width);
            }
          }
          sum.add(squares, 0, n);
        }
        sum.result(y, to + j);
      }
      for (int i = 0; i < inner; i++) {
        double square = y[to + i];
        y[to + i] =
            square >= TINY && square <= Double.MAX_VALUE
                ? Math.sqrt(square)
                : scaled(x, xOffset + o * count * inner + i, inner, count);
      }
    }
  }

  private static double scaled(double[] x, int xo, int step, int count) {
    double largest = 0;
    for (int r = 0; r < count; r++) {
      largest = Math.max(largest, Math.abs(x[xo + r * step]));
    }
    if (largest == 0 || Double.isNaN(largest) || Double.isInfinite(largest)) {
      return largest;
    }
    int exponent = Math.getExponent(largest); // a power of two, so that nothing is rounded
    double sum = 0;
    for (int r = 0; r < count; r++) {
      double scaled = Math.scalb(x[xo + r * step], -exponent);
      sum += scaled * scaled;
    }
    return Math.scalb(Math.sqrt(sum), exponent);
  }

  /**
   * As {@link #norm(int, int, int, double[], int, double[], int)}, for floats.
   *
   * @param outer the extent in front
   * @param count the extent reduced
   * @param inner the extent behind
   * @param x the operand
   * @param xOffset where it starts
   * @param y the result
   * @param yOffset where it starts
   */
  public static void norm(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    int band = Math.min(inner, BAND);
    OrderedSum sum = new OrderedSum(band);
    double[] squares = new double[Math.min(BLOCK, count * band)];
    double[] sums = new double[band];
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < inner; j += BAND) {
        int width = Math.min(band, inner - j);
        int rows = BLOCK / width;
        sum.clear(width);
        for (int r = 0; r < count; r += rows) {
          int n = Math.min(rows, count - r);
          if (width == inner) {
            square(x, xOffset + (o * count + r) * inner, squares, 0, n * width);
          }
          for (int i = 0; i < n && width < inner; i++) {
            square(x, xOffset + (o * count + r + i) * inner + j, squares, i * width, width);
          }
          sum.add(squares, 0, n);
        }
        sum.result(sums, 0);
        for (int i = 0; i < width; i++) {
          y[yOffset + o * inner + j + i] = (float) Math.sqrt(sums[i]);
        }
      }
    }
  }

  private static void square(float[] x, int xo, double[] squares, int to, int n) {
    for (int i = 0; i < n; i++) {
      double v = x[xo + i];
      squares[to + i] = v * v;
    }
  }
}
