package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Cast;
import org.autodiff.operators.elementwise.PowerOf;
import org.autodiff.operators.elementwise.StopGradient;
import org.autodiff.operators.elementwise.UnaryElementwise;

/**
 * Arithmetic, element by element with NumPy's broadcasting. In the formulas x stands for this
 * tensor and y for the other operand.
 */
public sealed interface Arithmetic permits Tensor {
  /**
   * The sum, element by element. Derivatives with respect to x and y: 1 and 1.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return x + y, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor add(Tensor y) {
    return BinaryElementwise.ADD.apply(self(), y);
  }

  /**
   * {@return x + y; see {@link #add(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor add(double y) {
    return add(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The difference, element by element. Derivatives with respect to x and y: 1 and −1.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return x − y, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor sub(Tensor y) {
    return BinaryElementwise.SUB.apply(self(), y);
  }

  /**
   * {@return x − y; see {@link #sub(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor sub(double y) {
    return sub(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The product, element by element. Derivatives with respect to x and y: y and x.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return x · y, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor mul(Tensor y) {
    return BinaryElementwise.MUL.apply(self(), y);
  }

  /**
   * {@return x · y; see {@link #mul(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor mul(double y) {
    return mul(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The quotient, element by element. Derivatives with respect to x and y: 1/y and −x/y². Division
   * by 0 follows IEEE 754.
   *
   * @param y the other operand, of the same element type; the shapes broadcast
   * @return x / y, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor div(Tensor y) {
    return BinaryElementwise.DIV.apply(self(), y);
  }

  /**
   * {@return x / y; see {@link #div(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor div(double y) {
    return div(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The remainder of the division, element by element, as of {@code %} in Java: {@code x − y
   * trunc(x/y)}, exact, with the sign of x; NaN where y = 0 or x is infinite. Derivatives with
   * respect to x and y: 1 and −trunc(x/y); at the jumps, where x/y is whole, those of the side away
   * from 0. Kotlin's {@code %}.
   *
   * @param y the divisor, of the same element type; the shapes broadcast
   * @return the remainder, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor rem(Tensor y) {
    return BinaryElementwise.REM.apply(self(), y);
  }

  /**
   * {@return the remainder of x / y; see {@link #rem(Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor rem(double y) {
    return rem(Tensor.scalar(y, self().dtype()));
  }

  /**
   * The negation. Derivative: −1.
   *
   * @return −x, in the shape and element type of this tensor
   */
  default Tensor neg() {
    return UnaryElementwise.NEG.apply(self());
  }

  /**
   * The reciprocal. Derivative: −1/x²; at 0 the value and the derivative are infinite.
   *
   * @return 1/x, in the shape and element type of this tensor
   */
  default Tensor reciprocal() {
    return UnaryElementwise.RECIPROCAL.apply(self());
  }

  /**
   * The square. Derivative: 2x.
   *
   * @return x², in the shape and element type of this tensor
   */
  default Tensor square() {
    return UnaryElementwise.SQUARE.apply(self());
  }

  /**
   * The absolute value. Derivative: the sign of x, 0 at 0.
   *
   * @return |x|, in the shape and element type of this tensor
   */
  default Tensor abs() {
    return UnaryElementwise.ABS.apply(self());
  }

  /**
   * The sign: −1, 0 or 1; NaN for NaN. The derivative is 0, also at the jump.
   *
   * @return the sign of x, in the shape and element type of this tensor
   */
  default Tensor sign() {
    return UnaryElementwise.SIGN.apply(self());
  }

  /**
   * The largest integer not above x. The derivative is 0, also at the jumps.
   *
   * @return ⌊x⌋, in the shape and element type of this tensor
   */
  default Tensor floor() {
    return UnaryElementwise.FLOOR.apply(self());
  }

  /**
   * The nearest integer, halves to even. The derivative is 0, also at the jumps.
   *
   * @return x rounded half to even, in the shape and element type of this tensor
   */
  default Tensor round() {
    return UnaryElementwise.ROUND.apply(self());
  }

  /**
   * The power, element by element. Derivative with respect to the base x: {@code y · x^(y−1)},
   * which is 0 where y = 0; with respect to the exponent y: {@code x^y · ln x}, which at x = 0 is 0
   * for y ≥ 0 and otherwise NaN. A negative base with a fractional exponent gives NaN. As in IEEE
   * 754, {@code 1^y} and {@code x^0} are 1 also for NaN and infinities, and {@code (−1)^±∞} is 1.
   *
   * @param y the exponent, of the same element type; the shapes broadcast
   * @return {@code x^y}, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor pow(Tensor y) {
    return BinaryElementwise.POW.apply(self(), y);
  }

  /**
   * {@return {@code x^y}; see {@link #pow(Tensor)}}
   *
   * @param y the exponent, taken in the element type of this tensor
   */
  default Tensor pow(double y) {
    double exponent = Tensor.scalar(y, self().dtype()).item();
    return exponent == 2 ? square() : new PowerOf(exponent).apply(self());
  }

  /**
   * Converts the element type: exact to FLOAT64, rounded to nearest to FLOAT32. The derivative is
   * the same conversion of the tangent, and the reverse conversion of the cotangent.
   *
   * @param dtype the element type of the result
   * @return this tensor converted; itself where it has that element type
   * @throws ValueException if a finite value is too large for FLOAT32
   */
  default Tensor to(DType dtype) {
    Tensor x = self();
    return x.dtype() == dtype ? x : new Cast(dtype).apply(x);
  }

  /**
   * The value as a constant: every derivative through it is 0.
   *
   * @return a tensor with the same elements, which to every transform depends on nothing
   */
  default Tensor stopGradient() {
    return StopGradient.STOP_GRADIENT.apply(self());
  }

  /**
   * {@return x + y: {@link #add(Tensor)} under the name that Kotlin writes as an operator}
   *
   * @param y the other operand
   */
  default Tensor plus(Tensor y) {
    return add(y);
  }

  /**
   * {@return x + y: {@link #add(double)} under the name that Kotlin writes as an operator}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor plus(double y) {
    return add(y);
  }

  /**
   * {@return x − y: {@link #sub(Tensor)} under the name that Kotlin writes as an operator}
   *
   * @param y the other operand
   */
  default Tensor minus(Tensor y) {
    return sub(y);
  }

  /**
   * {@return x − y: {@link #sub(double)} under the name that Kotlin writes as an operator}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor minus(double y) {
    return sub(y);
  }

  /**
   * {@return x · y: {@link #mul(Tensor)} under the name that Kotlin writes as an operator}
   *
   * @param y the other operand
   */
  default Tensor times(Tensor y) {
    return mul(y);
  }

  /**
   * {@return x · y: {@link #mul(double)} under the name that Kotlin writes as an operator}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor times(double y) {
    return mul(y);
  }

  /** {@return −x: {@link #neg()} under the name that Kotlin writes as an operator} */
  default Tensor unaryMinus() {
    return neg();
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
