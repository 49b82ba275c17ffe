// Generated from VectorDoubleExtremes.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Minimum and maximum on vectors of operands of the same length. Runs are at least one vector long;
 * for their ends see {@link VectorFloatArithmetic}.
 */
final class VectorFloatExtremes {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatExtremes() {}

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
