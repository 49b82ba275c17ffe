package org.autodiff.ops.operators.normalization;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = (x − mean x) / sqrt(variance + eps) · gain + bias} over the last axis; see {@code
 * Normalizations.layerNorm}.
 *
 * @param eps what is added to the variance, positive
 */
public record LayerNormalization(double eps) implements SingleResultOperator {
  /** Checks eps. */
  public LayerNormalization {
    LayerOperands.requirePositive(eps, "eps", "layer-norm");
  }

  @Override
  public String name() {
    return "layer-norm";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 3, name());
    Operands.requireSameDType(operands, name());
    RmsNormalization.requireFeatures(operands, 1, "gain", name());
    RmsNormalization.requireFeatures(operands, 2, "bias", name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Normalized.rows(
        operands[0].contiguous(),
        operands[1].contiguous(),
        operands[2].contiguous(),
        result,
        eps,
        true);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    @Nullable LinearMap[] maps =
        RmsNormalization.maps(new Normalized(eps, true), operands[0], operands[1]);
    return new @Nullable LinearMap[] {
      maps[0], maps[1], LinearMap.broadcast(operands[2].shape(), result.shape())
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    if (!batched[1] && !batched[2]) {
      return apply(operands);
    }
    int rank = operands[0].rank() - (batched[0] ? 1 : 0);
    Tensor gain = batched[1] ? RmsNormalization.perExample(operands[1], rank) : operands[1];
    Tensor bias = batched[2] ? RmsNormalization.perExample(operands[2], rank) : operands[2];
    return new Normalized(eps, true).apply(operands[0]).mul(gain).add(bias);
  }
}
