package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Reductions of one contiguous run, of at least one vector, by vector accumulators. */
final class VectorReductions {
  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() > 8
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> HALVES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final VectorOperators.Conversion<Float, Double> F2D = VectorOperators.F2D;

  private VectorReductions() {}

  /** Four blocks at once are four chains of additions; those that are not there are dropped. */
  static void lanes(double[] x, int xo, int n, double[] lanes) {
    int length = DOUBLES.length();
    int blocks = n / OrderedSum.BLOCK;
    int second = blocks > 1 ? OrderedSum.BLOCK : 0;
    int third = blocks > 2 ? 2 * OrderedSum.BLOCK : 0;
    int fourth = blocks > 3 ? 3 * OrderedSum.BLOCK : 0;
    int rest = xo + blocks * OrderedSum.BLOCK;
    ScalarReductions.block(x, rest, xo + n - rest, lanes);
    if (blocks == 0) {
      return;
    }
    DoubleVector none = DoubleVector.broadcast(DOUBLES, -0.0);
    for (int lane = 0; lane < OrderedSum.LANES; lane += length) {
      DoubleVector s0 = none;
      DoubleVector s1 = none;
      DoubleVector s2 = none;
      DoubleVector s3 = none;
      for (int at = xo + lane; at < xo + OrderedSum.BLOCK; at += OrderedSum.LANES) {
        s0 = s0.add(DoubleVector.fromArray(DOUBLES, x, at));
        s1 = s1.add(DoubleVector.fromArray(DOUBLES, x, at + second));
        s2 = s2.add(DoubleVector.fromArray(DOUBLES, x, at + third));
        s3 = s3.add(DoubleVector.fromArray(DOUBLES, x, at + fourth));
      }
      DoubleVector last = DoubleVector.fromArray(DOUBLES, lanes, lane);
      if (blocks == 1) {
        s0.add(last).intoArray(lanes, lane);
      } else if (blocks == 2) {
        s0.add(s1).add(last).intoArray(lanes, lane);
      } else {
        s0.add(s1).add(s2.add(blocks == 3 ? last : s3)).intoArray(lanes, lane);
      }
    }
  }

  /** Four blocks at once are four chains of additions; those that are not there are dropped. */
  static void lanes(float[] x, int xo, int n, double[] lanes) {
    int length = DOUBLES.length();
    int blocks = n / OrderedSum.BLOCK;
    int second = blocks > 1 ? OrderedSum.BLOCK : 0;
    int third = blocks > 2 ? 2 * OrderedSum.BLOCK : 0;
    int fourth = blocks > 3 ? 3 * OrderedSum.BLOCK : 0;
    int rest = xo + blocks * OrderedSum.BLOCK;
    ScalarReductions.block(x, rest, xo + n - rest, lanes);
    if (blocks == 0) {
      return;
    }
    DoubleVector none = DoubleVector.broadcast(DOUBLES, -0.0);
    for (int lane = 0; lane < OrderedSum.LANES; lane += length) {
      DoubleVector s0 = none;
      DoubleVector s1 = none;
      DoubleVector s2 = none;
      DoubleVector s3 = none;
      for (int at = xo + lane; at < xo + OrderedSum.BLOCK; at += OrderedSum.LANES) {
        s0 = s0.add(FloatVector.fromArray(HALVES, x, at).convertShape(F2D, DOUBLES, 0));
        s1 = s1.add(FloatVector.fromArray(HALVES, x, at + second).convertShape(F2D, DOUBLES, 0));
        s2 = s2.add(FloatVector.fromArray(HALVES, x, at + third).convertShape(F2D, DOUBLES, 0));
        s3 = s3.add(FloatVector.fromArray(HALVES, x, at + fourth).convertShape(F2D, DOUBLES, 0));
      }
      DoubleVector last = DoubleVector.fromArray(DOUBLES, lanes, lane);
      if (blocks == 1) {
        s0.add(last).intoArray(lanes, lane);
      } else if (blocks == 2) {
        s0.add(s1).add(last).intoArray(lanes, lane);
      } else {
        s0.add(s1).add(s2.add(blocks == 3 ? last : s3)).intoArray(lanes, lane);
      }
    }
  }

  /** Rows are at least a vector long; the last vector of one overlaps that before it. */
  static void addRows(double[] x, int xo, int rows, int step, int width, double[] y, int yo) {
    int length = DOUBLES.length();
    int last = width - length;
    for (int r = 0; r < rows; r++) {
      int from = xo + r * step;
      int to = yo + r * width;
      DoubleVector end =
          DoubleVector.fromArray(DOUBLES, y, to + last)
              .add(DoubleVector.fromArray(DOUBLES, x, from + last));
      for (int i = 0; i < last; i += length) {
        DoubleVector.fromArray(DOUBLES, y, to + i)
            .add(DoubleVector.fromArray(DOUBLES, x, from + i))
            .intoArray(y, to + i);
      }
      end.intoArray(y, to + last);
    }
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
