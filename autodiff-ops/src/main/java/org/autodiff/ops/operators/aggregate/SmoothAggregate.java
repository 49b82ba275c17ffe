package org.autodiff.ops.operators.aggregate;

import org.autodiff.DenseTensor;

/**
 * An aggregate whose derivative by each term is a function of the term and the result. Arguments of
 * its functions are, in this order, x [s, rows, in, 1], w [s, 1, in, out], the temperature [s, 1,
 * 1, 1] if there is one, and the results [s, rows, 1, out].
 */
public sealed interface SmoothAggregate permits KernelAggregate, OpenAggregate {
  /** The registered name. */
  String name();

  /**
   * How many results there are: the value or a part of it, and what its derivatives need beside.
   */
  int results();

  /**
   * Whether the value is the sum of the first result and the last, which then counts as a constant:
   * it is close to the largest term, but everything would be the same if it were any other number.
   */
  boolean hasBase();

  boolean hasTemperature();

  /** The derivative of the terms of a result by x (0) or by w (1). */
  ElementFunction slope(int result, int operand, int inputs);

  /** What, summed over the inputs, is the derivative of a result by the temperature. */
  ElementFunction slopeByTemperature(int result, int inputs);

  /**
   * Computes results.
   *
   * @param x [rows, in], contiguous
   * @param w [in, out], contiguous
   * @param alpha the temperature
   * @param results [rows, out], contiguous, to be written
   */
  void compute(DenseTensor x, DenseTensor w, double alpha, DenseTensor[] results);

  /**
   * Adds the cotangents that belong to one of the value.
   *
   * @param x [rows, in], contiguous
   * @param w [in, out], contiguous
   * @param alpha the temperature
   * @param results [rows, out], contiguous
   * @param g the cotangent of the value, contiguous
   * @param xBar that of x, to be added to
   * @param wBar that of w, to be added to
   */
  void pull(
      DenseTensor x,
      DenseTensor w,
      double alpha,
      DenseTensor[] results,
      DenseTensor g,
      DenseTensor xBar,
      DenseTensor wBar);
}
