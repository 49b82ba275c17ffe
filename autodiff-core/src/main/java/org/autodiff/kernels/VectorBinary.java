package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The other binary kinds on vectors of operands of the same length. Powers of 1 and infinite ones
 * of -1 are set to 1, as {@link ScalarMath#pow} has them, whatever the JDK's library says. Runs are
 * at least one vector long; for their ends see {@link VectorTranscendental}.
 */
final class VectorBinary {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorBinary() {}

  static void pow(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .lanewise(VectorOperators.POW, DoubleVector.fromArray(DOUBLES, b, bo + last))
            .blend(1, DoubleVector.fromArray(DOUBLES, a, ao + last).compare(VectorOperators.EQ, 1))
            .blend(
                1,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .compare(VectorOperators.EQ, -1)
                    .and(
                        DoubleVector.fromArray(DOUBLES, b, bo + last)
                            .test(VectorOperators.IS_INFINITE)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .lanewise(VectorOperators.POW, DoubleVector.fromArray(DOUBLES, b, bo + i))
          .blend(1, DoubleVector.fromArray(DOUBLES, a, ao + i).compare(VectorOperators.EQ, 1))
          .blend(
              1,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .compare(VectorOperators.EQ, -1)
                  .and(
                      DoubleVector.fromArray(DOUBLES, b, bo + i).test(VectorOperators.IS_INFINITE)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .lanewise(VectorOperators.POW, FloatVector.fromArray(FLOATS, b, bo + last))
            .blend(1, FloatVector.fromArray(FLOATS, a, ao + last).compare(VectorOperators.EQ, 1))
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.EQ, -1)
                    .and(
                        FloatVector.fromArray(FLOATS, b, bo + last)
                            .test(VectorOperators.IS_INFINITE)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .lanewise(VectorOperators.POW, FloatVector.fromArray(FLOATS, b, bo + i))
          .blend(1, FloatVector.fromArray(FLOATS, a, ao + i).compare(VectorOperators.EQ, 1))
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.EQ, -1)
                  .and(FloatVector.fromArray(FLOATS, b, bo + i).test(VectorOperators.IS_INFINITE)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atan2(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .lanewise(VectorOperators.ATAN2, DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .lanewise(VectorOperators.ATAN2, DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atan2(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .lanewise(VectorOperators.ATAN2, FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .lanewise(VectorOperators.ATAN2, FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void hypot(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .lanewise(VectorOperators.HYPOT, DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .lanewise(VectorOperators.HYPOT, DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void hypot(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .lanewise(VectorOperators.HYPOT, FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .lanewise(VectorOperators.HYPOT, FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

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

  static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .min(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .min(FloatVector.fromArray(FLOATS, b, bo + i))
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

  static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .max(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .max(FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
