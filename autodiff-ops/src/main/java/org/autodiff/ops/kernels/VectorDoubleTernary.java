package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/** Products of doubles with packed ternary weights, by tables in registers. */
final class VectorDoubleTernary {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** As many ints. */
  private static final VectorSpecies<Integer> I =
      VectorSpecies.of(int.class, VectorShape.forBitSize(LANES * Integer.SIZE));

  private VectorDoubleTernary() {}

  /** {@return whether a table of one input fits a vector, and whole vectors the columns} */
  static boolean fits() {
    return LANES >= 4 && LANES <= TernaryCodes.ALIGNMENT;
  }

  /** {@return the entries of a table of one input} */
  static int tableOfOne() {
    return LANES;
  }

  /** As {@link ScalarDoubleTernary#multiply}, with tables of one input. */
  static void multiply(
      int[] codes, int at, int stride, int words, double[] tables, int columns, double[] sums) {
    for (int word = 0; word < words; word++) {
      int t = word * TernaryCodes.INPUTS * LANES;
      for (int n = 0; n < columns; n += LANES) {
        LongVector c =
            (LongVector)
                IntVector.fromArray(I, codes, at + word * stride + n)
                    .convertShape(VectorOperators.I2L, L, 0);
        DoubleVector s = DoubleVector.fromArray(S, sums, n);
        for (int i = 0; i < TernaryCodes.INPUTS; i++) {
          LongVector table = DoubleVector.fromArray(S, tables, t + i * LANES).reinterpretAsLongs();
          s = s.add(c.selectFrom(table).reinterpretAsDoubles());
          c = c.lanewise(VectorOperators.LSHR, 2);
        }
        s.intoArray(sums, n);
      }
    }
  }

  /** As {@link ScalarDoubleTernary#multiplyTransposed}. */
  static void multiplyTransposed(int[] codes, int at, int columns, double[] g, double[] sums) {
    double[] lanes = new double[2 * LANES];
    for (int i = 0; i < TernaryCodes.INPUTS; i += 4) {
      DoubleVector s0 = DoubleVector.fromArray(S, lanes, 0);
      DoubleVector s1 = DoubleVector.fromArray(S, lanes, 0);
      DoubleVector s2 = DoubleVector.fromArray(S, lanes, 0);
      DoubleVector s3 = DoubleVector.fromArray(S, lanes, 0);
      for (int n = 0; n < columns; n += LANES) {
        DoubleVector v = DoubleVector.fromArray(S, g, n);
        LongVector c =
            (LongVector)
                IntVector.fromArray(I, codes, at + n)
                    .lanewise(VectorOperators.LSHR, 2 * i)
                    .convertShape(VectorOperators.I2L, L, 0);
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
