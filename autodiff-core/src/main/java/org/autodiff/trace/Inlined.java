package org.autodiff.trace;

import org.autodiff.Tensor;
import org.autodiff.extend.Operator;

/** An operator that is a function of operators, which some traces take apart. */
interface Inlined extends Operator {
  /** {@return whether a trace is shown what the function does, and not the operator} */
  default boolean isInlinedIn(Trace trace) {
    return true;
  }

  /** Runs the function on tensors of the trace. */
  Tensor[] inline(Tensor[] operands);
}
