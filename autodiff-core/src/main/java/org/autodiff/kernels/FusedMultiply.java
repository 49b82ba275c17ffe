package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;

/** Whether products are added with one rounding. */
final class FusedMultiply {
  /**
   * Vectors of 256 bits and more are preferred from AVX2 on, and with it comes a fused
   * multiply-add; so does every 64-bit ARM. Elsewhere {@code fma} would be computed in software.
   */
  static final boolean FUSED =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          || "aarch64".equals(System.getProperty("os.arch"));

  private FusedMultiply() {}

  /** Returns sum + x y, rounded as vectors are. */
  static double add(double x, double y, double sum) {
    return FUSED ? Math.fma(x, y, sum) : sum + x * y;
  }

  /** Returns sum + x y, rounded as vectors are. */
  static float add(float x, float y, float sum) {
    return FUSED ? Math.fma(x, y, sum) : sum + x * y;
  }
}
