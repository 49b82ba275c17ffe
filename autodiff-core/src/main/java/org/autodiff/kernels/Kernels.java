package org.autodiff.kernels;

/**
 * All loops over array data. A kernel sees arrays, offsets and sizes only: the caller has checked
 * shapes and bounds, and {@link #get} gives the kernels of this virtual machine.
 *
 * <p>Two sets exist. One uses the Vector API and is chosen if the module {@code
 * jdk.incubator.vector} is present ({@code --add-modules jdk.incubator.vector}); the other is plain
 * Java. They agree to a few units in the last place. The system property {@code
 * org.autodiff.kernels} forces one of them: {@code vector}, {@code scalar}, or {@code auto}.
 *
 * <p>Runs shorter than 32 elements use plain Java in both. Results are the same bits whether code
 * is interpreted or compiled, except those of sin, cos, tan, their inverses, sinh, cosh, cbrt, pow,
 * atan2 and hypot with vectors: there the JDK calls {@link Math} in the interpreter and its vector
 * library in compiled code, which differ in the last bit.
 */
public sealed interface Kernels
    extends ElementwiseKernels,
        ReductionKernels,
        RowKernels,
        StridedKernels,
        IndexKernels,
        MatmulKernels
    permits ScalarKernels, VectorKernels {

  /**
   * Returns the kernels chosen when this package was loaded.
   *
   * @throws IllegalStateException if the system property asks for what is not there
   */
  static Kernels get() {
    return KernelChoice.kernels();
  }

  /** Returns {@code scalar} or {@code vector}. */
  String name();
}
