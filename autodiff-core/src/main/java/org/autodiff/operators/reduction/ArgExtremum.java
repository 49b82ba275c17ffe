package org.autodiff.operators.reduction;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Scans;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.AlongAxis;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.LinearMap;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The position of the largest or smallest element along an axis; see {@link Scans#argmax}. The
 * derivative is 0.
 *
 * @param largest whether the largest is meant, otherwise the smallest
 * @param axis the axis, not negative
 * @param keepDims whether the axis stays, with extent 1
 */
public record ArgExtremum(boolean largest, int axis, boolean keepDims) implements AlongAxis {
  @Override
  public String name() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new ArgExtremum(largest, newAxis, keepDims);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Shape shape = AlongAxis.super.inferResult(operands).shape();
    Axes axes = Axes.of(name(), shape, axis);
    AxisReduction.requireSome(shape, axes, name());
    return new TensorType(axes.reduce(shape, keepDims), DType.FLOAT64);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    Shape shape = x.shape();
    Kernels kernels = Kernels.get();
    int xo = x.offset();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (x.dtype() == DType.FLOAT64) {
      if (largest) {
        kernels.argmax(
            outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result), 0);
      } else {
        kernels.argmin(
            outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result), 0);
      }
    } else if (largest) {
      kernels.argmax(
          outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.doubles(result), 0);
    } else {
      kernels.argmin(
          outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.doubles(result), 0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null};
  }
}
