package org.autodiff;

import java.util.Arrays;

/**
 * The extents of a tensor's axes, in order. A scalar has no axes (rank 0); an axis may have extent
 * 0. Immutable; two shapes are equal when their extents are.
 */
public final class Shape {
  /** The shape of a scalar: rank 0, one element. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    long n = 1;
    boolean tooLarge = false;
    boolean empty = false;
    for (int d : dims) {
      if (d < 0) {
        throw new ShapeException(
            "shape: extents must not be negative, got "
                + Arrays.toString(dims)
                + "; use 0 or more");
      }
      empty |= d == 0;
      if (d != 0 && !tooLarge) {
        n *= d;
        tooLarge = n > Integer.MAX_VALUE;
      }
    }
    if (tooLarge && !empty) {
      throw new ShapeException(
          "shape: a tensor has at most 2147483647 elements, got "
              + Arrays.toString(dims)
              + "; split it, or vmap with a chunk size");
    }
    this.size = empty ? 0 : (int) n;
  }

  /**
   * {@return the shape with these extents}
   *
   * @param dims the extents, each 0 or more
   * @throws ShapeException if an extent is negative or the shape has more than 2³¹−1 elements
   */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** {@return the number of axes} */
  public int rank() {
    return dims.length;
  }

  /** {@return the number of elements: the product of the extents, 1 for a scalar} */
  public int size() {
    return size;
  }

  /**
   * {@return the extent of an axis}
   *
   * @param axis the axis; a negative one counts from the end
   */
  public int dim(int axis) {
    return dims[axis < 0 ? axis + dims.length : axis];
  }

  /** {@return the extents, in a new array} */
  public int[] dims() {
    return dims.clone();
  }

  /**
   * {@return the axis as a number from 0 to rank − 1}
   *
   * @param axis an axis, from −rank to rank − 1
   * @param operator the operator that asks, for the message
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis, String operator) {
    if (dims.length == 0) {
      throw new ShapeException(
          operator
              + ": the axis must be one of the operand, got axis "
              + axis
              + " for shape []; a scalar has no axes, use expandDims first");
    }
    int resolved = axis < 0 ? axis + dims.length : axis;
    if (resolved < 0 || resolved >= dims.length) {
      throw new ShapeException(
          operator
              + ": the axis must be from "
              + -dims.length
              + " to "
              + (dims.length - 1)
              + ", got axis "
              + axis
              + " for shape "
              + this
              + "; choose an existing axis");
    }
    return resolved;
  }

  /** {@return whether the shape has no element: an extent is 0} */
  public boolean isEmpty() {
    return size == 0;
  }

  /** {@return the strides of a row-major array of this shape, in elements} */
  public int[] rowMajorStrides() {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, dims[i]);
    }
    return strides;
  }

  /**
   * {@return this shape with one more axis}
   *
   * @param axis where the new axis stands in the result, from 0 to rank
   * @param extent its extent
   */
  public Shape insert(int axis, int extent) {
    int[] out = new int[dims.length + 1];
    System.arraycopy(dims, 0, out, 0, axis);
    out[axis] = extent;
    System.arraycopy(dims, axis, out, axis + 1, dims.length - axis);
    return new Shape(out);
  }

  /**
   * {@return this shape without one of its axes}
   *
   * @param axis the axis to leave out, from 0 to rank − 1
   */
  public Shape remove(int axis) {
    int[] out = new int[dims.length - 1];
    System.arraycopy(dims, 0, out, 0, axis);
    System.arraycopy(dims, axis + 1, out, axis, out.length - axis);
    return out.length == 0 ? SCALAR : new Shape(out);
  }

  /**
   * {@return the shape that both broadcast to by NumPy's rule: aligned at the last axis, extents
   * equal or 1}
   *
   * @param a one shape
   * @param b the other
   * @param operator the operator that asks, for the message
   * @throws ShapeException if the shapes do not agree
   */
  public static Shape broadcast(Shape a, Shape b, String operator) {
    if (a == b || b.dims.length == 0 || a.equals(b)) {
      return a;
    }
    if (a.dims.length == 0) {
      return b;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] out = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int da = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      int db = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (da != db && da != 1 && db != 1) {
        throw new ShapeException(
            operator
                + ": the shapes must be equal or broadcast (extents equal or 1, aligned at the last"
                + " axis), got "
                + a
                + " and "
                + b
                + ", which differ at axis -"
                + i
                + " ("
                + da
                + " and "
                + db
                + "); reshape or expandDims one of them");
      }
      out[rank - i] = da == 1 ? db : da;
    }
    return new Shape(out);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape s && Arrays.equals(dims, s.dims));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** {@return the extents in brackets, for example {@code [2, 3]}} */
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
