package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Euclidean norms of {@code [outer, count, inner]} over its middle axis. Squares are added up as
 * they are; only where their sum leaves the range in which that is accurate are the elements first
 * scaled by the largest of them. Floats are squared in double, where nothing overflows.
 */
public final class Norms {
  /** Below this, squares may have lost digits to underflow. */
  private static final double TINY = 0x1p-960;

  /** Squares made at a time; they stay in the first-level cache. */
  private static final int BLOCK = 1024;

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
    double[] squares = new double[inner == 1 ? Math.min(count, BLOCK) : 0];
    for (int o = 0; o < outer; o++) {
      int to = yOffset + o * inner;
      if (inner == 1) {
        y[to] = sumOfSquares(x, xOffset + o * count, count, squares);
      } else {
        addSquares(x, xOffset + o * count * inner, count, inner, y, to);
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

  private static double sumOfSquares(double[] x, int xo, int count, double[] squares) {
    Kernels kernels = Kernels.get();
    double sum = 0;
    for (int at = 0; at < count; at += BLOCK) {
      int n = Math.min(BLOCK, count - at);
      kernels.unary(UnaryKind.SQUARE, x, xo + at, squares, 0, n);
      sum += kernels.sum(squares, 0, n);
    }
    return sum;
  }

  private static void addSquares(double[] x, int xo, int count, int inner, double[] y, int yo) {
    Arrays.fill(y, yo, yo + inner, 0);
    for (int r = 0; r < count; r++) {
      int row = xo + r * inner;
      for (int i = 0; i < inner; i++) {
        y[yo + i] += x[row + i] * x[row + i];
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
    double[] sums = new double[inner];
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[yOffset + o] = (float) Math.sqrt(sumOfSquares(x, xOffset + o * count, count));
        continue;
      }
      Arrays.fill(sums, 0);
      for (int r = 0; r < count; r++) {
        int row = xOffset + (o * count + r) * inner;
        for (int i = 0; i < inner; i++) {
          double v = x[row + i];
          sums[i] += v * v;
        }
      }
      for (int i = 0; i < inner; i++) {
        y[yOffset + o * inner + i] = (float) Math.sqrt(sums[i]);
      }
    }
  }

  private static double sumOfSquares(float[] x, int xo, int count) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < count; i += 2) {
      double a = x[xo + i];
      double b = x[xo + i + 1];
      even += a * a;
      odd += b * b;
    }
    double last = i < count ? x[xo + i] : 0;
    return even + odd + last * last;
  }
}
