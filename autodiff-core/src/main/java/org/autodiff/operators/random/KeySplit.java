package org.autodiff.operators.random;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.autodiff.kernels.RandomKeys;
import org.jspecify.annotations.Nullable;

/**
 * New keys from a key, each of them a result: words of [keys…, 2] give as many of [keys…, 2],
 * FLOAT64. The derivative is 0. See {@link org.autodiff.RandomKey#split(int)}.
 *
 * @param count how many
 */
public record KeySplit(int count) implements Operator {
  @Override
  public String name() {
    return "key-split";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    TensorType[] results = new TensorType[count];
    Arrays.fill(results, KeyWords.result(operands[0], name()));
    return results;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    int size = operands[0].size();
    for (int k = 0; 2 * k < size; k++) {
      long key = KeyWords.bits(operands[0], k, name());
      for (int i = 0; i < results.length; i++) {
        KeyWords.put(RandomKeys.split(key, i), TensorArrays.doubles(results[i]), k);
      }
    }
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Zero(results.length);
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    return applyAll(operands);
  }

  private record Zero(int results) implements Linearization {
    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      return new @Nullable Tensor[results];
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      // adds nothing: the cotangent is zero
    }
  }
}
