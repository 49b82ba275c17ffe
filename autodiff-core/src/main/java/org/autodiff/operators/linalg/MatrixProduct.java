package org.autodiff.operators.linalg;

import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorArrays;
import org.autodiff.kernels.Kernels;
import org.autodiff.operators.shaping.Shapes;

/**
 * A product of two batches of matrices of any layout by kernels for one product of row-major
 * matrices. A transposed view is recognised by its strides and read in place; one with gaps is
 * copied. Where one operand is a single matrix and the other's rows follow each other through the
 * whole batch, the batch is one product.
 *
 * <p>The order of additions is another where a factor is a vector. Whether a batch of products with
 * vectors is one product of matrices is therefore decided by shapes alone: where one operand has a
 * single matrix; the vectors are copied if they do not follow each other.
 */
final class MatrixProduct {
  private final Matrices a;
  private final Matrices b;
  private final DenseTensor y;
  private final int[] batch;
  private final int m;
  private final int k;
  private final int n;

  MatrixProduct(
      DenseTensor a, boolean transposeA, DenseTensor b, boolean transposeB, DenseTensor y, int k) {
    Shape shape = y.shape();
    this.y = y;
    this.m = shape.dim(-2);
    this.k = k;
    this.n = shape.dim(-1);
    this.batch = Shapes.dropLast(shape, 2).dims();
    this.a = Matrices.of(a, transposeA, batch);
    this.b = Matrices.of(b, transposeB, batch);
  }

  /**
   * Matrices without gaps.
   *
   * @param x the elements
   * @param transposed whether they are held transposed
   * @param steps from one matrix to the next along each batch axis, 0 where it is the same one
   * @param one whether the operand has one matrix only, by its shape
   */
  private record Matrices(DenseTensor x, boolean transposed, int[] steps, boolean one) {
    static Matrices of(DenseTensor x, boolean transposed, int[] batch) {
      Shape shape = x.shape();
      int rank = shape.rank();
      int[] strides = x.strides();
      int rows = shape.dim(-2);
      int columns = shape.dim(-1);
      int down = strides[rank - 2];
      int across = strides[rank - 1];
      boolean one = Shapes.dropLast(shape, 2).size() == 1;
      if ((columns == 1 || across == 1) && (rows == 1 || down == columns)) {
        return new Matrices(x, transposed, steps(shape, strides, batch), one);
      }
      if ((rows == 1 || down == 1) && (columns == 1 || across == rows)) {
        return new Matrices(x, !transposed, steps(shape, strides, batch), one);
      }
      int[] distinct = shape.dims();
      for (int i = 0; i < rank - 2; i++) {
        distinct[i] = strides[i] == 0 ? 1 : distinct[i];
      }
      DenseTensor packed = x.view(Shape.of(distinct), x.offset(), strides).copy();
      return new Matrices(packed, transposed, steps(packed.shape(), packed.strides(), batch), one);
    }

    private static int[] steps(Shape shape, int[] strides, int[] batch) {
      int[] steps = new int[batch.length];
      int shift = batch.length - (shape.rank() - 2);
      for (int i = shift; i < batch.length; i++) {
        steps[i] = shape.dim(i - shift) == 1 ? 0 : strides[i - shift];
      }
      return steps;
    }

    boolean single() {
      for (int step : steps) {
        if (step != 0) {
          return false;
        }
      }
      return true;
    }

    /** Matrices of one row or column, in the order of the batch and without gaps. */
    DenseTensor vectors(int[] batch, int k) {
      if (inSequence(batch, k)) {
        return x;
      }
      int[] dims = Arrays.copyOf(batch, batch.length + 1);
      dims[batch.length] = k;
      int[] strides = Arrays.copyOf(steps, batch.length + 1);
      strides[batch.length] = 1;
      return x.view(Shape.of(dims), x.offset(), strides).copy();
    }

    /** Whether the matrices follow each other without gaps in the order of the batch. */
    boolean inSequence(int[] batch, int matrix) {
      int expected = matrix;
      for (int i = batch.length - 1; i >= 0; i--) {
        if (batch[i] != 1 && steps[i] != expected) {
          return false;
        }
        expected *= batch[i];
      }
      return true;
    }
  }

  void run() {
    int count = 1;
    for (int extent : batch) {
      count *= extent;
    }
    int ao = a.x.offset();
    int bo = b.x.offset();
    if (count == 1) {
      multiply(m, n, a.x, ao, a.transposed, b.x, bo, b.transposed, 0);
    } else if (m == 1 && n > 1) {
      if (b.one) {
        DenseTensor rows = a.vectors(batch, k);
        multiply(count, n, rows, rows.offset(), false, b.x, bo, b.transposed, 0);
      } else {
        each(count, ao, bo);
      }
    } else if (n == 1 && m > 1) {
      if (a.one) {
        DenseTensor rows = b.vectors(batch, k);
        multiply(count, m, rows, rows.offset(), false, a.x, ao, !a.transposed, 0);
      } else if (b.single() && !a.transposed && a.inSequence(batch, m * k)) {
        multiply(count * m, 1, a.x, ao, false, b.x, bo, b.transposed, 0);
      } else {
        each(count, ao, bo);
      }
    } else if (b.single() && (!a.transposed || m == 1) && a.inSequence(batch, m * k)) {
      multiply(count * m, n, a.x, ao, false, b.x, bo, b.transposed, 0);
    } else {
      each(count, ao, bo);
    }
  }

  private void each(int count, int aOffset, int bOffset) {
    int ao = aOffset;
    int bo = bOffset;
    int[] at = new int[batch.length];
    for (int i = 0; i < count; i++) {
      multiply(m, n, a.x, ao, a.transposed, b.x, bo, b.transposed, i * m * n);
      for (int d = batch.length - 1; d >= 0; d--) {
        ao += a.steps[d];
        bo += b.steps[d];
        if (++at[d] < batch[d]) {
          break;
        }
        ao -= batch[d] * a.steps[d];
        bo -= batch[d] * b.steps[d];
        at[d] = 0;
      }
    }
  }

  private void multiply(
      int rows,
      int columns,
      DenseTensor p,
      int po,
      boolean transposeP,
      DenseTensor q,
      int qo,
      boolean transposeQ,
      int yo) {
    if (y.dtype() == DType.FLOAT64) {
      Kernels.get()
          .matmul(
              false,
              rows,
              k,
              columns,
              TensorArrays.doubles(p),
              po,
              transposeP,
              TensorArrays.doubles(q),
              qo,
              transposeQ,
              TensorArrays.doubles(y),
              yo);
    } else {
      Kernels.get()
          .matmul(
              false,
              rows,
              k,
              columns,
              TensorArrays.floats(p),
              po,
              transposeP,
              TensorArrays.floats(q),
              qo,
              transposeQ,
              TensorArrays.floats(y),
              yo);
    }
  }
}
