package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Tensor;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.jspecify.annotations.Nullable;

/**
 * The Euclidean norm over axes; see {@link Reductions#norm}. The derivative is the unit vector
 * {@code x / ‖x‖}, and 0 at 0.
 *
 * @param axes the axes reduced
 * @param keepDims whether they stay, with extent 1
 */
public record Norm(Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public String name() {
    return "norm";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new Norm(newAxes, keepDims);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    ReductionLayout.reduce(ReductionKind.NORM, this, operands[0], result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.scale(() -> new UnitVector(axes).apply(x)).then(summing(x.shape()))
    };
  }
}
