package org.autodiff.ops.operators.quantized;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.kernels.PowersOfTwoLoops;
import org.jspecify.annotations.Nullable;

/**
 * Rounds to a signed power of two, {@code sign(w) 2^e} with e the rounded logarithm, from {@code
 * least} to {@code greatest}; see {@code PowersOfTwo.round}. The derivative is the identity.
 *
 * @param least the smallest exponent
 * @param greatest the largest exponent
 */
public record PowerOfTwo(int least, int greatest) implements SingleResultOperator {
  public PowerOfTwo {
    requireExponents(least, greatest, Double.MIN_EXPONENT, Double.MAX_EXPONENT, "float64");
  }

  @Override
  public String name() {
    return "power-of-two";
  }

  private static void requireExponents(int least, int greatest, int low, int high, String dtype) {
    if (least > greatest || least < low || greatest > high) {
      throw new ValueException(
          "power-of-two: exponents must rise and be from "
              + low
              + " to "
              + high
              + " for "
              + dtype
              + ", got "
              + least
              + " to "
              + greatest
              + "; usual ones are -15 to 0");
    }
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    if (operands[0].dtype() == DType.FLOAT32) {
      requireExponents(least, greatest, Float.MIN_EXPONENT, Float.MAX_EXPONENT, "float32");
    }
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor w = operands[0].contiguous();
    Quantizer.magnitudes(w, 1, 1, name()); // requires finite values
    int n = result.shape().size();
    if (result.dtype() == DType.FLOAT64) {
      PowersOfTwoLoops.round(
          n, TensorArrays.doubles(w), w.offset(), least, greatest, TensorArrays.doubles(result));
    } else {
      PowersOfTwoLoops.round(
          n, TensorArrays.floats(w), w.offset(), least, greatest, TensorArrays.floats(result));
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {LinearMap.identity()};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
