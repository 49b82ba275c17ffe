package org.autodiff.operators.elementwise;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Converts the element type; see {@link org.autodiff.Arithmetic#to}.
 *
 * @param dtype the element type of the result
 * @param overflows whether a finite value that is too large becomes infinite; otherwise it is an
 *     error. Tangents and cotangents do: no user can clip them first
 */
public record Cast(DType dtype, boolean overflows) implements SingleResultOperator {
  /**
   * Creates the operator that rejects values that are too large.
   *
   * @param dtype the element type of the result
   */
  public Cast(DType dtype) {
    this(dtype, false);
  }

  @Override
  public String name() {
    return "to";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return new TensorType(operands[0].shape(), dtype);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    return operands[0].dtype() == dtype ? operands[0] : null;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    int n = result.size();
    if (x.dtype() == dtype) {
      TensorArrays.copy(x, result);
    } else if (dtype == DType.FLOAT64) {
      Kernels.get().widen(TensorArrays.floats(x), x.offset(), TensorArrays.doubles(result), 0, n);
    } else {
      int tooLarge =
          Kernels.get()
              .narrow(TensorArrays.doubles(x), x.offset(), TensorArrays.floats(result), 0, n);
      if (tooLarge >= 0 && !overflows) {
        throw new ValueException(
            "to: finite values must fit float32 (at most 3.4e38), got "
                + x.flat(tooLarge)
                + " at flat position "
                + tooLarge
                + " of "
                + x.type()
                + "; scale or clip first");
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    DType from = operands[0].dtype();
    Cast forward = new Cast(dtype, true);
    Cast backward = new Cast(from, true);
    return new @Nullable LinearMap[] {LinearMap.of(t -> forward.apply(t), g -> backward.apply(g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
