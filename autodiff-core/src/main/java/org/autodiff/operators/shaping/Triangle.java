package org.autodiff.operators.shaping;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last two axes with one side of a diagonal set to 0, even where there was a NaN. Linear, and
 * its own transpose.
 *
 * @param lower whether the elements on and below the diagonal are kept, or those on and above
 * @param offset how far the diagonal lies above the main one; negative below
 */
public record Triangle(boolean lower, int offset) implements SingleResultOperator {
  @Override
  public String name() {
    return lower ? "tril" : "triu";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Diagonal.requireMatrices(operands[0], name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.fill(result, 0);
    Shape shape = result.shape();
    int columns = shape.dim(-1);
    for (int row = 0; row < shape.dim(-2); row++) {
      long diagonal = (long) row + offset;
      int start = lower ? 0 : Math.clamp(diagonal, 0, columns);
      int end = lower ? Math.clamp(diagonal + 1, 0, columns) : columns;
      if (start < end) {
        Placement.copy(part(operands[0], row, start, end), part(result, row, start, end));
      }
    }
  }

  /** Some columns of one row, of all matrices. */
  private static DenseTensor part(DenseTensor x, int row, int start, int end) {
    int[] strides = x.strides();
    int[] dims = x.shape().dims();
    int rank = dims.length;
    dims[rank - 2] = 1;
    dims[rank - 1] = end - start;
    int offset = x.offset() + row * strides[rank - 2] + start * strides[rank - 1];
    return x.view(Shape.of(dims), offset, strides);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {LinearMap.of(t -> apply(t), g -> apply(g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands[0]);
  }
}
