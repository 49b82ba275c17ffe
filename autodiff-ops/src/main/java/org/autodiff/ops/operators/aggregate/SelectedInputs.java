package org.autodiff.ops.operators.aggregate;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.kernels.DoubleAggregates;
import org.autodiff.ops.kernels.FloatAggregates;
import org.autodiff.ops.kernels.SelectionRule;
import org.autodiff.ops.operators.LayerOperands;
import org.jspecify.annotations.Nullable;

/**
 * For each row of x [rows, in] and column of w [in, out], the number of the input whose term an
 * aggregate selects: of equal terms the first, and NaN before any number. It is an index, so its
 * derivative is 0: {@link SelectingAggregate} takes the term by {@code takeAlongAxis}, which has
 * the derivative.
 *
 * @param rule which term is selected
 * @param name the registered name of the aggregate, for messages
 */
record SelectedInputs(SelectionRule rule, String name) implements SingleResultOperator {
  @Override
  public TensorType inferResult(TensorType[] operands) {
    LayerOperands.requireLayer(operands[0], operands[1], name);
    LayerOperands.requireInputs(operands[0], operands[1], name);
    return new TensorType(
        operands[0].shape().remove(1).insert(1, operands[1].shape().dim(1)), DType.FLOAT64);
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.other((long) results[0].shape().size() * operands[0].shape().dim(1));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    DenseTensor w = operands[1].contiguous();
    int rows = x.shape().dim(0);
    int inputs = x.shape().dim(1);
    int columns = w.shape().dim(1);
    if (result.shape().isEmpty()) {
      return;
    }
    if (x.dtype() == DType.FLOAT64) {
      DoubleAggregates.selected(
          rule,
          rows,
          inputs,
          columns,
          TensorArrays.doubles(x),
          x.offset(),
          TensorArrays.doubles(w),
          w.offset(),
          TensorArrays.doubles(result),
          0);
    } else {
      FloatAggregates.selected(
          rule,
          rows,
          inputs,
          columns,
          TensorArrays.floats(x),
          x.offset(),
          TensorArrays.floats(w),
          w.offset(),
          TensorArrays.doubles(result),
          0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null, null};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    if (!batched[1]) {
      // the rows of all examples are rows of one layer
      Tensor x = operands[0];
      int rows = x.shape().dim(1);
      Tensor y = apply(x.reshape(size * rows, x.shape().dim(2)), operands[1]);
      return y.reshape(size, rows, y.shape().dim(1));
    }
    return SingleResultOperator.super.batchResult(size, operands, batched);
  }
}
