package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reductions of one contiguous run, of at least one vector, by vector accumulators. */
final class VectorReductions {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private static final int COLUMNS = 256;
  private static final int BLOCK = 1024;

  private VectorReductions() {}

  /** Adds in four vectors of accumulators within a block, pairwise over blocks. */
  static double sum(double[] x, int xo, int n) {
    if (n > BLOCK) {
      int half = (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
      return sum(x, xo, half) + sum(x, xo + half, n - half);
    }
    int lanes = DOUBLES.length();
    DoubleVector s0 = DoubleVector.zero(DOUBLES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      int at = xo + i;
      s0 = s0.add(DoubleVector.fromArray(DOUBLES, x, at));
      s1 = s1.add(DoubleVector.fromArray(DOUBLES, x, at + lanes));
      s2 = s2.add(DoubleVector.fromArray(DOUBLES, x, at + 2 * lanes));
      s3 = s3.add(DoubleVector.fromArray(DOUBLES, x, at + 3 * lanes));
    }
    for (; i <= n - lanes; i += lanes) {
      s0 = s0.add(DoubleVector.fromArray(DOUBLES, x, xo + i));
    }
    double[] sums = new double[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    for (; i < n; i++) {
      total += x[xo + i];
    }
    return total;
  }

  /** Adds in {@link #COLUMNS} double accumulators, by a loop that the compiler vectorizes. */
  static double sum(float[] x, int xo, int n) {
    if (n < 2 * COLUMNS) {
      return ScalarReductions.sum(x, xo, n);
    }
    double[] columns = new double[COLUMNS];
    int i = 0;
    for (; i <= n - COLUMNS; i += COLUMNS) {
      ReductionLoops.addRow(x, xo + i, columns, COLUMNS);
    }
    return sum(columns, 0, COLUMNS) + ScalarReductions.sum(x, xo + i, n - i);
  }

  static double max(double[] x, int xo, int n) {
    int lanes = DOUBLES.length();
    DoubleVector m0 = DoubleVector.fromArray(DOUBLES, x, xo + n - lanes);
    DoubleVector m1 = m0;
    int i = 0;
    for (; i <= n - 2 * lanes; i += 2 * lanes) {
      m0 = m0.max(DoubleVector.fromArray(DOUBLES, x, xo + i));
      m1 = m1.max(DoubleVector.fromArray(DOUBLES, x, xo + i + lanes));
    }
    if (i <= n - lanes) {
      m0 = m0.max(DoubleVector.fromArray(DOUBLES, x, xo + i));
    }
    return m0.max(m1).reduceLanes(VectorOperators.MAX);
  }

  static float max(float[] x, int xo, int n) {
    int lanes = FLOATS.length();
    FloatVector m0 = FloatVector.fromArray(FLOATS, x, xo + n - lanes);
    FloatVector m1 = m0;
    int i = 0;
    for (; i <= n - 2 * lanes; i += 2 * lanes) {
      m0 = m0.max(FloatVector.fromArray(FLOATS, x, xo + i));
      m1 = m1.max(FloatVector.fromArray(FLOATS, x, xo + i + lanes));
    }
    if (i <= n - lanes) {
      m0 = m0.max(FloatVector.fromArray(FLOATS, x, xo + i));
    }
    return m0.max(m1).reduceLanes(VectorOperators.MAX);
  }

  static double min(double[] x, int xo, int n) {
    int lanes = DOUBLES.length();
    DoubleVector m0 = DoubleVector.fromArray(DOUBLES, x, xo + n - lanes);
    DoubleVector m1 = m0;
    int i = 0;
    for (; i <= n - 2 * lanes; i += 2 * lanes) {
      m0 = m0.min(DoubleVector.fromArray(DOUBLES, x, xo + i));
      m1 = m1.min(DoubleVector.fromArray(DOUBLES, x, xo + i + lanes));
    }
    if (i <= n - lanes) {
      m0 = m0.min(DoubleVector.fromArray(DOUBLES, x, xo + i));
    }
    return m0.min(m1).reduceLanes(VectorOperators.MIN);
  }

  static float min(float[] x, int xo, int n) {
    int lanes = FLOATS.length();
    FloatVector m0 = FloatVector.fromArray(FLOATS, x, xo + n - lanes);
    FloatVector m1 = m0;
    int i = 0;
    for (; i <= n - 2 * lanes; i += 2 * lanes) {
      m0 = m0.min(FloatVector.fromArray(FLOATS, x, xo + i));
      m1 = m1.min(FloatVector.fromArray(FLOATS, x, xo + i + lanes));
    }
    if (i <= n - lanes) {
      m0 = m0.min(FloatVector.fromArray(FLOATS, x, xo + i));
    }
    return m0.min(m1).reduceLanes(VectorOperators.MIN);
  }
}
