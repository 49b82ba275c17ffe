package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and multiples of rows on vectors. Runs are at least one vector long; for their ends see
 * {@link VectorDoubleArithmetic}.
 */
final class VectorDoubleRows {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleRows() {}

  static void scale(double factor, double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).mul(factor);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).mul(factor).intoArray(y, yo + i);
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
}
