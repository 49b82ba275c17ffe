package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Cast;
import org.autodiff.operators.elementwise.PowerOf;
import org.autodiff.operators.elementwise.StopGradient;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** Arithmetic, element by element with NumPy's broadcasting. */
public sealed interface Arithmetic permits Tensor {
  /**
   * The sum, element by element. Derivatives: 1 and 1.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return x + y, in the broadcast shape
   */
  static Tensor add(Tensor x, Tensor y) {
    return BinaryElementwise.ADD.apply(x, y);
  }

  /**
   * {@return x + y; see {@link #add(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor add(Tensor y) {
    return add((Tensor) this, y);
  }

  /**
   * {@return x + y; see {@link #add(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor add(double y) {
    Tensor x = (Tensor) this;
    return add(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * The difference, element by element. Derivatives: 1 and −1.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return x − y, in the broadcast shape
   */
  static Tensor sub(Tensor x, Tensor y) {
    return BinaryElementwise.SUB.apply(x, y);
  }

  /**
   * {@return x − y; see {@link #sub(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor sub(Tensor y) {
    return sub((Tensor) this, y);
  }

  /**
   * {@return x − y; see {@link #sub(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor sub(double y) {
    Tensor x = (Tensor) this;
    return sub(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * The product, element by element. Derivatives: y and x.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return x · y, in the broadcast shape
   */
  static Tensor mul(Tensor x, Tensor y) {
    return BinaryElementwise.MUL.apply(x, y);
  }

  /**
   * {@return x · y; see {@link #mul(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor mul(Tensor y) {
    return mul((Tensor) this, y);
  }

  /**
   * {@return x · y; see {@link #mul(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor mul(double y) {
    Tensor x = (Tensor) this;
    return mul(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * The quotient, element by element. Derivatives: 1/y and −x/y². Division by 0 follows IEEE 754.
   *
   * @param x one operand
   * @param y the other; the shapes broadcast, the element types are equal
   * @return x / y, in the broadcast shape
   */
  static Tensor div(Tensor x, Tensor y) {
    return BinaryElementwise.DIV.apply(x, y);
  }

  /**
   * {@return x / y; see {@link #div(Tensor, Tensor)}}
   *
   * @param y the other operand
   */
  default Tensor div(Tensor y) {
    return div((Tensor) this, y);
  }

  /**
   * {@return x / y; see {@link #div(Tensor, Tensor)}}
   *
   * @param y a number, taken in the element type of this tensor
   */
  default Tensor div(double y) {
    Tensor x = (Tensor) this;
    return div(x, Tensor.scalar(y, x.dtype()));
  }

  /**
   * The negation. Derivative: −1.
   *
   * @param x the operand, any shape
   * @return −x, in the shape and element type of x
   */
  static Tensor neg(Tensor x) {
    return UnaryElementwise.NEG.apply(x);
  }

  /** {@return −x; see {@link #neg(Tensor)}} */
  default Tensor neg() {
    return neg((Tensor) this);
  }

  /**
   * The reciprocal. Derivative: −1/x²; at 0 the value and the derivative are infinite.
   *
   * @param x the operand, any shape
   * @return 1/x, in the shape and element type of x
   */
  static Tensor reciprocal(Tensor x) {
    return UnaryElementwise.RECIPROCAL.apply(x);
  }

  /** {@return 1/x; see {@link #reciprocal(Tensor)}} */
  default Tensor reciprocal() {
    return reciprocal((Tensor) this);
  }

  /**
   * The square. Derivative: 2x.
   *
   * @param x the operand, any shape
   * @return x², in the shape and element type of x
   */
  static Tensor square(Tensor x) {
    return UnaryElementwise.SQUARE.apply(x);
  }

  /** {@return x²; see {@link #square(Tensor)}} */
  default Tensor square() {
    return square((Tensor) this);
  }

  /**
   * The absolute value. Derivative: the sign of x, 0 at 0.
   *
   * @param x the operand, any shape
   * @return |x|, in the shape and element type of x
   */
  static Tensor abs(Tensor x) {
    return UnaryElementwise.ABS.apply(x);
  }

  /** {@return |x|; see {@link #abs(Tensor)}} */
  default Tensor abs() {
    return abs((Tensor) this);
  }

  /**
   * The sign: −1, 0 or 1; NaN for NaN. The derivative is 0, also at the jump.
   *
   * @param x the operand, any shape
   * @return the sign of x, in the shape and element type of x
   */
  static Tensor sign(Tensor x) {
    return UnaryElementwise.SIGN.apply(x);
  }

  /** {@return the sign of x; see {@link #sign(Tensor)}} */
  default Tensor sign() {
    return sign((Tensor) this);
  }

  /**
   * The largest integer not above x. The derivative is 0, also at the jumps.
   *
   * @param x the operand, any shape
   * @return ⌊x⌋, in the shape and element type of x
   */
  static Tensor floor(Tensor x) {
    return UnaryElementwise.FLOOR.apply(x);
  }

  /** {@return ⌊x⌋; see {@link #floor(Tensor)}} */
  default Tensor floor() {
    return floor((Tensor) this);
  }

  /**
   * The nearest integer, halves to even. The derivative is 0, also at the jumps.
   *
   * @param x the operand, any shape
   * @return x rounded half to even, in the shape and element type of x
   */
  static Tensor round(Tensor x) {
    return UnaryElementwise.ROUND.apply(x);
  }

  /** {@return x rounded half to even; see {@link #round(Tensor)}} */
  default Tensor round() {
    return round((Tensor) this);
  }

  /**
   * The power, element by element. Derivatives: {@code y · x^(y−1)} by the base, which is 0 where y
   * = 0; {@code x^y · ln x} by the exponent, which at x = 0 is 0 for y ≥ 0 and otherwise NaN. A
   * negative base with a fractional exponent gives NaN. As in IEEE 754, {@code 1^y} and {@code x^0}
   * are 1 also for NaN and infinities, and {@code (−1)^±∞} is 1.
   *
   * @param x the base
   * @param y the exponent; the shapes broadcast, the element types are equal
   * @return {@code x^y}, in the broadcast shape
   */
  static Tensor pow(Tensor x, Tensor y) {
    return BinaryElementwise.POW.apply(x, y);
  }

  /**
   * {@return {@code x^y}; see {@link #pow(Tensor, Tensor)}}
   *
   * @param y the exponent
   */
  default Tensor pow(Tensor y) {
    return pow((Tensor) this, y);
  }

  /**
   * {@return {@code x^y}; see {@link #pow(Tensor, Tensor)}}
   *
   * @param y the exponent, taken in the element type of this tensor
   */
  default Tensor pow(double y) {
    Tensor x = (Tensor) this;
    return y == 2 ? square(x) : new PowerOf(y).apply(x);
  }

  /**
   * Converts the element type: exact to FLOAT64, rounded to nearest to FLOAT32. The derivative is
   * the conversion of the tangent, and back of the cotangent.
   *
   * @param x the operand
   * @param dtype the element type of the result
   * @return x converted
   * @throws ValueException if a finite value is too large for FLOAT32
   */
  static Tensor to(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : new Cast(dtype).apply(x);
  }

  /**
   * {@return this tensor converted; see {@link #to(Tensor, DType)}}
   *
   * @param dtype the element type of the result
   */
  default Tensor to(DType dtype) {
    return to((Tensor) this, dtype);
  }

  /**
   * The value as a constant: every derivative through it is 0.
   *
   * @param x the operand
   * @return x, of which no transform sees that it depends on anything
   */
  static Tensor stopGradient(Tensor x) {
    return StopGradient.STOP_GRADIENT.apply(x);
  }

  /** {@return this value as a constant; see {@link #stopGradient(Tensor)}} */
  default Tensor stopGradient() {
    return stopGradient((Tensor) this);
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
}
