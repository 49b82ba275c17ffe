package org.autodiff.check;

import java.util.List;

/**
 * Operands with the results that are known for them.
 *
 * @param sample the operands and parameters, float64
 * @param expected the elements of all results, in row-major order, one result after another
 */
public record Example(Sample sample, List<Double> expected) {
  /** Copies what it is given. */
  public Example {
    expected = List.copyOf(expected);
  }
}
