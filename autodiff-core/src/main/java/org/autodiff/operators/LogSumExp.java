package org.autodiff.operators;

import org.autodiff.DenseTensor;
import org.autodiff.LinearMap;
import org.autodiff.Reductions;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the sum of exponentials over axes; see {@link Reductions#logsumexp}. The
 * derivative by an element is its softmax, {@code exp(xᵢ − y)}.
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
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    return reduce(Reduction.LOGSUMEXP, operands[0], result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.scale(() -> x.sub(spread(result, x.shape())).exp()).then(summing(x.shape()))
    };
  }
}
