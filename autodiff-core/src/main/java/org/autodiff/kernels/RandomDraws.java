package org.autodiff.kernels;

/**
 * Random numbers of one key into arrays. Element i of a draw depends only on the key and i; draws
 * that reject some numbers make further attempts, which count in the upper half of the counter.
 */
public final class RandomDraws {
  private static final double ULP_BELOW_1 = 0x1p-53;

  private RandomDraws() {}

  /** The bits of element i; for draws that reject some, of its n-th attempt. */
  private static long block(long key, int i, long attempt) {
    return Threefry.block(key, attempt << 32 | i);
  }

  /** In steps of 2^-53 from 0 to 1 - 2^-53. */
  private static double unit(long key, int i) {
    return (block(key, i, 0) >>> 11) * ULP_BELOW_1;
  }

  /** The point in the middle of one of 2^52 equal parts of (0, 1), so that no tail is infinite. */
  private static double gaussian(long key, int i) {
    return NormalQuantile.at(((block(key, i, 0) >>> 12) + 0.5) * 0x1p-52);
  }

  /**
   * Numbers from 0 to below 1, in steps of 2⁻⁵³.
   *
   * @param key the key
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void uniform(long key, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = unit(key, i);
    }
  }

  /**
   * Numbers from 0 to below 1, in steps of 2⁻²⁴: those of the other method, rounded down.
   *
   * @param key the key
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void uniform(long key, float[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = (block(key, i, 0) >>> 40) * 0x1p-24f; // rounded down, never up to 1
    }
  }

  /**
   * Numbers from low to below high.
   *
   * @param key the key
   * @param low the least
   * @param high the bound above
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void uniform(long key, double low, double high, double[] out, int at, int n) {
    double range = high - low;
    double last = Math.nextDown(high); // the sum may round up to high
    for (int i = 0; i < n; i++) {
      out[at + i] = Math.min(low + range * unit(key, i), last);
    }
  }

  /**
   * Numbers of the standard normal distribution, by the inverse of its distribution function.
   *
   * @param key the key
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void normal(long key, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = gaussian(key, i);
    }
  }

  /**
   * Numbers of the standard normal distribution: those of the other method, rounded.
   *
   * @param key the key
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void normal(long key, float[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = (float) gaussian(key, i);
    }
  }

  /**
   * Numbers that are 1 with a probability, and otherwise 0.
   *
   * @param key the key
   * @param probability the probability
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void bernoulli(long key, double probability, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = unit(key, i) < probability ? 1 : 0;
    }
  }

  /**
   * Numbers that are 1 with a probability, and otherwise 0.
   *
   * @param key the key
   * @param probability the probability
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void bernoulli(long key, double probability, float[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = unit(key, i) < probability ? 1 : 0;
    }
  }

  /**
   * Whole numbers from low to high − 1, all equally likely.
   *
   * @param key the key
   * @param low the least
   * @param high the bound above
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void integers(long key, long low, long high, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      out[at + i] = low + below(key, high - low, i);
    }
  }

  /**
   * The numbers 0, …, n − 1 in random order.
   *
   * @param key the key
   * @param out where they go
   * @param at the position of the first
   * @param n how many
   */
  public static void permutation(long key, double[] out, int at, int n) {
    for (int i = 0; i < n; i++) {
      int j = (int) below(key, i + 1L, i);
      out[at + i] = out[at + j];
      out[at + j] = i;
    }
  }

  /**
   * A number from 0 to n - 1: the upper half of bits times n, where products are rejected whose
   * lower half is below 2^64 mod n, so that all numbers have the same share of the bits (D. Lemire:
   * Fast random integer generation in an interval, ACM TOMACS 29, 2019, algorithm 5).
   */
  private static long below(long key, long n, int i) {
    long bits = block(key, i, 0);
    if (Long.compareUnsigned(bits * n, n) < 0) {
      long threshold = Long.remainderUnsigned(-n, n);
      for (long attempt = 1; Long.compareUnsigned(bits * n, threshold) < 0; attempt++) {
        bits = block(key, i, attempt);
      }
    }
    return Math.unsignedMultiplyHigh(bits, n);
  }
}
