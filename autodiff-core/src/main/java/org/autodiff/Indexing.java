package org.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.indexing.AddAlongAxis;
import org.autodiff.operators.indexing.Gather;
import org.autodiff.operators.indexing.ScatterAdd;
import org.autodiff.operators.indexing.TakeAlongAxis;
import org.autodiff.operators.shaping.Diagonal;
import org.autodiff.operators.shaping.DiagonalEmbed;
import org.autodiff.operators.shaping.StridedSlice;
import org.autodiff.operators.shaping.Triangle;

/**
 * Takes parts of tensors, and adds to parts of them. All are linear in the tensors; indices have no
 * derivative. Index tensors hold whole numbers, counted from 0, in either element type. In the
 * formulas x stands for this tensor.
 */
public sealed interface Indexing permits Tensor {
  /**
   * The part at given positions of the leading axes, as a view: an element where there is one index
   * for each axis. Its pullback costs as much as the part, not as much as this tensor.
   *
   * @param indices positions on the leading axes; negative ones count from the end
   * @return the part, of the shape of the remaining axes
   * @throws ShapeException if there are more indices than axes
   * @throws ValueException if an index is out of range
   */
  default Tensor get(int... indices) {
    return StridedSlice.at(self(), indices);
  }

  /**
   * Evenly spaced positions of each axis, as a view. Its pullback costs as much as the part.
   *
   * @param slices one slice for each axis, from the first on; further axes are taken whole
   * @return the part; axes with {@link Slice#at} are removed
   * @throws ShapeException if there are more slices than axes
   * @throws ValueException if a position is out of range
   */
  default Tensor slice(Slice... slices) {
    Tensor x = self();
    if (slices.length > x.rank()) {
      throw new ShapeException(
          "slice: there must be at most one slice for each axis, got "
              + slices.length
              + " slices for shape "
              + x.shape()
              + "; leave out "
              + (slices.length - x.rank()));
    }
    List<AxisRange> ranges = new ArrayList<>(slices.length);
    for (int axis = 0; axis < slices.length; axis++) {
      ranges.add(slices[axis].on(x.shape(), axis));
    }
    return new StridedSlice(ranges).apply(x);
  }

  /**
   * Takes the elements at given positions of an axis, in any order and any number: {@code
   * result[a…, i…, b…] = x[a…, indices[i…], b…]}.
   *
   * @param indices the positions, of any shape
   * @param axis the axis; negative counts from the end
   * @return a tensor of shape {@code x.shape[:axis] + indices.shape + x.shape[axis+1:]}
   * @throws ShapeException if there is no such axis
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  default Tensor gather(Tensor indices, int axis) {
    Tensor x = self();
    return new Gather(x.shape().axis(axis, "gather"), 0).apply(x, indices);
  }

  /**
   * Adds to positions of an axis, the transpose of {@link #gather(Tensor, int)}: {@code result[a…,
   * indices[i…], b…] += updates[a…, i…, b…]}. Updates at a repeated index add up.
   *
   * @param axis the axis; negative counts from the end
   * @param indices the positions, of any shape
   * @param updates what is added, of shape {@code x.shape[:axis] + indices.shape +
   *     x.shape[axis+1:]} and the element type of this tensor
   * @return a tensor with the updates added; this one is unchanged
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the updates have another element type
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  default Tensor scatterAdd(int axis, Tensor indices, Tensor updates) {
    Tensor x = self();
    return new ScatterAdd(x.shape().axis(axis, "scatterAdd"), 0).apply(x, indices, updates);
  }

  /**
   * Takes elements along an axis, each by its own index: on a last axis {@code result[a…, i] =
   * x[a…, indices[a…, i]]}. The results of argmax and argsort select elements in this way.
   *
   * @param indices the positions, of the shape of this tensor except on the axis
   * @param axis the axis; negative counts from the end
   * @return a tensor of the shape of the indices
   * @throws ShapeException if the shapes do not fit
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  default Tensor takeAlongAxis(Tensor indices, int axis) {
    Tensor x = self();
    return new TakeAlongAxis(x.shape().axis(axis, "takeAlongAxis")).apply(x, indices);
  }

  /**
   * Adds along an axis, each update at its own index: the transpose of {@link
   * #takeAlongAxis(Tensor, int)}. On a last axis {@code result[a…, indices[a…, i]] += updates[a…,
   * i]}; updates at a repeated index add up.
   *
   * @param axis the axis; negative counts from the end
   * @param indices the positions, of the shape of this tensor except on the axis
   * @param updates what is added, of the shape of the indices and the element type of this tensor
   * @return a tensor with the updates added; this one is unchanged
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the updates have another element type
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  default Tensor addAlongAxis(int axis, Tensor indices, Tensor updates) {
    Tensor x = self();
    return new AddAlongAxis(x.shape().axis(axis, "addAlongAxis")).apply(x, indices, updates);
  }

  /**
   * A diagonal of the last two axes, as a view: {@code result[a…, i] = x[a…, i, i + offset]}, or
   * {@code x[a…, i − offset, i]} for a negative offset.
   *
   * @param offset how far the diagonal lies above the main one; negative below
   * @return the diagonals, in place of the last two axes; empty where the offset leaves the matrix
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor diagonal(int offset) {
    return new Diagonal(offset).apply(self());
  }

  /** {@return the main diagonal of the last two axes; see {@link #diagonal(int)}} */
  default Tensor diagonal() {
    return diagonal(0);
  }

  /**
   * Square matrices with the last axis of this tensor on a diagonal and 0 elsewhere: the transpose
   * of {@link #diagonal(int)}.
   *
   * @param offset how far the diagonal lies above the main one; negative below
   * @return matrices of n + |offset| rows and columns, in place of the last axis, of extent n
   * @throws ShapeException if this tensor is a scalar
   */
  default Tensor diag(int offset) {
    Tensor x = self();
    return DiagonalEmbed.square(x.shape(), offset).apply(x);
  }

  /** {@return square matrices with this tensor on the main diagonal; see {@link #diag(int)}} */
  default Tensor diag() {
    return diag(0);
  }

  /**
   * The lower triangle of the last two axes: 0 wherever {@code column − row > k}, also where x is
   * NaN.
   *
   * @param k the last diagonal that is kept: 0 the main one, above it positive
   * @return the triangles, in the shape of this tensor
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor tril(int k) {
    return new Triangle(true, k).apply(self());
  }

  /**
   * The upper triangle of the last two axes: 0 wherever {@code column − row < k}, also where x is
   * NaN.
   *
   * @param k the first diagonal that is kept: 0 the main one, above it positive
   * @return the triangles, in the shape of this tensor
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor triu(int k) {
    return new Triangle(false, k).apply(self());
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
