package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers of 2, of vectors of doubles: u is split into an integer, which goes into the exponent, and
 * a fraction f within ±½, for which 2ᶠ is a polynomial: the first fourteen terms of its series.
 * Below the smallest normal number the power is 0.
 */
final class VectorDoublePowers {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final double MAGIC = 0x1.8p52;
  private static final double LEAST = -1022;
  private static final double MOST = 1024;

  private VectorDoublePowers() {}

  /** 2ᵘ for u below 1024; NaN for NaN. */
  static DoubleVector exp2(DoubleVector u) {
    VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
    DoubleVector shifted = u.add(MAGIC);
    DoubleVector f = u.sub(shifted.sub(MAGIC));
    DoubleVector s =
        f.mul(1.3691488853904128e-12)
            .add(2.5678435993488206e-11)
            .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
            .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
            .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
            .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
            .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
            .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
            .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
            .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
            .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
            .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
            .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
            .fma(f, DoubleVector.broadcast(S, 1));
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return s.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().blend(0, small);
  }

  /** 2ᵘ for any u. */
  static DoubleVector exp2OrInfinity(DoubleVector u) {
    return exp2(u).blend(Double.POSITIVE_INFINITY, u.compare(VectorOperators.GE, MOST));
  }
}
