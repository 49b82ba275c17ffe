package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/**
 * Products of doubles with packed ternary weights: bits of the two planes are masks of additions
 * and subtractions.
 */
final class VectorDoubleTernary {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private VectorDoubleTernary() {}

  /** Adds x T to one row of y, for a block of 64 outputs. */
  static void multiply(
      double[] x, int xAt, long[] planes, int planesAt, int inputs, double[] y, int yAt) {
    // eight sums: one chain of additions alone would wait for itself
    double[] zeros = new double[LANES];
    for (int lane = 0; lane < 64; lane += 4 * LANES) {
      DoubleVector p0 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector p1 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector p2 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector p3 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector m0 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector m1 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector m2 = DoubleVector.fromArray(S, zeros, 0);
      DoubleVector m3 = DoubleVector.fromArray(S, zeros, 0);
      for (int k = 0; k < inputs; k++) {
        long plus = planes[planesAt + 2 * k] >>> lane;
        long minus = planes[planesAt + 2 * k + 1] >>> lane;
        DoubleVector v = DoubleVector.broadcast(S, x[xAt + k]);
        p0 = p0.add(v, VectorMask.fromLong(S, plus));
        m0 = m0.add(v, VectorMask.fromLong(S, minus));
        p1 = p1.add(v, VectorMask.fromLong(S, plus >>> LANES));
        m1 = m1.add(v, VectorMask.fromLong(S, minus >>> LANES));
        p2 = p2.add(v, VectorMask.fromLong(S, plus >>> 2 * LANES));
        m2 = m2.add(v, VectorMask.fromLong(S, minus >>> 2 * LANES));
        p3 = p3.add(v, VectorMask.fromLong(S, plus >>> 3 * LANES));
        m3 = m3.add(v, VectorMask.fromLong(S, minus >>> 3 * LANES));
      }
      int at = yAt + lane;
      DoubleVector.fromArray(S, y, at).add(p0.sub(m0)).intoArray(y, at);
      DoubleVector.fromArray(S, y, at + LANES).add(p1.sub(m1)).intoArray(y, at + LANES);
      DoubleVector.fromArray(S, y, at + 2 * LANES).add(p2.sub(m2)).intoArray(y, at + 2 * LANES);
      DoubleVector.fromArray(S, y, at + 3 * LANES).add(p3.sub(m3)).intoArray(y, at + 3 * LANES);
    }
  }

  /** Adds g Tᵀ, spread over the lanes of one vector for each input, for a block of 64 outputs. */
  static void multiplyTransposed(
      double[] g, int gAt, long[] planes, int planesAt, int inputs, double[] sums) {
    for (int lane = 0; lane < 64; lane += 4 * LANES) {
      DoubleVector v0 = DoubleVector.fromArray(S, g, gAt + lane);
      DoubleVector v1 = DoubleVector.fromArray(S, g, gAt + lane + LANES);
      DoubleVector v2 = DoubleVector.fromArray(S, g, gAt + lane + 2 * LANES);
      DoubleVector v3 = DoubleVector.fromArray(S, g, gAt + lane + 3 * LANES);
      for (int k = 0; k < inputs; k++) {
        long plus = planes[planesAt + 2 * k] >>> lane;
        long minus = planes[planesAt + 2 * k + 1] >>> lane;
        int at = k * LANES;
        DoubleVector sum = DoubleVector.fromArray(S, sums, at);
        DoubleVector a = sum.add(v0, VectorMask.fromLong(S, plus));
        a = a.add(v1, VectorMask.fromLong(S, plus >>> LANES));
        a = a.sub(v0, VectorMask.fromLong(S, minus));
        a = a.sub(v1, VectorMask.fromLong(S, minus >>> LANES));
        a = a.add(v2, VectorMask.fromLong(S, plus >>> 2 * LANES));
        a = a.add(v3, VectorMask.fromLong(S, plus >>> 3 * LANES));
        a = a.sub(v2, VectorMask.fromLong(S, minus >>> 2 * LANES));
        a = a.sub(v3, VectorMask.fromLong(S, minus >>> 3 * LANES));
        a.intoArray(sums, at);
      }
    }
  }

  static int lanes() {
    return LANES;
  }

  static double sum(double[] sums, int input) {
    return LaneSums.of(sums, input * LANES, LANES);
  }
}
