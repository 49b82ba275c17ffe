package org.autodiff.ops.kernels;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Products of bytes with packed ternary weights, exact: sums of shorts, emptied in time. */
final class VectorByteTernary {
  private static final VectorSpecies<Short> S = ShortVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** So many bytes, of magnitude up to 128, cannot overflow a short. */
  private static final int TERMS = 255;

  private VectorByteTernary() {}

  /**
   * Adds x T to 64 sums.
   *
   * @param x activations as shorts, each within ±128
   * @param planes the weights
   * @param planesAt where the block starts
   * @param sums 64 sums
   */
  static void multiply(short[] x, long[] planes, int planesAt, int inputs, int[] sums) {
    short[] zeros = new short[LANES];
    short[] part = new short[2 * LANES];
    for (int start = 0; start < inputs; start += TERMS) {
      int end = Math.min(inputs, start + TERMS);
      for (int lane = 0; lane < 64; lane += 2 * LANES) {
        ShortVector p0 = ShortVector.fromArray(S, zeros, 0);
        ShortVector p1 = ShortVector.fromArray(S, zeros, 0);
        ShortVector m0 = ShortVector.fromArray(S, zeros, 0);
        ShortVector m1 = ShortVector.fromArray(S, zeros, 0);
        for (int k = start; k < end; k++) {
          long plus = planes[planesAt + 2 * k] >>> lane;
          long minus = planes[planesAt + 2 * k + 1] >>> lane;
          ShortVector v = ShortVector.broadcast(S, x[k]);
          p0 = p0.add(v, VectorMask.fromLong(S, plus));
          m0 = m0.add(v, VectorMask.fromLong(S, minus));
          p1 = p1.add(v, VectorMask.fromLong(S, plus >>> LANES));
          m1 = m1.add(v, VectorMask.fromLong(S, minus >>> LANES));
        }
        // the two sums together have no more terms than one may have
        p0.sub(m0).intoArray(part, 0);
        p1.sub(m1).intoArray(part, LANES);
        for (int i = 0; i < part.length; i++) {
          sums[lane + i] += part[i];
        }
      }
    }
  }
}
