package org.autodiff.kernels;

/**
 * Products of matrices that are contiguous row-major from their offsets. Either factor may be held
 * transposed; it is not copied as a whole.
 */
public sealed interface MatmulKernels permits Kernels {
  /**
   * Sets or adds to c [m, n] the product of a [m, k] and b [k, n]. For k = 0 the product is 0.
   *
   * <p>The k products of an element are added in their order, whatever the sizes, the transposes
   * and the number of threads are. With m = 1 or n = 1, a product with a vector, product i goes to
   * lane i mod 8, a lane adds in its order, and lanes are added by halves. Products are fused with
   * additions where the processor can, in either set of kernels.
   *
   * @param accumulate whether to add to c instead of overwriting it
   * @param transposeA whether a is held as [k, m]
   * @param transposeB whether b is held as [n, k]
   */
  default void matmul(
      boolean accumulate,
      int m,
      int k,
      int n,
      double[] a,
      int aOffset,
      boolean transposeA,
      double[] b,
      int bOffset,
      boolean transposeB,
      double[] c,
      int cOffset) {
    ScalarDoubleMatmul.matmul(
        accumulate, m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset);
  }

  /**
   * As {@link #matmul(boolean, int, int, int, double[], int, boolean, double[], int, boolean,
   * double[], int)}, for floats.
   */
  default void matmul(
      boolean accumulate,
      int m,
      int k,
      int n,
      float[] a,
      int aOffset,
      boolean transposeA,
      float[] b,
      int bOffset,
      boolean transposeB,
      float[] c,
      int cOffset) {
    ScalarFloatMatmul.matmul(
        accumulate, m, k, n, a, aOffset, transposeA, b, bOffset, transposeB, c, cOffset);
  }
}
