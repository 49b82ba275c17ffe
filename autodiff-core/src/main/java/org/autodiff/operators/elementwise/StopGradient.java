package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.ViewOperator;
import org.jspecify.annotations.Nullable;

/** The identity with derivative 0; see {@link org.autodiff.Arithmetic#stopGradient}. */
public record StopGradient() implements ViewOperator {
  /** The operator. */
  public static final StopGradient STOP_GRADIENT = new StopGradient();

  @Override
  public String name() {
    return "stop-gradient";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0];
  }

  @Override
  public DenseTensor view(DenseTensor[] operands, TensorType result) {
    return operands[0];
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
