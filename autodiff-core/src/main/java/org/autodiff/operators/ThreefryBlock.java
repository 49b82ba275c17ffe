package org.autodiff.operators;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.LinearMap;
import org.autodiff.OperationCount;
import org.autodiff.Shape;
import org.autodiff.SingleResultOperator;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.kernels.Threefry;
import org.jspecify.annotations.Nullable;

/**
 * The block of Threefry-2x32 for a key and a counter, which makes keys of keys: both are [keys…, 2]
 * and broadcast. The derivative is 0.
 */
public record ThreefryBlock() implements SingleResultOperator {
  /** The operator. */
  public static final ThreefryBlock THREEFRY = new ThreefryBlock();

  private static final long LOWER = 0xFFFF_FFFFL;

  /**
   * {@return the upper and the lower 32 bits of a number}
   *
   * @param bits the number
   */
  public static double[] words(long bits) {
    return new double[] {bits >>> 32, bits & LOWER};
  }

  @Override
  public String name() {
    return "threefry";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Elementwise.requireOperands(operands, 2, name());
    KeyWords.require(operands[0], name());
    KeyWords.require(operands[1], name());
    Shape shape = Shape.broadcast(operands[0].shape(), operands[1].shape(), name());
    return new TensorType(shape, DType.FLOAT64);
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    Shape shape = result.shape();
    DenseTensor keys = broadcast(operands[0], shape);
    DenseTensor counters = broadcast(operands[1], shape);
    double[] out = new double[shape.size()];
    for (int i = 0; 2 * i < out.length; i++) {
      long key = KeyWords.bits(keys, i, name());
      double[] words = words(Threefry.block(key, KeyWords.bits(counters, i, name())));
      out[2 * i] = words[0];
      out[2 * i + 1] = words[1];
    }
    return TensorArrays.wrap(result, out);
  }

  private static DenseTensor broadcast(DenseTensor words, Shape shape) {
    return words.shape().equals(shape) ? words : words.broadcastTo(shape).dense();
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null, null};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(Elementwise.align(operands, batched));
  }
}
