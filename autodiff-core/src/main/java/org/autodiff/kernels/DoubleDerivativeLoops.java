package org.autodiff.kernels;

/**
 * Plain loops that multiply the cotangents in g by a derivative, given in d the operand, the value
 * ({@link UnaryKind#slopeIsOfResult}) or, of cos, its sine. They hold arithmetic only and index
 * from 0, so that the compiler vectorizes them.
 */
final class DoubleDerivativeLoops {
  private DoubleDerivativeLoops() {}

  static void reciprocal(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -(g[i] * d[i]) * d[i];
    }
  }

  static void sqrt(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (0.5 / (d[i] + 0.0));
    }
  }

  static void rsqrt(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (-0.5 * d[i] * d[i] * d[i]);
    }
  }

  static void log1p(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (1 + d[i]);
    }
  }

  static void asin(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / Math.sqrt((1 - d[i]) * (1 + d[i]));
    }
  }

  static void acos(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -g[i] / Math.sqrt((1 - d[i]) * (1 + d[i]));
    }
  }

  static void atan(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (1 + d[i] * d[i]);
    }
  }

  static void acosh(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (Math.sqrt(d[i] - 1) * Math.sqrt(d[i] + 1));
    }
  }

  static void atanh(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / ((1 - d[i]) * (1 + d[i]));
    }
  }

  /** {@code g / sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  static void asinh(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      double a = Math.abs(d[i]);
      double m = Math.max(a, 1);
      double r = Math.min(a, 1) / m;
      g[i] = g[i] / (m * Math.sqrt(1 + r * r));
    }
  }

  static void cbrt(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (3 * d[i] * d[i]);
    }
  }

  static void cos(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -g[i] * d[i];
    }
  }

  static void tan(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (1 + d[i] * d[i]);
    }
  }

  static void tanh(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * ((1 - d[i]) * (1 + d[i]));
    }
  }

  static void sigmoid(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (d[i] * (1 - d[i]));
    }
  }

  static void expm1(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (d[i] + 1);
    }
  }
}
