package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pullbacks of piecewise linear functions on vectors: 0 at a kink, NaN at a NaN. Runs are at
 * least one vector long; for their ends see {@link VectorDoubleArithmetic}.
 */
final class VectorDoubleSteps {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleSteps() {}

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
}
