package org.autodiff.ops.kernels;

/**
 * Numbers to codes and back, {@code q = round_half_even(v s)} and {@code v = q / s}, in double for
 * both element types. Tensors are [outer, count, inner]; element [o, c, i] has the scale at {@code
 * o · inner + i}. The compiler vectorizes these loops.
 */
public final class Quantization {
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
          double m = 0;
          for (int i = 0; i < count; i++) {
            m = Math.max(m, Math.abs(x[at + i]));
          }
          largest[o] = m;
        } else {
          for (int i = 0; i < inner; i++) {
            largest[o * inner + i] = Math.max(largest[o * inner + i], Math.abs(x[at + i]));
          }
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

  private static int row(int n, double[] x, int xo, double scale, int limit, byte[] codes, int to) {
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double q = Math.rint(x[xo + i] * scale);
      beyond += Math.abs(q) > limit ? 1 : 0;
      codes[to + i] = (byte) (int) Math.max(-limit, Math.min(limit, q));
    }
    return beyond;
  }

  private static int row(
      int n, double[] x, int xo, double[] scales, int so, int limit, byte[] codes, int to) {
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double q = Math.rint(x[xo + i] * scales[so + i]);
      beyond += Math.abs(q) > limit ? 1 : 0;
      codes[to + i] = (byte) (int) Math.max(-limit, Math.min(limit, q));
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
          float m = 0;
          for (int i = 0; i < count; i++) {
            m = Math.max(m, Math.abs(x[at + i]));
          }
          largest[o] = m;
        } else {
          for (int i = 0; i < inner; i++) {
            largest[o * inner + i] = Math.max(largest[o * inner + i], Math.abs(x[at + i]));
          }
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

  private static int row(int n, float[] x, int xo, double scale, int limit, byte[] codes, int to) {
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double q = Math.rint(x[xo + i] * scale);
      beyond += Math.abs(q) > limit ? 1 : 0;
      codes[to + i] = (byte) (int) Math.max(-limit, Math.min(limit, q));
    }
    return beyond;
  }

  private static int row(
      int n, float[] x, int xo, double[] scales, int so, int limit, byte[] codes, int to) {
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double q = Math.rint(x[xo + i] * scales[so + i]);
      beyond += Math.abs(q) > limit ? 1 : 0;
      codes[to + i] = (byte) (int) Math.max(-limit, Math.min(limit, q));
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
}
