package org.autodiff.kernels;

/**
 * The bijection Threefry-2x32 with 20 rounds: a key and a counter of 64 bits each give 64 bits that
 * pass the batteries of statistical tests, whatever counters are chosen.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: <i>Parallel random numbers: as
 * easy as 1, 2, 3</i>, SC 2011, section 4.2. In each word of 64 bits the first word of the paper is
 * the upper half.
 */
public final class Threefry {
  /** C240 of Skein's key schedule, for words of 32 bits. */
  private static final int PARITY = 0x1BD11BDA;

  private Threefry() {}

  /**
   * {@return the 64 bits for a key and a counter}
   *
   * @param key the key
   * @param counter the counter
   */
  public static long block(long key, long counter) {
    int k0 = (int) (key >>> 32);
    int k1 = (int) key;
    int k2 = PARITY ^ k0 ^ k1;
    int a = (int) (counter >>> 32) + k0;
    int b = (int) counter + k1;

    // Five groups of four rounds; after each the next two words of the key are added, and its
    // number. The rotations are those of table 3.
    a += b;
    b = Integer.rotateLeft(b, 13) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 15) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 26) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 6) ^ a;
    a += k1;
    b += k2 + 1;

    a += b;
    b = Integer.rotateLeft(b, 17) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 29) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 16) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 24) ^ a;
    a += k2;
    b += k0 + 2;

    a += b;
    b = Integer.rotateLeft(b, 13) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 15) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 26) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 6) ^ a;
    a += k0;
    b += k1 + 3;

    a += b;
    b = Integer.rotateLeft(b, 17) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 29) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 16) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 24) ^ a;
    a += k1;
    b += k2 + 4;

    a += b;
    b = Integer.rotateLeft(b, 13) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 15) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 26) ^ a;
    a += b;
    b = Integer.rotateLeft(b, 6) ^ a;
    a += k2;
    b += k0 + 5;

    return (long) a << 32 | b & 0xFFFFFFFFL;
  }
}
