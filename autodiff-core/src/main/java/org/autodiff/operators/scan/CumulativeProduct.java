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
import org.autodiff.kernels.DoubleRecurrences;
import org.autodiff.kernels.FloatRecurrences;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Running products along an axis; see {@link Scans#cumprod}.
 *
 * <p>The derivative needs no division, so it is right where elements are 0. With e the exclusive
 * product, {@code yᵢ = xᵢ yᵢ₋₁} gives {@code ẏᵢ = xᵢ ẏᵢ₋₁ + eᵢ ẋᵢ}: a {@link LinearRecurrence} with
 * factors x and inputs e ẋ. That of the exclusive product is the same, one step later.
 *
 * @param axis the axis, not negative
 * @param exclusive whether the product at an element is that of the elements before it only
 */
public record CumulativeProduct(int axis, boolean exclusive) implements AlongAxis {
  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.multiplications(results[0].shape().size());
  }

  @Override
  public String name() {
    return "cumprod";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new CumulativeProduct(newAxis, exclusive);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = result.shape();
    DenseTensor x = operands[0].contiguous();
    int xo = x.offset();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (result.dtype() == DType.FLOAT64) {
      if (exclusive) {
        DoubleRecurrences.productBefore(
            outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result));
      } else {
        Kernels.get()
            .cumprod(
                outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result), 0);
      }
    } else if (exclusive) {
      FloatRecurrences.productBefore(
          outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(result));
    } else {
      Kernels.get()
          .cumprod(outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(result), 0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    LinearMap scale =
        LinearMap.scale(() -> exclusive ? result : new CumulativeProduct(axis, true).apply(x));
    LinearMap recurrence =
        LinearMap.of(
            t -> new LinearRecurrence(axis, false).apply(x, t),
            g -> new LinearRecurrence(axis, true).apply(x, g));
    LinearMap inclusive = scale.then(recurrence);
    return new @Nullable LinearMap[] {exclusive ? inclusive.then(Shift.map(axis, 1)) : inclusive};
  }
}
