package org.autodiff.ops.kernels;

/**
 * Numbers to codes and back, {@code q = round_half_even(v s)} and {@code v = q / s}, in double for
 * both element types. Tensors are [outer, count, inner]; element [o, c, i] has the scale at {@code
 * o · inner + i}. The compiler vectorizes these loops.
 */
public final class Quantization {
  private static final int BLOCK = 512;
  private static final int COLUMNS = 256;

  /** Adding and subtracting it rounds half to even; what is too large for that stays large. */
  private static final double ROUNDING = 0x1.8p52;

  private Quantization() {}

  /**
   * Finds the largest magnitude for each scale; NaN where there is one.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param x the elements
   * @param xo where they start
   * @param largest the result, at first zeros
   */
  public static void magnitudes(
      int outer, int count, int inner, double[] x, int xo, double[] largest) {
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < (inner == 1 ? 1 : count); c++) {
        int at = xo + (o * count + c) * inner;
        if (inner == 1) {
          largest[o] = largest(count, x, at);
        } else {
          raise(inner, x, at, largest, o * inner);
        }
      }
    }
  }

  /**
   * Quantizes finite elements; a code beyond the limit becomes the limit.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param x the elements
   * @param xo where they start
   * @param scales the scales
   * @param limit the largest code
   * @param codes the result
   * @return how many were beyond the limit
   */
  public static long quantize(
      int outer,
      int count,
      int inner,
      double[] x,
      int xo,
      double[] scales,
      int limit,
      byte[] codes) {
    long beyond = 0;
    int rows = inner == 1 ? outer : outer * count;
    int width = inner == 1 ? count : inner;
    for (int r = 0; r < rows; r++) {
      int to = r * width;
      int scale = inner == 1 ? r : r / count * inner;
      beyond +=
          inner == 1
              ? row(width, x, xo + to, scales[scale], limit, codes, to)
              : row(width, x, xo + to, scales, scale, limit, codes, to);
    }
    return beyond;
  }

  /**
   * Computes the numbers that codes stand for.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param codes the codes
   * @param scales the scales
   * @param y the result
   */
  public static void dequantize(
      int outer, int count, int inner, byte[] codes, double[] scales, double[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        double scale = scales[o];
        for (int i = o * count; i < (o + 1) * count; i++) {
          y[i] = codes[i] / scale;
        }
      } else {
        for (int c = 0; c < count; c++) {
          int at = (o * count + c) * inner;
          for (int i = 0; i < inner; i++) {
            y[at + i] = codes[at + i] / scales[o * inner + i];
          }
        }
      }
    }
  }

  /**
   * As {@link #magnitudes(int, int, int, double[], int, double[])}, for floats.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param x the elements
   * @param xo where they start
   * @param largest the result, at first zeros
   */
  public static void magnitudes(
      int outer, int count, int inner, float[] x, int xo, double[] largest) {
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < (inner == 1 ? 1 : count); c++) {
        int at = xo + (o * count + c) * inner;
        if (inner == 1) {
          largest[o] = largest(count, x, at);
        } else {
          raise(inner, x, at, largest, o * inner);
        }
      }
    }
  }

  /**
   * As {@link #quantize(int, int, int, double[], int, double[], int, byte[])}, for floats.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param x the elements
   * @param xo where they start
   * @param scales the scales
   * @param limit the largest code
   * @param codes the result
   * @return how many were beyond the limit
   */
  public static long quantize(
      int outer,
      int count,
      int inner,
      float[] x,
      int xo,
      double[] scales,
      int limit,
      byte[] codes) {
    long beyond = 0;
    int rows = inner == 1 ? outer : outer * count;
    int width = inner == 1 ? count : inner;
    for (int r = 0; r < rows; r++) {
      int to = r * width;
      int scale = inner == 1 ? r : r / count * inner;
      beyond +=
          inner == 1
              ? row(width, x, xo + to, scales[scale], limit, codes, to)
              : row(width, x, xo + to, scales, scale, limit, codes, to);
    }
    return beyond;
  }

  /**
   * As {@link #dequantize(int, int, int, byte[], double[], double[])}, for floats.
   *
   * @param outer the extent in front
   * @param count the extent of the axis over which a scale is shared
   * @param inner the extent behind
   * @param codes the codes
   * @param scales the scales
   * @param y the result
   */
  public static void dequantize(
      int outer, int count, int inner, byte[] codes, double[] scales, float[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        double scale = scales[o];
        for (int i = o * count; i < (o + 1) * count; i++) {
          y[i] = (float) (codes[i] / scale);
        }
      } else {
        for (int c = 0; c < count; c++) {
          int at = (o * count + c) * inner;
          for (int i = 0; i < inner; i++) {
            y[at + i] = (float) (codes[at + i] / scales[o * inner + i]);
          }
        }
      }
    }
  }

  private static int row(int n, double[] x, int xo, double scale, int limit, byte[] codes, int to) {
    int[] rounded = new int[BLOCK];
    int beyond = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      round(length, x, xo + from, scale, rounded);
      beyond += narrow(length, rounded, limit, codes, to + from);
    }
    return beyond;
  }

  private static void round(int n, double[] x, int xo, double scale, int[] rounded) {
    for (int i = 0; i < n; i++) {
      rounded[i] = (int) ((x[xo + i] * scale + ROUNDING) - ROUNDING);
    }
  }

  private static int row(
      int n, double[] x, int xo, double[] scales, int so, int limit, byte[] codes, int to) {
    int[] rounded = new int[BLOCK];
    int beyond = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      round(length, x, xo + from, scales, so + from, rounded);
      beyond += narrow(length, rounded, limit, codes, to + from);
    }
    return beyond;
  }

  private static void round(int n, double[] x, int xo, double[] scales, int so, int[] rounded) {
    for (int i = 0; i < n; i++) {
      rounded[i] = (int) ((x[xo + i] * scales[so + i] + ROUNDING) - ROUNDING);
    }
  }

  private static int row(int n, float[] x, int xo, double scale, int limit, byte[] codes, int to) {
    int[] rounded = new int[BLOCK];
    int beyond = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      round(length, x, xo + from, scale, rounded);
      beyond += narrow(length, rounded, limit, codes, to + from);
    }
    return beyond;
  }

  private static void round(int n, float[] x, int xo, double scale, int[] rounded) {
    for (int i = 0; i < n; i++) {
      rounded[i] = (int) ((x[xo + i] * scale + ROUNDING) - ROUNDING);
    }
  }

  private static int row(
      int n, float[] x, int xo, double[] scales, int so, int limit, byte[] codes, int to) {
    int[] rounded = new int[BLOCK];
    int beyond = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      round(length, x, xo + from, scales, so + from, rounded);
      beyond += narrow(length, rounded, limit, codes, to + from);
    }
    return beyond;
  }

  private static void round(int n, float[] x, int xo, double[] scales, int so, int[] rounded) {
    for (int i = 0; i < n; i++) {
      rounded[i] = (int) ((x[xo + i] * scales[so + i] + ROUNDING) - ROUNDING);
    }
  }

  private static int narrow(int n, int[] rounded, int limit, byte[] codes, int to) {
    int high = 0;
    int low = 0;
    for (int i = 0; i < n; i++) {
      high = Math.max(high, rounded[i]);
      low = Math.min(low, rounded[i]);
    }
    if (high <= limit && low >= -limit) {
      for (int i = 0; i < n; i++) {
        codes[to + i] = (byte) rounded[i];
      }
      return 0;
    }
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      beyond += rounded[i] > limit || rounded[i] < -limit ? 1 : 0;
      codes[to + i] = (byte) Math.max(-limit, Math.min(limit, rounded[i]));
    }
    return beyond;
  }

  private static double largest(int n, double[] x, int xo) {
    double[] columns = new double[COLUMNS];
    int whole = n - n % COLUMNS;
    for (int from = 0; from < whole; from += COLUMNS) {
      for (int i = 0; i < COLUMNS; i++) {
        columns[i] = Math.max(columns[i], Math.abs(x[xo + from + i]));
      }
    }
    double m = 0;
    for (int i = whole; i < n; i++) {
      m = Math.max(m, Math.abs(x[xo + i]));
    }
    for (int i = 0; whole > 0 && i < COLUMNS; i++) {
      m = Math.max(m, columns[i]);
    }
    return m;
  }

  private static double largest(int n, float[] x, int xo) {
    float[] columns = new float[COLUMNS];
    int whole = n - n % COLUMNS;
    for (int from = 0; from < whole; from += COLUMNS) {
      for (int i = 0; i < COLUMNS; i++) {
        columns[i] = Math.max(columns[i], Math.abs(x[xo + from + i]));
      }
    }
    float m = 0;
    for (int i = whole; i < n; i++) {
      m = Math.max(m, Math.abs(x[xo + i]));
    }
    for (int i = 0; whole > 0 && i < COLUMNS; i++) {
      m = Math.max(m, columns[i]);
    }
    return m;
  }

  private static void raise(int n, double[] x, int xo, double[] largest, int lo) {
    for (int i = 0; i < n; i++) {
      largest[lo + i] = Math.max(largest[lo + i], Math.abs(x[xo + i]));
    }
  }

  private static void raise(int n, float[] x, int xo, double[] largest, int lo) {
    for (int i = 0; i < n; i++) {
      largest[lo + i] = Math.max(largest[lo + i], Math.abs(x[xo + i]));
    }
  }
}
