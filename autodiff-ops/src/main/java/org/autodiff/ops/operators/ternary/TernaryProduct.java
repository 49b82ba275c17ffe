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
import org.autodiff.ops.TernaryMatrix;
import org.autodiff.ops.kernels.DoubleTernary;
import org.autodiff.ops.kernels.FloatTernary;
import org.jspecify.annotations.Nullable;

/**
 * The product with fixed ternary weights, group by group of inputs: x [rows, in] gives {@code z_bgn
 * = Σ_{k in group g} x_bk T_kn}, [rows, groups, out]; or the transpose of that linear map.
 * Additions and subtractions alone.
 *
 * @param matrix T
 * @param groups into how many equal groups the inputs are divided
 * @param transposed whether it is the transpose
 */
public record TernaryProduct(TernaryMatrix matrix, int groups, boolean transposed)
    implements SingleResultOperator {
  @Override
  public String name() {
    return "ternary-matmul";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.additions(operands[0].shape().dim(0) * matrix.nonzeros());
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Shape shape = operands[0].shape();
    boolean fits =
        transposed
            ? shape.rank() == 3 && shape.dim(1) == groups && shape.dim(2) == matrix.outputs()
            : shape.rank() == 2 && shape.dim(1) == matrix.inputs();
    if (!fits) {
      throw new ShapeException(
          "ternary-matmul: the last axis of x must match the rows of the weights, got shape "
              + shape
              + " for weights ["
              + matrix.inputs()
              + ", "
              + matrix.outputs()
              + "]; transpose or reshape x");
    }
    int rows = shape.dim(0);
    return operands[0].withShape(
        transposed ? Shape.of(rows, matrix.inputs()) : Shape.of(rows, groups, matrix.outputs()));
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    DenseTensor y = DenseTensor.zeros(result);
    DenseTensor x = operands[0].contiguous();
    int size = matrix.inputs() / groups;
    for (int g = 0; g < groups; g++) {
      if (result.dtype() == DType.FLOAT64) {
        multiply(
            TensorArrays.doubles(x),
            x.offset(),
            TensorArrays.doubles(y),
            result.shape().dim(0),
            g * size,
            size,
            g);
      } else {
        multiply(
            TensorArrays.floats(x),
            x.offset(),
            TensorArrays.floats(y),
            result.shape().dim(0),
            g * size,
            size,
            g);
      }
    }
    return y;
  }

  private void multiply(double[] x, int xAt, double[] y, int rows, int from, int size, int g) {
    int in = matrix.inputs();
    int out = matrix.outputs();
    int at = g * out;
    int stride = groups * out;
    boolean packed = matrix.storage() == TernaryMatrix.Storage.PACKED;
    if (packed && transposed) {
      DoubleTernary.multiplyTransposed(
          matrix.codes(), from, size, out, rows, x, xAt + at, stride, y, from, in);
    } else if (packed) {
      DoubleTernary.multiply(
          matrix.codes(), from, size, out, rows, x, xAt + from, in, y, at, stride);
    } else if (transposed) {
      DoubleTernary.multiplyListsTransposed(
          matrix.starts(), matrix.indices(), from, size, rows, x, xAt + at, stride, y, from, in);
    } else {
      DoubleTernary.multiplyLists(
          matrix.starts(), matrix.indices(), from, size, rows, x, xAt + from, in, y, at, stride);
    }
  }

  private void multiply(float[] x, int xAt, float[] y, int rows, int from, int size, int g) {
    int in = matrix.inputs();
    int out = matrix.outputs();
    int at = g * out;
    int stride = groups * out;
    boolean packed = matrix.storage() == TernaryMatrix.Storage.PACKED;
    if (packed && transposed) {
      FloatTernary.multiplyTransposed(
          matrix.codes(), from, size, out, rows, x, xAt + at, stride, y, from, in);
    } else if (packed) {
      FloatTernary.multiply(
          matrix.codes(), from, size, out, rows, x, xAt + from, in, y, at, stride);
    } else if (transposed) {
      FloatTernary.multiplyListsTransposed(
          matrix.starts(), matrix.indices(), from, size, rows, x, xAt + at, stride, y, from, in);
    } else {
      FloatTernary.multiplyLists(
          matrix.starts(), matrix.indices(), from, size, rows, x, xAt + from, in, y, at, stride);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    TernaryProduct other = new TernaryProduct(matrix, groups, !transposed);
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
