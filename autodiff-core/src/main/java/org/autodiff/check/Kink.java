package org.autodiff.check;

import java.util.Arrays;
import java.util.List;

/**
 * A point at which an operator is not smooth, with the derivative that the policy gives there.
 *
 * @param sample the point
 * @param expected for each operand, the gradient of the sum of all results, in row-major order; an
 *     empty array for an operand that is not looked at
 * @param bounded whether the derivative must also lie between the one-sided difference quotients
 */
public record Kink(Sample sample, List<double[]> expected, boolean bounded) {
  /** Copies what it is given. */
  public Kink {
    expected = expected.stream().map(double[]::clone).toList();
  }

  @Override
  public String toString() {
    return "Kink at " + sample + " with " + expected.stream().map(Arrays::toString).toList();
  }
}
