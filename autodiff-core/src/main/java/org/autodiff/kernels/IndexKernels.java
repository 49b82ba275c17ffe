package org.autodiff.kernels;

/**
 * Reads and writes at positions given by indices, along the middle axis of contiguous row-major
 * arrays. Indices are whole numbers held in doubles, in 0..count-1; {@link #firstInvalidIndex}
 * checks.
 */
public sealed interface IndexKernels permits Kernels {
  /** Returns the first position in index that is not a whole number in 0..count-1, or -1. */
  default int firstInvalidIndex(double[] index, int count) {
    for (int i = 0; i < index.length; i++) {
      int at = (int) index[i];
      if (!(at == index[i] && at >= 0 && at < count)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Sets {@code y[o, j, i] = x[o, index[j], i]} with x [outer, count, inner] and y [outer,
   * index.length, inner].
   */
  default void gatherRows(
      int outer,
      int count,
      int inner,
      double[] x,
      int xOffset,
      double[] index,
      double[] y,
      int yOffset) {
    DoubleIndexLoops.gatherRows(outer, count, inner, x, xOffset, index, y, yOffset);
  }

  /** As {@link #gatherRows(int, int, int, double[], int, double[], double[], int)}, for floats. */
  default void gatherRows(
      int outer,
      int count,
      int inner,
      float[] x,
      int xOffset,
      double[] index,
      float[] y,
      int yOffset) {
    FloatIndexLoops.gatherRows(outer, count, inner, x, xOffset, index, y, yOffset);
  }

  /**
   * Adds {@code y[o, index[j], i] += x[o, j, i]} with x [outer, index.length, inner] and y [outer,
   * count, inner]: the transpose of gatherRows.
   */
  default void scatterAddRows(
      int outer,
      int count,
      int inner,
      double[] x,
      int xOffset,
      double[] index,
      double[] y,
      int yOffset) {
    DoubleIndexLoops.scatterAddRows(outer, count, inner, x, xOffset, index, y, yOffset);
  }

  /**
   * As {@link #scatterAddRows(int, int, int, double[], int, double[], double[], int)}, for floats.
   */
  default void scatterAddRows(
      int outer,
      int count,
      int inner,
      float[] x,
      int xOffset,
      double[] index,
      float[] y,
      int yOffset) {
    FloatIndexLoops.scatterAddRows(outer, count, inner, x, xOffset, index, y, yOffset);
  }

  /**
   * Sets {@code y[o, j, i] = x[o, index[o, j, i], i]} with x [outer, count, inner], and index and y
   * [outer, picks, inner].
   */
  default void takeAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      double[] x,
      int xOffset,
      double[] index,
      int indexOffset,
      double[] y,
      int yOffset) {
    DoubleIndexLoops.takeAlongAxis(
        outer, count, picks, inner, x, xOffset, index, indexOffset, y, yOffset);
  }

  /**
   * As {@link #takeAlongAxis(int, int, int, int, double[], int, double[], int, double[], int)}, for
   * floats.
   */
  default void takeAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      float[] x,
      int xOffset,
      double[] index,
      int indexOffset,
      float[] y,
      int yOffset) {
    FloatIndexLoops.takeAlongAxis(
        outer, count, picks, inner, x, xOffset, index, indexOffset, y, yOffset);
  }

  /**
   * Adds {@code y[o, index[o, j, i], i] += x[o, j, i]} with x and index [outer, picks, inner] and y
   * [outer, count, inner]: the transpose of takeAlongAxis.
   */
  default void putAddAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      double[] x,
      int xOffset,
      double[] index,
      int indexOffset,
      double[] y,
      int yOffset) {
    DoubleIndexLoops.putAddAlongAxis(
        outer, count, picks, inner, x, xOffset, index, indexOffset, y, yOffset);
  }

  /**
   * As {@link #putAddAlongAxis(int, int, int, int, double[], int, double[], int, double[], int)},
   * for floats.
   */
  default void putAddAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      float[] x,
      int xOffset,
      double[] index,
      int indexOffset,
      float[] y,
      int yOffset) {
    FloatIndexLoops.putAddAlongAxis(
        outer, count, picks, inner, x, xOffset, index, indexOffset, y, yOffset);
  }
}
