package org.autodiff.ops.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers of 2, of vectors of floats: u is split into an integer, which goes into the exponent, and
 * a fraction f within ±½, for which 2ᶠ is a polynomial: of degree 5, off by 9e-8 at most (fitted
 * for least relative error). Below the smallest normal number the power is 0.
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
        f.mul(1.326472731307149e-3f)
            .add(9.671512991189957e-3f)
            .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
            .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
            .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
            .fma(f, FloatVector.broadcast(S, 1f));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return s.reinterpretAsInts().add(exponent).reinterpretAsFloats().blend(0f, small);
  }

  /** 2ᵘ for any u. */
  static FloatVector exp2OrInfinity(FloatVector u) {
    return exp2(u).blend(Float.POSITIVE_INFINITY, u.compare(VectorOperators.GE, MOST));
  }
}
