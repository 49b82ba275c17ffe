package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Comparisons and selection on vectors of operands of the same length. Runs are at least one vector
 * long; for their ends see {@link VectorDoubleArithmetic}.
 */
final class VectorDoubleComparisons {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleComparisons() {}

  static void eq(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.EQ, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.EQ, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ne(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.NE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.NE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void lt(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.LT, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.LT, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void le(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.LE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.LE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void gt(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.GT, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.GT, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ge(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.zero(DOUBLES)
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.GE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.zero(DOUBLES)
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.GE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void select(
      double[] c, int co, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, b, bo + last)
            .blend(
                DoubleVector.fromArray(DOUBLES, a, ao + last),
                DoubleVector.fromArray(DOUBLES, c, co + last).compare(VectorOperators.NE, 0));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, b, bo + i)
          .blend(
              DoubleVector.fromArray(DOUBLES, a, ao + i),
              DoubleVector.fromArray(DOUBLES, c, co + i).compare(VectorOperators.NE, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
