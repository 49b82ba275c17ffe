package org.autodiff.ops;

import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * Passes matrices between this library and EJML. Nothing is copied where both hold a matrix in the
 * same way, as one row-major array from its first element to its last; then both see the same
 * numbers, and a matrix must not be changed while its tensor is in use.
 */
public final class EjmlMatrices {
  private EjmlMatrices() {}

  /**
   * A matrix of doubles for EJML.
   *
   * @param x a concrete tensor of two axes, float64
   * @return the matrix; it shares the array of x if that is contiguous and holds nothing else
   * @throws ShapeException if x does not have two axes
   * @throws DTypeException if x is float32
   * @throws org.autodiff.TraceException if x is being traced
   */
  public static DMatrixRMaj toDoubles(Tensor x) {
    DenseTensor dense = matrix(x, DType.FLOAT64);
    double[] elements = TensorArrays.doubles(dense.contiguous());
    boolean whole = dense.isContiguous() && dense.offset() == 0 && elements.length == dense.size();
    return DMatrixRMaj.wrap(
        x.shape().dim(0), x.shape().dim(1), whole ? elements : dense.toDoubles());
  }

  /**
   * A matrix of floats for EJML.
   *
   * @param x a concrete tensor of two axes, float32
   * @return the matrix; it shares the array of x if that is contiguous and holds nothing else
   * @throws ShapeException if x does not have two axes
   * @throws DTypeException if x is float64
   * @throws org.autodiff.TraceException if x is being traced
   */
  public static FMatrixRMaj toFloats(Tensor x) {
    DenseTensor dense = matrix(x, DType.FLOAT32);
    float[] elements = TensorArrays.floats(dense.contiguous());
    boolean whole = dense.isContiguous() && dense.offset() == 0 && elements.length == dense.size();
    return FMatrixRMaj.wrap(
        x.shape().dim(0), x.shape().dim(1), whole ? elements : dense.toFloats());
  }

  private static DenseTensor matrix(Tensor x, DType dtype) {
    if (x.rank() != 2) {
      throw new ShapeException(
          "ejml: a matrix must have two axes, got shape " + x.shape() + "; reshape it");
    }
    if (x.dtype() != dtype) {
      throw new DTypeException(
          "ejml: this matrix must be "
              + dtype
              + ", got "
              + x.type()
              + "; use the method for its type, or convert it with to");
    }
    return x.dense();
  }

  /**
   * {@return a tensor of EJML's matrix; it shares its array, unless that is longer than the matrix}
   *
   * @param matrix a matrix of doubles
   */
  public static Tensor of(DMatrixRMaj matrix) {
    Shape shape = Shape.of(matrix.getNumRows(), matrix.getNumCols());
    return TensorArrays.wrap(new TensorType(shape, DType.FLOAT64), whole(matrix));
  }

  /** EJML keeps room after the elements when a matrix shrinks. */
  private static double[] whole(DMatrixRMaj matrix) {
    double[] data = matrix.data;
    int count = matrix.getNumElements();
    return data.length == count ? data : java.util.Arrays.copyOf(data, count);
  }

  /**
   * {@return a tensor of EJML's matrix; it shares its array, unless that is longer than the matrix}
   *
   * @param matrix a matrix of floats
   */
  public static Tensor of(FMatrixRMaj matrix) {
    Shape shape = Shape.of(matrix.getNumRows(), matrix.getNumCols());
    float[] data = matrix.data;
    int count = matrix.getNumElements();
    return TensorArrays.wrap(
        new TensorType(shape, DType.FLOAT32),
        data.length == count ? data : java.util.Arrays.copyOf(data, count));
  }
}
