package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.jspecify.annotations.Nullable;

/**
 * The vector {@code u = x / ‖x‖} over axes, and 0 at 0: the derivative of the norm. Its own
 * derivative, {@code (t − u ⟨u, t⟩) / ‖x‖}, is symmetric, and unbounded near 0, where it comes out
 * infinite or NaN.
 *
 * @param axes the axes over which vectors extend
 */
public record UnitVector(Axes axes) implements SingleResultOperator {
  @Override
  public String name() {
    return "unit-vector";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    axes.requireIn(operands[0].shape(), name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Tensor x = operands[0];
    Tensor norm = new Norm(axes, true).apply(x);
    DenseTensor divisor = norm.where(norm.ne(0), 1).dense();
    BinaryElementwise.DIV.computeInto(new DenseTensor[] {operands[0], divisor}, result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> derivative(x, result, t), g -> derivative(x, result, g))
    };
  }

  private Tensor derivative(Tensor x, Tensor u, Tensor t) {
    Tensor along = new Sum(axes, true).apply(u.mul(t));
    return t.sub(u.mul(along)).div(new Norm(axes, true).apply(x));
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new UnitVector(axes.behindBatch()).apply(operands);
  }
}
