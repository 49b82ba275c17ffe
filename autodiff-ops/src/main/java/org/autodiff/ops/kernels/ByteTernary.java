package org.autodiff.ops.kernels;

import java.util.Arrays;

/** Products of bytes with packed ternary weights, exact in 32 bits. */
public final class ByteTernary {
  private ByteTernary() {}

  /**
   * Computes {@code y = x T}.
   *
   * @param codes the weights, see {@link TernaryCodes}
   * @param inputs rows of T; at most 2³¹ / 128, so that no sum overflows
   * @param outputs columns of T
   * @param rows rows of x and y
   * @param x activations, row-major
   * @param y results, row-major
   */
  public static void multiply(int[] codes, int inputs, int outputs, int rows, byte[] x, int[] y) {
    int stride = TernaryCodes.stride(outputs);
    int blocks = stride / TernaryCodes.ALIGNMENT;
    int words = TernaryCodes.words(inputs);
    boolean vectors = Vectors.present() && VectorByteTernary.fits();
    int lanes = vectors ? VectorByteTernary.tableOfOne() : 0;
    Ranges.forEach(
        rows * blocks,
        1,
        2L * inputs,
        (first, last) -> {
          int[] tables =
              new int[words * TernaryCodes.INPUTS * (lanes == 0 ? TernaryCodes.PAIR / 2 : lanes)];
          int[] sums = new int[stride];
          for (int block = first; block < last; ) {
            int row = block / blocks;
            int end = Math.min(last, (row + 1) * blocks);
            int column = (block - row * blocks) * TernaryCodes.ALIGNMENT;
            int columns = (end - block) * TernaryCodes.ALIGNMENT;
            fill(tables, lanes, x, row * inputs, inputs);
            Arrays.fill(sums, 0, columns, 0);
            if (!vectors) {
              multiplyPlain(codes, column, stride, words, tables, columns, sums);
            } else {
              VectorByteTernary.multiply(codes, column, stride, words, tables, columns, sums);
            }
            int width = Math.min(columns, outputs - column);
            System.arraycopy(sums, 0, y, row * outputs + column, width);
            block = end;
          }
        });
  }

  /**
   * Fills the tables of all words; of inputs beyond the last, zeros.
   *
   * @param lanes the entries of a table of one input, or 0 for tables of two
   */
  private static void fill(int[] tables, int lanes, byte[] x, int xAt, int inputs) {
    int per = lanes == 0 ? 2 : 1;
    int entries = lanes == 0 ? TernaryCodes.PAIR : lanes;
    int input = 0;
    for (int at = 0; at < tables.length; at += entries) {
      int a = input < inputs ? x[xAt + input] : 0;
      int b = per == 2 && input + 1 < inputs ? x[xAt + input + 1] : 0;
      for (int i = 0; i < entries; i += 4) {
        // the other bits of an index to a table of one input belong to the next weight
        int other = lanes != 0 || i == 0 || i == 12 ? 0 : i == 4 ? b : -b;
        tables[at + i] = other;
        tables[at + i + 1] = other + a;
        tables[at + i + 2] = other - a;
        tables[at + i + 3] = other;
      }
      input += per;
    }
  }

  /**
   * Adds x T to the sums of some columns.
   *
   * @param codes the weights
   * @param at the word of the first column
   * @param stride from the words of some inputs to those of the next
   * @param words how many for each column
   * @param tables of pairs of inputs
   * @param columns how many
   * @param sums to these
   */
  private static void multiplyPlain(
      int[] codes, int at, int stride, int words, int[] tables, int columns, int[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * 8 * TernaryCodes.PAIR;
      for (int n = 0; n < columns; n++) {
        int c = codes[at + word * stride + n];
        int s0 = tables[t + (c & 15)] + tables[t + 16 + (c >>> 4 & 15)];
        int s1 = tables[t + 32 + (c >>> 8 & 15)] + tables[t + 48 + (c >>> 12 & 15)];
        int s2 = tables[t + 64 + (c >>> 16 & 15)] + tables[t + 80 + (c >>> 20 & 15)];
        int s3 = tables[t + 96 + (c >>> 24 & 15)] + tables[t + 112 + (c >>> 28)];
        sums[n] += s0 + s1 + (s2 + s3);
      }
    }
  }
}
