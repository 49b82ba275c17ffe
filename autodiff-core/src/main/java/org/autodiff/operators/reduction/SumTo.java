package org.autodiff.operators.reduction;

import org.autodiff.DenseTensor;
import org.autodiff.Reductions;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sum over the axes along which a shape was broadcast: the transpose of broadcasting; see
 * {@link Reductions#sumTo}.
 *
 * @param target the shape before the broadcast
 */
public record SumTo(Shape target) implements SingleResultOperator {
  @Override
  public String name() {
    return "sum-to";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions((long) operands[0].shape().size() - results[0].shape().size());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape shape = operands[0].shape();
    int lead = shape.rank() - target.rank();
    boolean fits = lead >= 0;
    for (int i = 0; fits && i < target.rank(); i++) {
      fits = target.dim(i) == 1 || target.dim(i) == shape.dim(lead + i);
    }
    if (!fits) {
      throw new ShapeException(
          "sum-to: the target must broadcast to the operand's shape, got target "
              + target
              + " for shape "
              + shape
              + "; use sum with axes");
    }
    return operands[0].withShape(target);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    DenseTensor x = operands[0];
    return ReductionLayout.view(ReductionKind.SUM, x, summed(x.shape()), lead(x.shape()), result);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0];
    ReductionLayout.reduce(ReductionKind.SUM, x, summed(x.shape()), lead(x.shape()), result);
  }

  /** The axes that the target does not have. */
  private Axes lead(Shape shape) {
    return Axes.all(shape.rank() - target.rank());
  }

  private Axes summed(Shape shape) {
    int lead = shape.rank() - target.rank();
    int[] summed = new int[shape.rank()];
    int count = 0;
    for (int i = 0; i < summed.length; i++) {
      if (i < lead || (target.dim(i - lead) == 1 && shape.dim(i) != 1)) {
        summed[count++] = i;
      }
    }
    return Axes.first(summed, count);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Shape shape = operands[0].shape();
    return new @Nullable LinearMap[] {LinearMap.of(this::apply, g -> g.broadcastTo(shape))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor x = operands[0];
    int lead = x.rank() - 1 - target.rank();
    if (lead > 0) {
      x = new Sum(Axes.all(lead).behindBatch(), false).apply(x);
    }
    return new SumTo(target.insert(0, size)).apply(x);
  }
}
