package org.autodiff.kernels;

/** Unary kinds that call a scalar function on each element; float by way of double. */
final class ScalarTranscendental {
  private ScalarTranscendental() {}

  static void cbrt(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.cbrt(x[xo + i]);
    }
  }

  static void cbrt(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.cbrt(x[xo + i]);
    }
  }

  static void exp(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.exp(x[xo + i]);
    }
  }

  static void exp(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.exp(x[xo + i]);
    }
  }

  static void expm1(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.expm1(x[xo + i]);
    }
  }

  static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.expm1(x[xo + i]);
    }
  }

  static void log(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.log(x[xo + i]);
    }
  }

  static void log(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.log(x[xo + i]);
    }
  }

  static void log1p(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.log1p(x[xo + i]);
    }
  }

  static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.log1p(x[xo + i]);
    }
  }

  static void sin(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.sin(x[xo + i]);
    }
  }

  static void sin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.sin(x[xo + i]);
    }
  }

  static void cos(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.cos(x[xo + i]);
    }
  }

  static void cos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.cos(x[xo + i]);
    }
  }

  static void tan(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.tan(x[xo + i]);
    }
  }

  static void tan(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.tan(x[xo + i]);
    }
  }

  static void asin(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.asin(x[xo + i]);
    }
  }

  static void asin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.asin(x[xo + i]);
    }
  }

  static void acos(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.acos(x[xo + i]);
    }
  }

  static void acos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.acos(x[xo + i]);
    }
  }

  static void atan(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.atan(x[xo + i]);
    }
  }

  static void atan(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.atan(x[xo + i]);
    }
  }

  static void sinh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.sinh(x[xo + i]);
    }
  }

  static void sinh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.sinh(x[xo + i]);
    }
  }

  static void cosh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.cosh(x[xo + i]);
    }
  }

  static void cosh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.cosh(x[xo + i]);
    }
  }

  static void tanh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.tanh(x[xo + i]);
    }
  }

  static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) Math.tanh(x[xo + i]);
    }
  }

  static void asinh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarMath.asinh(x[xo + i]);
    }
  }

  static void asinh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ScalarMath.asinh(x[xo + i]);
    }
  }

  static void acosh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarMath.acosh(x[xo + i]);
    }
  }

  static void acosh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ScalarMath.acosh(x[xo + i]);
    }
  }

  static void atanh(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarMath.atanh(x[xo + i]);
    }
  }

  static void atanh(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ScalarMath.atanh(x[xo + i]);
    }
  }

  static void sigmoid(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarMath.sigmoid(x[xo + i]);
    }
  }

  static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ScalarMath.sigmoid(x[xo + i]);
    }
  }

  static void softplus(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ScalarMath.softplus(x[xo + i]);
    }
  }

  static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ScalarMath.softplus(x[xo + i]);
    }
  }

  static void erf(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = ErrorFunction.erf(x[xo + i]);
    }
  }

  static void erf(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) ErrorFunction.erf(x[xo + i]);
    }
  }

  static void lgamma(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = GammaFunctions.lgamma(x[xo + i]);
    }
  }

  static void lgamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) GammaFunctions.lgamma(x[xo + i]);
    }
  }
}
