package org.autodiff.ops.operators.ternary;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * The product with fixed ternary weights, group by group of inputs: x [rows, in] gives {@code z_bgn
 * = Σ_{k in group g} x_bk T_kn}, [rows, groups, out]; or the transpose of that linear map.
 * Additions and subtractions alone.
 *
 * @param weights T
 * @param groups into how many equal groups the inputs are divided
 * @param transposed whether it is the transpose
 */
public record TernaryProduct(TernaryStorage weights, int groups, boolean transposed)
    implements SingleResultOperator {
  @Override
  public String name() {
    return "ternary-matmul";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(operands[0].shape().dim(0) * weights.nonzeros());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Shape shape = operands[0].shape();
    boolean fits =
        transposed
            ? shape.rank() == 3 && shape.dim(1) == groups && shape.dim(2) == weights.outputs()
            : shape.rank() == 2 && shape.dim(1) == weights.inputs();
    if (!fits) {
      throw new ShapeException(
          "ternary-matmul: the last axis of x must match the rows of the weights, got shape "
              + shape
              + " for weights ["
              + weights.inputs()
              + ", "
              + weights.outputs()
              + "]; transpose or reshape x");
    }
    int rows = shape.dim(0);
    return operands[0].withShape(
        transposed ? Shape.of(rows, weights.inputs()) : Shape.of(rows, groups, weights.outputs()));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.fill(result, 0);
    DenseTensor x = operands[0].contiguous();
    int rows = result.shape().dim(0);
    int in = weights.inputs();
    int size = in / groups;
    int stride = groups * weights.outputs();
    for (int g = 0; g < groups; g++) {
      int from = g * size;
      int at = g * weights.outputs();
      if (result.dtype() == DType.FLOAT64) {
        double[] from64 = TensorArrays.doubles(x);
        double[] to64 = TensorArrays.doubles(result);
        if (transposed) {
          weights.multiplyTransposed(
              from, size, rows, from64, x.offset() + at, stride, to64, from, in);
        } else {
          weights.multiply(from, size, rows, from64, x.offset() + from, in, to64, at, stride);
        }
      } else {
        float[] from32 = TensorArrays.floats(x);
        float[] to32 = TensorArrays.floats(result);
        if (transposed) {
          weights.multiplyTransposed(
              from, size, rows, from32, x.offset() + at, stride, to32, from, in);
        } else {
          weights.multiply(from, size, rows, from32, x.offset() + from, in, to32, at, stride);
        }
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    TernaryProduct other = new TernaryProduct(weights, groups, !transposed);
    return new @Nullable LinearMap[] {LinearMap.of(t -> apply(t), g -> other.apply(g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    // rows of all examples are rows of one product
    Shape shape = operands[0].shape();
    int rows = shape.dim(1);
    Tensor y = apply(operands[0].reshape(shape.remove(0).remove(0).insert(0, size * rows)));
    return y.reshape(y.shape().remove(0).insert(0, rows).insert(0, size));
  }
}
