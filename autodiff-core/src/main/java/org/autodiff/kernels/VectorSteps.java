package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pullbacks of piecewise linear functions on vectors: 0 at a kink, NaN at a NaN. Runs are at
 * least one vector long; for their ends see {@link VectorArithmetic}.
 */
final class VectorSteps {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorSteps() {}

  static void relu(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                DoubleVector.fromArray(DOUBLES, x, xo + last),
                DoubleVector.fromArray(DOUBLES, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                DoubleVector.fromArray(DOUBLES, g, go + last),
                DoubleVector.fromArray(DOUBLES, x, xo + last).compare(VectorOperators.GT, 0));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              DoubleVector.fromArray(DOUBLES, x, xo + i),
              DoubleVector.fromArray(DOUBLES, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              DoubleVector.fromArray(DOUBLES, g, go + i),
              DoubleVector.fromArray(DOUBLES, x, xo + i).compare(VectorOperators.GT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void relu(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.GT, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.GT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                DoubleVector.fromArray(DOUBLES, x, xo + last),
                DoubleVector.fromArray(DOUBLES, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                DoubleVector.fromArray(DOUBLES, g, go + last),
                DoubleVector.fromArray(DOUBLES, x, xo + last).compare(VectorOperators.GT, 0))
            .blend(
                DoubleVector.fromArray(DOUBLES, g, go + last).neg(),
                DoubleVector.fromArray(DOUBLES, x, xo + last).compare(VectorOperators.LT, 0));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              DoubleVector.fromArray(DOUBLES, x, xo + i),
              DoubleVector.fromArray(DOUBLES, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              DoubleVector.fromArray(DOUBLES, g, go + i),
              DoubleVector.fromArray(DOUBLES, x, xo + i).compare(VectorOperators.GT, 0))
          .blend(
              DoubleVector.fromArray(DOUBLES, g, go + i).neg(),
              DoubleVector.fromArray(DOUBLES, x, xo + i).compare(VectorOperators.LT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.GT, 0))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last).neg(),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.LT, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.GT, 0))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i).neg(),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.LT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void zero(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                DoubleVector.fromArray(DOUBLES, x, xo + last),
                DoubleVector.fromArray(DOUBLES, x, xo + last).test(VectorOperators.IS_NAN));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              DoubleVector.fromArray(DOUBLES, x, xo + i),
              DoubleVector.fromArray(DOUBLES, x, xo + i).test(VectorOperators.IS_NAN))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void zero(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
