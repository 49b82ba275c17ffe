package org.autodiff.check;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;

/**
 * A function of tensors: what a registered operator is, whether primitive or composed of others.
 */
@FunctionalInterface
public interface TensorFunction {
  /**
   * Applies the function.
   *
   * @param operands the operands
   * @return the results, one or more
   */
  Tensor[] apply(Tensor... operands);

  /**
   * {@return the function that applies an operator}
   *
   * @param operator the operator
   */
  static TensorFunction of(Operator operator) {
    return operator::applyAll;
  }

  /**
   * {@return a function of one operand with one result}
   *
   * @param function the function
   */
  static TensorFunction unary(UnaryOperator<Tensor> function) {
    return operands -> new Tensor[] {function.apply(operands[0])};
  }

  /**
   * {@return a function of two operands with one result}
   *
   * @param function the function
   */
  static TensorFunction binary(BinaryOperator<Tensor> function) {
    return operands -> new Tensor[] {function.apply(operands[0], operands[1])};
  }
}
