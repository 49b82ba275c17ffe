package org.autodiff.operators.scan;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
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
 * Moves elements along an axis: {@code yᵢ = xᵢ₋ₛ}, or 0 where there is no such element. Its
 * transpose moves them back.
 *
 * @param axis the axis, not negative
 * @param steps how far, s; negative moves towards the front
 */
public record Shift(int axis, int steps) implements AlongAxis {
  /** The linear map of a shift. */
  static LinearMap map(int axis, int steps) {
    Shift forth = new Shift(axis, steps);
    Shift back = new Shift(axis, -steps);
    return LinearMap.of(forth::apply, back::apply);
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public String name() {
    return "shift";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new Shift(newAxis, steps);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.fill(result, 0);
    DenseTensor x = operands[0];
    int[] dims = result.shape().dims();
    long left = dims[axis] - Math.abs((long) steps);
    if (left <= 0 || x.shape().isEmpty()) {
      return;
    }
    dims[axis] = (int) left;
    int[] strides = x.strides();
    int from = x.offset() + Math.max(0, -steps) * strides[axis];
    DenseTensor moved = x.view(Shape.of(dims), from, strides).contiguous();
    int[] steady = result.strides();
    int to = Math.max(0, steps) * steady[axis];
    if (result.dtype() == DType.FLOAT64) {
      Kernels.get()
          .writeStrided(
              TensorArrays.doubles(moved),
              moved.offset(),
              TensorArrays.doubles(result),
              to,
              dims,
              steady);
    } else {
      Kernels.get()
          .writeStrided(
              TensorArrays.floats(moved),
              moved.offset(),
              TensorArrays.floats(result),
              to,
              dims,
              steady);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {map(axis, steps)};
  }
}
