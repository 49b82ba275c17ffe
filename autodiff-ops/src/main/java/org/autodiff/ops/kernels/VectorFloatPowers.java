package org.autodiff.ops.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers of 2, of vectors of floats: u is split into an integer, which goes into the exponent, and
 * a fraction f within ±½, for which the series of 2ᶠ converges to the last bit in eight terms.
 * Below the smallest normal number the power is 0.
 */
final class VectorFloatPowers {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final float MAGIC = 0x1.8p23f;
  private static final float LEAST = -126;
  private static final float MOST = 128;

  private VectorFloatPowers() {}

  /** 2ᵘ for u below 128; NaN for NaN. */
  static FloatVector exp2(FloatVector u) {
    VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
    FloatVector shifted = u.add(MAGIC);
    FloatVector f = u.sub(shifted.sub(MAGIC));
    FloatVector s =
        f.mul(1.5252734e-05f)
            .add(1.540353e-04f)
            .fma(f, FloatVector.broadcast(S, 1.3333558e-03f))
            .fma(f, FloatVector.broadcast(S, 9.618129e-03f))
            .fma(f, FloatVector.broadcast(S, 5.550411e-02f))
            .fma(f, FloatVector.broadcast(S, 2.402265e-01f))
            .fma(f, FloatVector.broadcast(S, 6.931472e-01f))
            .fma(f, FloatVector.broadcast(S, 1f));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return s.reinterpretAsInts().add(exponent).reinterpretAsFloats().blend(0f, small);
  }

  /** 2ᵘ for any u. */
  static FloatVector exp2OrInfinity(FloatVector u) {
    return exp2(u).blend(Float.POSITIVE_INFINITY, u.compare(VectorOperators.GE, MOST));
  }
}
