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
    DoubleVector tail = scaledSum(factor, y, yo + last, x, xo + last);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      scaledSum(factor, y, yo + i, x, xo + i).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void addScaled(float factor, float[] y, int yo, float[] x, int xo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = scaledSum(factor, y, yo + last, x, xo + last);
    for (int i = 0; i < last; i += FLOATS.length()) {
      scaledSum(factor, y, yo + i, x, xo + i).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  private static DoubleVector scaledSum(double factor, double[] y, int yo, double[] x, int xo) {
    return DoubleVector.fromArray(DOUBLES, y, yo)
        .add(DoubleVector.fromArray(DOUBLES, x, xo).mul(factor));
  }

  private static FloatVector scaledSum(float factor, float[] y, int yo, float[] x, int xo) {
    return FloatVector.fromArray(FLOATS, y, yo)
        .add(FloatVector.fromArray(FLOATS, x, xo).mul(factor));
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
    DoubleVector v0 = DoubleVector.broadcast(DOUBLES, a0);
    DoubleVector v1 = DoubleVector.broadcast(DOUBLES, a1);
    DoubleVector v2 = DoubleVector.broadcast(DOUBLES, a2);
    DoubleVector v3 = DoubleVector.broadcast(DOUBLES, a3);
    int last = n - DOUBLES.length();
    DoubleVector tail = fourSum(v0, v1, v2, v3, b, bo + last, bRow, c, co + last);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      fourSum(v0, v1, v2, v3, b, bo + i, bRow, c, co + i).intoArray(c, co + i);
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
    FloatVector v0 = FloatVector.broadcast(FLOATS, a0);
    FloatVector v1 = FloatVector.broadcast(FLOATS, a1);
    FloatVector v2 = FloatVector.broadcast(FLOATS, a2);
    FloatVector v3 = FloatVector.broadcast(FLOATS, a3);
    int last = n - FLOATS.length();
    FloatVector tail = fourSum(v0, v1, v2, v3, b, bo + last, bRow, c, co + last);
    for (int i = 0; i < last; i += FLOATS.length()) {
      fourSum(v0, v1, v2, v3, b, bo + i, bRow, c, co + i).intoArray(c, co + i);
    }
    tail.intoArray(c, co + last);
  }

  private static DoubleVector fourSum(
      DoubleVector v0,
      DoubleVector v1,
      DoubleVector v2,
      DoubleVector v3,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    DoubleVector sum =
        DoubleVector.fromArray(DOUBLES, c, co).add(DoubleVector.fromArray(DOUBLES, b, bo).mul(v0));
    sum = sum.add(DoubleVector.fromArray(DOUBLES, b, bo + bRow).mul(v1));
    sum = sum.add(DoubleVector.fromArray(DOUBLES, b, bo + 2 * bRow).mul(v2));
    return sum.add(DoubleVector.fromArray(DOUBLES, b, bo + 3 * bRow).mul(v3));
  }

  private static FloatVector fourSum(
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co) {
    FloatVector sum =
        FloatVector.fromArray(FLOATS, c, co).add(FloatVector.fromArray(FLOATS, b, bo).mul(v0));
    sum = sum.add(FloatVector.fromArray(FLOATS, b, bo + bRow).mul(v1));
    sum = sum.add(FloatVector.fromArray(FLOATS, b, bo + 2 * bRow).mul(v2));
    return sum.add(FloatVector.fromArray(FLOATS, b, bo + 3 * bRow).mul(v3));
  }
}
