package org.autodiff.kernels;

/**
 * Reductions: of one contiguous run, or of x [outer, reduce, inner] over its middle axis into y
 * [outer, inner], both contiguous row-major from their offsets.
 *
 * <p>A maximum or minimum over nothing is an infinity or, for a position, undefined: the caller
 * checks. Results do not depend on the offsets.
 */
public sealed interface ReductionKernels permits Kernels {
  /**
   * Returns the sum of {@code x[xOffset + i]} for i in 0..n-1, added up in the order of {@link
   * OrderedSum}; 0 for n = 0.
   */
  default double sum(double[] x, int xOffset, int n) {
    return n <= OrderedSum.BLOCK
        ? ScalarReductions.sum(x, xOffset, n)
        : new OrderedSum((Kernels) this, 1).sum(x, xOffset, n);
  }

  /** As {@link #sum(double[], int, int)}, for floats. */
  default double sum(float[] x, int xOffset, int n) {
    return n <= OrderedSum.BLOCK
        ? ScalarReductions.sum(x, xOffset, n)
        : new OrderedSum((Kernels) this, 1).sum(x, xOffset, n);
  }

  /** Sets the lanes of an {@link OrderedSum} to those of n terms, at most four blocks. */
  default void lanes(double[] x, int xOffset, int n, double[] lanes) {
    ScalarReductions.lanes(x, xOffset, n, lanes);
  }

  /** As {@link #lanes(double[], int, int, double[])}, for floats. */
  default void lanes(float[] x, int xOffset, int n, double[] lanes) {
    ScalarReductions.lanes(x, xOffset, n, lanes);
  }

  /** Adds rows of x, from one of which to the next it is a step, to rows of y without gaps. */
  default void addRows(
      double[] x, int xOffset, int rows, int step, int width, double[] y, int yOffset) {
    for (int r = 0; r < rows; r++) {
      int from = xOffset + r * step;
      int to = yOffset + r * width;
      for (int i = 0; i < width; i++) {
        y[to + i] += x[from + i];
      }
    }
  }

  /** Returns the largest of n elements; NaN if there is one, -inf for n = 0. */
  default double max(double[] x, int xOffset, int n) {
    return ScalarReductions.max(x, xOffset, n);
  }

  /** As {@link #max(double[], int, int)}, for floats. */
  default float max(float[] x, int xOffset, int n) {
    return ScalarReductions.max(x, xOffset, n);
  }

  /** Returns the smallest of n elements; NaN if there is one, +inf for n = 0. */
  default double min(double[] x, int xOffset, int n) {
    return ScalarReductions.min(x, xOffset, n);
  }

  /** As {@link #min(double[], int, int)}, for floats. */
  default float min(float[] x, int xOffset, int n) {
    return ScalarReductions.min(x, xOffset, n);
  }

  /** Sums over the middle axis, in the order of {@link OrderedSum}; 0 over nothing. */
  default void sum(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.sum((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #sum(int, int, int, double[], int, double[], int)}, for floats. */
  default void sum(
      int outer, int reduce, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    ReductionLoops.sum((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** Multiplies over the middle axis in order, in double; 1 over nothing. */
  default void prod(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.prod(outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #prod(int, int, int, double[], int, double[], int)}, for floats. */
  default void prod(
      int outer, int reduce, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    ReductionLoops.prod(outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** Takes the largest over the middle axis; NaN if there is one. */
  default void max(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.max((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #max(int, int, int, double[], int, double[], int)}, for floats. */
  default void max(
      int outer, int reduce, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    ReductionLoops.max((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** Takes the smallest over the middle axis; NaN if there is one. */
  default void min(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.min((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #min(int, int, int, double[], int, double[], int)}, for floats. */
  default void min(
      int outer, int reduce, int inner, float[] x, int xOffset, float[] y, int yOffset) {
    ReductionLoops.min((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** Sets y to the lowest position of the largest element; the first NaN counts as that. */
  default void argmax(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.argmax((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #argmax(int, int, int, double[], int, double[], int)}, for floats. */
  default void argmax(
      int outer, int reduce, int inner, float[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.argmax((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** Sets y to the lowest position of the smallest element; the first NaN counts as that. */
  default void argmin(
      int outer, int reduce, int inner, double[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.argmin((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }

  /** As {@link #argmin(int, int, int, double[], int, double[], int)}, for floats. */
  default void argmin(
      int outer, int reduce, int inner, float[] x, int xOffset, double[] y, int yOffset) {
    ReductionLoops.argmin((Kernels) this, outer, reduce, inner, x, xOffset, y, yOffset);
  }
}
