package org.autodiff.kernels;

/**
 * Sums of the lanes of a vector that was stored in an array. The reduction of the Vector API adds
 * in one order when interpreted and in another when compiled, so that the same sum would not always
 * have the same bits.
 */
public final class LaneSums {
  private LaneSums() {}

  /**
   * {@return the sum of some elements, taken in pairs}
   *
   * @param x the array
   * @param at the first element
   * @param lanes how many, even
   */
  public static double of(double[] x, int at, int lanes) {
    double sum = x[at] + x[at + 1];
    for (int i = 2; i < lanes; i += 2) {
      sum += x[at + i] + x[at + i + 1];
    }
    return sum;
  }

  /**
   * {@return the sum of some elements, taken in pairs}
   *
   * @param x the array
   * @param at the first element
   * @param lanes how many, even
   */
  public static float of(float[] x, int at, int lanes) {
    float sum = x[at] + x[at + 1];
    for (int i = 2; i < lanes; i += 2) {
      sum += x[at + i] + x[at + i + 1];
    }
    return sum;
  }
}
