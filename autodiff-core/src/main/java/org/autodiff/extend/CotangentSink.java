package org.autodiff.extend;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** Where the cotangent of one operand is summed up during a pullback. */
public interface CotangentSink {
  /**
   * Adds a cotangent.
   *
   * @param cotangent a cotangent in the operand's shape and element type
   */
  void add(Tensor cotangent);

  /**
   * Adds a cotangent to a part of the operand, in place where the sum so far is a concrete tensor
   * that the pullback owns: a loop that reads n elements one by one then costs n additions, not n
   * dense tensors of zeros.
   *
   * @param operand the type of the operand
   * @param cotangent the cotangent of the part
   * @param part the operator that selects the part as a view of the operand
   * @param whole the same cotangent in the operand's shape, zero elsewhere; asked for only where
   *     the sum cannot be done in place
   */
  void addToPart(TensorType operand, Tensor cotangent, ViewOperator part, Supplier<Tensor> whole);

  /**
   * Adds a cotangent to elements of the operand that are not a view of it (a look-up by indices),
   * in place where the sum so far is a concrete tensor that the pullback owns.
   *
   * @param operand the type of the operand
   * @param addition the operator that does the addition; its first operand is the sum
   * @param further its further operands, the cotangent among them
   * @param inPlace does the same to a contiguous tensor of the operand's type, where all of them
   *     are {@link DenseTensor}s
   */
  void addInPlace(
      TensorType operand,
      SingleResultOperator addition,
      List<Tensor> further,
      Consumer<DenseTensor> inPlace);
}
