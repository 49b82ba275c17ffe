package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and multiples of rows on vectors. Runs are at least one vector long; for their ends see
 * {@link VectorTranscendental}.
 */
final class VectorRows {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** Runs of this length hold a vector of either kind. */
  static final int SHORTEST = FloatVector.SPECIES_PREFERRED.length();

  private VectorRows() {}

  static void scale(double factor, double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).mul(factor);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).mul(factor).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void scale(float factor, float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).mul(factor);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).mul(factor).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void addScaled(double factor, double[] y, int yo, double[] x, int xo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, y, yo + last)
            .add(DoubleVector.fromArray(DOUBLES, x, xo + last).mul(factor));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, y, yo + i)
          .add(DoubleVector.fromArray(DOUBLES, x, xo + i).mul(factor))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void addScaled(float factor, float[] y, int yo, float[] x, int xo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, y, yo + last)
            .add(FloatVector.fromArray(FLOATS, x, xo + last).mul(factor));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, y, yo + i)
          .add(FloatVector.fromArray(FLOATS, x, xo + i).mul(factor))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  /** Adds to a run of c the multiples of four rows of b. */
  static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int n) {
    int b1 = bo + bRow;
    int b2 = b1 + bRow;
    int b3 = b2 + bRow;
    DoubleVector v0 = DoubleVector.broadcast(DOUBLES, a0);
    DoubleVector v1 = DoubleVector.broadcast(DOUBLES, a1);
    DoubleVector v2 = DoubleVector.broadcast(DOUBLES, a2);
    DoubleVector v3 = DoubleVector.broadcast(DOUBLES, a3);
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, c, co + last)
            .add(DoubleVector.fromArray(DOUBLES, b, bo + last).mul(v0))
            .add(DoubleVector.fromArray(DOUBLES, b, b1 + last).mul(v1))
            .add(DoubleVector.fromArray(DOUBLES, b, b2 + last).mul(v2))
            .add(DoubleVector.fromArray(DOUBLES, b, b3 + last).mul(v3));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, c, co + i)
          .add(DoubleVector.fromArray(DOUBLES, b, bo + i).mul(v0))
          .add(DoubleVector.fromArray(DOUBLES, b, b1 + i).mul(v1))
          .add(DoubleVector.fromArray(DOUBLES, b, b2 + i).mul(v2))
          .add(DoubleVector.fromArray(DOUBLES, b, b3 + i).mul(v3))
          .intoArray(c, co + i);
    }
    tail.intoArray(c, co + last);
  }

  /** Adds to a run of c the multiples of four rows of b. */
  static void addFour(
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int n) {
    int b1 = bo + bRow;
    int b2 = b1 + bRow;
    int b3 = b2 + bRow;
    FloatVector v0 = FloatVector.broadcast(FLOATS, a0);
    FloatVector v1 = FloatVector.broadcast(FLOATS, a1);
    FloatVector v2 = FloatVector.broadcast(FLOATS, a2);
    FloatVector v3 = FloatVector.broadcast(FLOATS, a3);
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, c, co + last)
            .add(FloatVector.fromArray(FLOATS, b, bo + last).mul(v0))
            .add(FloatVector.fromArray(FLOATS, b, b1 + last).mul(v1))
            .add(FloatVector.fromArray(FLOATS, b, b2 + last).mul(v2))
            .add(FloatVector.fromArray(FLOATS, b, b3 + last).mul(v3));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, c, co + i)
          .add(FloatVector.fromArray(FLOATS, b, bo + i).mul(v0))
          .add(FloatVector.fromArray(FLOATS, b, b1 + i).mul(v1))
          .add(FloatVector.fromArray(FLOATS, b, b2 + i).mul(v2))
          .add(FloatVector.fromArray(FLOATS, b, b3 + i).mul(v3))
          .intoArray(c, co + i);
    }
    tail.intoArray(c, co + last);
  }
}
