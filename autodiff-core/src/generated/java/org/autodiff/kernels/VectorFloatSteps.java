// Generated from VectorDoubleSteps.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pullbacks of piecewise linear functions on vectors: 0 at a kink, NaN at a NaN. Runs are at
 * least one vector long; for their ends see {@link VectorFloatArithmetic}.
 */
final class VectorFloatSteps {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatSteps() {}

  static void relu(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.GT, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.GT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.GT, 0))
            .blend(
                FloatVector.fromArray(FLOATS, g, go + last).neg(),
                FloatVector.fromArray(FLOATS, x, xo + last).compare(VectorOperators.LT, 0));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.GT, 0))
          .blend(
              FloatVector.fromArray(FLOATS, g, go + i).neg(),
              FloatVector.fromArray(FLOATS, x, xo + i).compare(VectorOperators.LT, 0))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void zero(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.zero(FLOATS)
            .blend(
                FloatVector.fromArray(FLOATS, x, xo + last),
                FloatVector.fromArray(FLOATS, x, xo + last).test(VectorOperators.IS_NAN));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.zero(FLOATS)
          .blend(
              FloatVector.fromArray(FLOATS, x, xo + i),
              FloatVector.fromArray(FLOATS, x, xo + i).test(VectorOperators.IS_NAN))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
