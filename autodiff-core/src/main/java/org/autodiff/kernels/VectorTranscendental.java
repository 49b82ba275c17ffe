package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of the JDK's vector mathematics library, one loop per function because the operator has
 * to be a compile-time constant.
 *
 * <p>A run is at least one vector long. Its last vector is computed before the loop and stored
 * after it, overlapping the one before: so every element goes through the same instructions
 * wherever it stands, and in-place use stays right.
 *
 * <p>In this and the other vector classes no method takes or returns a vector. The compiler does
 * not inline a helper that it has already compiled into a large method; its vectors then become
 * objects, and the loop runs some fifty times slower.
 */
final class VectorTranscendental {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorTranscendental() {}

  static void cbrt(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.CBRT);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.CBRT)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void cbrt(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.CBRT);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.CBRT).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sin(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.SIN);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).lanewise(VectorOperators.SIN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sin(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.SIN);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.SIN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void cos(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.COS);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).lanewise(VectorOperators.COS).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void cos(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.COS);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.COS).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void tan(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.TAN);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).lanewise(VectorOperators.TAN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void tan(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.TAN);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.TAN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void asin(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.ASIN);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.ASIN)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void asin(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.ASIN);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.ASIN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void acos(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.ACOS);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.ACOS)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void acos(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.ACOS);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.ACOS).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atan(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.ATAN);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.ATAN)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atan(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.ATAN);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.ATAN).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sinh(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.SINH);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.SINH)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sinh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.SINH);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.SINH).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void cosh(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.COSH);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.COSH)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void cosh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.COSH);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).lanewise(VectorOperators.COSH).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
