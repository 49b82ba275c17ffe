package org.autodiff.ops.kernels;

/** Sums over one row, in double, by four running sums. */
final class RowSums {
  private RowSums() {}

  static double sum(double[] x, int xo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += x[xo + i];
      s1 += x[xo + i + 1];
      s2 += x[xo + i + 2];
      s3 += x[xo + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double squares(double[] x, int xo, double mean, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += square(x[xo + i] - mean);
      s1 += square(x[xo + i + 1] - mean);
      s2 += square(x[xo + i + 2] - mean);
      s3 += square(x[xo + i + 3] - mean);
    }
    for (; i < n; i++) {
      s0 += square(x[xo + i] - mean);
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double dot(double[] x, int xo, double mean, double[] u, int uo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += (x[xo + i] - mean) * u[uo + i];
      s1 += (x[xo + i + 1] - mean) * u[uo + i + 1];
      s2 += (x[xo + i + 2] - mean) * u[uo + i + 2];
      s3 += (x[xo + i + 3] - mean) * u[uo + i + 3];
    }
    for (; i < n; i++) {
      s0 += (x[xo + i] - mean) * u[uo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double sum(float[] x, int xo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += x[xo + i];
      s1 += x[xo + i + 1];
      s2 += x[xo + i + 2];
      s3 += x[xo + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double squares(float[] x, int xo, float mean, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += square(x[xo + i] - mean);
      s1 += square(x[xo + i + 1] - mean);
      s2 += square(x[xo + i + 2] - mean);
      s3 += square(x[xo + i + 3] - mean);
    }
    for (; i < n; i++) {
      s0 += square(x[xo + i] - mean);
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double dot(float[] x, int xo, float mean, float[] u, int uo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += (double) (x[xo + i] - mean) * u[uo + i];
      s1 += (double) (x[xo + i + 1] - mean) * u[uo + i + 1];
      s2 += (double) (x[xo + i + 2] - mean) * u[uo + i + 2];
      s3 += (double) (x[xo + i + 3] - mean) * u[uo + i + 3];
    }
    for (; i < n; i++) {
      s0 += (double) (x[xo + i] - mean) * u[uo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * Returns {@code 1 / sqrt(mean((x − mean)²) + eps)} of a row whose squares overflow: NaN where an
   * element is infinite.
   */
  static double scaledInverse(double[] x, int xo, double mean, int n, double eps) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(x[xo + i] - mean));
    }
    double s = 0;
    for (int i = 0; i < n; i++) {
      s += square((x[xo + i] - mean) / largest);
    }
    return 1 / Math.sqrt(s / n + eps / largest / largest) / largest;
  }

  /**
   * Returns the sum of {@code (x − mean) scale u}, each product from the left: where the sum of
   * {@code (x − mean) u} overflows.
   */
  static double scaledDot(
      double[] x, int xo, double mean, double scale, double[] u, int uo, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) {
      s += (x[xo + i] - mean) * scale * u[uo + i];
    }
    return s;
  }
}
