package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedSlice;

/**
 * Reorders, adds, removes and reverses the axes of a tensor. No data is moved: results are views.
 * In the formulas x stands for this tensor.
 */
public sealed interface AxisShaping permits Shaping {
  /**
   * The transpose: the axes in reverse order.
   *
   * @return this tensor with {@code result[k, …, j, i] = x[i, j, …, k]}
   */
  default Tensor transpose() {
    Tensor x = self();
    int[] axes = new int[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = axes.length - 1 - i;
    }
    return Permute.apply(x, "transpose", axes);
  }

  /**
   * The axes in a given order.
   *
   * @param axes for each axis of the result, which axis of this tensor it is; negative counts from
   *     the end
   * @return this tensor with {@code result.shape[i] = x.shape[axes[i]]}
   * @throws ShapeException if axes is not a permutation of the axes of this tensor
   */
  default Tensor transpose(int... axes) {
    return Permute.apply(self(), "transpose", axes);
  }

  /**
   * Exchanges two axes.
   *
   * @param a one axis; negative counts from the end
   * @param b the other
   * @return this tensor with the two axes exchanged
   * @throws ShapeException if there is no such axis
   */
  default Tensor swapAxes(int a, int b) {
    Tensor x = self();
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
   * Moves one axis to another place; the others keep their order.
   *
   * @param from the axis; negative counts from the end
   * @param to where it stands in the result
   * @return this tensor with the axis moved
   * @throws ShapeException if there is no such axis
   */
  default Tensor moveAxis(int from, int to) {
    Tensor x = self();
    return Permute.moveAxis(x, x.shape().axis(from, "moveAxis"), x.shape().axis(to, "moveAxis"));
  }

  /**
   * Adds an axis of extent 1.
   *
   * @param axis where the new axis stands in the result, from −rank − 1 to rank
   * @return this tensor with one more axis
   * @throws ShapeException if the axis is out of range
   */
  default Tensor expandDims(int axis) {
    Tensor x = self();
    Shape shape = x.shape();
    return new Reshape(shape.insert(Reshape.newAxis(shape, axis, "expandDims"), 1)).apply(x);
  }

  /**
   * Removes all axes of extent 1.
   *
   * @return this tensor without them
   */
  default Tensor squeeze() {
    Tensor x = self();
    Shape shape = x.shape();
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      shape = shape.dim(axis) == 1 ? shape.remove(axis) : shape;
    }
    return x.reshape(shape);
  }

  /**
   * Removes the named axes, which have extent 1.
   *
   * @param axes the axes, each once; negative ones count from the end
   * @return this tensor without them
   * @throws ShapeException if an axis does not exist, has another extent, or is named twice
   */
  default Tensor squeeze(int... axes) {
    Tensor x = self();
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
    return x.reshape(shape);
  }

  /**
   * Reverses the order along some axes.
   *
   * @param axes the axes, each once; negative ones count from the end; none means all
   * @return this tensor with {@code result[i] = x[n − 1 − i]} on each of these axes
   * @throws ShapeException if an axis does not exist or is named twice
   */
  default Tensor flip(int... axes) {
    Tensor x = self();
    boolean[] flipped = named(x, "flip", axes);
    List<AxisRange> ranges = new ArrayList<>(x.rank());
    for (int axis = 0; axis < flipped.length; axis++) {
      boolean reverse = flipped[axis] || axes.length == 0;
      ranges.add((reverse ? Slice.every(-1) : Slice.all()).on(x.shape(), axis));
    }
    return new StridedSlice(ranges).apply(x);
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

  private Tensor self() {
    return (Tensor) this;
  }
}
