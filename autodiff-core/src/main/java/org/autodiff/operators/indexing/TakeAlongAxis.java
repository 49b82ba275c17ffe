package org.autodiff.operators.indexing;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.autodiff.operators.shaping.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements along an axis of the first operand, each by its own index in the second, which has
 * the same extents on the other axes. Linear in the first operand; the transpose is {@link
 * AddAlongAxis}.
 *
 * @param axis the axis, from 0 to rank − 1
 */
public record TakeAlongAxis(int axis) implements SingleResultOperator {
  @Override
  public String name() {
    return "takeAlongAxis";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    Indices.requireAxis(operands[0].shape(), axis, 0, name());
    Indices.requireAlong(operands[0], operands[1], axis, name());
    return operands[0].withShape(operands[1].shape());
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = operands[0].shape();
    int outer = Placement.extent(shape, 0, axis);
    int count = shape.dim(axis);
    int picks = result.shape().dim(axis);
    int inner = Placement.extent(shape, axis + 1, shape.rank());
    double[] index = Indices.read(operands[1], count, name());
    DenseTensor x = operands[0].contiguous();
    Kernels kernels = Kernels.get();
    if (x.dtype() == DType.FLOAT64) {
      kernels.takeAlongAxis(
          outer,
          count,
          picks,
          inner,
          TensorArrays.doubles(x),
          x.offset(),
          index,
          0,
          TensorArrays.doubles(result),
          0);
    } else {
      kernels.takeAlongAxis(
          outer,
          count,
          picks,
          inner,
          TensorArrays.floats(x),
          x.offset(),
          index,
          0,
          TensorArrays.floats(result),
          0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      new LookUp(this, new AddAlongAxis(axis), operands[0].type(), operands[1]), null
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    if (!batched[0] && operands[0].rank() == 1) {
      // one vector for all examples: no need to repeat it
      return new Gather(0, 0).apply(operands[0], operands[1]);
    }
    return new TakeAlongAxis(axis + 1)
        .apply(
            Placement.inBatch(operands[0], batched[0], size),
            Placement.inBatch(operands[1], batched[1], size));
  }
}
