package org.autodiff.operators.indexing;

import java.util.Arrays;
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
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Placement;
import org.jspecify.annotations.Nullable;

/**
 * Takes positions of one axis of the first operand by the indices in the second, whose shape takes
 * the place of the axis. Linear in the first operand; the transpose is {@link ScatterAdd}.
 *
 * @param axis the axis, from sharedAxes to rank − 1
 * @param sharedAxes how many leading axes the operands have in common: each position of those has
 *     its own indices, as in a batch
 */
public record Gather(int axis, int sharedAxes) implements SingleResultOperator {
  @Override
  public String name() {
    return "gather";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    TensorType x = operands[0];
    TensorType indices = operands[1];
    Indices.requireAxis(x.shape(), axis, sharedAxes, name());
    Indices.requireSharedAxes(x, indices, sharedAxes, name());
    return x.withShape(Indices.gathered(x.shape(), axis, indices.shape(), sharedAxes));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = operands[0].shape();
    int groups = Placement.extent(shape, 0, sharedAxes);
    int outer = Placement.extent(shape, sharedAxes, axis);
    int count = shape.dim(axis);
    int inner = Placement.extent(shape, axis + 1, shape.rank());
    double[] all = Indices.read(operands[1], count, name());
    DenseTensor x = operands[0].contiguous();
    int rows = groups == 0 ? 0 : all.length / groups;
    for (int g = 0; g < groups; g++) {
      double[] index = groups == 1 ? all : Arrays.copyOfRange(all, g * rows, (g + 1) * rows);
      int from = x.offset() + g * outer * count * inner;
      int to = g * outer * rows * inner;
      if (x.dtype() == DType.FLOAT64) {
        Kernels.get()
            .gatherRows(
                outer,
                count,
                inner,
                TensorArrays.doubles(x),
                from,
                index,
                TensorArrays.doubles(result),
                to);
      } else {
        Kernels.get()
            .gatherRows(
                outer,
                count,
                inner,
                TensorArrays.floats(x),
                from,
                index,
                TensorArrays.floats(result),
                to);
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      new LookUp(this, new ScatterAdd(axis, sharedAxes), operands[0].type(), operands[1]), null
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor x = operands[0];
    Tensor indices = operands[1];
    if (sharedAxes == 0 && !batched[1]) {
      return new Gather(axis + 1, 0).apply(x, indices);
    }
    if (sharedAxes == 0 && !batched[0]) {
      return Permute.moveAxis(apply(x, indices), axis, 0);
    }
    return new Gather(axis + 1, sharedAxes + 1)
        .apply(
            Placement.inBatch(x, batched[0], size), Placement.inBatch(indices, batched[1], size));
  }
}
