package org.autodiff.kernels;

/** Reductions of one contiguous run by scalar accumulators. */
final class ScalarReductions {
  private ScalarReductions() {}

  /** Adds at most a block of terms in the order of {@link OrderedSum}. */
  static double sum(double[] x, int xo, int n) {
    if (n <= OrderedSum.LANES) {
      return n == 0 ? 0 : OrderedSum.few(x, xo, n);
    }
    double s0 = x[xo];
    double s1 = x[xo + 1];
    double s2 = x[xo + 2];
    double s3 = x[xo + 3];
    double s4 = x[xo + 4];
    double s5 = x[xo + 5];
    double s6 = x[xo + 6];
    double s7 = x[xo + 7];
    int at = xo + 8;
    for (; at <= xo + n - 8; at += 8) {
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    int left = xo + n - at;
    if (left > 0) {
      s0 += x[at];
    }
    if (left > 1) {
      s1 += x[at + 1];
    }
    if (left > 2) {
      s2 += x[at + 2];
    }
    if (left > 3) {
      s3 += x[at + 3];
    }
    if (left > 4) {
      s4 += x[at + 4];
    }
    if (left > 5) {
      s5 += x[at + 5];
    }
    if (left > 6) {
      s6 += x[at + 6];
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** Sets lanes to those of at most four blocks. */
  static void lanes(double[] x, int xo, int n, double[] lanes) {
    if (n <= OrderedSum.BLOCK) {
      block(x, xo, n, lanes);
      return;
    }
    int first = n <= 2 * OrderedSum.BLOCK ? OrderedSum.BLOCK : 2 * OrderedSum.BLOCK;
    double[] more = new double[OrderedSum.LANES];
    lanes(x, xo, first, lanes);
    lanes(x, xo + first, n - first, more);
    for (int i = 0; i < OrderedSum.LANES; i++) {
      lanes[i] += more[i];
    }
  }

  /** Sets lanes to those of at most one block. */
  static void block(double[] x, int xo, int n, double[] lanes) {
    int whole = n / OrderedSum.LANES * OrderedSum.LANES;
    addToLanes(x, xo, whole, lanes, true);
    for (int i = whole; i < n; i++) {
      lanes[i - whole] += x[xo + i];
    }
  }

  /** Sets lanes to, or adds to them, n terms, a multiple of {@link OrderedSum#LANES}. */
  static void addToLanes(double[] x, int xo, int n, double[] lanes, boolean set) {
    double s0 = set ? -0.0 : lanes[0];
    double s1 = set ? -0.0 : lanes[1];
    double s2 = set ? -0.0 : lanes[2];
    double s3 = set ? -0.0 : lanes[3];
    double s4 = set ? -0.0 : lanes[4];
    double s5 = set ? -0.0 : lanes[5];
    double s6 = set ? -0.0 : lanes[6];
    double s7 = set ? -0.0 : lanes[7];
    for (int at = xo; at < xo + n; at += 8) {
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    lanes[0] = s0;
    lanes[1] = s1;
    lanes[2] = s2;
    lanes[3] = s3;
    lanes[4] = s4;
    lanes[5] = s5;
    lanes[6] = s6;
    lanes[7] = s7;
  }

  /** Adds at most a block of terms in the order of {@link OrderedSum}. */
  static double sum(float[] x, int xo, int n) {
    if (n <= OrderedSum.LANES) {
      return n == 0 ? 0 : OrderedSum.few(x, xo, n);
    }
    double s0 = x[xo];
    double s1 = x[xo + 1];
    double s2 = x[xo + 2];
    double s3 = x[xo + 3];
    double s4 = x[xo + 4];
    double s5 = x[xo + 5];
    double s6 = x[xo + 6];
    double s7 = x[xo + 7];
    int at = xo + 8;
    for (; at <= xo + n - 8; at += 8) {
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    int left = xo + n - at;
    if (left > 0) {
      s0 += x[at];
    }
    if (left > 1) {
      s1 += x[at + 1];
    }
    if (left > 2) {
      s2 += x[at + 2];
    }
    if (left > 3) {
      s3 += x[at + 3];
    }
    if (left > 4) {
      s4 += x[at + 4];
    }
    if (left > 5) {
      s5 += x[at + 5];
    }
    if (left > 6) {
      s6 += x[at + 6];
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** Sets lanes to those of at most four blocks. */
  static void lanes(float[] x, int xo, int n, double[] lanes) {
    if (n <= OrderedSum.BLOCK) {
      block(x, xo, n, lanes);
      return;
    }
    int first = n <= 2 * OrderedSum.BLOCK ? OrderedSum.BLOCK : 2 * OrderedSum.BLOCK;
    double[] more = new double[OrderedSum.LANES];
    lanes(x, xo, first, lanes);
    lanes(x, xo + first, n - first, more);
    for (int i = 0; i < OrderedSum.LANES; i++) {
      lanes[i] += more[i];
    }
  }

  /** Sets lanes to those of at most one block. */
  static void block(float[] x, int xo, int n, double[] lanes) {
    int whole = n / OrderedSum.LANES * OrderedSum.LANES;
    addToLanes(x, xo, whole, lanes, true);
    for (int i = whole; i < n; i++) {
      lanes[i - whole] += x[xo + i];
    }
  }

  /** Sets lanes to, or adds to them, n terms, a multiple of {@link OrderedSum#LANES}. */
  static void addToLanes(float[] x, int xo, int n, double[] lanes, boolean set) {
    double s0 = set ? -0.0 : lanes[0];
    double s1 = set ? -0.0 : lanes[1];
    double s2 = set ? -0.0 : lanes[2];
    double s3 = set ? -0.0 : lanes[3];
    double s4 = set ? -0.0 : lanes[4];
    double s5 = set ? -0.0 : lanes[5];
    double s6 = set ? -0.0 : lanes[6];
    double s7 = set ? -0.0 : lanes[7];
    for (int at = xo; at < xo + n; at += 8) {
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    lanes[0] = s0;
    lanes[1] = s1;
    lanes[2] = s2;
    lanes[3] = s3;
    lanes[4] = s4;
    lanes[5] = s5;
    lanes[6] = s6;
    lanes[7] = s7;
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
}
