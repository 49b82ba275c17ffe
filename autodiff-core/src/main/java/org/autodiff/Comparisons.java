package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Clip;
import org.autodiff.operators.elementwise.Select;

/**
 * Comparison and choice, element by element with NumPy's broadcasting. In the formulas x stands for
 * this tensor and y for the other operand.
 */
public sealed interface Comparisons permits Tensor {
  /**
   * The smaller element of each pair; NaN if either is. Derivatives: 1 for the smaller and 0 for
   * the other, one half each at a tie.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return min(x, y), in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor minimum(Tensor y) {
    return BinaryElementwise.MIN.apply(self(), y);
  }

  /**
   * {@return min(x, y); see {@link #minimum(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor minimum(double y) {
    return minimum(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The larger element of each pair; NaN if either is. Derivatives: 1 for the larger and 0 for the
   * other, one half each at a tie.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return max(x, y), in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor maximum(Tensor y) {
    return BinaryElementwise.MAX.apply(self(), y);
  }

  /**
   * {@return max(x, y); see {@link #maximum(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor maximum(double y) {
    return maximum(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x = y, else 0; 0 where either is NaN. The derivative is 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x = y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor eq(Tensor y) {
    return BinaryElementwise.EQ.apply(self(), y);
  }

  /**
   * {@return 1 where x = y, else 0; see {@link #eq(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor eq(double y) {
    return eq(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x ≠ y, else 0; 1 where either is NaN. The derivative is 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x ≠ y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor ne(Tensor y) {
    return BinaryElementwise.NE.apply(self(), y);
  }

  /**
   * {@return 1 where x ≠ y, else 0; see {@link #ne(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor ne(double y) {
    return ne(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x &lt; y, else 0; 0 where either is NaN. The derivative is
   * 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x &lt; y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor lt(Tensor y) {
    return BinaryElementwise.LT.apply(self(), y);
  }

  /**
   * {@return 1 where x &lt; y, else 0; see {@link #lt(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor lt(double y) {
    return lt(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x ≤ y, else 0; 0 where either is NaN. The derivative is 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x ≤ y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor le(Tensor y) {
    return BinaryElementwise.LE.apply(self(), y);
  }

  /**
   * {@return 1 where x ≤ y, else 0; see {@link #le(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor le(double y) {
    return le(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x &gt; y, else 0; 0 where either is NaN. The derivative is
   * 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x &gt; y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor gt(Tensor y) {
    return BinaryElementwise.GT.apply(self(), y);
  }

  /**
   * {@return 1 where x &gt; y, else 0; see {@link #gt(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor gt(double y) {
    return gt(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Compares element by element: 1 where x ≥ y, else 0; 0 where either is NaN. The derivative is 0.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return 1 where x ≥ y, else 0, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor ge(Tensor y) {
    return BinaryElementwise.GE.apply(self(), y);
  }

  /**
   * {@return 1 where x ≥ y, else 0; see {@link #ge(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor ge(double y) {
    return ge(Tensor.scalar(y, self().dtype()));
  }

  /**
   * Chooses element by element. Derivatives: 1 for the chosen element and 0 for the other, also
   * where the other is NaN; but a NaN that an earlier operator makes on the way to the branch not
   * taken still reaches the gradient (0 · NaN): choose a harmless operand before that operator, as
   * {@code x.where(x.gt(0), 1).log()} does.
   *
   * @param condition chooses a where it is not 0 (NaN chooses a); of either element type
   * @param a the value where the condition holds
   * @param b the value elsewhere, of the element type of a; the three shapes broadcast
   * @return the chosen elements, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types of a and b differ
   */
  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Select.WHERE.apply(condition, a, b);
  }

  /**
   * {@return this tensor where the condition holds, else the number; see {@link #where(Tensor,
   * Tensor, Tensor)}}
   *
   * @param condition chooses this tensor where it is not 0
   * @param otherwise the number elsewhere, taken in the element type of this tensor
   */
  default Tensor where(Tensor condition, double otherwise) {
    Tensor x = self();
    return where(condition, x, Tensor.scalar(otherwise, x.dtype()));
  }

  /**
   * Limits to an interval: {@code min(max(x, low), high)}. Derivative with respect to x: 1 inside
   * and at the edges, 0 outside; with respect to a bound: 1 where it is the result and x lies
   * beyond it, else 0.
   *
   * @param low the lower bound
   * @param high the upper bound; the three shapes broadcast, the element types are equal
   * @return x limited to the interval, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor clip(Tensor low, Tensor high) {
    return Clip.CLIP.apply(self(), low, high);
  }

  /**
   * {@return this tensor limited to an interval; see {@link #clip(Tensor, Tensor)}}
   *
   * @param low the lower bound
   * @param high the upper bound, not below the lower
   * @throws ValueException if the bounds are reversed or NaN
   */
  default Tensor clip(double low, double high) {
    if (!(low <= high)) {
      throw new ValueException(
          "clip: the lower bound must not exceed the upper, got "
              + low
              + " and "
              + high
              + "; exchange them");
    }
    DType dtype = self().dtype();
    return clip(Tensor.scalar(low, dtype), Tensor.scalar(high, dtype));
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
