package org.autodiff.operators.linalg;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.LinearAlgebra;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.BinaryKind;
import org.autodiff.kernels.Kernels;
import org.autodiff.kernels.OrderedSum;
import org.jspecify.annotations.Nullable;

/**
 * The scalar product of two vectors; see {@link LinearAlgebra#dot}. Its bits are those of the sum
 * of the products: these are rounded to the element type and added in the order of {@link
 * OrderedSum}.
 */
public record Dot() implements SingleResultOperator {
  /** The operator. */
  public static final Dot DOT = new Dot();

  /** Products are made and added up in pieces that stay in the first-level cache. */
  private static final int BLOCK = 1024;

  @Override
  public String name() {
    return "dot";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long n = operands[0].shape().size();
    return new OperationCount(Math.max(0, n - 1), n, 0);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    TensorType a = operands[0];
    TensorType b = operands[1];
    Operands.requireSameDType(a, b, name());
    if (a.shape().rank() != 1 || b.shape().rank() != 1) {
      throw new ShapeException(
          "dot: both operands must be vectors, got shapes "
              + a.shape()
              + " and "
              + b.shape()
              + "; use matmul for matrices, mul for a scalar");
    }
    if (!a.shape().equals(b.shape())) {
      throw new ShapeException(
          "dot: the vectors must have one length, got shapes "
              + a.shape()
              + " and "
              + b.shape()
              + "; slice the longer, or use outer for all products");
    }
    return a.dtype() == DType.FLOAT64 ? TensorType.SCALAR64 : TensorType.SCALAR32;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor a = operands[0].contiguous();
    DenseTensor b = operands[1].contiguous();
    Kernels kernels = Kernels.get();
    int n = a.size();
    OrderedSum sum = new OrderedSum(1);
    if (a.dtype() == DType.FLOAT64) {
      double[] products = new double[Math.min(n, BLOCK)];
      for (int at = 0; at < n; at += BLOCK) {
        int count = Math.min(BLOCK, n - at);
        kernels.binary(
            BinaryKind.MUL,
            TensorArrays.doubles(a),
            a.offset() + at,
            TensorArrays.doubles(b),
            b.offset() + at,
            products,
            0,
            count);
        sum.add(products, 0, count);
      }
    } else {
      float[] products = new float[Math.min(n, BLOCK)];
      for (int at = 0; at < n; at += BLOCK) {
        int count = Math.min(BLOCK, n - at);
        kernels.binary(
            BinaryKind.MUL,
            TensorArrays.floats(a),
            a.offset() + at,
            TensorArrays.floats(b),
            b.offset() + at,
            products,
            0,
            count);
        sum.add(products, 0, count);
      }
    }
    TensorArrays.fill(result, sum.result());
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor a = operands[0];
    Tensor b = operands[1];
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> apply(t, b), g -> b.mul(g)), LinearMap.of(t -> apply(a, t), g -> a.mul(g))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor a = operands[0];
    Tensor b = operands[1];
    if (batched[0] && batched[1]) {
      return a.mul(b).sum(1);
    }
    Tensor matrix = batched[0] ? a : b;
    Tensor vector = batched[0] ? b : a;
    return MatMul.MATMUL.apply(matrix, vector.reshape(vector.size(), 1)).reshape(size);
  }
}
