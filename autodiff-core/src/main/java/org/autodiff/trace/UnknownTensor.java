package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.TracedTensor;

/** In place of a value that nobody has computed: a type and nothing else. */
final class UnknownTensor extends TracedTensor {
  UnknownTensor(TensorType type, StagingTrace trace) {
    super(type, trace);
  }

  @Override
  public DenseTensor dense() {
    throw new TraceException(
        "data: reading elements needs a concrete tensor, got a "
            + type()
            + " of a function that is run on types alone; compute with operators (where, max,"
            + " takeAlongAxis) instead of reading values, or run it on an argument");
  }

  @Override
  public String toString() {
    return "unknown";
  }
}
