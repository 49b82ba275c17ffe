package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Minimum and maximum on vectors of operands of the same length. Runs are at least one vector long;
 * for their ends see {@link VectorDoubleArithmetic}.
 */
final class VectorDoubleExtremes {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleExtremes() {}

  static void min(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .min(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .min(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void max(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .max(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .max(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
