package org.autodiff.ops.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/**
 * Products of floats with packed ternary weights: bits of the two planes are masks of additions and
 * subtractions.
 */
final class VectorFloatTernary {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private VectorFloatTernary() {}

  /** Adds x T to one row of y, for a block of 64 outputs. */
  static void multiply(
      float[] x, int xAt, long[] planes, int planesAt, int inputs, float[] y, int yAt) {
    // eight sums: one chain of additions alone would wait for itself
    float[] zeros = new float[LANES];
    for (int lane = 0; lane < 64; lane += 4 * LANES) {
      FloatVector p0 = FloatVector.fromArray(S, zeros, 0);
      FloatVector p1 = FloatVector.fromArray(S, zeros, 0);
      FloatVector p2 = FloatVector.fromArray(S, zeros, 0);
      FloatVector p3 = FloatVector.fromArray(S, zeros, 0);
      FloatVector m0 = FloatVector.fromArray(S, zeros, 0);
      FloatVector m1 = FloatVector.fromArray(S, zeros, 0);
      FloatVector m2 = FloatVector.fromArray(S, zeros, 0);
      FloatVector m3 = FloatVector.fromArray(S, zeros, 0);
      for (int k = 0; k < inputs; k++) {
        long plus = planes[planesAt + 2 * k] >>> lane;
        long minus = planes[planesAt + 2 * k + 1] >>> lane;
        FloatVector v = FloatVector.broadcast(S, x[xAt + k]);
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
      FloatVector.fromArray(S, y, at).add(p0.sub(m0)).intoArray(y, at);
      FloatVector.fromArray(S, y, at + LANES).add(p1.sub(m1)).intoArray(y, at + LANES);
      FloatVector.fromArray(S, y, at + 2 * LANES).add(p2.sub(m2)).intoArray(y, at + 2 * LANES);
      FloatVector.fromArray(S, y, at + 3 * LANES).add(p3.sub(m3)).intoArray(y, at + 3 * LANES);
    }
  }

  /** Adds g Tᵀ, spread over the lanes of one vector for each input, for a block of 64 outputs. */
  static void multiplyTransposed(
      float[] g, int gAt, long[] planes, int planesAt, int inputs, float[] sums) {
    for (int lane = 0; lane < 64; lane += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(S, g, gAt + lane);
      FloatVector v1 = FloatVector.fromArray(S, g, gAt + lane + LANES);
      FloatVector v2 = FloatVector.fromArray(S, g, gAt + lane + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(S, g, gAt + lane + 3 * LANES);
      for (int k = 0; k < inputs; k++) {
        long plus = planes[planesAt + 2 * k] >>> lane;
        long minus = planes[planesAt + 2 * k + 1] >>> lane;
        int at = k * LANES;
        FloatVector sum = FloatVector.fromArray(S, sums, at);
        FloatVector a = sum.add(v0, VectorMask.fromLong(S, plus));
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

  static float sum(float[] sums, int input) {
    return LaneSums.of(sums, input * LANES, LANES);
  }
}
