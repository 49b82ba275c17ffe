package org.autodiff.internal;

import java.lang.reflect.Array;
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
import org.jspecify.annotations.Nullable;

/** Tensors from nested Java arrays of double or float, and back. */
public final class NestedArrays {
  /** A Java array type has at most this many dimensions (JVMS 4.4.1). */
  private static final int MAX_RANK = 255;

  private NestedArrays() {}

  /**
   * {@return a tensor with the elements of a nested array}
   *
   * <p>The rank is that of the array's type; below an axis of length 0 nothing is known of the
   * extents, and they are 0.
   *
   * @param nestedArray a {@code Double} or {@code Float}, or an array of double or float of any
   *     depth
   * @throws ShapeException if rows of one axis differ in length
   * @throws DTypeException if the elements are neither double nor float
   * @throws ValueException if the array or a row is null
   */
  public static Tensor toTensor(@Nullable Object nestedArray) {
    if (nestedArray == null) {
      throw new ValueException(
          "fromArray: the array must not be null, got null; give a double, a float or an array");
    }
    if (nestedArray instanceof Double value) {
      return Tensor.scalar(value);
    }
    if (nestedArray instanceof Float value) {
      return Tensor.scalar(value, DType.FLOAT32);
    }
    DType dtype = elementType(nestedArray.getClass());
    Shape shape = Shape.of(extents(nestedArray));
    DenseTensor out = DenseTensor.zeros(new TensorType(shape, dtype));
    Object elements = dtype == DType.FLOAT64 ? TensorArrays.doubles(out) : TensorArrays.floats(out);
    copyIn(nestedArray, shape, 0, new int[shape.rank()], elements, 0);
    return out;
  }

  private static DType elementType(Class<?> type) {
    Class<?> element = type;
    while (element.isArray() && element.componentType() != null) {
      element = element.componentType();
    }
    if (element == double.class && type.isArray()) {
      return DType.FLOAT64;
    }
    if (element == float.class && type.isArray()) {
      return DType.FLOAT32;
    }
    throw new DTypeException(
        "fromArray: the elements must be double or float, got "
            + type.getTypeName()
            + "; copy them into a "
            + "double"
            + type.getTypeName().replaceAll("[^\\[\\]]", "")
            + (type.isArray() ? "" : " or double[]"));
  }

  /** The lengths met on the way down the first rows. */
  private static int[] extents(Object array) {
    int rank = 0;
    for (Class<?> c = array.getClass(); c != null && c.isArray(); c = c.componentType()) {
      rank++;
    }
    int[] dims = new int[rank];
    Object row = array;
    for (int axis = 0; axis < rank; axis++) {
      dims[axis] = Array.getLength(row);
      if (dims[axis] == 0) {
        break;
      }
      if (axis + 1 < rank) {
        row = row(row, 0, new int[rank], axis);
      }
    }
    return dims;
  }

  /** Copies a row that starts at a flat position; the index holds the path to it. */
  private static int copyIn(
      Object row, Shape shape, int axis, int[] index, Object elements, int position) {
    int length = Array.getLength(row);
    if (length != shape.dim(axis)) {
      throw ragged(index, axis, length, shape.dim(axis));
    }
    if (axis == shape.rank() - 1) {
      System.arraycopy(row, 0, elements, position, length);
      return position + length;
    }
    int next = position;
    for (int i = 0; i < length; i++) {
      index[axis] = i;
      next = copyIn(row(row, i, index, axis), shape, axis + 1, index, elements, next);
    }
    return next;
  }

  private static Object row(Object array, int i, int[] index, int axis) {
    Object row = ((@Nullable Object[]) array)[i];
    if (row == null) {
      index[axis] = i;
      throw new ValueException(
          "fromArray: no row may be null, got null at "
              + path(index, axis + 1)
              + " of an array of rank "
              + index.length
              + "; fill every row");
    }
    return row;
  }

  private static ShapeException ragged(int[] index, int axis, int length, int expected) {
    return new ShapeException(
        "fromArray: the rows of one axis must have equal lengths, got length "
            + length
            + " at "
            + path(index, axis)
            + " and length "
            + expected
            + " at "
            + path(new int[index.length], axis)
            + "; pad or cut the rows");
  }

  private static String path(int[] index, int length) {
    return Arrays.toString(Arrays.copyOf(index, length));
  }

  /**
   * {@return the elements as a nested array of the tensor's rank, in new arrays; of rank 0, a
   * {@code Double} or {@code Float}}
   *
   * @param x the tensor
   * @throws ShapeException if its rank is above 255, the most a Java array can have
   */
  public static Object toArray(DenseTensor x) {
    boolean isDouble = x.dtype() == DType.FLOAT64;
    int rank = x.rank();
    if (rank == 0) {
      double value = x.flat(0);
      return isDouble ? (Object) value : (Object) (float) value;
    }
    if (rank > MAX_RANK) {
      throw new ShapeException(
          "toArray: the rank must be at most 255, got rank " + rank + "; reshape the tensor first");
    }
    Object array = Array.newInstance(isDouble ? double.class : float.class, x.shape().dims());
    if (!x.shape().isEmpty()) {
      DenseTensor rows = x.contiguous();
      copyOut(
          isDouble ? TensorArrays.doubles(rows) : TensorArrays.floats(rows),
          rows.offset(),
          array,
          rank);
    }
    return array;
  }

  private static int copyOut(Object elements, int position, Object array, int axesLeft) {
    if (axesLeft == 1) {
      int length = Array.getLength(array);
      System.arraycopy(elements, position, array, 0, length);
      return position + length;
    }
    int next = position;
    for (Object row : (Object[]) array) {
      next = copyOut(elements, next, row, axesLeft - 1);
    }
    return next;
  }
}
