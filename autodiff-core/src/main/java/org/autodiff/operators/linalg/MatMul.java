package org.autodiff.operators.linalg;

import org.autodiff.DenseTensor;
import org.autodiff.LinearAlgebra;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.operators.shaping.Shapes;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product over the last two axes, {@code y = op(a) op(b)}, where op transposes or does
 * nothing; the axes in front broadcast. See {@link LinearAlgebra#matmul}.
 *
 * <p>Bilinear: {@code ẏ = op(ȧ) op(b) + op(a) op(ḃ)}; the cotangents {@code ḡ op(b)ᵀ} and {@code
 * op(a)ᵀ ḡ} are products of the same kind with other flags, so nothing is transposed in memory. The
 * cotangent of a single matrix that met a batch is one product over the rows of the whole batch.
 *
 * @param transposeA whether a is held as [..., k, m]
 * @param transposeB whether b is held as [..., n, k]
 */
public record MatMul(boolean transposeA, boolean transposeB) implements SingleResultOperator {
  /** The product of two operands as they are. */
  public static final MatMul MATMUL = new MatMul(false, false);

  private static final MatMul ROWS = new MatMul(true, false);

  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long inner = operands[0].shape().dim(transposeA ? -2 : -1);
    long out = results[0].shape().size();
    return new OperationCount(out * Math.max(0, inner - 1), out * inner, 0);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    Operands.requireSameDType(operands[0], operands[1], name());
    Shape a = operands[0].shape();
    Shape b = operands[1].shape();
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeException(
          "matmul: both operands must be matrices or batches of matrices, got shapes "
              + a
              + " and "
              + b
              + (a.rank() == 0 || b.rank() == 0
                  ? "; use mul for a scalar"
                  : "; reshape a vector to one row or one column"));
    }
    int k = a.dim(transposeA ? -2 : -1);
    int other = b.dim(transposeB ? -1 : -2);
    if (k != other) {
      throw inner(describe(a, transposeA), describe(b, transposeB), k, other);
    }
    Shape batch = a.rank() == 2 && b.rank() == 2 ? Shape.SCALAR : broadcast(a, b);
    return operands[0].withShape(
        Shapes.append(batch, a.dim(transposeA ? -1 : -2), b.dim(transposeB ? -2 : -1)));
  }

  private static Shape broadcast(Shape a, Shape b) {
    for (int axis = -3; axis >= -Math.min(a.rank(), b.rank()); axis--) {
      if (a.dim(axis) != b.dim(axis) && a.dim(axis) != 1 && b.dim(axis) != 1) {
        throw new ShapeException(
            "matmul: the axes in front of the matrices must broadcast (extents equal or 1), got "
                + a
                + " and "
                + b
                + ", which differ at axis "
                + axis
                + "; reshape or expandDims one of them");
      }
    }
    return Shape.broadcast(Shapes.dropLast(a, 2), Shapes.dropLast(b, 2), "matmul");
  }

  private static String describe(Shape shape, boolean transposed) {
    return transposed ? shape + " transposed" : shape.toString();
  }

  private static ShapeException inner(String a, String b, int k, int other) {
    return new ShapeException(
        "matmul: the columns of the first operand must match the rows of the second, got shapes "
            + a
            + " and "
            + b
            + " ("
            + k
            + " and "
            + other
            + "); transpose or reshape one of them");
  }

  /**
   * Checks operands of which either may be a vector.
   *
   * @param a the first operand
   * @param b the second
   */
  public static void validate(TensorType a, TensorType b) {
    Operands.requireSameDType(a, b, "matmul");
    if (a.shape().rank() == 0 || b.shape().rank() == 0) {
      throw new ShapeException(
          "matmul: the operands must be vectors, matrices or batches of matrices, got shapes "
              + a.shape()
              + " and "
              + b.shape()
              + "; use mul for a scalar");
    }
    int k = a.shape().dim(-1);
    int other = b.shape().dim(b.shape().rank() == 1 ? -1 : -2);
    if (k != other) {
      throw inner(a.shape().toString(), b.shape().toString(), k, other);
    }
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    int k = operands[0].shape().dim(transposeA ? -2 : -1);
    if (k == 0) {
      TensorArrays.fill(result, 0);
    } else if (!result.shape().isEmpty()) {
      new MatrixProduct(operands[0], transposeA, operands[1], transposeB, result, k).run();
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor a = operands[0];
    Tensor b = operands[1];
    Shape shapeA = a.shape();
    Shape shapeB = b.shape();
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> apply(t, b), g -> pullFirst(g, b, shapeA)),
      LinearMap.of(t -> apply(a, t), g -> pullSecond(g, a, shapeB))
    };
  }

  private Tensor pullFirst(Tensor g, Tensor b, Shape a) {
    if (a.rank() == 2 && sameBatch(g, b)) {
      Tensor rowsOfG = rows(Shapes.swapLast(g));
      Tensor rowsOfB = rows(transposeB ? b : Shapes.swapLast(b));
      return transposeA ? ROWS.apply(rowsOfB, rowsOfG) : ROWS.apply(rowsOfG, rowsOfB);
    }
    return (transposeA
            ? new MatMul(transposeB, true).apply(b, g)
            : new MatMul(false, !transposeB).apply(g, b))
        .sumTo(a);
  }

  private Tensor pullSecond(Tensor g, Tensor a, Shape b) {
    if (b.rank() == 2 && sameBatch(g, a)) {
      Tensor rowsOfG = rows(g);
      Tensor rowsOfA = rows(transposeA ? Shapes.swapLast(a) : a);
      return transposeB ? ROWS.apply(rowsOfG, rowsOfA) : ROWS.apply(rowsOfA, rowsOfG);
    }
    return (transposeB
            ? new MatMul(true, transposeA).apply(g, a)
            : new MatMul(!transposeA, false).apply(a, g))
        .sumTo(b);
  }

  private static boolean sameBatch(Tensor g, Tensor other) {
    return g.rank() > 2
        && g.rank() == other.rank()
        && Shapes.dropLast(g.shape(), 2).equals(Shapes.dropLast(other.shape(), 2));
  }

  /** All rows of a batch of matrices as one matrix. */
  private static Tensor rows(Tensor x) {
    int columns = x.shape().dim(-1);
    return x.reshape(Shapes.dropLast(x.shape(), 1).size(), columns);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor a = operands[0];
    Tensor b = operands[1];
    if (!batched[1] && b.rank() == 2 && !transposeA) {
      Tensor y = apply(rows(a), b);
      return y.reshape(Shapes.append(Shapes.dropLast(a.shape(), 1), y.shape().dim(-1)).dims());
    }
    if (!batched[0] && a.rank() == 2) {
      // yᵀ = op(b)ᵀ op(a)ᵀ: the rows of all op(b)ᵀ make one matrix
      Tensor c = transposeB ? b : Shapes.swapLast(b);
      Tensor y = new MatMul(false, !transposeA).apply(rows(c), a);
      Shape shape = Shapes.append(Shapes.dropLast(c.shape(), 1), y.shape().dim(-1));
      return Shapes.swapLast(y.reshape(shape.dims()));
    }
    return apply(Operands.align(operands, batched));
  }
}
