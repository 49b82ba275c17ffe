package org.autodiff.operators.shaping;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.ViewOperator;
import org.jspecify.annotations.Nullable;

/**
 * A diagonal of the last two axes, as a view. Linear; the transpose is {@link DiagonalEmbed}.
 *
 * @param offset how far the diagonal lies above the main one; negative below
 */
public record Diagonal(int offset) implements ViewOperator {
  @Override
  public String name() {
    return "diagonal";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape shape = operands[0].shape();
    requireMatrices(operands[0], name());
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() - 1);
    dims[dims.length - 1] = length(shape.dim(-2), shape.dim(-1), offset);
    return operands[0].withShape(Shape.of(dims));
  }

  static void requireMatrices(TensorType operand, String operator) {
    if (operand.shape().rank() < 2) {
      throw new ShapeException(
          operator
              + ": the operand must have two axes or more, got "
              + operand
              + "; reshape it to matrices");
    }
  }

  /** The number of elements on a diagonal. */
  static int length(int rows, int columns, int offset) {
    return Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
  }

  @Override
  public DenseTensor view(DenseTensor[] operands, TensorType result) {
    return view(operands[0], result.shape());
  }

  /** The diagonal as a view of the last two axes. */
  DenseTensor view(DenseTensor x, Shape shape) {
    int[] strides = x.strides();
    int row = strides[strides.length - 2];
    int column = strides[strides.length - 1];
    int[] kept = Arrays.copyOf(strides, strides.length - 1);
    kept[kept.length - 1] = row + column;
    int start = shape.dim(-1) == 0 ? 0 : offset >= 0 ? offset * column : -offset * row;
    return x.view(shape, x.offset() + start, kept);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {new Part(this, operands[0].type())};
  }

  /** Takes the diagonal; the transpose adds to the diagonal alone. */
  private record Part(Diagonal diagonal, TensorType operand) implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return diagonal.apply(tangent);
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      Shape shape = operand.shape();
      return new DiagonalEmbed(diagonal.offset, shape.dim(-2), shape.dim(-1)).apply(cotangent);
    }

    @Override
    public void transposeInto(Tensor cotangent, CotangentSink sink) {
      sink.addToPart(operand, cotangent, diagonal, () -> transpose(cotangent));
    }
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands[0]);
  }
}
