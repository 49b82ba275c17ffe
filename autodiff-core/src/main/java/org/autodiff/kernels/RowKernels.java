package org.autodiff.kernels;

/**
 * Operations along the middle axis of x [outer, count, inner], contiguous row-major from its
 * offset. Except for logsumexp the result y has the form of x.
 */
public sealed interface RowKernels permits Kernels {
  /** Sets {@code y[o, j, i]} to the sum of {@code x[o, 0..j, i]}, kept in double. */
  default void cumsum(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    DoubleScanLoops.cumsum(outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #cumsum(int, int, int, double[], int, double[], int)}, for floats. */
  default void cumsum(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    FloatScanLoops.cumsum(outer, count, inner, x, xOffset, y, yOffset);
  }

  /** Sets {@code y[o, j, i]} to the product of {@code x[o, 0..j, i]}, kept in double. */
  default void cumprod(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    DoubleScanLoops.cumprod(outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #cumprod(int, int, int, double[], int, double[], int)}, for floats. */
  default void cumprod(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    FloatScanLoops.cumprod(outer, count, inner, x, xOffset, y, yOffset);
  }

  /**
   * Sets y [outer, inner] to {@code m + ln sum e^(x - m)} over the middle axis, m being the largest
   * element, so that nothing overflows. Over nothing, or if all are -inf, it is -inf; +inf if an
   * element is; NaN if one is.
   */
  default void logsumexp(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    SoftmaxLoops.logsumexp((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #logsumexp(int, int, int, double[], int, double[], int)}, for floats. */
  default void logsumexp(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    SoftmaxLoops.logsumexp((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /**
   * Sets y to {@code e^(x - m) / sum e^(x - m)} along the middle axis, m being the largest element.
   * A slice that is all -inf, or holds +inf or NaN, gives NaN at least where these stand. y may be
   * x at the same offset.
   */
  default void softmax(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    SoftmaxLoops.softmax((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #softmax(int, int, int, double[], int, double[], int)}, for floats. */
  default void softmax(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    SoftmaxLoops.softmax((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /**
   * Sets y to {@code x - m - ln sum e^(x - m)} along the middle axis, m being the largest element.
   * y may be x at the same offset.
   */
  default void logSoftmax(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    SoftmaxLoops.logSoftmax((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #logSoftmax(int, int, int, double[], int, double[], int)}, for floats. */
  default void logSoftmax(
      int outer, int count, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    SoftmaxLoops.logSoftmax((Kernels) this, outer, count, inner, x, xOffset, y, yOffset);
  }

  /**
   * Sets y to the positions that sort x along the middle axis in rising order: stable, and with
   * NaNs last.
   */
  default void argsort(
      int outer, int count, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    DoubleIndexLoops.argsort(outer, count, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #argsort(int, int, int, double[], int, double[], int)}, for floats. */
  default void argsort(
      int outer, int count, int inner, float[] x, int xOffset, double[] y, int yOffset) {
    FloatIndexLoops.argsort(outer, count, inner, x, xOffset, y, yOffset);
  }
}
