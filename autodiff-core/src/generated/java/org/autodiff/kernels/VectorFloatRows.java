// Generated from VectorDoubleRows.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and multiples of rows on vectors. Runs are at least one vector long; for their ends see
 * {@link VectorFloatArithmetic}.
 */
final class VectorFloatRows {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorFloatRows() {}

  static void scale(float factor, float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = FloatVector.fromArray(FLOATS, x, xo + last).mul(factor);
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, x, xo + i).mul(factor).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void addScaled(float factor, float[] y, int yo, float[] x, int xo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        FloatVector.fromArray(FLOATS, y, yo + last)
            .add(FloatVector.fromArray(FLOATS, x, xo + last).mul(factor));
    for (int i = 0; i < last; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, y, yo + i)
          .add(FloatVector.fromArray(FLOATS, x, xo + i).mul(factor))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }
}
