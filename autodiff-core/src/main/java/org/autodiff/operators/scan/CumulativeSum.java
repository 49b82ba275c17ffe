package org.autodiff.operators.scan;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Scans;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.AlongAxis;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Running sums along an axis; see {@link Scans#cumsum}. Linear: its transpose runs from the other
 * end.
 *
 * @param axis the axis, not negative
 * @param reverse whether it runs from the last element to the first
 */
public record CumulativeSum(int axis, boolean reverse) implements AlongAxis {
  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(results[0].shape().size());
  }

  @Override
  public String name() {
    return "cumsum";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new CumulativeSum(newAxis, reverse);
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    Shape shape = result.shape();
    DenseTensor x = (reverse ? reversed(operands[0]) : operands[0]).contiguous();
    DenseTensor y = DenseTensor.zeros(result);
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (result.dtype() == DType.FLOAT64) {
      Kernels.get()
          .cumsum(
              outer, count, inner, TensorArrays.doubles(x), x.offset(), TensorArrays.doubles(y), 0);
    } else {
      Kernels.get()
          .cumsum(
              outer, count, inner, TensorArrays.floats(x), x.offset(), TensorArrays.floats(y), 0);
    }
    return reverse ? reversed(y) : y;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    CumulativeSum transpose = new CumulativeSum(axis, !reverse);
    return new @Nullable LinearMap[] {LinearMap.of(this::apply, transpose::apply)};
  }
}
