package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.extend.Operator;

/** An operator whose results' types are known only by running it: a user's function. */
interface TypedByRunning extends Operator {
  /** Computes the results, whatever their types. */
  DenseTensor[] evaluate(DenseTensor[] operands);
}
