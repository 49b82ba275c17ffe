package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The other binary kinds on vectors of operands of the same length. The library's {@code 1^NaN} and
 * {@code (+-1)^(+-inf)} are 1; as in {@link Math#pow} these are NaN here. Runs are at least one
 * vector long; for their ends see {@link VectorTranscendental}.
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
            .blend(
                Double.NaN,
                DoubleVector.fromArray(DOUBLES, a, ao + last)
                    .abs()
                    .compare(VectorOperators.EQ, 1)
                    .andNot(
                        DoubleVector.fromArray(DOUBLES, b, bo + last)
                            .abs()
                            .compare(VectorOperators.LT, Double.POSITIVE_INFINITY)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .lanewise(VectorOperators.POW, DoubleVector.fromArray(DOUBLES, b, bo + i))
          .blend(
              Double.NaN,
              DoubleVector.fromArray(DOUBLES, a, ao + i)
                  .abs()
                  .compare(VectorOperators.EQ, 1)
                  .andNot(
                      DoubleVector.fromArray(DOUBLES, b, bo + i)
                          .abs()
                          .compare(VectorOperators.LT, Double.POSITIVE_INFINITY)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .lanewise(VectorOperators.POW, FloatVector.fromArray(FLOATS, b, bo + last))
            .blend(
                Float.NaN,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .abs()
                    .compare(VectorOperators.EQ, 1)
                    .andNot(
                        FloatVector.fromArray(FLOATS, b, bo + last)
                            .abs()
                            .compare(VectorOperators.LT, Float.POSITIVE_INFINITY)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .lanewise(VectorOperators.POW, FloatVector.fromArray(FLOATS, b, bo + i))
          .blend(
              Float.NaN,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .abs()
                  .compare(VectorOperators.EQ, 1)
                  .andNot(
                      FloatVector.fromArray(FLOATS, b, bo + i)
                          .abs()
                          .compare(VectorOperators.LT, Float.POSITIVE_INFINITY)))
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
