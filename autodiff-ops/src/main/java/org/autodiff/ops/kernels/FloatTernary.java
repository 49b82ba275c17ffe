package org.autodiff.ops.kernels;

import java.util.Arrays;

/**
 * Products of floats with packed ternary weights T [inputs, outputs].
 *
 * <p>The planes hold, for each block of 64 outputs and in it for each input, two words: the bits of
 * the outputs with weight 1, and of those with weight -1. Blocks are divided among threads; each
 * number is computed by one thread in one order.
 */
public final class FloatTernary {
  private FloatTernary() {}

  /**
   * Computes {@code y = x T} for some of the inputs.
   *
   * @param planes the weights
   * @param allInputs the inputs that the planes hold
   * @param from the first input that counts
   * @param inputs how many count
   * @param outputs columns of T
   * @param rows rows of x and y
   * @param x activations
   * @param xAt where the first that counts is
   * @param xStride from one row to the next
   * @param y results, zeros before
   * @param yAt where they start
   * @param yStride from one row to the next
   */
  public static void multiply(
      long[] planes,
      int allInputs,
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
    int blocks = (outputs + 63) / 64;
    Ranges.forEach(
        blocks,
        1,
        8L * inputs * rows,
        (first, last) -> {
          float[] sums = new float[64];
          for (int block = first; block < last; block++) {
            int at = 2 * (block * allInputs + from);
            int width = Math.min(64, outputs - 64 * block);
            for (int row = 0; row < rows; row++) {
              Arrays.fill(sums, 0);
              if (Vectors.present()) {
                VectorFloatTernary.multiply(x, xAt + row * xStride, planes, at, inputs, sums, 0);
              } else {
                ScalarFloatTernary.multiply(x, xAt + row * xStride, planes, at, inputs, sums, 0);
              }
              System.arraycopy(sums, 0, y, yAt + row * yStride + 64 * block, width);
            }
          }
        });
  }

  /**
   * Computes {@code x̄ = g Tᵀ} for some of the inputs.
   *
   * @param planes the weights
   * @param allInputs the inputs that the planes hold
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
      long[] planes,
      int allInputs,
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
    int blocks = (outputs + 63) / 64;
    Ranges.forEach(
        rows,
        1,
        8L * inputs * blocks,
        (first, last) -> {
          float[] sums = new float[inputs * (Vectors.present() ? VectorFloatTernary.lanes() : 1)];
          float[] part = new float[64];
          for (int row = first; row < last; row++) {
            Arrays.fill(sums, 0);
            for (int block = 0; block < blocks; block++) {
              int at = 2 * (block * allInputs + from);
              int width = Math.min(64, outputs - 64 * block);
              Arrays.fill(part, 0);
              System.arraycopy(g, gAt + row * gStride + 64 * block, part, 0, width);
              if (Vectors.present()) {
                VectorFloatTernary.multiplyTransposed(part, 0, planes, at, inputs, sums);
              } else {
                ScalarFloatTernary.multiplyTransposed(part, 0, planes, at, inputs, sums);
              }
            }
            for (int k = 0; k < inputs; k++) {
              x[xAt + row * xStride + k] =
                  Vectors.present() ? VectorFloatTernary.sum(sums, k) : sums[k];
            }
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
