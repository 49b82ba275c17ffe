package org.autodiff.operators.random;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.RandomKeys;
import org.jspecify.annotations.Nullable;

/**
 * A new key from a key and a fixed number: words of [keys…, 2] give [keys…, 2], FLOAT64. The
 * derivative is 0. See {@link org.autodiff.RandomKey#fold(long)}.
 *
 * @param data the number
 */
public record KeyFold(long data) implements SingleResultOperator {
  @Override
  public String name() {
    return "key-fold";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return KeyWords.result(operands[0], name());
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    double[] out = TensorArrays.doubles(result);
    for (int k = 0; 2 * k < result.size(); k++) {
      KeyWords.put(RandomKeys.fold(KeyWords.bits(operands[0], k, name()), data), out, k);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
