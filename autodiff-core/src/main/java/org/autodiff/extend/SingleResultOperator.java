package org.autodiff.extend;

import org.autodiff.AutodiffException;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.trace.BatchTrace;
import org.autodiff.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Operator} with one result: implement {@link #inferResult}, {@link
 * #computeInto(DenseTensor[], DenseTensor)}, {@link #linearMaps}, and, for speed under {@code
 * vmap}, {@link #batchResult}. An operator whose result is always a view is a {@link ViewOperator}.
 */
public interface SingleResultOperator extends Operator {
  /**
   * Infers the type of the result, and validates the operands.
   *
   * @param operands the types of the operands
   * @return the type of the result
   * @throws AutodiffException if the operands do not fit
   */
  TensorType inferResult(TensorType[] operands);

  /**
   * Computes the result into a tensor that it is given. {@code TensorArrays} gives its array, where
   * the elements stand row-major from position 0 on; the array may be longer. What is in it before
   * is undefined, NaN for instance: every element must be written, none may be read first, and
   * nothing behind them may be touched. Nobody else has seen the tensor, and it shares nothing with
   * an operand.
   *
   * @param operands the validated operands, of any layout; not to be changed
   * @param result the result, of the inferred type, to be written
   */
  void computeInto(DenseTensor[] operands, DenseTensor result);

  /**
   * The result as a view of an operand, where it can be one: then there is nothing to compute. The
   * default says that it cannot. Who needs the result in a buffer of its own does not ask, so
   * {@link #computeInto(DenseTensor[], DenseTensor)} must be able to write it in any case.
   *
   * @param operands the validated operands, of any layout
   * @param result the inferred type of the result
   * @return an operand or a view of one, of that type; null where the result must be computed
   */
  default @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return null;
  }

  /**
   * The derivative rule: for each operand, the linear map from its tangent to the result's tangent.
   *
   * @param operands the point
   * @param result the result at that point
   * @return one map for each operand; null where the result does not depend differentiably on it;
   *     the array and the maps must not be changed afterwards
   */
  @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result);

  /**
   * Applies the operator to a whole batch; see {@link Operator#batch}.
   *
   * @param size the number of examples
   * @param operands the operands; batched ones with the batch as leading axis
   * @param batched which operands are batched
   * @return the result with the batch as leading axis
   */
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return BatchTrace.applyToEach(this, size, operands, batched)[0];
  }

  /**
   * Applies the operator.
   *
   * @param operands the operands
   * @return the result
   */
  default Tensor apply(Tensor... operands) {
    return Trace.apply(this, operands);
  }

  @Override
  default TensorType[] infer(TensorType[] operands) {
    return new TensorType[] {inferResult(operands)};
  }

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    computeInto(operands, results[0]);
  }

  @Override
  default Linearization linearize(Tensor[] operands, Tensor[] results) {
    return Linearization.of(linearMaps(operands, results[0]));
  }

  @Override
  default Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    return new Tensor[] {batchResult(size, operands, batched)};
  }
}
