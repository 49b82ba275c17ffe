package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;

/** Asks for a fused multiply-add; to be touched only if the module of vectors is present. */
final class FusedMultiply {
  /**
   * Whether the processor has one. Vectors of 256 bits and more are preferred from AVX2 on, and
   * with it comes a fused multiply-add; every 64-bit ARM has it. Elsewhere {@code fma} would be
   * computed in software.
   */
  static final boolean PRESENT =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          || "aarch64".equals(System.getProperty("os.arch"));

  private FusedMultiply() {}
}
