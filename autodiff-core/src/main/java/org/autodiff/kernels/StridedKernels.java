package org.autodiff.kernels;

/**
 * Copies between contiguous arrays and views given by an offset, dimensions and strides. Strides
 * count elements and may be 0 or negative; the rank may be 0. The arrays must not overlap.
 */
public sealed interface StridedKernels permits Kernels {
  /** Copies the view of src to dst, contiguous row-major from its offset. */
  default void copyStrided(
      double[] src, int srcOffset, int[] dims, int[] strides, double[] dst, int dstOffset) {
    DoubleStridedLoops.move(
        false, dims, src, srcOffset, strides, dst, dstOffset, Strided.rowMajor(dims));
  }

  /** As {@link #copyStrided(double[], int, int[], int[], double[], int)}, for floats. */
  default void copyStrided(
      float[] src, int srcOffset, int[] dims, int[] strides, float[] dst, int dstOffset) {
    FloatStridedLoops.move(
        false, dims, src, srcOffset, strides, dst, dstOffset, Strided.rowMajor(dims));
  }

  /** Copies src, contiguous row-major from its offset, into the view of dst. */
  default void writeStrided(
      double[] src, int srcOffset, double[] dst, int dstOffset, int[] dims, int[] strides) {
    DoubleStridedLoops.move(
        false, dims, src, srcOffset, Strided.rowMajor(dims), dst, dstOffset, strides);
  }

  /** As {@link #writeStrided(double[], int, double[], int, int[], int[])}, for floats. */
  default void writeStrided(
      float[] src, int srcOffset, float[] dst, int dstOffset, int[] dims, int[] strides) {
    FloatStridedLoops.move(
        false, dims, src, srcOffset, Strided.rowMajor(dims), dst, dstOffset, strides);
  }

  /**
   * Adds src, contiguous row-major from its offset, into the view of dst. Where a stride is 0 all
   * the elements add up in one place.
   */
  default void addStrided(
      double[] src, int srcOffset, double[] dst, int dstOffset, int[] dims, int[] strides) {
    DoubleStridedLoops.move(
        true, dims, src, srcOffset, Strided.rowMajor(dims), dst, dstOffset, strides);
  }

  /** As {@link #addStrided(double[], int, double[], int, int[], int[])}, for floats. */
  default void addStrided(
      float[] src, int srcOffset, float[] dst, int dstOffset, int[] dims, int[] strides) {
    FloatStridedLoops.move(
        true, dims, src, srcOffset, Strided.rowMajor(dims), dst, dstOffset, strides);
  }
}
