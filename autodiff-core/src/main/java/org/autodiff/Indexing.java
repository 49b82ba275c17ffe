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
 * derivative. Index tensors hold whole numbers, counted from 0, in either element type.
 */
public sealed interface Indexing permits Tensor {
  /**
   * The part at given positions of the leading axes, as a view: an element where there is one index
   * for each axis. In a pullback it costs what the part costs, not what x does.
   *
   * @param x a tensor
   * @param indices positions on the leading axes; negative ones count from the end
   * @return the part, of the shape of the remaining axes
   * @throws ShapeException if there are more indices than axes
   * @throws ValueException if an index is out of range
   */
  static Tensor get(Tensor x, int... indices) {
    return StridedSlice.at(x, indices);
  }

  /**
   * {@return the part at given positions; see {@link #get(Tensor, int...)}}
   *
   * @param indices positions on the leading axes
   */
  default Tensor get(int... indices) {
    return get((Tensor) this, indices);
  }

  /**
   * Evenly spaced positions of each axis, as a view. In a pullback it costs what the part costs.
   *
   * @param x a tensor
   * @param slices one slice for each axis, from the first on; further axes are taken whole
   * @return the part; axes with {@link Slice#at} are removed
   * @throws ShapeException if there are more slices than axes
   * @throws ValueException if a position is out of range
   */
  static Tensor slice(Tensor x, Slice... slices) {
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
   * {@return evenly spaced positions of each axis; see {@link #slice(Tensor, Slice...)}}
   *
   * @param slices one slice for each axis
   */
  default Tensor slice(Slice... slices) {
    return slice((Tensor) this, slices);
  }

  /**
   * Takes positions of an axis, in any order and number: {@code result[a…, i…, b…] = x[a…,
   * indices[i…], b…]}.
   *
   * @param x a tensor
   * @param indices the positions, of any shape
   * @param axis the axis; negative counts from the end
   * @return a tensor of shape {@code x.shape[:axis] + indices.shape + x.shape[axis+1:]}
   * @throws ShapeException if x has no such axis
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  static Tensor gather(Tensor x, Tensor indices, int axis) {
    return new Gather(x.shape().axis(axis, "gather"), 0).apply(x, indices);
  }

  /**
   * {@return positions of an axis; see {@link #gather(Tensor, Tensor, int)}}
   *
   * @param indices the positions
   * @param axis the axis
   */
  default Tensor gather(Tensor indices, int axis) {
    return gather((Tensor) this, indices, axis);
  }

  /**
   * Adds to positions of an axis, the transpose of {@link #gather(Tensor, Tensor, int)}: {@code
   * result[a…, indices[i…], b…] += updates[a…, i…, b…]}. Updates at a repeated index add up.
   *
   * @param target the tensor that is added to; itself unchanged
   * @param axis the axis of the target; negative counts from the end
   * @param indices the positions, of any shape
   * @param updates what is added, of shape {@code target.shape[:axis] + indices.shape +
   *     target.shape[axis+1:]} and the target's element type
   * @return target with the updates added
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if target and updates differ in element type
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  static Tensor scatterAdd(Tensor target, int axis, Tensor indices, Tensor updates) {
    return new ScatterAdd(target.shape().axis(axis, "scatterAdd"), 0)
        .apply(target, indices, updates);
  }

  /**
   * {@return this tensor with updates added at positions of an axis; see {@link #scatterAdd(Tensor,
   * int, Tensor, Tensor)}}
   *
   * @param axis the axis
   * @param indices the positions
   * @param updates what is added
   */
  default Tensor scatterAdd(int axis, Tensor indices, Tensor updates) {
    return scatterAdd((Tensor) this, axis, indices, updates);
  }

  /**
   * Takes elements along an axis, each by its own index: on a last axis {@code result[a…, i] =
   * x[a…, indices[a…, i]]}. This is how the results of argmax and argsort select.
   *
   * @param x a tensor
   * @param indices the positions, of x's shape except on the axis
   * @param axis the axis; negative counts from the end
   * @return a tensor of the shape of the indices
   * @throws ShapeException if the shapes do not fit
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
    return new TakeAlongAxis(x.shape().axis(axis, "takeAlongAxis")).apply(x, indices);
  }

  /**
   * {@return elements along an axis, each by its own index; see {@link #takeAlongAxis(Tensor,
   * Tensor, int)}}
   *
   * @param indices the positions
   * @param axis the axis
   */
  default Tensor takeAlongAxis(Tensor indices, int axis) {
    return takeAlongAxis((Tensor) this, indices, axis);
  }

  /**
   * Adds along an axis, each update at its own index: the transpose of {@link
   * #takeAlongAxis(Tensor, Tensor, int)}. On a last axis {@code result[a…, indices[a…, i]] +=
   * updates[a…, i]}; updates at a repeated index add up.
   *
   * @param target the tensor that is added to; itself unchanged
   * @param axis the axis; negative counts from the end
   * @param indices the positions, of the target's shape except on the axis
   * @param updates what is added, of the shape of the indices and the target's element type
   * @return target with the updates added
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if target and updates differ in element type
   * @throws ValueException if an index is not a whole number from 0 to extent − 1
   */
  static Tensor addAlongAxis(Tensor target, int axis, Tensor indices, Tensor updates) {
    return new AddAlongAxis(target.shape().axis(axis, "addAlongAxis"))
        .apply(target, indices, updates);
  }

  /**
   * {@return this tensor with updates added along an axis; see {@link #addAlongAxis(Tensor, int,
   * Tensor, Tensor)}}
   *
   * @param axis the axis
   * @param indices the positions
   * @param updates what is added
   */
  default Tensor addAlongAxis(int axis, Tensor indices, Tensor updates) {
    return addAlongAxis((Tensor) this, axis, indices, updates);
  }

  /**
   * A diagonal of the last two axes, as a view: {@code result[a…, i] = x[a…, i, i + offset]}, or
   * {@code x[a…, i − offset, i]} for a negative offset.
   *
   * @param x one or more matrices
   * @param offset how far the diagonal lies above the main one; negative below
   * @return the diagonals, in place of the last two axes; empty where the offset leaves the matrix
   * @throws ShapeException if x has fewer than two axes
   */
  static Tensor diagonal(Tensor x, int offset) {
    return new Diagonal(offset).apply(x);
  }

  /**
   * {@return a diagonal of the last two axes; see {@link #diagonal(Tensor, int)}}
   *
   * @param offset how far it lies above the main one
   */
  default Tensor diagonal(int offset) {
    return diagonal((Tensor) this, offset);
  }

  /** {@return the main diagonal of the last two axes; see {@link #diagonal(Tensor, int)}} */
  default Tensor diagonal() {
    return diagonal((Tensor) this, 0);
  }

  /**
   * Square matrices with the last axis of x on a diagonal and 0 elsewhere: the transpose of {@link
   * #diagonal(Tensor, int)}.
   *
   * @param x one or more vectors, of n elements
   * @param offset how far the diagonal lies above the main one; negative below
   * @return matrices of n + |offset| rows and columns, in place of the last axis
   * @throws ShapeException if x is a scalar
   */
  static Tensor diag(Tensor x, int offset) {
    return DiagonalEmbed.square(x.shape(), offset).apply(x);
  }

  /**
   * {@return square matrices with this tensor on a diagonal; see {@link #diag(Tensor, int)}}
   *
   * @param offset how far it lies above the main one
   */
  default Tensor diag(int offset) {
    return diag((Tensor) this, offset);
  }

  /**
   * {@return square matrices with this tensor on the main diagonal; see {@link #diag(Tensor, int)}}
   */
  default Tensor diag() {
    return diag((Tensor) this, 0);
  }

  /**
   * The lower triangle of the last two axes: 0 wherever {@code column − row > k}, also where x is
   * NaN.
   *
   * @param x one or more matrices
   * @param k the last diagonal that is kept: 0 the main one, above it positive
   * @return the triangles, in the shape of x
   * @throws ShapeException if x has fewer than two axes
   */
  static Tensor tril(Tensor x, int k) {
    return new Triangle(true, k).apply(x);
  }

  /**
   * {@return the lower triangle of the last two axes; see {@link #tril(Tensor, int)}}
   *
   * @param k the last diagonal that is kept
   */
  default Tensor tril(int k) {
    return tril((Tensor) this, k);
  }

  /**
   * The upper triangle of the last two axes: 0 wherever {@code column − row < k}, also where x is
   * NaN.
   *
   * @param x one or more matrices
   * @param k the first diagonal that is kept: 0 the main one, above it positive
   * @return the triangles, in the shape of x
   * @throws ShapeException if x has fewer than two axes
   */
  static Tensor triu(Tensor x, int k) {
    return new Triangle(false, k).apply(x);
  }

  /**
   * {@return the upper triangle of the last two axes; see {@link #triu(Tensor, int)}}
   *
   * @param k the first diagonal that is kept
   */
  default Tensor triu(int k) {
    return triu((Tensor) this, k);
  }
}
