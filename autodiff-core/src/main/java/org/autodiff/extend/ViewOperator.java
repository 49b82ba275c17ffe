package org.autodiff.extend;

import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;

/**
 * An operator with one result that only looks at its operand in another way, whatever the operand's
 * layout is: a transpose, a slice, a broadcast. It gives the view; where the result must stand in a
 * buffer of its own, the view is copied there.
 */
public interface ViewOperator extends SingleResultOperator {
  @Override
  DenseTensor view(DenseTensor[] operands, TensorType result);

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.copy(view(operands, result.type()), result);
  }
}
