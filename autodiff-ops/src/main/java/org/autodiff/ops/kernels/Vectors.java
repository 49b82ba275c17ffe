package org.autodiff.ops.kernels;

import org.autodiff.kernels.Kernels;

/** Whether the kernels of this package use vectors: as the core's kernels do. */
final class Vectors {
  private static final boolean PRESENT = Kernels.get().name().equals("vector");

  private Vectors() {}

  static boolean present() {
    return PRESENT;
  }
}
