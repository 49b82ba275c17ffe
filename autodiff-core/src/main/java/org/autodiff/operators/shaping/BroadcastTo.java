package org.autodiff.operators.shaping;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.ViewOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operand repeated along new leading axes and axes of extent 1, as a view with stride 0.
 * Linear; the transpose sums over the repetitions.
 *
 * @param shape the shape of the result
 */
public record BroadcastTo(Shape shape) implements ViewOperator {
  @Override
  public String name() {
    return "broadcastTo";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape from = operands[0].shape();
    int lead = shape.rank() - from.rank();
    boolean fits = lead >= 0;
    for (int axis = 0; fits && axis < from.rank(); axis++) {
      fits = from.dim(axis) == 1 || from.dim(axis) == shape.dim(lead + axis);
    }
    if (!fits) {
      throw new ShapeException(
          name()
              + ": each extent must be 1 or that of the target, aligned at the last axis, got shape"
              + " "
              + from
              + " and target "
              + shape
              + "; reshape or expandDims the operand first");
    }
    return operands[0].withShape(shape);
  }

  @Override
  public DenseTensor view(DenseTensor[] operands, TensorType result) {
    DenseTensor x = operands[0];
    Shape from = x.shape();
    int lead = shape.rank() - from.rank();
    int[] strides = x.strides();
    int[] repeated = new int[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      // an axis of extent 1 never steps, whatever its stride says
      repeated[lead + axis] = from.dim(axis) == 1 ? 0 : strides[axis];
    }
    return x.view(shape, x.offset(), repeated);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {LinearMap.broadcast(operands[0].shape(), shape)};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Shape from = operands[0].shape();
    int lead = shape.rank() + 1 - from.rank();
    int[] dims = new int[shape.rank() + 1];
    Arrays.fill(dims, 1);
    dims[0] = size;
    for (int axis = 1; axis < from.rank(); axis++) {
      dims[lead + axis] = from.dim(axis);
    }
    return new BroadcastTo(shape.insert(0, size)).apply(operands[0].reshape(dims));
  }
}
