package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** Elementary functions, element by element. */
public sealed interface Elementary permits Tensor {
  /**
   * The square root; NaN below 0. Derivative: 1/(2√x), infinite at 0.
   *
   * @param x the operand, any shape
   * @return √x, in the shape and element type of x
   */
  static Tensor sqrt(Tensor x) {
    return UnaryElementwise.SQRT.apply(x);
  }

  /** {@return √x; see {@link #sqrt(Tensor)}} */
  default Tensor sqrt() {
    return sqrt((Tensor) this);
  }

  /**
   * The reciprocal square root. Derivative: −x^(−3/2)/2.
   *
   * @param x the operand, any shape
   * @return 1/√x, in the shape and element type of x
   */
  static Tensor rsqrt(Tensor x) {
    return UnaryElementwise.RSQRT.apply(x);
  }

  /** {@return 1/√x; see {@link #rsqrt(Tensor)}} */
  default Tensor rsqrt() {
    return rsqrt((Tensor) this);
  }

  /**
   * The cube root, of either sign. Derivative: 1/(3 x^(2/3)), infinite at 0.
   *
   * @param x the operand, any shape
   * @return the cube root of x, in the shape and element type of x
   */
  static Tensor cbrt(Tensor x) {
    return UnaryElementwise.CBRT.apply(x);
  }

  /** {@return the cube root of x; see {@link #cbrt(Tensor)}} */
  default Tensor cbrt() {
    return cbrt((Tensor) this);
  }

  /**
   * The exponential. Derivative: itself.
   *
   * @param x the operand, any shape
   * @return e^x, in the shape and element type of x
   */
  static Tensor exp(Tensor x) {
    return UnaryElementwise.EXP.apply(x);
  }

  /** {@return e^x; see {@link #exp(Tensor)}} */
  default Tensor exp() {
    return exp((Tensor) this);
  }

  /**
   * The exponential minus 1, exact near 0. Derivative: e^x.
   *
   * @param x the operand, any shape
   * @return e^x − 1, in the shape and element type of x
   */
  static Tensor expm1(Tensor x) {
    return UnaryElementwise.EXPM1.apply(x);
  }

  /** {@return e^x − 1; see {@link #expm1(Tensor)}} */
  default Tensor expm1() {
    return expm1((Tensor) this);
  }

  /**
   * The natural logarithm; −∞ at 0, NaN below. Derivative: 1/x.
   *
   * @param x the operand, any shape
   * @return ln x, in the shape and element type of x
   */
  static Tensor log(Tensor x) {
    return UnaryElementwise.LOG.apply(x);
  }

  /** {@return ln x; see {@link #log(Tensor)}} */
  default Tensor log() {
    return log((Tensor) this);
  }

  /**
   * The natural logarithm of 1 + x, exact near 0. Derivative: 1/(1+x).
   *
   * @param x the operand, any shape
   * @return ln(1 + x), in the shape and element type of x
   */
  static Tensor log1p(Tensor x) {
    return UnaryElementwise.LOG1P.apply(x);
  }

  /** {@return ln(1 + x); see {@link #log1p(Tensor)}} */
  default Tensor log1p() {
    return log1p((Tensor) this);
  }

  /**
   * The sine of x radians. Derivative: cos x.
   *
   * @param x the operand, any shape
   * @return sin x, in the shape and element type of x
   */
  static Tensor sin(Tensor x) {
    return UnaryElementwise.SIN.apply(x);
  }

  /** {@return sin x; see {@link #sin(Tensor)}} */
  default Tensor sin() {
    return sin((Tensor) this);
  }

  /**
   * The cosine of x radians. Derivative: −sin x.
   *
   * @param x the operand, any shape
   * @return cos x, in the shape and element type of x
   */
  static Tensor cos(Tensor x) {
    return UnaryElementwise.COS.apply(x);
  }

  /** {@return cos x; see {@link #cos(Tensor)}} */
  default Tensor cos() {
    return cos((Tensor) this);
  }

  /**
   * The tangent of x radians. Derivative: 1 + tan² x.
   *
   * @param x the operand, any shape
   * @return tan x, in the shape and element type of x
   */
  static Tensor tan(Tensor x) {
    return UnaryElementwise.TAN.apply(x);
  }

  /** {@return tan x; see {@link #tan(Tensor)}} */
  default Tensor tan() {
    return tan((Tensor) this);
  }

  /**
   * The arcsine in radians; NaN outside [−1, 1]. Derivative: 1/√(1−x²), infinite at ±1.
   *
   * @param x the operand, any shape
   * @return arcsin x, in the shape and element type of x
   */
  static Tensor asin(Tensor x) {
    return UnaryElementwise.ASIN.apply(x);
  }

  /** {@return arcsin x; see {@link #asin(Tensor)}} */
  default Tensor asin() {
    return asin((Tensor) this);
  }

  /**
   * The arccosine in radians; NaN outside [−1, 1]. Derivative: −1/√(1−x²), infinite at ±1.
   *
   * @param x the operand, any shape
   * @return arccos x, in the shape and element type of x
   */
  static Tensor acos(Tensor x) {
    return UnaryElementwise.ACOS.apply(x);
  }

  /** {@return arccos x; see {@link #acos(Tensor)}} */
  default Tensor acos() {
    return acos((Tensor) this);
  }

  /**
   * The arctangent in radians. Derivative: 1/(1+x²).
   *
   * @param x the operand, any shape
   * @return arctan x, in the shape and element type of x
   */
  static Tensor atan(Tensor x) {
    return UnaryElementwise.ATAN.apply(x);
  }

  /** {@return arctan x; see {@link #atan(Tensor)}} */
  default Tensor atan() {
    return atan((Tensor) this);
  }

  /**
   * The hyperbolic sine. Derivative: cosh x.
   *
   * @param x the operand, any shape
   * @return sinh x, in the shape and element type of x
   */
  static Tensor sinh(Tensor x) {
    return UnaryElementwise.SINH.apply(x);
  }

  /** {@return sinh x; see {@link #sinh(Tensor)}} */
  default Tensor sinh() {
    return sinh((Tensor) this);
  }

  /**
   * The hyperbolic cosine. Derivative: sinh x.
   *
   * @param x the operand, any shape
   * @return cosh x, in the shape and element type of x
   */
  static Tensor cosh(Tensor x) {
    return UnaryElementwise.COSH.apply(x);
  }

  /** {@return cosh x; see {@link #cosh(Tensor)}} */
  default Tensor cosh() {
    return cosh((Tensor) this);
  }

  /**
   * The hyperbolic tangent. Derivative: 1 − tanh² x.
   *
   * @param x the operand, any shape
   * @return tanh x, in the shape and element type of x
   */
  static Tensor tanh(Tensor x) {
    return UnaryElementwise.TANH.apply(x);
  }

  /** {@return tanh x; see {@link #tanh(Tensor)}} */
  default Tensor tanh() {
    return tanh((Tensor) this);
  }

  /**
   * The inverse hyperbolic sine. Derivative: 1/√(1+x²).
   *
   * @param x the operand, any shape
   * @return arsinh x, in the shape and element type of x
   */
  static Tensor asinh(Tensor x) {
    return UnaryElementwise.ASINH.apply(x);
  }

  /** {@return arsinh x; see {@link #asinh(Tensor)}} */
  default Tensor asinh() {
    return asinh((Tensor) this);
  }

  /**
   * The inverse hyperbolic cosine; NaN below 1. Derivative: 1/√(x²−1), infinite at 1.
   *
   * @param x the operand, any shape
   * @return arcosh x, in the shape and element type of x
   */
  static Tensor acosh(Tensor x) {
    return UnaryElementwise.ACOSH.apply(x);
  }

  /** {@return arcosh x; see {@link #acosh(Tensor)}} */
  default Tensor acosh() {
    return acosh((Tensor) this);
  }

  /**
   * The inverse hyperbolic tangent; NaN outside [−1, 1]. Derivative: 1/(1−x²), infinite at ±1.
   *
   * @param x the operand, any shape
   * @return artanh x, in the shape and element type of x
   */
  static Tensor atanh(Tensor x) {
    return UnaryElementwise.ATANH.apply(x);
  }

  /** {@return artanh x; see {@link #atanh(Tensor)}} */
  default Tensor atanh() {
    return atanh((Tensor) this);
  }

  /**
   * The logistic function. Derivative: σ(x) σ(−x).
   *
   * @param x the operand, any shape
   * @return 1/(1 + e^(−x)), in the shape and element type of x
   */
  static Tensor sigmoid(Tensor x) {
    return UnaryElementwise.SIGMOID.apply(x);
  }

  /** {@return 1/(1 + e^(−x)); see {@link #sigmoid(Tensor)}} */
  default Tensor sigmoid() {
    return sigmoid((Tensor) this);
  }

  /**
   * The smooth ramp, without overflow. Derivative: the logistic function.
   *
   * @param x the operand, any shape
   * @return ln(1 + e^x), in the shape and element type of x
   */
  static Tensor softplus(Tensor x) {
    return UnaryElementwise.SOFTPLUS.apply(x);
  }

  /** {@return ln(1 + e^x); see {@link #softplus(Tensor)}} */
  default Tensor softplus() {
    return softplus((Tensor) this);
  }

  /**
   * The ramp. Derivative: 1 above 0, 0 below and at 0.
   *
   * @param x the operand, any shape
   * @return max(x, 0), in the shape and element type of x
   */
  static Tensor relu(Tensor x) {
    return UnaryElementwise.RELU.apply(x);
  }

  /** {@return max(x, 0); see {@link #relu(Tensor)}} */
  default Tensor relu() {
    return relu((Tensor) this);
  }

  /**
   * The angle of the point (x, y) in radians, from −π to π. Derivatives: {@code x/(x²+y²)} by y and
   * {@code −y/(x²+y²)} by x; NaN at the origin.
   *
   * @param y the ordinate
   * @param x the abscissa; the shapes broadcast, the element types are equal
   * @return the angle, in the broadcast shape
   */
  static Tensor atan2(Tensor y, Tensor x) {
    return BinaryElementwise.ATAN2.apply(y, x);
  }

  /**
   * {@return the angle of the point (x, this); see {@link #atan2(Tensor, Tensor)}}
   *
   * @param x the abscissa
   */
  default Tensor atan2(Tensor x) {
    return atan2((Tensor) this, x);
  }

  /**
   * The length {@code √(x²+y²)} without overflow. Derivatives: x and y over the length; 0 at the
   * origin.
   *
   * @param x one leg
   * @param y the other; the shapes broadcast, the element types are equal
   * @return the length, in the broadcast shape
   */
  static Tensor hypot(Tensor x, Tensor y) {
    return BinaryElementwise.HYPOT.apply(x, y);
  }

  /**
   * {@return {@code √(x²+y²)}; see {@link #hypot(Tensor, Tensor)}}
   *
   * @param y the other leg
   */
  default Tensor hypot(Tensor y) {
    return hypot((Tensor) this, y);
  }

  /**
   * The square root with derivative 0 where the operand is 0, for lengths that may vanish: the
   * {@link #sqrt} has an infinite derivative there.
   *
   * @param x the operand, any shape
   * @return √x, in the shape and element type of x
   */
  static Tensor safeSqrt(Tensor x) {
    Tensor positive = x.ne(0);
    return sqrt(x.where(positive, 1)).where(positive, 0);
  }

  /** {@return √x with derivative 0 at 0; see {@link #safeSqrt(Tensor)}} */
  default Tensor safeSqrt() {
    return safeSqrt((Tensor) this);
  }
}
