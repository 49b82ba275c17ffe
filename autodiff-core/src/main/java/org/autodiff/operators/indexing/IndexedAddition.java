package org.autodiff.operators.indexing;

import org.autodiff.DenseTensor;
import org.autodiff.extend.SingleResultOperator;

/** Adds updates (third operand) to a target (first) at the places that indices (second) name. */
interface IndexedAddition extends SingleResultOperator {
  /**
   * Does the same in place.
   *
   * @param target a contiguous tensor that nobody else refers to
   * @param indices the indices
   * @param updates what is added
   */
  void addTo(DenseTensor target, DenseTensor indices, DenseTensor updates);
}
