package org.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.shaping.BroadcastTo;
import org.autodiff.operators.shaping.Concatenate;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedPad;

/** Changes the shape of tensors, repeats them, and puts them together. All are linear. */
public sealed interface Shaping extends AxisShaping permits Tensor {
  /**
   * The same elements, in row-major order, under another shape. A view where strides can express
   * it, as always for a contiguous tensor.
   *
   * @param shape the extents; one may be −1, for what is left of the elements
   * @return this tensor in that shape
   * @throws ShapeException if the number of elements does not fit
   */
  default Tensor reshape(int... shape) {
    return reshape(Reshape.of(self().shape(), shape).shape());
  }

  /**
   * The same elements, in row-major order, under another shape.
   *
   * @param shape the shape of the result
   * @return this tensor in that shape
   * @throws ShapeException if the number of elements differs
   */
  default Tensor reshape(Shape shape) {
    Tensor x = self();
    return x.shape().equals(shape) ? x : new Reshape(shape).apply(x);
  }

  /**
   * All elements as a vector, in row-major order.
   *
   * @return the vector
   */
  default Tensor flatten() {
    return reshape(Shape.of(self().size()));
  }

  /**
   * This tensor repeated along new leading axes and axes of extent 1, by NumPy's rule: shapes are
   * aligned at the last axis. Repetition costs no memory.
   *
   * @param shape the shape of the result
   * @return this tensor in that shape
   * @throws ShapeException if an extent is neither 1 nor that of the result
   */
  default Tensor broadcastTo(Shape shape) {
    Tensor x = self();
    return x.shape().equals(shape) ? x : new BroadcastTo(shape).apply(x);
  }

  /**
   * {@return this tensor repeated to a shape; see {@link #broadcastTo(Shape)}}
   *
   * @param shape the extents of the result
   */
  default Tensor broadcastTo(int... shape) {
    return broadcastTo(Shape.of(shape));
  }

  /**
   * Tensors one after another along an existing axis. A scalar counts as a vector of one element.
   *
   * @param axis the axis; negative counts from the end
   * @param tensors one or more tensors of one element type, of equal shapes except on the axis
   * @return the joined tensor, whose extent on the axis is the sum of theirs
   * @throws ShapeException if there is no tensor, or the shapes do not agree
   * @throws DTypeException if the element types differ
   */
  static Tensor concatenate(int axis, Tensor... tensors) {
    boolean scalar = tensors.length == 0 || tensors[0].rank() == 0;
    Shape shape = scalar ? Shape.of(1) : tensors[0].shape();
    return new Concatenate(shape.axis(axis, "concatenate")).apply(tensors);
  }

  /**
   * Tensors side by side along a new axis. Stacking n scalars takes O(n), as do its derivatives.
   *
   * @param axis where the new axis stands in the result; negative counts from the end
   * @param tensors one or more tensors of one shape and element type
   * @return the stack, with one more axis, whose extent is the number of tensors
   * @throws ShapeException if there is no tensor, the shapes differ, or the axis is out of range
   * @throws DTypeException if the element types differ
   */
  static Tensor stack(int axis, Tensor... tensors) {
    return Concatenate.stack(axis, tensors);
  }

  /**
   * Cuts this tensor into equal parts along an axis.
   *
   * @param axis the axis; negative counts from the end
   * @param parts how many parts, which divides the extent
   * @return the parts in order, views of this tensor
   * @throws ShapeException if parts does not divide the extent, or the axis is out of range
   */
  default List<Tensor> split(int axis, int parts) {
    Tensor x = self();
    int extent = x.shape().dim(x.shape().axis(axis, "split"));
    if (parts <= 0 || extent % parts != 0) {
      throw new ShapeException(
          "split: the number of parts must divide the extent of axis "
              + axis
              + ", got "
              + parts
              + " parts for shape "
              + x.shape()
              + "; give the sizes of the parts instead");
    }
    int[] sizes = new int[parts];
    Arrays.fill(sizes, extent / parts);
    return split(axis, sizes);
  }

  /**
   * Cuts this tensor into parts of given sizes along an axis.
   *
   * @param axis the axis; negative counts from the end
   * @param sizes the extents of the parts, 0 or more, which add up to the extent of the axis
   * @return the parts in order, views of this tensor
   * @throws ShapeException if the sizes do not add up, or the axis is out of range
   */
  default List<Tensor> split(int axis, int[] sizes) {
    Tensor x = self();
    return Concatenate.split(x, x.shape().axis(axis, "split"), sizes);
  }

  /**
   * Surrounds this tensor with a constant.
   *
   * @param before for each axis, how many positions to add before it, 0 or more
   * @param after for each axis, how many positions to add after it, 0 or more
   * @param value the value there, taken in the element type of this tensor
   * @return the larger tensor
   * @throws ShapeException if there is not one number for each axis, or one is negative
   * @throws ValueException if a finite value is too large for FLOAT32
   */
  default Tensor pad(int[] before, int[] after, double value) {
    Tensor x = self();
    int rank = x.rank();
    boolean fits = before.length == rank && after.length == rank;
    List<AxisRange> ranges = new ArrayList<>(rank);
    int[] dims = new int[rank];
    for (int i = 0; fits && i < rank; i++) {
      int extent = x.shape().dim(i);
      long padded = (long) before[i] + extent + after[i];
      fits = before[i] >= 0 && after[i] >= 0 && padded <= Integer.MAX_VALUE;
      ranges.add(AxisRange.of(before[i], extent));
      dims[i] = (int) padded;
    }
    if (!fits) {
      throw new ShapeException(
          "pad: before and after must have one number of 0 or more for each axis, and extents be"
              + " at most 2147483647, got "
              + Arrays.toString(before)
              + " and "
              + Arrays.toString(after)
              + " for shape "
              + x.shape()
              + "; use slice to remove positions");
    }
    return new StridedPad(Shape.of(dims), ranges, value).apply(x);
  }

  /**
   * This tensor repeated whole, like tiles, along each axis. Repetitions and axes are aligned at
   * the last one; the shorter list is padded in front with ones.
   *
   * @param repetitions how many times along each axis, 0 or more
   * @return the repeated tensor, whose extents are those of this tensor times the repetitions
   * @throws ShapeException if a number is negative or the result too large
   */
  default Tensor tile(int... repetitions) {
    Tensor x = self();
    int rank = Math.max(x.rank(), repetitions.length);
    int[] single = new int[2 * rank]; // [1, d0, 1, d1, …]
    int[] repeated = new int[2 * rank]; // [r0, d0, r1, d1, …]
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int own = i - rank + x.rank();
      int given = i - rank + repetitions.length;
      int extent = own < 0 ? 1 : x.shape().dim(own);
      int times = given < 0 ? 1 : repetitions[given];
      long product = (long) extent * times;
      if (times < 0 || product > Integer.MAX_VALUE) {
        throw new ShapeException(
            "tile: repetitions must be 0 or more and extents at most 2147483647, got "
                + Arrays.toString(repetitions)
                + " for shape "
                + x.shape()
                + "; correct the repetitions");
      }
      single[2 * i] = 1;
      repeated[2 * i] = times;
      single[2 * i + 1] = extent;
      repeated[2 * i + 1] = extent;
      dims[i] = (int) product;
    }
    return x.reshape(single).broadcastTo(repeated).reshape(dims);
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
