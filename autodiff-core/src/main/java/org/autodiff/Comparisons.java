package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Clip;
import org.autodiff.operators.elementwise.Select;

/** Comparison and choice, element by element with NumPy's broadcasting. */
public sealed interface Comparisons permits Tensor {
  /**
   * The smaller element of each pair; NaN if either is. Derivatives: 1 for the smaller and 0 for
   * the other, one half each at a tie.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return min(x, y), in the broadcast shape
   */
  static Tensor minimum(Tensor x, Tensor y) {
    return BinaryElementwise.MIN.apply(x, y);
  }

  /**
   * {@return min(x, y); see {@link #minimum(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor minimum(Tensor y) {
    return minimum((Tensor) this, y);
  }

  /**
   * {@return min(x, y); see {@link #minimum(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor minimum(double y) {
    Tensor x = (Tensor) this;
    return minimum(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * The larger element of each pair; NaN if either is. Derivatives: 1 for the larger and 0 for the
   * other, one half each at a tie.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return max(x, y), in the broadcast shape
   */
  static Tensor maximum(Tensor x, Tensor y) {
    return BinaryElementwise.MAX.apply(x, y);
  }

  /**
   * {@return max(x, y); see {@link #maximum(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor maximum(Tensor y) {
    return maximum((Tensor) this, y);
  }

  /**
   * {@return max(x, y); see {@link #maximum(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor maximum(double y) {
    Tensor x = (Tensor) this;
    return maximum(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x = y, else 0; a comparison with NaN is false, only {@code
   * ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x = y, else 0, in the broadcast shape
   */
  static Tensor eq(Tensor x, Tensor y) {
    return BinaryElementwise.EQ.apply(x, y);
  }

  /**
   * {@return 1 where x = y, else 0; see {@link #eq(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor eq(Tensor y) {
    return eq((Tensor) this, y);
  }

  /**
   * {@return 1 where x = y, else 0; see {@link #eq(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor eq(double y) {
    Tensor x = (Tensor) this;
    return eq(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x ≠ y, else 0; a comparison with NaN is false, only {@code
   * ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x ≠ y, else 0, in the broadcast shape
   */
  static Tensor ne(Tensor x, Tensor y) {
    return BinaryElementwise.NE.apply(x, y);
  }

  /**
   * {@return 1 where x ≠ y, else 0; see {@link #ne(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor ne(Tensor y) {
    return ne((Tensor) this, y);
  }

  /**
   * {@return 1 where x ≠ y, else 0; see {@link #ne(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor ne(double y) {
    Tensor x = (Tensor) this;
    return ne(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x &lt; y, else 0; a comparison with NaN is false, only
   * {@code ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x &lt; y, else 0, in the broadcast shape
   */
  static Tensor lt(Tensor x, Tensor y) {
    return BinaryElementwise.LT.apply(x, y);
  }

  /**
   * {@return 1 where x &lt; y, else 0; see {@link #lt(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor lt(Tensor y) {
    return lt((Tensor) this, y);
  }

  /**
   * {@return 1 where x &lt; y, else 0; see {@link #lt(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor lt(double y) {
    Tensor x = (Tensor) this;
    return lt(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x ≤ y, else 0; a comparison with NaN is false, only {@code
   * ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x ≤ y, else 0, in the broadcast shape
   */
  static Tensor le(Tensor x, Tensor y) {
    return BinaryElementwise.LE.apply(x, y);
  }

  /**
   * {@return 1 where x ≤ y, else 0; see {@link #le(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor le(Tensor y) {
    return le((Tensor) this, y);
  }

  /**
   * {@return 1 where x ≤ y, else 0; see {@link #le(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor le(double y) {
    Tensor x = (Tensor) this;
    return le(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x &gt; y, else 0; a comparison with NaN is false, only
   * {@code ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x &gt; y, else 0, in the broadcast shape
   */
  static Tensor gt(Tensor x, Tensor y) {
    return BinaryElementwise.GT.apply(x, y);
  }

  /**
   * {@return 1 where x &gt; y, else 0; see {@link #gt(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor gt(Tensor y) {
    return gt((Tensor) this, y);
  }

  /**
   * {@return 1 where x &gt; y, else 0; see {@link #gt(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor gt(double y) {
    Tensor x = (Tensor) this;
    return gt(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * Compares element by element: 1 where x ≥ y, else 0; a comparison with NaN is false, only {@code
   * ne} true. The derivative is 0.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return 1 where x ≥ y, else 0, in the broadcast shape
   */
  static Tensor ge(Tensor x, Tensor y) {
    return BinaryElementwise.GE.apply(x, y);
  }

  /**
   * {@return 1 where x ≥ y, else 0; see {@link #ge(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor ge(Tensor y) {
    return ge((Tensor) this, y);
  }

  /**
   * {@return 1 where x ≥ y, else 0; see {@link #ge(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor ge(double y) {
    Tensor x = (Tensor) this;
    return ge(x, Tensor.scalar(y, x.dtype()));
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
   */
  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Select.WHERE.apply(condition, a, b);
  }

  /**
   * {@return this tensor where the condition holds, else the number; see {@link #where(Tensor,
   * Tensor, Tensor)}}
   *
   * @param condition chooses
   * @param otherwise the number elsewhere
   */
  default Tensor where(Tensor condition, double otherwise) {
    Tensor x = (Tensor) this;
    return where(condition, x, Tensor.scalar(otherwise, x.dtype()));
  }

  /**
   * Limits to an interval: {@code min(max(x, low), high)}. Derivative by x: 1 inside and at the
   * edges, 0 outside; by a bound: 1 where it is the result and x is beyond it, else 0.
   *
   * @param x the operand
   * @param low the lower bound
   * @param high the upper bound; the three shapes broadcast
   * @return x limited to the interval
   */
  static Tensor clip(Tensor x, Tensor low, Tensor high) {
    return Clip.CLIP.apply(x, low, high);
  }

  /**
   * {@return this tensor limited to an interval; see {@link #clip(Tensor, Tensor, Tensor)}}
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
    Tensor x = (Tensor) this;
    return clip(x, Tensor.scalar(low, x.dtype()), Tensor.scalar(high, x.dtype()));
  }
}
