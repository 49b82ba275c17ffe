package org.autodiff;

import org.autodiff.internal.NestedArrays;
import org.autodiff.kernels.Kernels;

/**
 * An immutable array of numbers of any rank: FLOAT64 or FLOAT32. The operators are methods of this
 * class, inherited by family from {@link Arithmetic}, {@link Comparisons}, {@link Elementary},
 * {@link SpecialFunctions}, {@link Reductions}, {@link Scans}, {@link Shaping}, {@link Indexing}
 * and {@link LinearAlgebra}. As a function of a tensor, write {@code Tensor::sin}. Operators that
 * have no first operand are static methods of their family: {@link Comparisons#where(Tensor,
 * Tensor, Tensor)}, {@link Shaping#concatenate}, {@link Shaping#stack} and {@link
 * LinearAlgebra#einsum}.
 *
 * <p>Inside a transform a tensor may be traced: it has a type, and operators apply to it, but its
 * elements cannot be read. Everything else is a {@link DenseTensor}.
 *
 * <p>A Java number given where a tensor is expected takes the tensor's element type. Two tensors of
 * different element types are never mixed silently: that is a {@link DTypeException}.
 */
public abstract sealed class Tensor
    implements Arithmetic,
        Comparisons,
        Elementary,
        SpecialFunctions,
        Reductions,
        Scans,
        Shaping,
        Indexing,
        LinearAlgebra
    permits DenseTensor, TracedTensor {
  private final TensorType type;

  Tensor(TensorType type) {
    this.type = type;
  }

  /** {@return shape and element type} */
  public final TensorType type() {
    return type;
  }

  /** {@return the extents of the axes} */
  public final Shape shape() {
    return type.shape();
  }

  /** {@return the element type} */
  public final DType dtype() {
    return type.dtype();
  }

  /** {@return the number of axes} */
  public final int rank() {
    return type.shape().rank();
  }

  /** {@return the number of elements} */
  public final int size() {
    return type.shape().size();
  }

  /**
   * {@return this tensor as a concrete one}
   *
   * @throws TraceException if it is inside a transform
   */
  public abstract DenseTensor dense();

  /**
   * {@return whether no transform follows this tensor where it is: it is a {@link DenseTensor} or,
   * while a function is compiled, stands for one}
   */
  public abstract boolean isConcrete();

  /**
   * {@return the only element}
   *
   * @throws ShapeException if there is not exactly one
   * @throws TraceException if the tensor is inside a transform
   */
  public final double item() {
    if (size() != 1) {
      throw new ShapeException(
          "item: the tensor must have exactly one element, got shape "
              + shape()
              + "; select one with get, or read toDoubles()");
    }
    return dense().flat(0);
  }

  /** {@return the elements in row-major order, in a new array; FLOAT32 is widened exactly} */
  public final double[] toDoubles() {
    DenseTensor x = dense();
    double[] out = new double[size()];
    if (dtype() == DType.FLOAT64) {
      Kernels.get().copyStrided(x.doubles(), x.offset(), shape().dims(), x.strides(), out, 0);
    } else {
      float[] floats = toFloats();
      for (int i = 0; i < out.length; i++) {
        out[i] = floats[i];
      }
    }
    return out;
  }

  /**
   * {@return the elements of a FLOAT32 tensor in row-major order, in a new array}
   *
   * @throws DTypeException if the tensor is FLOAT64, whose values could be rounded; convert with
   *     {@link #to}
   */
  public final float[] toFloats() {
    DenseTensor x = dense();
    float[] out = new float[size()];
    Kernels.get().copyStrided(x.floats(), x.offset(), shape().dims(), x.strides(), out, 0);
    return out;
  }

  /**
   * {@return the elements as a nested Java array of this rank: double for a scalar, double[],
   * double[][] and so on, or the same of float}
   */
  public final Object toArray() {
    return NestedArrays.toArray(dense());
  }

  /** {@return the elements of a FLOAT64 tensor of rank 2, row by row} */
  public final double[][] toMatrix() {
    if (rank() != 2 || dtype() != DType.FLOAT64) {
      throw new ShapeException(
          "toMatrix: the tensor must be float64 of rank 2, got " + type() + "; use toArray()");
    }
    return (double[][]) toArray();
  }

  /**
   * {@return a FLOAT64 vector}
   *
   * @param elements the elements
   */
  public static Tensor of(double... elements) {
    return of(elements, elements.length);
  }

  /**
   * {@return a FLOAT64 matrix}
   *
   * @param rows the rows, of equal length
   */
  public static Tensor of(double[][] rows) {
    return NestedArrays.toTensor(rows);
  }

  /**
   * {@return a FLOAT64 tensor of the given shape}
   *
   * @param elements the elements in row-major order; copied
   * @param shape the extents
   * @throws ShapeException if the number of elements does not fit the shape
   */
  public static Tensor of(double[] elements, int... shape) {
    TensorType type = new TensorType(Shape.of(shape), DType.FLOAT64);
    requireCount(elements.length, type);
    return DenseTensor.wrap(type, elements.clone());
  }

  /**
   * {@return a FLOAT32 vector}
   *
   * @param elements the elements; copied
   */
  public static Tensor of(float[] elements) {
    return of(elements, elements.length);
  }

  /**
   * {@return a FLOAT32 tensor of the given shape}
   *
   * @param elements the elements in row-major order; copied
   * @param shape the extents
   * @throws ShapeException if the number of elements does not fit the shape
   */
  public static Tensor of(float[] elements, int... shape) {
    TensorType type = new TensorType(Shape.of(shape), DType.FLOAT32);
    requireCount(elements.length, type);
    return DenseTensor.wrap(type, elements.clone());
  }

  private static void requireCount(int count, TensorType type) {
    if (count != type.shape().size()) {
      throw new ShapeException(
          "of: the number of elements must fit the shape, got "
              + count
              + " elements for "
              + type
              + ", which has "
              + type.shape().size()
              + "; correct one of them");
    }
  }

  /**
   * {@return a tensor with the elements of a nested Java array}
   *
   * @param array a double or float, or an array of them nested to any depth, not ragged
   * @throws ShapeException if rows differ in length
   * @throws DTypeException if the elements are neither double nor float
   */
  public static Tensor fromArray(Object array) {
    return NestedArrays.toTensor(array);
  }

  /**
   * {@return a FLOAT64 scalar, of rank 0}
   *
   * @param value its value
   */
  public static Tensor scalar(double value) {
    return DenseTensor.wrap(TensorType.SCALAR64, new double[] {value});
  }

  /**
   * {@return a scalar, of rank 0}
   *
   * @param value its value; for FLOAT32 rounded to the nearest float
   * @param dtype its element type
   * @throws ValueException if a finite value is too large for FLOAT32
   */
  public static Tensor scalar(double value, DType dtype) {
    if (dtype == DType.FLOAT64) {
      return scalar(value);
    }
    float rounded = (float) value;
    if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
      throw new ValueException(
          "scalar: the value must fit float32 (at most 3.4e38), got "
              + value
              + "; use FLOAT64 or a smaller value");
    }
    return DenseTensor.wrap(TensorType.SCALAR32, new float[] {rounded});
  }

  /**
   * {@return a tensor filled with one value}
   *
   * @param value the value
   * @param type the type
   */
  public static Tensor full(double value, TensorType type) {
    DenseTensor one = scalar(value, type.dtype()).dense();
    return one.view(type.shape(), 0, new int[type.shape().rank()]);
  }

  /**
   * {@return a tensor filled with one value}
   *
   * @param value the value
   * @param dtype the element type
   * @param shape the extents
   */
  public static Tensor full(double value, DType dtype, int... shape) {
    return full(value, TensorType.of(dtype, shape));
  }

  /**
   * {@return a FLOAT64 tensor of zeros}
   *
   * @param shape the extents
   */
  public static Tensor zeros(int... shape) {
    return zeros(DType.FLOAT64, shape);
  }

  /**
   * {@return a tensor of zeros}
   *
   * @param dtype the element type
   * @param shape the extents
   */
  public static Tensor zeros(DType dtype, int... shape) {
    return full(0, dtype, shape);
  }

  /**
   * {@return a tensor of zeros of the type of another}
   *
   * @param like the tensor, concrete or not
   */
  public static Tensor zerosLike(Tensor like) {
    return full(0, like.type());
  }

  /**
   * {@return a FLOAT64 tensor of ones}
   *
   * @param shape the extents
   */
  public static Tensor ones(int... shape) {
    return ones(DType.FLOAT64, shape);
  }

  /**
   * {@return a tensor of ones}
   *
   * @param dtype the element type
   * @param shape the extents
   */
  public static Tensor ones(DType dtype, int... shape) {
    return full(1, dtype, shape);
  }

  /**
   * {@return a tensor of ones of the type of another}
   *
   * @param like the tensor, concrete or not
   */
  public static Tensor onesLike(Tensor like) {
    return full(1, like.type());
  }

  /**
   * {@return the FLOAT64 identity matrix}
   *
   * @param n its number of rows
   */
  public static Tensor eye(int n) {
    DenseTensor out = DenseTensor.zeros(new TensorType(Shape.of(n, n), DType.FLOAT64));
    for (int i = 0; i < n; i++) {
      out.doubles()[i * n + i] = 1;
    }
    return out;
  }

  /**
   * {@return the identity matrix}
   *
   * @param n its number of rows
   * @param dtype the element type
   */
  public static Tensor eye(int n, DType dtype) {
    return eye(n).to(dtype);
  }

  /**
   * {@return the FLOAT64 vector 0, 1, …, n − 1}
   *
   * @param n the number of elements
   */
  public static Tensor arange(int n) {
    return arange(0, n, 1);
  }

  /**
   * {@return the vector 0, 1, …, n − 1}
   *
   * @param n the number of elements; above 2²⁴ those of FLOAT32 are rounded
   * @param dtype the element type
   */
  public static Tensor arange(int n, DType dtype) {
    return arange(n).to(dtype);
  }

  /**
   * {@return the vector start, start + step, … up to and not including stop}
   *
   * @param start the first element
   * @param stop the bound, not reached
   * @param step the distance, not 0
   * @param dtype the element type; for FLOAT32 each element is rounded once
   * @throws ValueException if step is 0 or a number is not finite, or too large for FLOAT32
   */
  public static Tensor arange(double start, double stop, double step, DType dtype) {
    return arange(start, stop, step).to(dtype);
  }

  /**
   * {@return the FLOAT64 vector start, start + step, … up to and not including stop}
   *
   * @param start the first element
   * @param stop the bound, not reached
   * @param step the distance, not 0
   * @throws ValueException if step is 0 or a number is not finite
   */
  public static Tensor arange(double start, double stop, double step) {
    double count = Math.ceil((stop - start) / step);
    if (!(Math.abs(count) <= Integer.MAX_VALUE) || step == 0) {
      throw new ValueException(
          "arange: start, stop and step must be finite and step not 0, got "
              + start
              + ", "
              + stop
              + ", "
              + step
              + "; use linspace for a number of points");
    }
    double[] out = new double[(int) Math.max(0, count)];
    for (int i = 0; i < out.length; i++) {
      out[i] = start + i * step;
    }
    return DenseTensor.wrap(new TensorType(Shape.of(out.length), DType.FLOAT64), out);
  }

  /**
   * {@return a FLOAT64 vector of evenly spaced numbers, both ends included}
   *
   * @param start the first
   * @param stop the last
   * @param count how many, 0 or more
   */
  public static Tensor linspace(double start, double stop, int count) {
    Shape shape = Shape.of(count);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = i == count - 1 && i > 0 ? stop : start + (stop - start) * i / Math.max(1, count - 1);
    }
    return DenseTensor.wrap(new TensorType(shape, DType.FLOAT64), out);
  }

  /**
   * {@return a vector of evenly spaced numbers, both ends included}
   *
   * @param start the first
   * @param stop the last
   * @param count how many, 0 or more
   * @param dtype the element type; for FLOAT32 each element is rounded once
   */
  public static Tensor linspace(double start, double stop, int count, DType dtype) {
    return linspace(start, stop, count).to(dtype);
  }

  /**
   * Compares with another tensor: equal types, and each pair of elements with {@code |x − y| <=
   * atol + rtol · |y|}, or both NaN, or equal infinities.
   *
   * @param other the tensor to compare with
   * @param rtol the relative tolerance
   * @param atol the absolute tolerance
   * @return whether all elements are close
   */
  public final boolean isClose(Tensor other, double rtol, double atol) {
    if (!type.equals(other.type)) {
      return false;
    }
    double[] x = toDoubles();
    double[] y = other.toDoubles();
    for (int i = 0; i < x.length; i++) {
      boolean close =
          Double.compare(x[i], y[i]) == 0
              || x[i] == y[i]
              || (Math.abs(x[i] - y[i]) <= atol + rtol * Math.abs(y[i]) && Double.isFinite(y[i]));
      if (!close) {
        return false;
      }
    }
    return true;
  }
}
