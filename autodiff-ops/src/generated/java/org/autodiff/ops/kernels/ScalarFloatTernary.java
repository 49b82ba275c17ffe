// Generated from ScalarDoubleTernary.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;

/** Products of floats with packed ternary weights, in plain Java. */
final class ScalarFloatTernary {
  private ScalarFloatTernary() {}

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
  static void multiply(
      int[] codes, int at, int stride, int words, float[] tables, int columns, float[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * 8 * TernaryCodes.PAIR;
      for (int n = 0; n < columns; n++) {
        int c = codes[at + word * stride + n];
        float s0 = tables[t + (c & 15)] + tables[t + 16 + (c >>> 4 & 15)];
        float s1 = tables[t + 32 + (c >>> 8 & 15)] + tables[t + 48 + (c >>> 12 & 15)];
        float s2 = tables[t + 64 + (c >>> 16 & 15)] + tables[t + 80 + (c >>> 20 & 15)];
        float s3 = tables[t + 96 + (c >>> 24 & 15)] + tables[t + 112 + (c >>> 28)];
        sums[n] += s0 + s1 + (s2 + s3);
      }
    }
  }

  /** Sets the sums to g Tᵀ for the inputs of one row of words. */
  static void multiplyTransposed(int[] codes, int at, int columns, float[] g, float[] sums) {
    Arrays.fill(sums, 0);
    float[] table = new float[4];
    for (int n = 0; n < columns; n++) {
      int c = codes[at + n];
      table[1] = g[n];
      table[2] = -g[n];
      for (int i = 0; i < TernaryCodes.INPUTS; i++) {
        sums[i] += table[c >>> 2 * i & 3];
      }
    }
  }
}
