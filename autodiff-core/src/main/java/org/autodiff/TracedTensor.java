package org.autodiff;

/**
 * A tensor inside a transform: a box of the transform's trace around what it knows of the value.
 */
abstract sealed class TracedTensor extends Tensor
    permits TapeTrace.Box, JvpTrace.Box, BatchTrace.Box, ObservingTrace.Box {
  final Trace trace;

  TracedTensor(TensorType type, Trace trace) {
    super(type);
    this.trace = trace;
  }

  /** {@return the value one level down, which for a batch has one more axis} */
  abstract Tensor inner();

  @Override
  public DenseTensor dense() {
    throw new TraceException(
        "data: reading elements needs a concrete tensor, got a "
            + type()
            + " inside "
            + trace.transform()
            + "; compute with operators (where, max, takeAlongAxis) instead of reading values, or"
            + " return the value from the transform, for example as auxiliary output");
  }

  @Override
  public String toString() {
    return "Traced(" + type() + " in " + trace.transform() + ")";
  }
}
