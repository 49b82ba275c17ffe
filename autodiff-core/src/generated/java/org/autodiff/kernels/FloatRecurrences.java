// Generated from DoubleRecurrences.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/**
 * First-order linear recurrences of {@code [outer, count, inner]} along its middle axis, and
 * products of all elements before one.
 */
public final class FloatRecurrences {
  private FloatRecurrences() {}

  /**
   * Sets {@code h[r] = f[r] h[r-1] + b[r]} along the middle axis, from the first element on; what
   * is before the first is 0.
   *
   * @param outer the extent in front
   * @param count the extent of the axis
   * @param inner the extent behind
   * @param f the factors
   * @param fOffset where they start
   * @param b the inputs
   * @param bOffset where they start
   * @param h the result
   */
  public static void forward(
      int outer,
      int count,
      int inner,
      float[] f,
      int fOffset,
      float[] b,
      int bOffset,
      float[] h) {
    for (int o = 0; o < outer; o++) {
      int start = o * count * inner;
      int end = start + count * inner;
      int at = start;
      for (; at < Math.min(end, start + inner); at++) {
        h[at] = b[bOffset + at];
      }
      if (inner == 1 && count > 0) {
        float running = h[start]; // not read back from memory
        for (; at < end; at++) {
          running = f[fOffset + at] * running + b[bOffset + at];
          h[at] = running;
        }
      }
      for (; at < end; at++) {
        h[at] = f[fOffset + at] * h[at - inner] + b[bOffset + at];
      }
    }
  }

  /**
   * Sets {@code h[r] = f[r+1] h[r+1] + b[r]} along the middle axis, from the last element back: the
   * transpose of {@link #forward(int, int, int, float[], int, float[], int, float[])} in b.
   *
   * @param outer the extent in front
   * @param count the extent of the axis
   * @param inner the extent behind
   * @param f the factors
   * @param fOffset where they start
   * @param b the inputs
   * @param bOffset where they start
   * @param h the result
   */
  public static void backward(
      int outer,
      int count,
      int inner,
      float[] f,
      int fOffset,
      float[] b,
      int bOffset,
      float[] h) {
    for (int o = 0; o < outer; o++) {
      int start = o * count * inner;
      int end = start + count * inner;
      int at = end - 1;
      for (; at >= Math.max(start, end - inner); at--) {
        h[at] = b[bOffset + at];
      }
      if (inner == 1 && count > 0) {
        float running = h[end - 1]; // not read back from memory
        for (; at >= start; at--) {
          running = f[fOffset + at + 1] * running + b[bOffset + at];
          h[at] = running;
        }
      }
      for (; at >= start; at--) {
        h[at] = f[fOffset + at + inner] * h[at + inner] + b[bOffset + at];
      }
    }
  }

  /**
   * Sets y to the product of all elements of x before each one along the middle axis, 1 for the
   * first.
   *
   * @param outer the extent in front
   * @param count the extent of the axis
   * @param inner the extent behind
   * @param x the operand
   * @param xOffset where it starts
   * @param y the result
   */
  public static void productBefore(
      int outer, int count, int inner, float[] x, int xOffset, float[] y) {
    for (int o = 0; o < outer; o++) {
      int start = o * count * inner;
      for (int at = start; at < start + count * inner; at++) {
        y[at] = at - inner < start ? 1 : y[at - inner] * x[xOffset + at - inner];
      }
    }
  }
}
