package org.autodiff.ops.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/** Products of floats with packed ternary weights, by tables in registers. */
final class VectorFloatTernary {
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private VectorFloatTernary() {}

  /** {@return whether a table of one input fits a vector, and whole vectors the columns} */
  static boolean fits() {
    return LANES >= 4 && LANES <= TernaryCodes.ALIGNMENT;
  }

  /** {@return the entries of a table of one input, or 0 if tables are of two} */
  static int tableOfOne() {
    return LANES == TernaryCodes.PAIR ? 0 : LANES;
  }

  /** As {@link ScalarFloatTernary#multiply}. */
  static void multiply(
      int[] codes, int at, int stride, int words, float[] tables, int columns, float[] sums) {
    if (LANES == TernaryCodes.PAIR) {
      byPairs(codes, at, stride, words, tables, columns, sums);
    } else {
      oneByOne(codes, at, stride, words, tables, columns, sums);
    }
  }

  private static void byPairs(
      int[] codes, int at, int stride, int words, float[] tables, int columns, float[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * 8 * LANES;
      IntVector t0 = FloatVector.fromArray(S, tables, t).reinterpretAsInts();
      IntVector t1 = FloatVector.fromArray(S, tables, t + 1 * LANES).reinterpretAsInts();
      IntVector t2 = FloatVector.fromArray(S, tables, t + 2 * LANES).reinterpretAsInts();
      IntVector t3 = FloatVector.fromArray(S, tables, t + 3 * LANES).reinterpretAsInts();
      IntVector t4 = FloatVector.fromArray(S, tables, t + 4 * LANES).reinterpretAsInts();
      IntVector t5 = FloatVector.fromArray(S, tables, t + 5 * LANES).reinterpretAsInts();
      IntVector t6 = FloatVector.fromArray(S, tables, t + 6 * LANES).reinterpretAsInts();
      IntVector t7 = FloatVector.fromArray(S, tables, t + 7 * LANES).reinterpretAsInts();
      for (int n = 0; n < columns; n += LANES) {
        IntVector c = IntVector.fromArray(I, codes, at + word * stride + n);
        FloatVector s0 =
            c.selectFrom(t0)
                .reinterpretAsFloats()
                .add(c.lanewise(VectorOperators.LSHR, 4).selectFrom(t1).reinterpretAsFloats());
        FloatVector s1 =
            c.lanewise(VectorOperators.LSHR, 8)
                .selectFrom(t2)
                .reinterpretAsFloats()
                .add(c.lanewise(VectorOperators.LSHR, 12).selectFrom(t3).reinterpretAsFloats());
        FloatVector s2 =
            c.lanewise(VectorOperators.LSHR, 16)
                .selectFrom(t4)
                .reinterpretAsFloats()
                .add(c.lanewise(VectorOperators.LSHR, 20).selectFrom(t5).reinterpretAsFloats());
        FloatVector s3 =
            c.lanewise(VectorOperators.LSHR, 24)
                .selectFrom(t6)
                .reinterpretAsFloats()
                .add(c.lanewise(VectorOperators.LSHR, 28).selectFrom(t7).reinterpretAsFloats());
        FloatVector.fromArray(S, sums, n).add(s0.add(s1).add(s2.add(s3))).intoArray(sums, n);
      }
    }
  }

  private static void oneByOne(
      int[] codes, int at, int stride, int words, float[] tables, int columns, float[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * TernaryCodes.INPUTS * LANES;
      for (int n = 0; n < columns; n += LANES) {
        IntVector c = IntVector.fromArray(I, codes, at + word * stride + n);
        FloatVector s = FloatVector.fromArray(S, sums, n);
        for (int i = 0; i < TernaryCodes.INPUTS; i++) {
          IntVector table = FloatVector.fromArray(S, tables, t + i * LANES).reinterpretAsInts();
          s = s.add(c.selectFrom(table).reinterpretAsFloats());
          c = c.lanewise(VectorOperators.LSHR, 2);
        }
        s.intoArray(sums, n);
      }
    }
  }

  /** As {@link ScalarFloatTernary#multiplyTransposed}. */
  static void multiplyTransposed(int[] codes, int at, int columns, float[] g, float[] sums) {
    float[] lanes = new float[2 * LANES];
    for (int i = 0; i < TernaryCodes.INPUTS; i += 4) {
      FloatVector s0 = FloatVector.fromArray(S, lanes, 0);
      FloatVector s1 = FloatVector.fromArray(S, lanes, 0);
      FloatVector s2 = FloatVector.fromArray(S, lanes, 0);
      FloatVector s3 = FloatVector.fromArray(S, lanes, 0);
      for (int n = 0; n < columns; n += LANES) {
        FloatVector v = FloatVector.fromArray(S, g, n);
        IntVector c = IntVector.fromArray(I, codes, at + n).lanewise(VectorOperators.LSHR, 2 * i);
        s0 = s0.add(v, c.lanewise(VectorOperators.AND, 1).compare(VectorOperators.NE, 0).cast(S));
        s0 = s0.sub(v, c.lanewise(VectorOperators.AND, 2).compare(VectorOperators.NE, 0).cast(S));
        s1 = s1.add(v, c.lanewise(VectorOperators.AND, 4).compare(VectorOperators.NE, 0).cast(S));
        s1 = s1.sub(v, c.lanewise(VectorOperators.AND, 8).compare(VectorOperators.NE, 0).cast(S));
        s2 = s2.add(v, c.lanewise(VectorOperators.AND, 16).compare(VectorOperators.NE, 0).cast(S));
        s2 = s2.sub(v, c.lanewise(VectorOperators.AND, 32).compare(VectorOperators.NE, 0).cast(S));
        s3 = s3.add(v, c.lanewise(VectorOperators.AND, 64).compare(VectorOperators.NE, 0).cast(S));
        s3 = s3.sub(v, c.lanewise(VectorOperators.AND, 128).compare(VectorOperators.NE, 0).cast(S));
      }
      s0.intoArray(lanes, LANES);
      sums[i] = LaneSums.of(lanes, LANES, LANES);
      s1.intoArray(lanes, LANES);
      sums[i + 1] = LaneSums.of(lanes, LANES, LANES);
      s2.intoArray(lanes, LANES);
      sums[i + 2] = LaneSums.of(lanes, LANES, LANES);
      s3.intoArray(lanes, LANES);
      sums[i + 3] = LaneSums.of(lanes, LANES, LANES);
    }
  }
}
