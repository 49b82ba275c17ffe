package org.autodiff.operators.shaping;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * Matrices with the last axis of the operand on a diagonal, 0 elsewhere. Linear; the transpose is
 * {@link Diagonal}.
 *
 * @param offset how far the diagonal lies above the main one; negative below
 * @param rows the number of rows
 * @param columns the number of columns
 */
public record DiagonalEmbed(int offset, int rows, int columns) implements SingleResultOperator {
  /**
   * {@return the operator that makes square matrices just large enough for a diagonal}
   *
   * @param operand the shape of the operand, of rank 1 or more
   * @param offset how far the diagonal lies above the main one; negative below
   * @throws ShapeException if the operand is a scalar, or the matrices are too large
   */
  public static DiagonalEmbed square(Shape operand, int offset) {
    requireVector(operand);
    long n = operand.dim(-1) + Math.abs((long) offset);
    if (n > Integer.MAX_VALUE) {
      throw new ShapeException(
          "diag: a matrix has at most 2147483647 rows, got "
              + operand.dim(-1)
              + " elements at offset "
              + offset
              + "; use a smaller offset");
    }
    return new DiagonalEmbed(offset, (int) n, (int) n);
  }

  private static void requireVector(Shape operand) {
    if (operand.rank() == 0) {
      throw new ShapeException(
          "diag: the operand must have one axis or more, got a scalar; reshape it to one element");
    }
  }

  @Override
  public String name() {
    return "diag";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape shape = operands[0].shape();
    requireVector(shape);
    if (shape.dim(-1) != Diagonal.length(rows, columns, offset)) {
      throw new ShapeException(
          name()
              + ": the last axis must fit diagonal "
              + offset
              + " of a "
              + rows
              + " by "
              + columns
              + " matrix, which has "
              + Diagonal.length(rows, columns, offset)
              + " elements, got "
              + operands[0]
              + "; correct the size of the matrix");
    }
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() + 1);
    dims[dims.length - 2] = rows;
    dims[dims.length - 1] = columns;
    return operands[0].withShape(Shape.of(dims));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.fill(result, 0);
    Placement.copy(operands[0], new Diagonal(offset).view(result, operands[0].shape()));
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> apply(t), g -> new Diagonal(offset).apply(g))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands[0]);
  }
}
