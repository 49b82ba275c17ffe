package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * Limits to an interval, {@code min(max(x, low), high)}; see {@link org.autodiff.Comparisons#clip}.
 */
public record Clip() implements SingleResultOperator {
  /** The operator. */
  public static final Clip CLIP = new Clip();

  @Override
  public String name() {
    return "clip";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 3, name());
    TensorType bounds = Operands.broadcast(operands[1], operands[2], name());
    return Operands.broadcast(operands[0], bounds, name());
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor atLeast = operands[0].maximum(operands[1]).dense();
    BinaryElementwise.MIN.computeInto(new DenseTensor[] {atLeast, operands[2]}, result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    Tensor low = operands[1];
    Tensor high = operands[2];
    return new @Nullable LinearMap[] {
      factor(x, result, () -> x.ge(low).mul(x.le(high)).where(low.le(high), 0)),
      factor(low, result, () -> low.gt(x).mul(low.le(high))),
      factor(high, result, () -> x.maximum(low).gt(high))
    };
  }

  private static LinearMap factor(
      Tensor operand, Tensor result, java.util.function.Supplier<Tensor> indicator) {
    return LinearMap.broadcast(operand.shape(), result.shape())
        .then(LinearMap.scale(() -> Elementwise.nanWhereNaN(indicator.get(), result)));
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(Operands.align(operands, batched));
  }
}
