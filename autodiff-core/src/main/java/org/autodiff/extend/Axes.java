package org.autodiff.extend;

import java.util.Arrays;
import org.autodiff.Shape;
import org.autodiff.ShapeException;

/**
 * The axes an operator works over: distinct, not negative, ascending. A parameter of operators, so
 * it compares by value.
 */
public final class Axes {
  private static final Axes[] ALL = new Axes[8];

  static {
    for (int rank = 0; rank < ALL.length; rank++) {
      ALL[rank] = upTo(rank);
    }
  }

  private final int[] axes;

  private Axes(int[] axes) {
    this.axes = axes;
  }

  /**
   * {@return the axes as numbers from 0 to rank − 1}
   *
   * @param operator the operator that asks, for the message
   * @param shape the shape whose axes are meant
   * @param axes axes, each from −rank to rank − 1; none means all
   * @throws ShapeException if there is no such axis, or one is named twice
   */
  public static Axes of(String operator, Shape shape, int... axes) {
    if (axes.length == 0) {
      return all(shape.rank());
    }
    int[] sorted = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      sorted[i] = shape.axis(axes[i], operator);
    }
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new ShapeException(
            operator
                + ": the axes must be distinct, got "
                + Arrays.toString(axes)
                + " for shape "
                + shape
                + ", which names axis "
                + sorted[i]
                + " twice; name each axis once");
      }
    }
    return new Axes(sorted);
  }

  /**
   * {@return all axes of a tensor}
   *
   * @param rank its rank
   */
  public static Axes all(int rank) {
    return rank < ALL.length ? ALL[rank] : upTo(rank);
  }

  /**
   * {@return the axes in the first places of an ascending array}
   *
   * @param ascending distinct axes, ascending
   * @param count how many of them
   */
  public static Axes first(int[] ascending, int count) {
    return new Axes(Arrays.copyOf(ascending, count));
  }

  private static Axes upTo(int rank) {
    int[] axes = new int[rank];
    Arrays.setAll(axes, i -> i);
    return new Axes(axes);
  }

  /** {@return how many axes} */
  public int count() {
    return axes.length;
  }

  /** {@return the axes, in a new array} */
  public int[] toArray() {
    return axes.clone();
  }

  /**
   * Checks that a tensor has all these axes, whichever way the operator was made.
   *
   * @param shape the shape of the tensor
   * @param operator the name for messages
   */
  public void requireIn(Shape shape, String operator) {
    if (axes.length > 0) {
      shape.axis(axes[axes.length - 1], operator);
    }
  }

  /** {@return the same axes of a tensor with one more axis in front} */
  public Axes behindBatch() {
    int[] shifted = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      shifted[i] = axes[i] + 1;
    }
    return new Axes(shifted);
  }

  /**
   * {@return for each axis of a tensor, whether it is among these}
   *
   * @param rank the rank of the tensor
   */
  public boolean[] mask(int rank) {
    boolean[] mask = new boolean[rank];
    for (int axis : axes) {
      mask[axis] = true;
    }
    return mask;
  }

  /**
   * {@return how many elements become one when these axes are reduced}
   *
   * @param shape the shape reduced
   */
  public int extent(Shape shape) {
    int n = 1;
    for (int axis : axes) {
      n *= shape.dim(axis);
    }
    return n;
  }

  /**
   * {@return the shape after a reduction over these axes}
   *
   * @param shape the shape reduced
   * @param keepDims whether the axes stay, with extent 1
   */
  public Shape reduce(Shape shape, boolean keepDims) {
    if (axes.length == 0) {
      return shape;
    }
    if (axes.length == shape.rank() && !keepDims) {
      return Shape.SCALAR;
    }
    boolean[] reduced = mask(shape.rank());
    int[] dims = new int[shape.rank() - (keepDims ? 0 : axes.length)];
    int next = 0;
    for (int i = 0; i < reduced.length; i++) {
      if (!reduced[i]) {
        dims[next++] = shape.dim(i);
      } else if (keepDims) {
        dims[next++] = 1;
      }
    }
    return Shape.of(dims);
  }

  /** {@return whether these are the first axes, so that what is left broadcasts over them} */
  boolean areLeading() {
    return axes.length == 0 || axes[axes.length - 1] == axes.length - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes a && Arrays.equals(axes, a.axes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(axes);
  }

  /** {@return the axes in brackets, for example {@code [0, 2]}} */
  @Override
  public String toString() {
    return Arrays.toString(axes);
  }
}
