package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Asks the Vector API about the processor; to be touched only if the module is present. */
final class VectorPresence {
  private VectorPresence() {}

  /** Whether a vector holds at least two doubles, and no more floats than a short run. */
  static boolean isUsable() {
    return DoubleVector.SPECIES_PREFERRED.length() >= 2
        && FloatVector.SPECIES_PREFERRED.length() <= Blocks.SHORT;
  }

  static Kernels vectorKernels() {
    return new VectorKernels();
  }
}
