package org.autodiff.extend;

import org.autodiff.AutodiffException;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.trace.BatchTrace;
import org.autodiff.trace.Trace;

/**
 * A differentiable operation on tensors. All that a function does to tensors goes through
 * operators, and so that is all that a transform sees. (The engine itself, where nothing is traced
 * any more, also adds cotangents in place and multiplies by slopes with kernels.) An operator is a
 * value (a record of its parameters, or a constant), so that equal operators can be recognised.
 * Most have one result and implement {@link SingleResultOperator}.
 *
 * <p>Its parts are kept apart on purpose: {@link #infer} validates and is the only place that does;
 * {@link #computeInto} sees concrete tensors only (a traced value cannot reach it, by type), and
 * writes into results that the engine has allocated; {@link #linearize} is the one derivative rule,
 * written in operators, so that derivatives of every order and both modes follow from it; {@link
 * #batch} is optional.
 */
public interface Operator {
  /** {@return the name under which the operator is registered and that messages print} */
  String name();

  /**
   * Infers the types of the results, and validates the operands.
   *
   * @param operands the types of the operands
   * @return the types of the results
   * @throws AutodiffException if the operands do not fit; the message names operator, requirement,
   *     shapes and remedy
   */
  TensorType[] infer(TensorType[] operands);

  /**
   * Computes the results into tensors that it is given. Operands have been validated by {@link
   * #infer} and must not be changed. The elements of each result stand row-major from position 0 of
   * its array on, and the array may be longer. What is in it before is undefined: every element
   * must be written, none may be read first, and nothing behind them may be touched. Results belong
   * to nobody else, and share nothing with each other or with an operand.
   *
   * @param operands the operands, of any layout
   * @param results the results, of the inferred types, to be written
   */
  void computeInto(DenseTensor[] operands, DenseTensor[] results);

  /**
   * The derivative at a point: the linear map of all operands' tangents to all results' tangents.
   * The rule never looks at data; it keeps what it needs (the residuals) and may compute from them
   * when it is applied.
   *
   * @param operands the point
   * @param results the results at that point
   * @return the linear map
   */
  Linearization linearize(Tensor[] operands, Tensor[] results);

  /**
   * Applies the operator to a whole batch. Batched operands carry the batch as one more axis in
   * front, and every result must. This default takes the batch apart, applies the operator to each
   * example and stacks the results: correct for every operator, and slow.
   *
   * @param size the number of examples
   * @param operands the operands, batched or not
   * @param batched which of them are batched; at least one is
   * @return the batched results
   */
  default Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    return BatchTrace.applyToEach(this, size, operands, batched);
  }

  /**
   * The exception that an operator without a derivative throws in the place of its rule.
   *
   * @param operator the operator
   * @return the exception to throw
   */
  static TraceException noDerivative(Operator operator) {
    return new TraceException(
        operator.name()
            + ": the operator must have a derivative to be differentiated, got one without a rule;"
            + " apply stopGradient to its operands, or give it a rule (linearMaps, or customVjp"
            + " around it)");
  }

  /**
   * Counts the operations on numbers that one application does. This default counts one "other"
   * operation for each element of the results.
   *
   * @param operands the types of the operands
   * @param results the types of the results
   * @return the count
   */
  default OperationCount count(TensorType[] operands, TensorType[] results) {
    long elements = 0;
    for (TensorType result : results) {
      elements += result.shape().size();
    }
    return OperationCount.other(elements);
  }

  /**
   * Applies the operator: the interception point. The newest transform among the operands handles
   * it, or, where all are concrete, the kernel.
   *
   * @param operands the operands
   * @return the results
   */
  default Tensor[] applyAll(Tensor... operands) {
    return Trace.apply(this, operands);
  }
}
