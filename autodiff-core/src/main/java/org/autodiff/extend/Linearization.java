package org.autodiff.extend;

import org.autodiff.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of an operator at a point: one linear map from the tangents of all operands to the
 * tangents of all results, and its transpose. An operator whose operands' maps share residuals, or
 * that has several results, implements it directly; for the others {@link #of} makes it from one
 * {@link LinearMap} for each operand.
 */
public interface Linearization {
  /**
   * Pushes tangents forward.
   *
   * @param tangents the operands' tangents; null stands for zero, and at least one is not
   * @return the results' tangents; null stands for zero
   */
  @Nullable Tensor[] push(@Nullable Tensor[] tangents);

  /**
   * Pulls cotangents back.
   *
   * @param cotangents the results' cotangents; null stands for zero, and at least one is not
   * @param sinks where each operand's cotangent is added; null where nobody asks for it
   */
  void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks);

  /**
   * The derivative of a single-result operator.
   *
   * @param maps one map for each operand; null stands for zero
   * @return the linearization
   */
  static Linearization of(@Nullable LinearMap... maps) {
    return new SingleResultLinearization(maps);
  }
}
