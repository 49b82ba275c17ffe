package org.autodiff.kernels;

/** Reductions of one contiguous run by scalar accumulators. */
final class ScalarReductions {
  private static final int BLOCK = 256;

  private ScalarReductions() {}

  /** Adds in double: eight accumulators within a block, pairwise over blocks. */
  static double sum(double[] x, int xo, int n) {
    if (n > BLOCK) {
      int half = (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
      return sum(x, xo, half) + sum(x, xo + half, n - half);
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      int at = xo + i;
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    for (; i < n; i++) {
      s0 += x[xo + i];
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** Adds in double: eight accumulators within a block, pairwise over blocks. */
  static double sum(float[] x, int xo, int n) {
    if (n > BLOCK) {
      int half = (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
      return sum(x, xo, half) + sum(x, xo + half, n - half);
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      int at = xo + i;
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    for (; i < n; i++) {
      s0 += x[xo + i];
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  static double max(double[] x, int xo, int n) {
    double m0 = Double.NEGATIVE_INFINITY;
    double m1 = m0;
    double m2 = m0;
    double m3 = m0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      int at = xo + i;
      m0 = Math.max(m0, x[at]);
      m1 = Math.max(m1, x[at + 1]);
      m2 = Math.max(m2, x[at + 2]);
      m3 = Math.max(m3, x[at + 3]);
    }
    for (; i < n; i++) {
      m0 = Math.max(m0, x[xo + i]);
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  static float max(float[] x, int xo, int n) {
    float m0 = Float.NEGATIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      int at = xo + i;
      m0 = Math.max(m0, x[at]);
      m1 = Math.max(m1, x[at + 1]);
      m2 = Math.max(m2, x[at + 2]);
      m3 = Math.max(m3, x[at + 3]);
    }
    for (; i < n; i++) {
      m0 = Math.max(m0, x[xo + i]);
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  static double min(double[] x, int xo, int n) {
    double m0 = Double.POSITIVE_INFINITY;
    double m1 = m0;
    double m2 = m0;
    double m3 = m0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      int at = xo + i;
      m0 = Math.min(m0, x[at]);
      m1 = Math.min(m1, x[at + 1]);
      m2 = Math.min(m2, x[at + 2]);
      m3 = Math.min(m3, x[at + 3]);
    }
    for (; i < n; i++) {
      m0 = Math.min(m0, x[xo + i]);
    }
    return Math.min(Math.min(m0, m1), Math.min(m2, m3));
  }

  static float min(float[] x, int xo, int n) {
    float m0 = Float.POSITIVE_INFINITY;
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      int at = xo + i;
      m0 = Math.min(m0, x[at]);
      m1 = Math.min(m1, x[at + 1]);
      m2 = Math.min(m2, x[at + 2]);
      m3 = Math.min(m3, x[at + 3]);
    }
    for (; i < n; i++) {
      m0 = Math.min(m0, x[xo + i]);
    }
    return Math.min(Math.min(m0, m1), Math.min(m2, m3));
  }

  /** Returns the inner product of two runs of n elements. */
  static double dot(double[] x, int xo, double[] y, int yo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += x[xo + i] * y[yo + i];
      s1 += x[xo + i + 1] * y[yo + i + 1];
      s2 += x[xo + i + 2] * y[yo + i + 2];
      s3 += x[xo + i + 3] * y[yo + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xo + i] * y[yo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Returns the inner product of two runs of n elements. */
  static float dot(float[] x, int xo, float[] y, int yo, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += x[xo + i] * y[yo + i];
      s1 += x[xo + i + 1] * y[yo + i + 1];
      s2 += x[xo + i + 2] * y[yo + i + 2];
      s3 += x[xo + i + 3] * y[yo + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xo + i] * y[yo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
