package org.autodiff.operators.elementwise;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of the logarithm of the gamma function; see {@link
 * org.autodiff.SpecialFunctions#polygamma}.
 *
 * @param order 0 for digamma, 1 for trigamma, and so on
 */
public record Polygamma(int order) implements SingleResultOperator {
  /**
   * Creates the operator.
   *
   * @param order 0 for digamma, 1 for trigamma, and so on
   * @throws ValueException if the order is negative
   */
  public Polygamma {
    if (order < 0) {
      throw new ValueException(
          "polygamma: the order must be 0 or more, got " + order + "; 0 is digamma");
    }
  }

  @Override
  public String name() {
    return order == 0 ? "digamma" : "polygamma";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    int n = result.shape().size();
    if (result.dtype() == DType.FLOAT64) {
      Kernels.get()
          .polygamma(
              order, TensorArrays.doubles(x), x.offset(), TensorArrays.doubles(result), 0, n);
    } else {
      Kernels.get()
          .polygamma(order, TensorArrays.floats(x), x.offset(), TensorArrays.floats(result), 0, n);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {LinearMap.scale(() -> new Polygamma(order + 1).apply(x))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
