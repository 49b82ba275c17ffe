package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Unary and binary kinds made of the arithmetic instructions. The compiler does not vectorize a
 * plain loop here, because two arrays with different offsets might overlap.
 *
 * <p>A run is at least one vector long. Its last vector is computed before the loop and stored
 * after it, overlapping the one before: so every element goes through the same instructions
 * wherever it stands, and in-place use stays right.
 *
 * <p>In this and the other vector classes no method takes or returns a vector. The compiler does
 * not inline a helper that it has already compiled into a large method; its vectors then become
 * objects, and the loop runs some fifty times slower.
 */
final class VectorDoubleArithmetic {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleArithmetic() {}

  static void neg(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).neg();
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).neg().intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void reciprocal(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.broadcast(DOUBLES, 1).div(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.broadcast(DOUBLES, 1)
          .div(DoubleVector.fromArray(DOUBLES, x, xo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void square(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last)
            .mul(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .mul(DoubleVector.fromArray(DOUBLES, x, xo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sqrt(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last).lanewise(VectorOperators.SQRT);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .lanewise(VectorOperators.SQRT)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void rsqrt(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.broadcast(DOUBLES, 1)
            .div(
                DoubleVector.fromArray(DOUBLES, x, xo + last)
                    .add(0)
                    .lanewise(VectorOperators.SQRT));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.broadcast(DOUBLES, 1)
          .div(DoubleVector.fromArray(DOUBLES, x, xo + i).add(0).lanewise(VectorOperators.SQRT))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void relu(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).max(0);
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).max(0).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = DoubleVector.fromArray(DOUBLES, x, xo + last).abs();
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i).abs().intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sign(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, x, xo + last)
            .blend(1, DoubleVector.fromArray(DOUBLES, x, xo + last).compare(VectorOperators.GT, 0))
            .blend(
                -1, DoubleVector.fromArray(DOUBLES, x, xo + last).compare(VectorOperators.LT, 0));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, x, xo + i)
          .blend(1, DoubleVector.fromArray(DOUBLES, x, xo + i).compare(VectorOperators.GT, 0))
          .blend(-1, DoubleVector.fromArray(DOUBLES, x, xo + i).compare(VectorOperators.LT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void add(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .add(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .add(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sub(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .sub(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .sub(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void mul(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .mul(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .mul(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void div(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        DoubleVector.fromArray(DOUBLES, a, ao + last)
            .div(DoubleVector.fromArray(DOUBLES, b, bo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, a, ao + i)
          .div(DoubleVector.fromArray(DOUBLES, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
