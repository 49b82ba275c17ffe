package org.autodiff.extend;

/**
 * An operator that computes each element of its result from one element of each operand, of one
 * element type, and can do so for a run of them: what the compiler fuses.
 */
public interface ElementwiseRun {
  /**
   * Computes a run: sets {@code y[yOffset + i]} for i in 0..n-1 from {@code x[k][offsets[k] + i *
   * steps[k]]}. The arrays are all of doubles or all of floats. The result may be an operand's
   * array at the same offset.
   *
   * @param x the operands' arrays
   * @param offsets where each run starts
   * @param steps 1, or 0 for one element that is repeated
   * @param y the result's array
   * @param yOffset where the result starts
   * @param n the number of elements
   */
  void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n);

  /**
   * {@return whether an operand may be one element that is repeated while others are not}
   *
   * @param operand the number of the operand
   */
  default boolean repeats(int operand) {
    return true;
  }
}
