package org.autodiff.kernels;

/** Kernels in plain Java: the methods that the interfaces define by default. */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }
}
