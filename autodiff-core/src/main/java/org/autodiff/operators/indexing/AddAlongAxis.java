package org.autodiff.operators.indexing;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.kernels.Kernels;
import org.autodiff.operators.shaping.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Adds each update (third operand) to a target (first) along an axis, at its own index (second);
 * where an index is repeated, all its updates are added. Linear in target and updates: the
 * derivatives are the identity and {@link TakeAlongAxis}.
 *
 * @param axis the axis, from 0 to rank − 1
 */
public record AddAlongAxis(int axis) implements IndexedAddition {
  @Override
  public String name() {
    return "addAlongAxis";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(operands[operands.length - 1].shape().size());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 3, name());
    TensorType target = operands[0];
    Indices.requireAxis(target.shape(), axis, 0, name());
    Indices.requireAlong(target, operands[1], axis, name());
    Operands.requireSameDType(target, operands[2], name());
    if (!operands[1].shape().equals(operands[2].shape())) {
      throw new ShapeException(
          name()
              + ": indices and updates must have one shape, got indices "
              + operands[1]
              + " and updates "
              + operands[2]
              + "; broadcast one of them");
    }
    return target;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.copy(operands[0], result);
    addTo(result, operands[1], operands[2]);
  }

  @Override
  public void addTo(DenseTensor y, DenseTensor indices, DenseTensor updates) {
    Shape shape = y.shape();
    int outer = Placement.extent(shape, 0, axis);
    int count = shape.dim(axis);
    int picks = indices.shape().dim(axis);
    int inner = Placement.extent(shape, axis + 1, shape.rank());
    double[] index = Indices.read(indices, count, name());
    DenseTensor x = updates.contiguous();
    Kernels kernels = Kernels.get();
    if (x.dtype() == DType.FLOAT64) {
      kernels.putAddAlongAxis(
          outer,
          count,
          picks,
          inner,
          TensorArrays.doubles(x),
          x.offset(),
          index,
          0,
          TensorArrays.doubles(y),
          y.offset());
    } else {
      kernels.putAddAlongAxis(
          outer,
          count,
          picks,
          inner,
          TensorArrays.floats(x),
          x.offset(),
          index,
          0,
          TensorArrays.floats(y),
          y.offset());
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    TensorType type = result.type();
    Tensor indices = operands[1];
    TakeAlongAxis take = new TakeAlongAxis(axis);
    return new @Nullable LinearMap[] {
      LinearMap.identity(),
      null,
      LinearMap.of(t -> apply(Tensor.full(0, type), indices, t), g -> take.apply(g, indices))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new AddAlongAxis(axis + 1)
        .apply(
            Placement.inBatch(operands[0], batched[0], size),
            Placement.inBatch(operands[1], batched[1], size),
            Placement.inBatch(operands[2], batched[2], size));
  }
}
