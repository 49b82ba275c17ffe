package org.autodiff.operators.indexing;

import java.util.Arrays;
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
 * Adds updates (third operand) to a target (first) at the positions of one axis given by indices
 * (second); where an index is repeated, all its updates are added. Linear in target and updates:
 * the derivatives are the identity and {@link Gather}.
 *
 * @param axis the axis of the target, from sharedAxes to rank − 1
 * @param sharedAxes how many leading axes target and indices have in common
 */
public record ScatterAdd(int axis, int sharedAxes) implements IndexedAddition {
  @Override
  public String name() {
    return "scatterAdd";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(operands[operands.length - 1].shape().size());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 3, name());
    TensorType target = operands[0];
    TensorType indices = operands[1];
    TensorType updates = operands[2];
    Indices.requireAxis(target.shape(), axis, sharedAxes, name());
    Indices.requireSharedAxes(target, indices, sharedAxes, name());
    Operands.requireSameDType(target, updates, name());
    Shape expected = Indices.gathered(target.shape(), axis, indices.shape(), sharedAxes);
    if (!updates.shape().equals(expected)) {
      throw new ShapeException(
          name()
              + ": the updates must have shape "
              + expected
              + " (target with the indices' axes in place of axis "
              + axis
              + "), got target "
              + target
              + ", indices "
              + indices
              + " and updates "
              + updates
              + "; broadcast or reshape the updates");
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
    int groups = Placement.extent(shape, 0, sharedAxes);
    int outer = Placement.extent(shape, sharedAxes, axis);
    int count = shape.dim(axis);
    int inner = Placement.extent(shape, axis + 1, shape.rank());
    double[] all = Indices.read(indices, count, name());
    DenseTensor x = updates.contiguous();
    int rows = groups == 0 ? 0 : all.length / groups;
    for (int g = 0; g < groups; g++) {
      double[] index = groups == 1 ? all : Arrays.copyOfRange(all, g * rows, (g + 1) * rows);
      int from = x.offset() + g * outer * rows * inner;
      int to = y.offset() + g * outer * count * inner;
      if (x.dtype() == DType.FLOAT64) {
        Kernels.get()
            .scatterAddRows(
                outer,
                count,
                inner,
                TensorArrays.doubles(x),
                from,
                index,
                TensorArrays.doubles(y),
                to);
      } else {
        Kernels.get()
            .scatterAddRows(
                outer,
                count,
                inner,
                TensorArrays.floats(x),
                from,
                index,
                TensorArrays.floats(y),
                to);
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    TensorType type = result.type();
    Tensor indices = operands[1];
    Gather gather = new Gather(axis, sharedAxes);
    return new @Nullable LinearMap[] {
      LinearMap.identity(),
      null,
      LinearMap.of(t -> apply(Tensor.full(0, type), indices, t), g -> gather.apply(g, indices))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor target = Placement.inBatch(operands[0], batched[0], size);
    Tensor updates = Placement.inBatch(operands[2], batched[2], size);
    if (sharedAxes == 0 && !batched[1]) {
      return new ScatterAdd(axis + 1, 0).apply(target, operands[1], updates);
    }
    Tensor indices = Placement.inBatch(operands[1], batched[1], size);
    return new ScatterAdd(axis + 1, sharedAxes + 1).apply(target, indices, updates);
  }
}
