package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedSlice;

/**
 * Reorders, adds, removes and reverses the axes of a tensor. No data is moved: results are views.
 */
public sealed interface AxisShaping permits Shaping {
  /**
   * The transpose: the axes in reverse order.
   *
   * @param x a tensor of any rank
   * @return the tensor with {@code result[k, …, j, i] = x[i, j, …, k]}
   */
  static Tensor transpose(Tensor x) {
    int[] axes = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes.length - 1 - i;
    }
    return Permute.apply(x, "transpose", axes);
  }

  /** {@return the axes in reverse order; see {@link #transpose(Tensor)}} */
  default Tensor transpose() {
    return transpose((Tensor) this);
  }

  /**
   * The axes in a given order.
   *
   * @param x a tensor of any rank
   * @param axes for each axis of the result, which axis of x it is; negative counts from the end
   * @return the tensor with {@code result.shape[i] = x.shape[axes[i]]}
   * @throws ShapeException if axes is not a permutation of x's axes
   */
  static Tensor transpose(Tensor x, int... axes) {
    return Permute.apply(x, "transpose", axes);
  }

  /**
   * {@return the axes in a given order; see {@link #transpose(Tensor, int...)}}
   *
   * @param axes for each axis of the result, which axis of this tensor it is
   */
  default Tensor transpose(int... axes) {
    return transpose((Tensor) this, axes);
  }

  /**
   * Exchanges two axes.
   *
   * @param x a tensor
   * @param a one axis; negative counts from the end
   * @param b the other
   * @return the tensor with the two axes exchanged
   * @throws ShapeException if x has no such axis
   */
  static Tensor swapAxes(Tensor x, int a, int b) {
    int[] axes = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    int first = x.shape().axis(a, "swapAxes");
    int second = x.shape().axis(b, "swapAxes");
    axes[first] = second;
    axes[second] = first;
    return Permute.apply(x, "swapAxes", axes);
  }

  /**
   * {@return this tensor with two axes exchanged; see {@link #swapAxes(Tensor, int, int)}}
   *
   * @param a one axis
   * @param b the other
   */
  default Tensor swapAxes(int a, int b) {
    return swapAxes((Tensor) this, a, b);
  }

  /**
   * Moves one axis to another place; the others keep their order.
   *
   * @param x a tensor
   * @param from the axis; negative counts from the end
   * @param to where it stands in the result
   * @return the tensor with the axis moved
   * @throws ShapeException if x has no such axis
   */
  static Tensor moveAxis(Tensor x, int from, int to) {
    return Permute.moveAxis(x, x.shape().axis(from, "moveAxis"), x.shape().axis(to, "moveAxis"));
  }

  /**
   * {@return this tensor with an axis moved; see {@link #moveAxis(Tensor, int, int)}}
   *
   * @param from the axis
   * @param to where it stands in the result
   */
  default Tensor moveAxis(int from, int to) {
    return moveAxis((Tensor) this, from, to);
  }

  /**
   * Adds an axis of extent 1.
   *
   * @param x a tensor of any rank
   * @param axis where the new axis stands in the result, from −rank − 1 to rank
   * @return the tensor with one more axis
   * @throws ShapeException if the axis is out of range
   */
  static Tensor expandDims(Tensor x, int axis) {
    Shape shape = x.shape();
    return new Reshape(shape.insert(Reshape.newAxis(shape, axis, "expandDims"), 1)).apply(x);
  }

  /**
   * {@return this tensor with one more axis of extent 1; see {@link #expandDims(Tensor, int)}}
   *
   * @param axis where the new axis stands in the result
   */
  default Tensor expandDims(int axis) {
    return expandDims((Tensor) this, axis);
  }

  /**
   * Removes all axes of extent 1.
   *
   * @param x a tensor of any rank
   * @return the tensor without them
   */
  static Tensor squeeze(Tensor x) {
    Shape shape = x.shape();
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      shape = shape.dim(axis) == 1 ? shape.remove(axis) : shape;
    }
    return Shaping.reshape(x, shape);
  }

  /** {@return this tensor without axes of extent 1; see {@link #squeeze(Tensor)}} */
  default Tensor squeeze() {
    return squeeze((Tensor) this);
  }

  /**
   * Removes the named axes, which have extent 1.
   *
   * @param x a tensor
   * @param axes the axes, each once; negative ones count from the end
   * @return the tensor without them
   * @throws ShapeException if an axis does not exist, has another extent, or is named twice
   */
  static Tensor squeeze(Tensor x, int... axes) {
    Shape shape = x.shape();
    boolean[] removed = named(x, "squeeze", axes);
    for (int axis = removed.length - 1; axis >= 0; axis--) {
      if (removed[axis] && shape.dim(axis) != 1) {
        throw new ShapeException(
            "squeeze: the axes must have extent 1, got axis "
                + axis
                + " of shape "
                + x.shape()
                + "; select a position with get, or reduce the axis");
      }
      shape = removed[axis] ? shape.remove(axis) : shape;
    }
    return Shaping.reshape(x, shape);
  }

  /**
   * {@return this tensor without the named axes; see {@link #squeeze(Tensor, int...)}}
   *
   * @param axes the axes
   */
  default Tensor squeeze(int... axes) {
    return squeeze((Tensor) this, axes);
  }

  /**
   * Reverses the order along some axes.
   *
   * @param x a tensor
   * @param axes the axes, each once; negative ones count from the end; none stands for all
   * @return the tensor with {@code result[i] = x[n − 1 − i]} on each of these axes
   * @throws ShapeException if an axis does not exist or is named twice
   */
  static Tensor flip(Tensor x, int... axes) {
    boolean[] flipped = named(x, "flip", axes);
    List<AxisRange> ranges = new ArrayList<>(x.rank());
    for (int axis = 0; axis < flipped.length; axis++) {
      boolean reverse = flipped[axis] || axes.length == 0;
      ranges.add((reverse ? Slice.every(-1) : Slice.all()).on(x.shape(), axis));
    }
    return new StridedSlice(ranges).apply(x);
  }

  /**
   * {@return this tensor reversed along some axes; see {@link #flip(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor flip(int... axes) {
    return flip((Tensor) this, axes);
  }

  private static boolean[] named(Tensor x, String operator, int[] axes) {
    boolean[] named = new boolean[x.rank()];
    for (int given : axes) {
      int axis = x.shape().axis(given, operator);
      if (named[axis]) {
        throw new ShapeException(
            operator
                + ": each axis must be named once, got axis "
                + axis
                + " twice for shape "
                + x.shape()
                + "; name it once");
      }
      named[axis] = true;
    }
    return named;
  }
}
