package org.autodiff.ops.operators.ternary;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * The product of x [rows, in] with a tensor w [in, out] of -1, 0 and 1, group by group of inputs:
 * [rows, groups, out]. By x the derivative is the product itself; by w it is that of the matrix
 * product (straight-through: w can only jump), a true dense product.
 *
 * @param groups into how many equal groups the inputs are divided
 */
public record TernaryMatmul(int groups) implements SingleResultOperator {
  @Override
  public String name() {
    return "ternary-matmul";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions((long) operands[0].shape().dim(0) * operands[1].shape().size());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    LayerOperands.requireLayer(operands[0], operands[1], name());
    return operands[0].withShape(
        Shape.of(operands[0].shape().dim(0), groups, operands[1].shape().dim(1)));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TernaryStorage weights = TernaryStorage.of(operands[1], name());
    new TernaryProduct(weights, groups, false).computeInto(new DenseTensor[] {operands[0]}, result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    Tensor w = operands[1];
    return new @Nullable LinearMap[] {
      LinearMap.of(
          t -> byGroups(rows(t).matmul(weights(w))),
          g -> fromRows(byGroups(g).matmul(weights(w).swapAxes(1, 2)))),
      LinearMap.of(
          t -> byGroups(rows(x).matmul(weights(t))),
          g -> rows(x).swapAxes(1, 2).matmul(byGroups(g)).reshape(w.shape()))
    };
  }

  /** x [rows, in] as [groups, rows, in of a group]. */
  private Tensor rows(Tensor x) {
    return x.reshape(x.shape().dim(0), groups, x.shape().dim(1) / groups).swapAxes(0, 1);
  }

  private Tensor fromRows(Tensor x) {
    Tensor back = x.swapAxes(0, 1);
    return back.reshape(back.shape().dim(0), groups * back.shape().dim(2));
  }

  private Tensor weights(Tensor w) {
    return w.reshape(groups, w.shape().dim(0) / groups, w.shape().dim(1));
  }

  /** [groups, rows, out] as [rows, groups, out], and back. */
  private static Tensor byGroups(Tensor z) {
    return z.swapAxes(0, 1);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    if (batched[1]) {
      return SingleResultOperator.super.batchResult(size, operands, batched);
    }
    Tensor x = operands[0];
    int rows = x.shape().dim(1);
    Tensor y = apply(x.reshape(size * rows, x.shape().dim(2)), operands[1]);
    return y.reshape(y.shape().remove(0).insert(0, rows).insert(0, size));
  }
}
