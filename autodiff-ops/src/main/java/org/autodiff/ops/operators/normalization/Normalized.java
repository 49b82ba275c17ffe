package org.autodiff.ops.operators.normalization;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.kernels.RowNormalization;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * The rows of x (its last axis) divided by their root mean square, {@code n = c / sqrt(mean(c²) +
 * eps)}, where c is x or x less its mean. Its derivative is {@link NormalizedSlope}.
 *
 * @param eps what is added to the mean square
 * @param centred whether the mean is subtracted first
 */
record Normalized(double eps, boolean centred) implements SingleResultOperator {
  @Override
  public String name() {
    return centred ? "layer-normalize" : "rms-normalize";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    LayerOperands.requireRank(operands[0], 1, "the operand", name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    rows(operands[0].contiguous(), null, null, result, eps, centred);
  }

  /** Computes {@code n gain + bias}; the operands are contiguous. */
  static void rows(
      DenseTensor x,
      @Nullable DenseTensor gain,
      @Nullable DenseTensor bias,
      DenseTensor result,
      double eps,
      boolean centred) {
    int count = result.shape().dim(-1);
    if (result.shape().isEmpty()) {
      return;
    }
    RowNormalization loops =
        new RowNormalization(result.shape().size() / count, count, eps, centred);
    int go = gain == null ? 0 : gain.offset();
    int bo = bias == null ? 0 : bias.offset();
    if (result.dtype() == DType.FLOAT64) {
      double[] factors = gain == null ? null : TensorArrays.doubles(gain);
      double[] terms = bias == null ? null : TensorArrays.doubles(bias);
      loops.normalize(
          TensorArrays.doubles(x),
          x.offset(),
          factors,
          go,
          terms,
          bo,
          TensorArrays.doubles(result));
    } else {
      float[] factors = gain == null ? null : TensorArrays.floats(gain);
      float[] terms = bias == null ? null : TensorArrays.floats(bias);
      loops.normalize(
          TensorArrays.floats(x), x.offset(), factors, go, terms, bo, TensorArrays.floats(result));
    }
  }

  /** The derivative at x in a direction, or its transpose, which is the same. */
  Tensor slope(Tensor x, Tensor direction) {
    return new NormalizedSlope(eps, centred).apply(x, direction);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {LinearMap.of(t -> slope(x, t), g -> slope(x, g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
