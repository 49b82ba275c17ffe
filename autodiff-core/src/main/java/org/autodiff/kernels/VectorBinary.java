package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Binary kinds and selection on vectors of operands of the same length. Runs are at least one
 * vector long; for their ends see {@link VectorTranscendental}.
 */
final class VectorBinary {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorBinary() {}

  static void pow(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        pow(
            DoubleVector.fromArray(DOUBLES, a, ao + last),
            DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      pow(DoubleVector.fromArray(DOUBLES, a, ao + i), DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        pow(
            FloatVector.fromArray(FLOATS, a, ao + last),
            FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      pow(FloatVector.fromArray(FLOATS, a, ao + i), FloatVector.fromArray(FLOATS, b, bo + i))
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

  static void eq(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.EQ, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.EQ, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void eq(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.EQ, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.EQ, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ne(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.NE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.NE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ne(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.NE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.NE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void lt(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.LT, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.LT, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void lt(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void le(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.LE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.LE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void le(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.LE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.LE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void gt(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.GT, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.GT, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void gt(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.GT, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.GT, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ge(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        ones(
            DoubleVector.fromArray(DOUBLES, a, ao + last)
                .compare(VectorOperators.GE, DoubleVector.fromArray(DOUBLES, b, bo + last)));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      ones(DoubleVector.fromArray(DOUBLES, a, ao + i)
              .compare(VectorOperators.GE, DoubleVector.fromArray(DOUBLES, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ge(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        onesFloat(
            FloatVector.fromArray(FLOATS, a, ao + last)
                .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      onesFloat(
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  private static DoubleVector ones(VectorMask<Double> mask) {
    return DoubleVector.zero(DOUBLES).blend(1, mask);
  }

  private static FloatVector onesFloat(VectorMask<Float> mask) {
    return FloatVector.zero(FLOATS).blend(1, mask);
  }

  /** The library's {@code 1^NaN} and {@code (+-1)^(+-inf)} are 1; {@link Math#pow} has NaN. */
  private static DoubleVector pow(DoubleVector a, DoubleVector b) {
    VectorMask<Double> one = a.abs().compare(VectorOperators.EQ, 1);
    VectorMask<Double> finite = b.abs().compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
    return a.lanewise(VectorOperators.POW, b).blend(Double.NaN, one.andNot(finite));
  }

  /** The library's {@code 1^NaN} and {@code (+-1)^(+-inf)} are 1; {@link Math#pow} has NaN. */
  private static FloatVector pow(FloatVector a, FloatVector b) {
    VectorMask<Float> one = a.abs().compare(VectorOperators.EQ, 1);
    VectorMask<Float> finite = b.abs().compare(VectorOperators.LT, Float.POSITIVE_INFINITY);
    return a.lanewise(VectorOperators.POW, b).blend(Float.NaN, one.andNot(finite));
  }

  static void select(
      double[] c, int co, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = chosen(c, co + last, a, ao + last, b, bo + last);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      chosen(c, co + i, a, ao + i, b, bo + i).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = chosen(c, co + last, a, ao + last, b, bo + last);
    for (int i = 0; i < last; i += FLOATS.length()) {
      chosen(c, co + i, a, ao + i, b, bo + i).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  private static DoubleVector chosen(double[] c, int co, double[] a, int ao, double[] b, int bo) {
    VectorMask<Double> chosen =
        DoubleVector.fromArray(DOUBLES, c, co).compare(VectorOperators.NE, 0);
    return DoubleVector.fromArray(DOUBLES, b, bo)
        .blend(DoubleVector.fromArray(DOUBLES, a, ao), chosen);
  }

  private static FloatVector chosen(float[] c, int co, float[] a, int ao, float[] b, int bo) {
    VectorMask<Float> chosen = FloatVector.fromArray(FLOATS, c, co).compare(VectorOperators.NE, 0);
    return FloatVector.fromArray(FLOATS, b, bo).blend(FloatVector.fromArray(FLOATS, a, ao), chosen);
  }
}
