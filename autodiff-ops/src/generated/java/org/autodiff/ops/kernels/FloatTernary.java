// Generated from DoubleTernary.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;

/**
 * Products of floats with packed ternary weights T [inputs, outputs], see {@link TernaryCodes}.
 * Each number is computed by one thread in one order.
 */
public final class FloatTernary {
  private FloatTernary() {}

  /**
   * Computes {@code y = x T} for some of the inputs.
   *
   * @param codes the weights
   * @param from the first input that counts
   * @param inputs how many count
   * @param outputs columns of T
   * @param rows rows of x and y
   * @param x activations
   * @param xAt where the first that counts is
   * @param xStride from one row to the next
   * @param y results
   * @param yAt where they start
   * @param yStride from one row to the next
   */
  public static void multiply(
      int[] codes,
      int from,
      int inputs,
      int outputs,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride) {
    int stride = TernaryCodes.stride(outputs);
    int blocks = stride / TernaryCodes.ALIGNMENT;
    int word = from / TernaryCodes.INPUTS;
    int words = TernaryCodes.words(from + inputs) - word;
    boolean vectors = Vectors.present() && VectorFloatTernary.fits();
    int lanes = vectors ? VectorFloatTernary.tableOfOne() : 0;
    Ranges.forEach(
        rows * blocks,
        1,
        2L * inputs,
        (first, last) -> {
          float[] tables =
              new float[words * TernaryCodes.INPUTS * Math.max(lanes, TernaryCodes.PAIR / 2)];
          float[] sums = new float[stride];
          for (int block = first; block < last; ) {
            int row = block / blocks;
            int end = Math.min(last, (row + 1) * blocks);
            int column = (block - row * blocks) * TernaryCodes.ALIGNMENT;
            int columns = (end - block) * TernaryCodes.ALIGNMENT;
            fill(tables, lanes, x, xAt + row * xStride, word, words, from, from + inputs);
            Arrays.fill(sums, 0, columns, 0);
            int at = word * stride + column;
            if (!vectors) {
              ScalarFloatTernary.multiply(codes, at, stride, words, tables, columns, sums);
            } else {
              VectorFloatTernary.multiply(codes, at, stride, words, tables, columns, sums);
            }
            int width = Math.min(columns, outputs - column);
            System.arraycopy(sums, 0, y, yAt + row * yStride + column, width);
            block = end;
          }
        });
  }

  /**
   * Fills the tables of some words: of inputs before {@code from} and from {@code to} on, zeros.
   *
   * @param lanes the entries of a table of one input, or 0 for tables of two
   */
  private static void fill(
      float[] tables, int lanes, float[] x, int xAt, int word, int words, int from, int to) {
    int per = lanes == 0 ? 2 : 1;
    int entries = lanes == 0 ? TernaryCodes.PAIR : lanes;
    int input = word * TernaryCodes.INPUTS;
    for (int at = 0; at < words * TernaryCodes.INPUTS / per * entries; at += entries) {
      float a = input >= from && input < to ? x[xAt + input - from] : 0;
      float b = per == 2 && input + 1 >= from && input + 1 < to ? x[xAt + input + 1 - from] : 0;
      for (int i = 0; i < entries; i += 4) {
        // the other bits of an index to a table of one input belong to the next weight
        float other = lanes != 0 || i == 0 || i == 12 ? 0 : i == 4 ? b : -b;
        tables[at + i] = other;
        tables[at + i + 1] = other + a;
        tables[at + i + 2] = other - a;
        tables[at + i + 3] = other;
      }
      input += per;
    }
  }

  /**
   * Computes {@code x̄ = g Tᵀ} for some of the inputs.
   *
   * @param codes the weights
   * @param from the first input that counts
   * @param inputs how many count
   * @param outputs columns of T
   * @param rows rows of g and of the result
   * @param g cotangents of the outputs
   * @param gAt where they start
   * @param gStride from one row to the next
   * @param x results
   * @param xAt where the first that counts is
   * @param xStride from one row to the next
   */
  public static void multiplyTransposed(
      int[] codes,
      int from,
      int inputs,
      int outputs,
      int rows,
      float[] g,
      int gAt,
      int gStride,
      float[] x,
      int xAt,
      int xStride) {
    int stride = TernaryCodes.stride(outputs);
    int word = from / TernaryCodes.INPUTS;
    int words = TernaryCodes.words(from + inputs) - word;
    boolean vectors = Vectors.present() && VectorFloatTernary.fits();
    Ranges.forEach(
        rows * words,
        1,
        2L * TernaryCodes.INPUTS * outputs,
        (first, last) -> {
          float[] sums = new float[TernaryCodes.INPUTS];
          float[] padded = new float[stride];
          for (int i = first; i < last; i++) {
            int row = i / words;
            if (i == first || i % words == 0) {
              System.arraycopy(g, gAt + row * gStride, padded, 0, outputs);
            }
            int at = (word + i % words) * stride;
            if (vectors) {
              VectorFloatTernary.multiplyTransposed(codes, at, stride, padded, sums);
            } else {
              ScalarFloatTernary.multiplyTransposed(codes, at, stride, padded, sums);
            }
            int input = (word + i % words) * TernaryCodes.INPUTS;
            int start = Math.max(from, input);
            int end = Math.min(from + inputs, input + TernaryCodes.INPUTS);
            System.arraycopy(
                sums, start - input, x, xAt + row * xStride + start - from, end - start);
          }
        });
  }

  /**
   * Computes {@code y = x T} for some of the inputs from lists of indices.
   *
   * @param starts for each output, where its inputs of weight 1 start, and where those of -1 do
   * @param indices the inputs, ascending in each list
   * @param from the first input that counts
   * @param inputs how many count
   * @param rows rows of x and y
   * @param x activations
   * @param xAt where the first that counts is
   * @param xStride from one row to the next
   * @param y results, zeros before
   * @param yAt where they start
   * @param yStride from one row to the next
   */
  public static void multiplyLists(
      int[] starts,
      int[] indices,
      int from,
      int inputs,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride) {
    int outputs = starts.length / 2;
    for (int row = 0; row < rows; row++) {
      int base = xAt + row * xStride - from;
      for (int n = 0; n < outputs; n++) {
        float sum = 0;
        for (int i = starts[2 * n]; i < starts[2 * n + 1]; i++) {
          int k = indices[i];
          sum += k >= from && k < from + inputs ? x[base + k] : 0;
        }
        for (int i = starts[2 * n + 1]; i < starts[2 * n + 2]; i++) {
          int k = indices[i];
          sum -= k >= from && k < from + inputs ? x[base + k] : 0;
        }
        y[yAt + row * yStride + n] = sum;
      }
    }
  }

  /**
   * Computes {@code x̄ = g Tᵀ} for some of the inputs from lists of indices.
   *
   * @param starts for each output, where its inputs of weight 1 start, and where those of -1 do
   * @param indices the inputs, ascending in each list
   * @param from the first input that counts
   * @param inputs how many count
   * @param rows rows of g and of the result
   * @param g cotangents of the outputs
   * @param gAt where they start
   * @param gStride from one row to the next
   * @param x results, zeros before
   * @param xAt where the first that counts is
   * @param xStride from one row to the next
   */
  public static void multiplyListsTransposed(
      int[] starts,
      int[] indices,
      int from,
      int inputs,
      int rows,
      float[] g,
      int gAt,
      int gStride,
      float[] x,
      int xAt,
      int xStride) {
    int outputs = starts.length / 2;
    for (int row = 0; row < rows; row++) {
      int base = xAt + row * xStride - from;
      for (int n = 0; n < outputs; n++) {
        float v = g[gAt + row * gStride + n];
        for (int i = starts[2 * n]; i < starts[2 * n + 2]; i++) {
          int k = indices[i];
          if (k >= from && k < from + inputs) {
            x[base + k] += i < starts[2 * n + 1] ? v : -v;
          }
        }
      }
    }
  }
}
