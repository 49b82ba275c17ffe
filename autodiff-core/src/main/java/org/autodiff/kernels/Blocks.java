package org.autodiff.kernels;

/**
 * How long runs are cut into blocks that stay in the first-level cache. No block of a run of at
 * least {@link #SHORT} elements is shorter than that.
 */
final class Blocks {
  /** Runs below this length are left to scalar loops. */
  static final int SHORT = 32;

  private static final int SIZE = 512;

  /** How long a block of one repeated number is. */
  static final int NUMBERS = 128;

  private Blocks() {}

  /** Returns the size of the next block when so many elements remain. */
  static int size(int remaining) {
    return remaining < SIZE + SHORT ? remaining : SIZE;
  }

  /** Returns the size of the longest block of n elements. */
  static int longest(int n) {
    return Math.min(n, SIZE + SHORT - 1);
  }
}
