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
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    if (reverse) {
      DenseTensor x = reversed(operands[0]).copy();
      sum(x, x); // in place, as each element is read before its sum is written
      TensorArrays.copy(reversed(x), result);
    } else {
      sum(operands[0].contiguous(), result);
    }
  }

  private void sum(DenseTensor x, DenseTensor y) {
    Shape shape = y.shape();
    int xo = x.offset();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    Kernels kernels = Kernels.get();
    if (y.dtype() == DType.FLOAT64) {
      kernels.cumsum(outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(y), 0);
    } else {
      kernels.cumsum(outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(y), 0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    CumulativeSum transpose = new CumulativeSum(axis, !reverse);
    return new @Nullable LinearMap[] {LinearMap.of(this::apply, transpose::apply)};
  }
}
