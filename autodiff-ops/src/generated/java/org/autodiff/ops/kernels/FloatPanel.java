// Generated from DoublePanel.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;

/**
 * Activations, weights and outputs of one aggregation, row-major, and the part of it that is meant.
 *
 * @param kind the aggregate
 * @param alpha the temperature
 * @param inputs the terms of each output
 * @param fromRow the first row of x and y
 * @param toRow the row after the last
 * @param columns the columns of w and y
 * @param x [rows, inputs]
 * @param xAt where x starts
 * @param w [inputs, columns]
 * @param wAt where w starts
 * @param wStride from one row of w to the next
 * @param y [rows, columns]
 * @param yAt where y starts
 * @param yStride from one row of y to the next; that of aux and of the cotangent too
 * @param aux the second result, of the layout of y; without meaning where there is none
 * @param auxAt where aux starts
 * @param base the last result, of the layout of y; without meaning where there is no temperature
 * @param baseAt where base starts
 */
record FloatPanel(
    AggregateKind kind,
    double alpha,
    int inputs,
    int fromRow,
    int toRow,
    int columns,
    float[] x,
    int xAt,
    float[] w,
    int wAt,
    int wStride,
    float[] y,
    int yAt,
    int yStride,
    float[] aux,
    int auxAt,
    float[] base,
    int baseAt) {

  /** The cotangent of y, and the sums that it is pulled back to, for some of the inputs. */
  record Cotangents(
      float[] g, int gAt, float[] x, int xAt, float[] w, int wAt, int fromInput, int toInput) {}

  FloatPanel rows(int from, int to) {
    return new FloatPanel(
        kind, alpha, inputs, from, to, columns, x, xAt, w, wAt, wStride, y, yAt, yStride, aux,
        auxAt, base, baseAt);
  }

  FloatPanel columns(int from, int to) {
    return new FloatPanel(
        kind,
        alpha,
        inputs,
        fromRow,
        toRow,
        to - from,
        x,
        xAt,
        w,
        wAt + from,
        wStride,
        y,
        yAt + from,
        yStride,
        aux,
        auxAt + from,
        base,
        baseAt + from);
  }

  /**
   * Copies the columns that do not fill a vector to a panel of its width. The rest repeats the last
   * of them: with a cotangent of 0 it weighs nothing, and is no NaN unless that column is.
   */
  FloatPanel tail(int from, int count, int width) {
    return new FloatPanel(
        kind,
        alpha,
        inputs,
        fromRow,
        toRow,
        width,
        x,
        xAt,
        repeatLast(w, wAt + from, wStride, inputs, count, width),
        0,
        width,
        repeatLast(y, yAt + from, yStride, toRow, count, width),
        0,
        width,
        aux.length == 0 ? aux : repeatLast(aux, auxAt + from, yStride, toRow, count, width),
        0,
        base.length == 0 ? base : repeatLast(base, baseAt + from, yStride, toRow, count, width),
        0);
  }

  private static float[] repeatLast(
      float[] from, int at, int stride, int rows, int columns, int width) {
    float[] to = pad(from, at, stride, rows, columns, width, 0);
    for (int row = 0; row < rows; row++) {
      int end = row * width + columns;
      Arrays.fill(to, end, (row + 1) * width, to[end - 1]);
    }
    return to;
  }

  /** Takes the results of a panel made by {@link #tail}. */
  void takeResults(FloatPanel tail, int from, int count) {
    for (int row = fromRow; row < toRow; row++) {
      int at = row * tail.columns();
      System.arraycopy(tail.y, at, y, yAt + row * yStride + from, count);
      if (kind == AggregateKind.BOLTZMANN) {
        System.arraycopy(tail.aux, at, aux, auxAt + row * yStride + from, count);
      }
      if (kind.hasTemperature()) {
        System.arraycopy(tail.base, at, base, baseAt + row * yStride + from, count);
      }
    }
  }

  static float[] pad(
      float[] from, int at, int stride, int rows, int columns, int width, float filling) {
    float[] to = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, at + row * stride, to, row * width, columns);
      Arrays.fill(to, row * width + columns, (row + 1) * width, filling);
    }
    return to;
  }
}
