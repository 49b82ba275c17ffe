package org.autodiff.operators.random;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.RandomKeys;
import org.jspecify.annotations.Nullable;

/**
 * A new key from a key and a number in a tensor: words of [keys…, 2] and whole numbers of [keys…]
 * give [keys…, 2], FLOAT64. The derivative is 0. See {@link org.autodiff.RandomKey#fold(Tensor)}.
 */
public record KeyFoldNumber() implements SingleResultOperator {
  /** The operator. */
  public static final KeyFoldNumber KEY_FOLD_NUMBER = new KeyFoldNumber();

  /** Up to here FLOAT64 has all whole numbers. */
  private static final double BOUND = 0x1p53;

  @Override
  public String name() {
    return "key-fold-number";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    TensorType result = KeyWords.result(operands[0], name());
    if (!operands[1].shape().equals(KeyWords.keys(result))) {
      throw new ShapeException(
          name()
              + ": there must be one number for each key, got "
              + operands[0]
              + " and "
              + operands[1]
              + "; broadcast the numbers to the shape of the keys");
    }
    return result;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    double[] out = TensorArrays.doubles(result);
    for (int k = 0; 2 * k < result.size(); k++) {
      long key = KeyWords.bits(operands[0], k, name());
      KeyWords.put(RandomKeys.fold(key, number(operands[1], k)), out, k);
    }
  }

  private long number(DenseTensor numbers, int position) {
    double number = numbers.flat(position);
    if (!(Math.abs(number) <= BOUND && number == Math.rint(number))) {
      throw new ValueException(
          name()
              + ": the number must be whole and within 2^53, got "
              + number
              + " at flat position "
              + position
              + " of "
              + numbers.type()
              + "; round it, or fold a long");
    }
    return (long) number;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null, null};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] all = operands.clone();
    for (int i = 0; i < all.length; i++) {
      if (!batched[i]) {
        Shape shape = all[i].shape();
        all[i] = all[i].broadcastTo(shape.insert(0, size));
      }
    }
    return apply(all);
  }
}
