package org.autodiff.extend;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/**
 * What operators along one axis have in common: for the kernels a shape is {@code [outer, count,
 * inner]} with that axis in the middle.
 */
public interface AlongAxis extends SingleResultOperator {
  /** {@return the axis, not negative} */
  int axis();

  /**
   * {@return the same operator along another axis}
   *
   * @param newAxis the axis, not negative
   */
  AlongAxis along(int newAxis);

  @Override
  default TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    operands[0].shape().axis(axis(), name());
    return operands[0];
  }

  @Override
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return along(axis() + 1).apply(operands);
  }

  /**
   * {@return the product of the extents in front of the axis}
   *
   * @param shape the shape of the operand
   */
  default int outer(Shape shape) {
    int n = 1;
    for (int i = 0; i < axis(); i++) {
      n *= shape.dim(i);
    }
    return n;
  }

  /**
   * {@return the product of the extents behind the axis}
   *
   * @param shape the shape of the operand
   */
  default int inner(Shape shape) {
    int n = 1;
    for (int i = axis() + 1; i < shape.rank(); i++) {
      n *= shape.dim(i);
    }
    return n;
  }

  /**
   * {@return a view with the axis reversed}
   *
   * @param x the operand
   */
  default DenseTensor reversed(DenseTensor x) {
    int[] strides = x.strides();
    int last = Math.max(0, x.shape().dim(axis()) - 1);
    int offset = x.offset() + last * strides[axis()];
    strides[axis()] = -strides[axis()];
    return x.view(x.shape(), offset, strides);
  }
}
