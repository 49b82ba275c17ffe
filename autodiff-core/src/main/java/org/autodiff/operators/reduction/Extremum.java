package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.jspecify.annotations.Nullable;

/**
 * The largest or the smallest element over axes; see {@link Reductions#max}. The derivative is
 * split equally among the elements that attain it, and is NaN where an element is NaN.
 *
 * @param largest whether the largest is meant, otherwise the smallest
 * @param axes the axes reduced
 * @param keepDims whether they stay, with extent 1
 */
public record Extremum(boolean largest, Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public String name() {
    return largest ? "max" : "min";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new Extremum(largest, newAxes, keepDims);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    TensorType result = AxisReduction.super.inferResult(operands);
    AxisReduction.requireSome(operands[0].shape(), axes, name());
    return result;
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return ReductionLayout.view(kind(), this, operands[0], result);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    ReductionLayout.reduce(kind(), this, operands[0], result);
  }

  private ReductionKind kind() {
    return largest ? ReductionKind.MAX : ReductionKind.MIN;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.scale(() -> shares(x, result)).then(summing(x.shape()))
    };
  }

  /** One over the number of ties at each element that attains the result; 0/0 at a NaN. */
  private Tensor shares(Tensor x, Tensor result) {
    Tensor attained = x.eq(spread(result, x.shape()));
    return attained.div(new Sum(axes, true).apply(attained));
  }
}
