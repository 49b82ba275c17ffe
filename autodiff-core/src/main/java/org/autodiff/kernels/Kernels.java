package org.autodiff.kernels;

/**
 * All loops over array data. A kernel sees arrays, offsets and sizes only: the caller has checked
 * shapes and bounds, and {@link #get} gives the kernels of this virtual machine.
 *
 * <p>Two sets exist. One uses the Vector API and is chosen if the module {@code
 * jdk.incubator.vector} is present ({@code --add-modules jdk.incubator.vector}); the other is plain
 * Java. The system property {@code org.autodiff.kernels} forces one of them: {@code vector}, {@code
 * scalar}, or {@code auto}.
 *
 * <p>Elementwise functions and their slopes have the same bits in both, at any length: they are
 * {@link DoubleMath} and {@link FloatMath}, or loops on vectors written from these. Sums, and what
 * is made of them, have them too: {@link OrderedSum} says in which order terms are added; and
 * matrix products, which have their own. Runs shorter than 32 elements use plain Java in both.
 * Results are the same bits whether code is interpreted or compiled.
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
