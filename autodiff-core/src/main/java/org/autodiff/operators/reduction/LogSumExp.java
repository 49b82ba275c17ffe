package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.autodiff.operators.scan.Softmax;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the sum of exponentials over axes; see {@link Reductions#logsumexp}. The
 * derivative with respect to an element is its softmax: {@code exp(xᵢ − m)} over the sum of all,
 * with m the maximum. It is not computed as {@code exp(xᵢ − y)}, since the rounding of a large y
 * would be an error of the exponent.
 *
 * @param axes the axes reduced
 * @param keepDims whether they stay, with extent 1
 */
public record LogSumExp(Axes axes, boolean keepDims) implements AxisReduction {
  @Override
  public String name() {
    return "logsumexp";
  }

  @Override
  public AxisReduction over(Axes newAxes) {
    return new LogSumExp(newAxes, keepDims);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return ReductionLayout.view(ReductionKind.LOGSUMEXP, this, operands[0], result);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    ReductionLayout.reduce(ReductionKind.LOGSUMEXP, this, operands[0], result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {LinearMap.scale(() -> weights(x)).then(summing(x.shape()))};
  }

  private Tensor weights(Tensor x) {
    int[] reduced = axes.toArray();
    if (reduced.length == 1 || x.shape().isEmpty()) {
      return new Softmax(reduced[0], false).apply(x);
    }
    // the weights do not depend on the shift, so that it counts as a constant
    Tensor largest = new Extremum(true, axes, true).apply(x.stopGradient());
    Tensor shift = largest.where(largest.abs().lt(Double.POSITIVE_INFINITY), 0);
    Tensor powers = x.sub(shift).exp();
    return powers.div(new Sum(axes, true).apply(powers));
  }
}
