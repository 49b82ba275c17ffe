package org.autodiff.nn;

import org.autodiff.NoGradient;
import org.autodiff.Tensor;
import org.autodiff.ops.Adder;
import org.autodiff.ops.Aggregate;

/**
 * A layer that combines the products of inputs and weights by something other than their sum, plus
 * a bias.
 *
 * @param w weights [in, out]
 * @param bias [out]
 * @param kind the aggregate
 * @param alpha its temperature, where it has one
 */
public record HadamardLayer(Tensor w, Tensor bias, Kind kind, @NoGradient double alpha)
    implements Layer {
  /** The aggregates. */
  public enum Kind {
    /** {@link Aggregate#max}. */
    MAX,
    /** {@link Aggregate#absMax}. */
    ABS_MAX,
    /** {@link Aggregate#softAbsMax}. */
    SOFT_ABS_MAX,
    /** {@link Aggregate#centeredSoftAbsMax}. */
    CENTERED_SOFT_ABS_MAX,
    /** {@link Aggregate#sinhSum}. */
    SINH_SUM,
    /** {@link Aggregate#boltzmann}. */
    BOLTZMANN,
    /** {@link Adder#adderWithSurrogate}. */
    ADDER
  }

  @Override
  public Tensor apply(Tensor x) {
    if (kind == Kind.ADDER) {
      return Adder.adderWithSurrogate(x, w).add(bias);
    }
    Aggregate aggregate =
        switch (kind) {
          case MAX -> Aggregate.max();
          case ABS_MAX -> Aggregate.absMax();
          case SOFT_ABS_MAX -> Aggregate.softAbsMax(alpha);
          case CENTERED_SOFT_ABS_MAX -> Aggregate.centeredSoftAbsMax(alpha);
          case SINH_SUM -> Aggregate.sinhSum(alpha);
          case BOLTZMANN -> Aggregate.boltzmann(alpha);
          case ADDER -> throw new IllegalStateException("handled above");
        };
    return aggregate.apply(x, w, bias);
  }

  /**
   * {@return this layer at another temperature, as a schedule changes it}
   *
   * @param newAlpha the temperature
   */
  public HadamardLayer at(double newAlpha) {
    return new HadamardLayer(w, bias, kind, newAlpha);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
