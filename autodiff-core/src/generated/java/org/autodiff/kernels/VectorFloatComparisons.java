// Generated from VectorDoubleComparisons.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Comparisons and selection on vectors of operands of the same length. Runs are at least one vector
 * long; for their ends see {@link VectorFloatArithmetic}.
 */
final class VectorFloatComparisons {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatComparisons() {}

  static void eq(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.EQ, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.EQ, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ne(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.NE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.NE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void lt(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void le(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.LE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.LE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void gt(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.GT, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.GT, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void ge(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                1,
                FloatVector.fromArray(FLOATS, a, ao + last)
                    .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + last)));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              1,
              FloatVector.fromArray(FLOATS, a, ao + i)
                  .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + i)))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void select(
      float[] c, int co, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, b, bo + last)
            .blend(
                FloatVector.fromArray(FLOATS, a, ao + last),
                FloatVector.fromArray(FLOATS, c, co + last).compare(VectorOperators.NE, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, b, bo + i)
          .blend(
              FloatVector.fromArray(FLOATS, a, ao + i),
              FloatVector.fromArray(FLOATS, c, co + i).compare(VectorOperators.NE, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
