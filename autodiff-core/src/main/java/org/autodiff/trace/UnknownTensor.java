package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.TensorType;
import org.autodiff.TracedTensor;

/** In place of a value that nobody has computed: a type and nothing else. */
final class UnknownTensor extends TracedTensor {
  private final StagingTrace staging;

  UnknownTensor(TensorType type, StagingTrace trace) {
    super(type, trace);
    staging = trace;
  }

  /** {@return whether a concrete tensor will stand here when the function runs} */
  boolean isForCompiling() {
    return staging.isForCompiling();
  }

  @Override
  public DenseTensor dense() {
    throw staging.unknown(type());
  }

  @Override
  public String toString() {
    return "unknown";
  }
}
