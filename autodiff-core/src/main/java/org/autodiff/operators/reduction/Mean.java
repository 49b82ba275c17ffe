package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.jspecify.annotations.Nullable;

/**
 * The mean over axes; see {@link Reductions#mean}. Linear: its transpose divides the cotangent by
 * the number of elements and repeats it along the axes, as a view.
 *
 * @param axes the axes averaged over
 * @param keepDims whether they stay, with extent 1
 */
public record Mean(Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long in = operands[0].shape().size();
    long out = results[0].shape().size();
    return new OperationCount(in - out, 0, out);
  }

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new Mean(newAxes, keepDims);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0];
    ReductionLayout.reduce(ReductionKind.SUM, this, x, result);
    ReductionLayout.divide(result, axes.extent(x.shape()));
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Shape shape = operands[0].shape();
    double count = axes.extent(shape);
    return new @Nullable LinearMap[] {LinearMap.of(this::apply, g -> spread(g.div(count), shape))};
  }
}
