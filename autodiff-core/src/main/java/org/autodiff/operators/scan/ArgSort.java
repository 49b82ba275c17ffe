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
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The positions that sort an axis, stable; see {@link Scans#argsort}. The derivative is 0.
 *
 * @param axis the axis, not negative
 */
public record ArgSort(int axis) implements AlongAxis {
  @Override
  public String name() {
    return "argsort";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new ArgSort(newAxis);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    return new TensorType(AlongAxis.super.inferResult(operands).shape(), DType.FLOAT64);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = result.shape();
    DenseTensor x = operands[0].contiguous();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (x.dtype() == DType.FLOAT64) {
      Kernels.get()
          .argsort(
              outer,
              count,
              inner,
              TensorArrays.doubles(x),
              x.offset(),
              TensorArrays.doubles(result),
              0);
    } else {
      Kernels.get()
          .argsort(
              outer,
              count,
              inner,
              TensorArrays.floats(x),
              x.offset(),
              TensorArrays.doubles(result),
              0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {null};
  }
}
