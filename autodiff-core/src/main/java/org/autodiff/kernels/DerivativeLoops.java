package org.autodiff.kernels;

/**
 * The plain loops that finish a pullback: from the operand x, from a block d of function values, or
 * from both, and the cotangent g. They hold arithmetic only, which the compiler vectorizes.
 */
final class DerivativeLoops {
  private DerivativeLoops() {}

  static void neg(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i];
    }
  }

  static void neg(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i];
    }
  }

  static void reciprocal(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -(g[go + i] / x[xo + i]) / x[xo + i];
    }
  }

  static void reciprocal(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -(g[go + i] / x[xo + i]) / x[xo + i];
    }
  }

  static void square(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = 2 * x[xo + i] * g[go + i];
    }
  }

  static void square(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = 2 * x[xo + i] * g[go + i];
    }
  }

  static void sqrt(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (0.5 / Math.sqrt(x[xo + i] + 0.0));
    }
  }

  static void sqrt(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (0.5f / (float) Math.sqrt(x[xo + i] + 0.0f));
    }
  }

  static void rsqrt(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (-0.5 / (x[xo + i] * Math.sqrt(x[xo + i])));
    }
  }

  static void rsqrt(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (-0.5f / (x[xo + i] * (float) Math.sqrt(x[xo + i])));
    }
  }

  static void log(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / x[xo + i];
    }
  }

  static void log(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / x[xo + i];
    }
  }

  static void log1p(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (1 + x[xo + i]);
    }
  }

  static void log1p(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (1 + x[xo + i]);
    }
  }

  static void asin(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / Math.sqrt((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  static void asin(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (float) Math.sqrt((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  static void acos(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i] / Math.sqrt((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  static void acos(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i] / (float) Math.sqrt((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  static void atan(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (1 + x[xo + i] * x[xo + i]);
    }
  }

  static void atan(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (1 + x[xo + i] * x[xo + i]);
    }
  }

  static void acosh(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (Math.sqrt(x[xo + i] - 1) * Math.sqrt(x[xo + i] + 1));
    }
  }

  static void acosh(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / ((float) Math.sqrt(x[xo + i] - 1) * (float) Math.sqrt(x[xo + i] + 1));
    }
  }

  static void atanh(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / ((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  static void atanh(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / ((1 - x[xo + i]) * (1 + x[xo + i]));
    }
  }

  /** {@code g / sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  static void asinh(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      double a = Math.abs(x[xo + i]);
      double m = Math.max(a, 1);
      double r = Math.min(a, 1) / m;
      y[yo + i] = g[go + i] / (m * Math.sqrt(1 + r * r));
    }
  }

  /** {@code g / sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  static void asinh(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float a = Math.abs(x[xo + i]);
      float m = Math.max(a, 1);
      float r = Math.min(a, 1) / m;
      y[yo + i] = g[go + i] / (m * (float) Math.sqrt(1 + r * r));
    }
  }

  static void cbrt(double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (3 * d[i] * d[i]);
    }
  }

  static void cbrt(float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (3 * d[i] * d[i]);
    }
  }

  static void cos(double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i] * d[i];
    }
  }

  static void cos(float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = -g[go + i] * d[i];
    }
  }

  static void tan(double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (1 + d[i] * d[i]);
    }
  }

  static void tan(float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (1 + d[i] * d[i]);
    }
  }

  static void tanh(double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (d[i] * d[i]);
    }
  }

  static void tanh(float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] / (d[i] * d[i]);
    }
  }

  static void sigmoid(double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (d[i] / ((1 + d[i]) * (1 + d[i])));
    }
  }

  static void sigmoid(float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = g[go + i] * (d[i] / ((1 + d[i]) * (1 + d[i])));
    }
  }

  static void minusAbs(double[] x, int xo, double[] d, int n) {
    for (int i = 0; i < n; i++) {
      d[i] = -Math.abs(x[xo + i]);
    }
  }

  static void minusAbs(float[] x, int xo, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      d[i] = -Math.abs(x[xo + i]);
    }
  }

  /** Where the clamp of x acts, the exponential of minus its square is 0 already. */
  static void minusSquare(double[] x, int xo, double[] d, int n) {
    for (int i = 0; i < n; i++) {
      double m = Math.min(Math.abs(x[xo + i]), 30);
      d[i] = -(m * m);
    }
  }

  /** Where the clamp of x acts, the exponential of minus its square is 0 already. */
  static void minusSquare(float[] x, int xo, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      float m = Math.min(Math.abs(x[xo + i]), 30);
      d[i] = -(m * m);
    }
  }

  static void erf(double[] x, int xo, double[] d, double[] g, int go, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      double m = Math.min(Math.abs(x[xo + i]), 30);
      double lost = Math.fma(m, m, -(m * m));
      y[yo + i] = g[go + i] * (ErrorFunction.SLOPE_AT_0 * d[i] * (1 - lost));
    }
  }

  static void erf(float[] x, int xo, float[] d, float[] g, int go, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float m = Math.min(Math.abs(x[xo + i]), 30);
      float lost = Math.fma(m, m, -(m * m));
      y[yo + i] = g[go + i] * ((float) ErrorFunction.SLOPE_AT_0 * d[i] * (1 - lost));
    }
  }
}
