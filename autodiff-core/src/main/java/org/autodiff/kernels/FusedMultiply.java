package org.autodiff.kernels;

/**
 * Whether the processor multiplies and adds with one rounding. All that depends on it asks here.
 */
final class FusedMultiply {
  private static final int CALLS = 50;
  private static final int ROUNDS = 8;

  /** Some three with the instruction, and hundreds without it. */
  private static final int SLOWER = 30;

  /**
   * Whether {@link Math#fma} is one instruction. Elsewhere Java computes it with big decimal
   * numbers, right to the bit and some hundred times slower. Java does not tell which, so a few
   * calls are timed against a product and a sum in a call; of several rounds the quickest counts,
   * as what else runs can only lengthen one. The gap is so wide that every run on a machine decides
   * alike, compiled code or not.
   */
  static final boolean PRESENT = isQuick();

  private FusedMultiply() {}

  private static boolean isQuick() {
    long fused = Long.MAX_VALUE;
    long plain = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = Math.fma(i + 1.1, 0.3, sum);
      }
      long middle = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = plain(i + 1.1, 0.3, sum);
      }
      long end = System.nanoTime();
      fused = Math.min(fused, middle - start);
      plain = Math.min(plain, end - middle);
    }
    // the sum is asked for, so that the calls are made
    return sum > 0 && fused < SLOWER * Math.max(plain, 1);
  }

  private static double plain(double x, double y, double z) {
    return x * y + z;
  }
}
