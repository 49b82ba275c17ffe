package org.autodiff.ops.operators.decomposition;

import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** Batches of matrices: what the operators on them check and share. */
public final class Matrices {
  private Matrices() {}

  static void requireMatrix(TensorType[] operands, int count, String operator) {
    if (operands.length != count) {
      throw new ShapeException(
          operator
              + ": there must be "
              + count
              + (count == 1 ? " operand" : " operands")
              + ", got "
              + Arrays.toString(operands)
              + "; pass as many");
    }
    for (TensorType operand : operands) {
      if (operand.shape().rank() < 2) {
        throw new ShapeException(
            operator
                + ": the operand must be a matrix or a batch of matrices, got "
                + operand
                + "; reshape it to two axes or more");
      }
    }
  }

  static void requireSquare(TensorType a, String operator) {
    Shape shape = a.shape();
    if (shape.dim(-1) != shape.dim(-2)) {
      throw new ShapeException(
          operator
              + ": the matrix must be square, got shape "
              + shape
              + "; use qr or svd for other matrices");
    }
  }

  /** Checks a square A and a B with as many rows, in equal batches. */
  static void requireSystem(TensorType[] operands, String operator) {
    requireMatrix(operands, 2, operator);
    TensorType a = operands[0];
    TensorType b = operands[1];
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          operator
              + ": the operands must have one element type, got "
              + a
              + " and "
              + b
              + "; convert one of them with to");
    }
    requireSquare(a, operator);
    Shape left = a.shape();
    Shape right = b.shape();
    if (left.dim(-1) != right.dim(-2) || !leading(left).equals(leading(right))) {
      throw new ShapeException(
          operator
              + ": the right side must have as many rows as the matrix, and the same axes in front,"
              + " got shapes "
              + left
              + " and "
              + right
              + "; transpose, reshape or broadcastTo one of them");
    }
  }

  /** The axes in front of the matrices. */
  public static Shape leading(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 2));
  }

  public static Shape append(Shape leading, int... extents) {
    int[] dims = Arrays.copyOf(leading.dims(), leading.rank() + extents.length);
    System.arraycopy(extents, 0, dims, leading.rank(), extents.length);
    return Shape.of(dims);
  }

  /** Writes the elements of a result that was computed in float64. */
  static void write(double[] elements, DenseTensor result) {
    if (result.dtype() == DType.FLOAT64) {
      System.arraycopy(elements, 0, TensorArrays.doubles(result), 0, elements.length);
      return;
    }
    float[] floats = TensorArrays.floats(result);
    for (int i = 0; i < elements.length; i++) {
      floats[i] = (float) elements[i];
    }
  }

  static boolean isFinite(double[] elements) {
    for (double x : elements) {
      if (!Double.isFinite(x)) {
        return false;
      }
    }
    return true;
  }

  /** What one matrix of a batch fails with. */
  static ValueException failure(
      String operator, String requirement, Shape shape, int position, String remedy) {
    String where = "";
    if (shape.rank() > 2) {
      int[] dims = leading(shape).dims();
      int[] index = new int[dims.length];
      int rest = position;
      for (int i = dims.length - 1; i >= 0; i--) {
        index[i] = rest % dims[i];
        rest /= dims[i];
      }
      where = " whose matrix at " + Arrays.toString(index) + " is not";
    } else {
      where = " whose matrix is not";
    }
    return new ValueException(
        operator + ": " + requirement + ", got a tensor of shape " + shape + where + "; " + remedy);
  }

  static ValueException singular(String operator, Shape shape, int position) {
    return failure(
        operator,
        "every matrix must be invertible",
        shape,
        position,
        "add a multiple of the identity, or use svd");
  }

  static ValueException unconverged(String operator, Shape shape, int position) {
    return failure(
        operator,
        "every matrix must be one for which the iteration converges",
        shape,
        position,
        "scale the matrix");
  }

  /** The matrix transposed. */
  static Tensor t(Tensor x) {
    return x.swapAxes(-2, -1);
  }

  static Tensor symmetric(Tensor x) {
    return x.add(t(x)).mul(0.5);
  }

  /** The operands of a batch, each with the batch in front. */
  public static Tensor[] batched(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] all = new Tensor[operands.length];
    for (int i = 0; i < all.length; i++) {
      Tensor x = operands[i];
      all[i] = batched[i] ? x : x.broadcastTo(x.shape().insert(0, size));
    }
    return all;
  }
}
