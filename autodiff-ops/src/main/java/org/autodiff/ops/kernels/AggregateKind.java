package org.autodiff.ops.kernels;

/** How the terms of one output are aggregated; p stands for x·w unless it says otherwise. */
public enum AggregateKind {
  /** {@code (1/α) ln Σ exp(α p)}. */
  LOG_SUM_EXP,
  /** {@code (1/α) ln Σ exp(α (x + w))}: soft max-plus. */
  LOG_SUM_EXP_OF_SUMS,
  /** {@code S (1/α) ln Σ exp(α |p|)}, S the sign of the p largest by magnitude, 0 if all are 0. */
  SOFT_ABS_MAX,
  /** {@code S (1/α) ln ((1/K) Σ exp(α |p|))}. */
  CENTERED_SOFT_ABS_MAX,
  /** {@code (1/α) asinh Σ sinh(α p)}. */
  SINH_SUM,
  /** {@code Σ p q}, q the softmax of α|p|. */
  BOLTZMANN,
  /** {@code -Σ |x - w|}, with its own derivative. */
  ADDER,
  /** {@code -Σ |x - w|}, with the derivative that AdderNet trains with. */
  ADDER_SURROGATE;

  /** {@return whether there is a temperature α} */
  public boolean hasTemperature() {
    return this != ADDER && this != ADDER_SURROGATE;
  }

  /**
   * {@return how many numbers each output has} Where there is a temperature, the value is the sum
   * of the first and the last: the last, the base, is close to the largest term, and the first is
   * the rest. Weights of terms are functions of differences to both, so that the rounding of a
   * large value does not reach them. The second of three is {@code (1/α) ln Σ exp(α |p|)} less the
   * size of the base.
   */
  public int results() {
    return this == BOLTZMANN ? 3 : hasTemperature() ? 2 : 1;
  }
}
