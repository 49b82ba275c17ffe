package org.autodiff.ops.kernels;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Products of bytes with packed ternary weights, by tables in registers. */
final class VectorByteTernary {
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int LANES = I.length();

  private VectorByteTernary() {}

  /** {@return whether a table of one input fits a vector, and whole vectors the columns} */
  static boolean fits() {
    return LANES >= 4 && LANES <= TernaryCodes.ALIGNMENT;
  }

  /** {@return the entries of a table of one input, or 0 if tables are of two} */
  static int tableOfOne() {
    return LANES == TernaryCodes.PAIR ? 0 : LANES;
  }

  /** As {@link ByteTernary#multiplyPlain}. */
  static void multiply(
      int[] codes, int at, int stride, int words, int[] tables, int columns, int[] sums) {
    if (LANES == TernaryCodes.PAIR) {
      byPairs(codes, at, stride, words, tables, columns, sums);
    } else {
      oneByOne(codes, at, stride, words, tables, columns, sums);
    }
  }

  private static void byPairs(
      int[] codes, int at, int stride, int words, int[] tables, int columns, int[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * 8 * LANES;
      IntVector t0 = IntVector.fromArray(I, tables, t);
      IntVector t1 = IntVector.fromArray(I, tables, t + 1 * LANES);
      IntVector t2 = IntVector.fromArray(I, tables, t + 2 * LANES);
      IntVector t3 = IntVector.fromArray(I, tables, t + 3 * LANES);
      IntVector t4 = IntVector.fromArray(I, tables, t + 4 * LANES);
      IntVector t5 = IntVector.fromArray(I, tables, t + 5 * LANES);
      IntVector t6 = IntVector.fromArray(I, tables, t + 6 * LANES);
      IntVector t7 = IntVector.fromArray(I, tables, t + 7 * LANES);
      for (int n = 0; n < columns; n += LANES) {
        IntVector c = IntVector.fromArray(I, codes, at + word * stride + n);
        IntVector s0 = c.selectFrom(t0).add(c.lanewise(VectorOperators.LSHR, 4).selectFrom(t1));
        IntVector s1 =
            c.lanewise(VectorOperators.LSHR, 8)
                .selectFrom(t2)
                .add(c.lanewise(VectorOperators.LSHR, 12).selectFrom(t3));
        IntVector s2 =
            c.lanewise(VectorOperators.LSHR, 16)
                .selectFrom(t4)
                .add(c.lanewise(VectorOperators.LSHR, 20).selectFrom(t5));
        IntVector s3 =
            c.lanewise(VectorOperators.LSHR, 24)
                .selectFrom(t6)
                .add(c.lanewise(VectorOperators.LSHR, 28).selectFrom(t7));
        IntVector.fromArray(I, sums, n).add(s0.add(s1).add(s2.add(s3))).intoArray(sums, n);
      }
    }
  }

  private static void oneByOne(
      int[] codes, int at, int stride, int words, int[] tables, int columns, int[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * TernaryCodes.INPUTS * LANES;
      for (int n = 0; n < columns; n += LANES) {
        IntVector c = IntVector.fromArray(I, codes, at + word * stride + n);
        IntVector s = IntVector.fromArray(I, sums, n);
        for (int i = 0; i < TernaryCodes.INPUTS; i++) {
          IntVector table = IntVector.fromArray(I, tables, t + i * LANES);
          s = s.add(c.selectFrom(table));
          c = c.lanewise(VectorOperators.LSHR, 2);
        }
        s.intoArray(sums, n);
      }
    }
  }
}
