package org.autodiff.extend;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
   * @param part selects the part from a concrete tensor of the operand's shape, as a view of it
   * @param whole the same cotangent in the operand's shape, zero elsewhere; asked for only where
   *     the sum cannot be done in place
   */
  void addToPart(
      TensorType operand,
      Tensor cotangent,
      UnaryOperator<DenseTensor> part,
      Supplier<Tensor> whole);

  /**
   * Adds a cotangent to elements of the operand that are not a view of it (a look-up by indices),
   * in place where the sum so far is a concrete tensor that the pullback owns.
   *
   * @param operand the type of the operand
   * @param addition adds the concrete cotangent to elements of a contiguous tensor of that type
   * @param whole the same cotangent in the operand's shape, zero elsewhere; asked for only where
   *     the sum cannot be done in place
   */
  void addInPlace(TensorType operand, Consumer<DenseTensor> addition, Supplier<Tensor> whole);
}
