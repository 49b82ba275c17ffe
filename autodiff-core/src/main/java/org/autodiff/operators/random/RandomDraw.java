package org.autodiff.operators.random;

import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.RandomDraws;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers from a key, which is an operand: [keys…, 2] gives [keys…, shape…], a draw for each
 * key. The derivative is 0. See {@link RandomKey}.
 */
public sealed interface RandomDraw extends SingleResultOperator {
  /** {@return shape and element type of the draw of one key} */
  TensorType drawn();

  /**
   * Fills part of an array with the draw of a key.
   *
   * @param key the bits of the key
   * @param out the array
   * @param at where the draw begins
   * @param n how many numbers it has
   */
  void fill(long key, double[] out, int at, int n);

  /**
   * Fills part of an array with the draw of a key.
   *
   * @param key the bits of the key
   * @param out the array
   * @param at where the draw begins
   * @param n how many numbers it has
   */
  default void fill(long key, float[] out, int at, int n) {
    double[] wide = new double[n];
    fill(key, wide, 0, n);
    for (int i = 0; i < n; i++) {
      out[at + i] = (float) wide[i];
    }
  }

  @Override
  default OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  default TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    KeyWords.require(operands[0], name());
    Shape keys = KeyWords.keys(operands[0]);
    Shape one = drawn().shape();
    int[] dims = Arrays.copyOf(keys.dims(), keys.rank() + one.rank());
    System.arraycopy(one.dims(), 0, dims, keys.rank(), one.rank());
    return drawn().withShape(Shape.of(dims));
  }

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor result) {
    int n = drawn().shape().size();
    int keys = operands[0].size() / 2;
    if (result.dtype() == DType.FLOAT64) {
      double[] out = TensorArrays.doubles(result);
      for (int k = 0; k < keys; k++) {
        fill(KeyWords.bits(operands[0], k, name()), out, k * n, n);
      }
    } else {
      float[] out = TensorArrays.floats(result);
      for (int k = 0; k < keys; k++) {
        fill(KeyWords.bits(operands[0], k, name()), out, k * n, n);
      }
    }
  }

  @Override
  default @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null};
  }

  @Override
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /**
   * From 0 to below 1.
   *
   * @param drawn shape and element type
   */
  record Uniform(TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "uniform";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.uniform(key, out, at, n);
    }

    @Override
    public void fill(long key, float[] out, int at, int n) {
      RandomDraws.uniform(key, out, at, n);
    }
  }

  /**
   * From low to below high.
   *
   * @param low the least
   * @param high the bound above
   * @param drawn the shape; FLOAT64
   */
  record UniformBetween(double low, double high, TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "uniform-between";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.uniform(key, low, high, out, at, n);
    }
  }

  /**
   * Of the standard normal distribution.
   *
   * @param drawn shape and element type
   */
  record Normal(TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "normal";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.normal(key, out, at, n);
    }

    @Override
    public void fill(long key, float[] out, int at, int n) {
      RandomDraws.normal(key, out, at, n);
    }
  }

  /**
   * 1 with a probability, and otherwise 0.
   *
   * @param probability the probability
   * @param drawn shape and element type
   */
  record Bernoulli(double probability, TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "bernoulli";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.bernoulli(key, probability, out, at, n);
    }

    @Override
    public void fill(long key, float[] out, int at, int n) {
      RandomDraws.bernoulli(key, probability, out, at, n);
    }
  }

  /**
   * Whole numbers.
   *
   * @param low the least
   * @param high the bound above, not reached
   * @param drawn the shape; FLOAT64
   */
  record Integers(long low, long high, TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "integers";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.integers(key, low, high, out, at, n);
    }
  }

  /**
   * The numbers 0, …, n − 1 in random order.
   *
   * @param drawn [n], FLOAT64
   */
  record Permutation(TensorType drawn) implements RandomDraw {
    @Override
    public String name() {
      return "permutation";
    }

    @Override
    public void fill(long key, double[] out, int at, int n) {
      RandomDraws.permutation(key, out, at, n);
    }
  }
}
