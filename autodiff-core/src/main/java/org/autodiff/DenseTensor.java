package org.autodiff;

import java.util.Arrays;
import org.autodiff.internal.TensorText;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A concrete tensor: elements in a Java array, row-major or a strided view of one (a transpose, a
 * slice, a reversal, or a broadcast with stride 0). Immutable: nothing public gives the array away
 * except {@link TensorArrays}, which is for authors of operators.
 */
public final class DenseTensor extends Tensor {
  private final double @Nullable [] doubles;
  private final float @Nullable [] floats;
  private final int offset;
  private final int @Nullable [] strides; // null: row-major without gaps

  private DenseTensor(
      TensorType type,
      double @Nullable [] doubles,
      float @Nullable [] floats,
      int offset,
      int @Nullable [] strides) {
    super(type);
    this.doubles = doubles;
    this.floats = floats;
    this.offset = offset;
    this.strides = strides;
  }

  /** Wraps an array, without a copy; {@link TensorArrays} is the public way to do so. */
  static DenseTensor wrap(TensorType type, double[] elements) {
    requireFits(type, DType.FLOAT64, elements.length);
    return new DenseTensor(type, elements, null, 0, null);
  }

  /** Wraps an array, without a copy; {@link TensorArrays} is the public way to do so. */
  static DenseTensor wrap(TensorType type, float[] elements) {
    requireFits(type, DType.FLOAT32, elements.length);
    return new DenseTensor(type, null, elements, 0, null);
  }

  private static void requireFits(TensorType type, DType dtype, int length) {
    if (type.dtype() != dtype) {
      throw new DTypeException(
          "wrap: the array must have the element type of the tensor, got "
              + dtype
              + " for "
              + type
              + "; convert the elements");
    }
    if (type.shape().size() != length) {
      throw new ShapeException(
          "wrap: the array must have one element per element of the tensor, got "
              + length
              + " for "
              + type
              + ", which has "
              + type.shape().size()
              + "; correct one of them");
    }
  }

  /**
   * {@return a new tensor of zeros}
   *
   * @param type its type
   */
  public static DenseTensor zeros(TensorType type) {
    int n = type.shape().size();
    return type.dtype() == DType.FLOAT64 ? wrap(type, new double[n]) : wrap(type, new float[n]);
  }

  /**
   * {@return a view of the same elements with another shape, offset and strides}
   *
   * @param shape the shape of the view
   * @param newOffset the position of its first element in the array
   * @param newStrides its strides, in elements; 0 repeats, negative runs backwards; copied
   * @throws ShapeException if there is not one stride for each axis, or if an element would lie
   *     outside of the array
   */
  public DenseTensor view(Shape shape, int newOffset, int[] newStrides) {
    int[] own = newStrides.clone();
    requireInside(shape, newOffset, own);
    boolean plain = newOffset == 0 && shape.size() == length() && isRowMajor(shape, own);
    return new DenseTensor(type().withShape(shape), doubles, floats, newOffset, plain ? null : own);
  }

  private void requireInside(Shape shape, int first, int[] strides) {
    boolean fits = strides.length == shape.rank();
    long low = first;
    long high = first;
    for (int i = 0; fits && i < strides.length; i++) {
      long reach = (long) strides[i] * (shape.dim(i) - 1);
      low += Math.min(reach, 0);
      high += Math.max(reach, 0);
    }
    if (!fits || (shape.size() > 0 && (low < 0 || high >= length()))) {
      throw new ShapeException(
          "view: there must be one stride for each axis, and all elements must lie in the array of "
              + length()
              + ", got shape "
              + shape
              + ", offset "
              + first
              + " and strides "
              + Arrays.toString(strides)
              + "; correct one of them");
    }
  }

  private int length() {
    return doubles != null ? doubles.length : floats().length;
  }

  private static boolean isRowMajor(Shape shape, int[] strides) {
    int expected = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (shape.dim(i) != 1 && strides[i] != expected) {
        return false;
      }
      expected *= Math.max(1, shape.dim(i));
    }
    return true;
  }

  /**
   * {@return the array of a FLOAT64 tensor, shared; {@link TensorArrays} gives it to the public}
   */
  double[] doubles() {
    if (doubles == null) {
      throw new DTypeException("data: doubles() needs float64, got " + type() + "; call floats()");
    }
    return doubles;
  }

  /**
   * {@return the array of a FLOAT32 tensor, shared; {@link TensorArrays} gives it to the public}
   */
  float[] floats() {
    if (floats == null) {
      throw new DTypeException("data: floats() needs float32, got " + type() + "; call doubles()");
    }
    return floats;
  }

  /** {@return the position of the first element in the array} */
  public int offset() {
    return offset;
  }

  /** {@return the strides in elements, in a new array} */
  public int[] strides() {
    return strides == null ? shape().rowMajorStrides() : strides.clone();
  }

  /** {@return whether the elements stand row-major without gaps, from {@link #offset} on} */
  public boolean isContiguous() {
    return strides == null || isRowMajor(shape(), strides);
  }

  /** {@return this tensor where it is contiguous, otherwise a row-major copy} */
  public DenseTensor contiguous() {
    return isContiguous() ? this : copy();
  }

  /** {@return a row-major copy with an array of its own} */
  public DenseTensor copy() {
    DenseTensor copy = zeros(type());
    copyInto(copy);
    return copy;
  }

  /** Writes the elements, row-major, into a contiguous tensor that nobody else has seen. */
  void copyInto(DenseTensor result) {
    int[] dims = shape().dims();
    int at = result.offset;
    if (doubles != null) {
      Kernels.get().copyStrided(doubles, offset, dims, strides(), result.doubles(), at);
    } else {
      Kernels.get().copyStrided(floats(), offset, dims, strides(), result.floats(), at);
    }
  }

  /** Sets all elements of a contiguous tensor that nobody else has seen. */
  void fillInPlace(double value) {
    if (doubles != null) {
      Arrays.fill(doubles, offset, offset + shape().size(), value);
    } else {
      Arrays.fill(floats(), offset, offset + shape().size(), (float) value);
    }
  }

  /** {@return whether the tensor has one element that the others repeat (all strides are 0)} */
  public boolean isRepeated() {
    if (shape().rank() == 0) {
      return true;
    }
    if (strides == null) {
      return shape().size() == 1;
    }
    for (int i = 0; i < strides.length; i++) {
      if (strides[i] != 0 && shape().dim(i) != 1) {
        return false;
      }
    }
    return true;
  }

  /** Adds to this tensor's own elements: for sums in buffers that nobody else has seen. */
  void addInPlace(DenseTensor other) {
    DenseTensor x = other.contiguous();
    int n = shape().size();
    Kernels kernels = Kernels.get();
    if (strides == null) {
      if (doubles != null) {
        kernels.addInto(doubles, offset, x.doubles(), x.offset, n);
      } else {
        kernels.addInto(floats(), offset, x.floats(), x.offset, n);
      }
    } else if (doubles != null) {
      kernels.addStrided(x.doubles(), x.offset, doubles, offset, shape().dims(), strides);
    } else {
      kernels.addStrided(x.floats(), x.offset, floats(), offset, shape().dims(), strides);
    }
  }

  /**
   * {@return the element at a position of the flat row-major order, as a double}
   *
   * @param index the position, from 0 to size − 1
   */
  public double flat(int index) {
    int position = offset;
    if (strides == null) {
      position += index;
    } else {
      int rest = index;
      for (int i = strides.length - 1; i >= 0; i--) {
        int extent = shape().dim(i);
        position += rest % extent * strides[i];
        rest /= extent;
      }
    }
    return doubles != null ? doubles[position] : floats()[position];
  }

  @Override
  public DenseTensor dense() {
    return this;
  }

  @Override
  public boolean isConcrete() {
    return true;
  }

  /**
   * Two concrete tensors are equal when type and all elements are, compared as {@link
   * Double#equals} does: NaN equals NaN, and 0.0 differs from −0.0.
   *
   * @throws TraceException if the other tensor is inside a transform
   */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof TracedTensor) {
      return other.equals(this); // an error that names the transform
    }
    return this == other
        || (other instanceof DenseTensor t
            && type().equals(t.type())
            && (doubles != null
                ? Arrays.equals(toDoubles(), t.toDoubles())
                : Arrays.equals(toFloats(), t.toFloats())));
  }

  @Override
  public int hashCode() {
    return 31 * type().hashCode()
        + (doubles != null ? Arrays.hashCode(toDoubles()) : Arrays.hashCode(toFloats()));
  }

  @Override
  public String toString() {
    return TensorText.format(this);
  }
}
