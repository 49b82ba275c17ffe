// Generated from VectorDoubleArithmetic.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
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
final class VectorFloatArithmetic {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatArithmetic() {}

  static void neg(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).neg();
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).neg().intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.broadcast(FLOATS, 1).div(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.broadcast(FLOATS, 1)
          .div(FloatVector.fromArray(FLOATS, x, xo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void square(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, x, xo + last)
            .mul(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i)
          .mul(FloatVector.fromArray(FLOATS, x, xo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, x, xo + last).lanewise(VectorOperators.SQRT);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i)
          .lanewise(VectorOperators.SQRT)
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.broadcast(FLOATS, 1)
            .div(
                FloatVector.fromArray(FLOATS, x, xo + last)
                    .add(0)
                    .lanewise(VectorOperators.SQRT));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.broadcast(FLOATS, 1)
          .div(FloatVector.fromArray(FLOATS, x, xo + i).add(0).lanewise(VectorOperators.SQRT))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void relu(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).max(0);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).max(0).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).abs();
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).abs().intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sign(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, x, xo + last)
            .blend(1, FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.GT, 0))
            .blend(
                -1, FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.LT, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i)
          .blend(1, FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.GT, 0))
          .blend(-1, FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.LT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .add(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .add(FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .sub(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .sub(FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .mul(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .mul(FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, a, ao + last)
            .div(FloatVector.fromArray(FLOATS, b, bo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, a, ao + i)
          .div(FloatVector.fromArray(FLOATS, b, bo + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
