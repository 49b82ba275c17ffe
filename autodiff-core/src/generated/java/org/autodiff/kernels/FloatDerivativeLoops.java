// Generated from DoubleDerivativeLoops.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/**
 * Plain loops that multiply the cotangents in g by a derivative, given in d the operand, the value
 * ({@link UnaryKind#slopeIsOfResult}) or, of cos, its sine. They hold arithmetic only and index
 * from 0, so that the compiler vectorizes them.
 */
final class FloatDerivativeLoops {
  private FloatDerivativeLoops() {}

  static void reciprocal(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -(g[i] * d[i]) * d[i];
    }
  }

  static void sqrt(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (0.5f / (d[i] + 0.0f));
    }
  }

  static void rsqrt(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (-0.5f * d[i] * d[i] * d[i]);
    }
  }

  static void log1p(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (1 + d[i]);
    }
  }

  static void asin(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (float) Math.sqrt((1 - d[i]) * (1 + d[i]));
    }
  }

  static void acos(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -g[i] / (float) Math.sqrt((1 - d[i]) * (1 + d[i]));
    }
  }

  static void atan(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (1 + d[i] * d[i]);
    }
  }

  static void acosh(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / ((float) Math.sqrt(d[i] - 1) * (float) Math.sqrt(d[i] + 1));
    }
  }

  static void atanh(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / ((1 - d[i]) * (1 + d[i]));
    }
  }

  /** {@code g / sqrt(x*x + 1)}, scaled so that the square does not overflow. */
  static void asinh(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      float a = Math.abs(d[i]);
      float m = Math.max(a, 1);
      float r = Math.min(a, 1) / m;
      g[i] = g[i] / (m * (float) Math.sqrt(1 + r * r));
    }
  }

  static void cbrt(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] / (3 * d[i] * d[i]);
    }
  }

  static void cos(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = -g[i] * d[i];
    }
  }

  static void tan(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (1 + d[i] * d[i]);
    }
  }

  static void tanh(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * ((1 - d[i]) * (1 + d[i]));
    }
  }

  static void sigmoid(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (d[i] * (1 - d[i]));
    }
  }

  static void expm1(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] * (d[i] + 1);
    }
  }
}
