package org.autodiff.kernels;

/**
 * New keys from a key. The upper half of a counter says what a block is for, the lower half which
 * element or key; draws have the numbers of their attempts there, from 0 on.
 */
public final class RandomKeys {
  private static final long SPLIT = 0x8000_0000L << 32;

  private static final long FOLD = 0x8000_0001L << 32;

  private RandomKeys() {}

  /**
   * {@return one of the keys that a key is split into}
   *
   * @param key the key
   * @param i which, 0 or more
   */
  public static long split(long key, int i) {
    return Threefry.block(key, SPLIT | i);
  }

  /**
   * {@return a new key from a key and a number}
   *
   * @param key the key
   * @param data any number
   */
  public static long fold(long key, long data) {
    // Through a key of its own, as data may have all values of a counter.
    return Threefry.block(Threefry.block(key, FOLD), data);
  }
}
