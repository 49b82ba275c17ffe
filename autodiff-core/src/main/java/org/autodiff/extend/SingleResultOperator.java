package org.autodiff.extend;

import org.autodiff.AutodiffException;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.trace.BatchTrace;
import org.autodiff.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Operator} with one result: implement {@link #inferResult}, {@link #compute}, {@link
 * #linearMaps}, and, for speed under {@code vmap}, {@link #batchResult}.
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
   * Computes the result.
   *
   * @param operands the validated operands, of any layout; not to be changed
   * @param result the inferred type of the result
   * @return the result
   */
  DenseTensor compute(DenseTensor[] operands, TensorType result);

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
  default DenseTensor[] evaluate(DenseTensor[] operands, TensorType[] results) {
    return new DenseTensor[] {compute(operands, results[0])};
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
