package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.jspecify.annotations.Nullable;

/**
 * The sum over axes; see {@link Reductions#sum}. Linear: its transpose repeats the cotangent along
 * the summed axes, as a view.
 *
 * @param axes the axes summed
 * @param keepDims whether they stay, with extent 1
 */
public record Sum(Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions((long) operands[0].shape().size() - results[0].shape().size());
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new Sum(newAxes, keepDims);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return ReductionLayout.view(ReductionKind.SUM, this, operands[0], result);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    ReductionLayout.reduce(ReductionKind.SUM, this, operands[0], result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {summing(operands[0].shape())};
  }
}
