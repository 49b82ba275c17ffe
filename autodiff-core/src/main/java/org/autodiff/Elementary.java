package org.autodiff;

import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** Elementary functions, element by element. In the formulas x stands for this tensor. */
public sealed interface Elementary permits Tensor {
  /**
   * The square root; NaN below 0. Derivative: 1/(2√x), infinite at 0.
   *
   * @return √x, in the shape and element type of this tensor
   */
  default Tensor sqrt() {
    return UnaryElementwise.SQRT.apply(self());
  }

  /**
   * The reciprocal square root. Derivative: −x^(−3/2)/2.
   *
   * @return 1/√x, in the shape and element type of this tensor
   */
  default Tensor rsqrt() {
    return UnaryElementwise.RSQRT.apply(self());
  }

  /**
   * The cube root, of either sign. Derivative: 1/(3 x^(2/3)), infinite at 0.
   *
   * @return the cube root of x, in the shape and element type of this tensor
   */
  default Tensor cbrt() {
    return UnaryElementwise.CBRT.apply(self());
  }

  /**
   * The exponential. Derivative: itself.
   *
   * @return e^x, in the shape and element type of this tensor
   */
  default Tensor exp() {
    return UnaryElementwise.EXP.apply(self());
  }

  /**
   * The exponential minus 1, exact near 0. Derivative: e^x.
   *
   * @return e^x − 1, in the shape and element type of this tensor
   */
  default Tensor expm1() {
    return UnaryElementwise.EXPM1.apply(self());
  }

  /**
   * The natural logarithm; −∞ at 0, NaN below. Derivative: 1/x.
   *
   * @return ln x, in the shape and element type of this tensor
   */
  default Tensor log() {
    return UnaryElementwise.LOG.apply(self());
  }

  /**
   * The natural logarithm of 1 + x, exact near 0. Derivative: 1/(1+x).
   *
   * @return ln(1 + x), in the shape and element type of this tensor
   */
  default Tensor log1p() {
    return UnaryElementwise.LOG1P.apply(self());
  }

  /**
   * The sine of x radians. Derivative: cos x.
   *
   * @return sin x, in the shape and element type of this tensor
   */
  default Tensor sin() {
    return UnaryElementwise.SIN.apply(self());
  }

  /**
   * The cosine of x radians. Derivative: −sin x.
   *
   * @return cos x, in the shape and element type of this tensor
   */
  default Tensor cos() {
    return UnaryElementwise.COS.apply(self());
  }

  /**
   * The tangent of x radians. Derivative: 1 + tan² x.
   *
   * @return tan x, in the shape and element type of this tensor
   */
  default Tensor tan() {
    return UnaryElementwise.TAN.apply(self());
  }

  /**
   * The arcsine in radians; NaN outside [−1, 1]. Derivative: 1/√(1−x²), infinite at ±1.
   *
   * @return arcsin x, in the shape and element type of this tensor
   */
  default Tensor asin() {
    return UnaryElementwise.ASIN.apply(self());
  }

  /**
   * The arccosine in radians; NaN outside [−1, 1]. Derivative: −1/√(1−x²), infinite at ±1.
   *
   * @return arccos x, in the shape and element type of this tensor
   */
  default Tensor acos() {
    return UnaryElementwise.ACOS.apply(self());
  }

  /**
   * The arctangent in radians. Derivative: 1/(1+x²).
   *
   * @return arctan x, in the shape and element type of this tensor
   */
  default Tensor atan() {
    return UnaryElementwise.ATAN.apply(self());
  }

  /**
   * The hyperbolic sine. Derivative: cosh x.
   *
   * @return sinh x, in the shape and element type of this tensor
   */
  default Tensor sinh() {
    return UnaryElementwise.SINH.apply(self());
  }

  /**
   * The hyperbolic cosine. Derivative: sinh x.
   *
   * @return cosh x, in the shape and element type of this tensor
   */
  default Tensor cosh() {
    return UnaryElementwise.COSH.apply(self());
  }

  /**
   * The hyperbolic tangent. Derivative: 1 − tanh² x.
   *
   * @return tanh x, in the shape and element type of this tensor
   */
  default Tensor tanh() {
    return UnaryElementwise.TANH.apply(self());
  }

  /**
   * The inverse hyperbolic sine. Derivative: 1/√(1+x²).
   *
   * @return arsinh x, in the shape and element type of this tensor
   */
  default Tensor asinh() {
    return UnaryElementwise.ASINH.apply(self());
  }

  /**
   * The inverse hyperbolic cosine; NaN below 1. Derivative: 1/√(x²−1), infinite at 1.
   *
   * @return arcosh x, in the shape and element type of this tensor
   */
  default Tensor acosh() {
    return UnaryElementwise.ACOSH.apply(self());
  }

  /**
   * The inverse hyperbolic tangent; NaN outside [−1, 1]. Derivative: 1/(1−x²), infinite at ±1.
   *
   * @return artanh x, in the shape and element type of this tensor
   */
  default Tensor atanh() {
    return UnaryElementwise.ATANH.apply(self());
  }

  /**
   * The logistic function. Derivative: σ(x) σ(−x).
   *
   * @return 1/(1 + e^(−x)), in the shape and element type of this tensor
   */
  default Tensor sigmoid() {
    return UnaryElementwise.SIGMOID.apply(self());
  }

  /**
   * The smooth ramp, without overflow. Derivative: the logistic function.
   *
   * @return ln(1 + e^x), in the shape and element type of this tensor
   */
  default Tensor softplus() {
    return UnaryElementwise.SOFTPLUS.apply(self());
  }

  /**
   * The ramp. Derivative: 1 above 0, 0 below and at 0.
   *
   * @return max(x, 0), in the shape and element type of this tensor
   */
  default Tensor relu() {
    return UnaryElementwise.RELU.apply(self());
  }

  /**
   * The angle of the point (x, y) in radians, from −π to π, where y is this tensor. Derivatives
   * with respect to y and x: {@code x/(x²+y²)} and {@code −y/(x²+y²)}; NaN at the origin.
   *
   * @param x the abscissa, of the same element type; the shapes broadcast
   * @return the angle, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor atan2(Tensor x) {
    return BinaryElementwise.ATAN2.apply(self(), x);
  }

  /**
   * The length {@code √(x²+y²)} without overflow. Derivatives with respect to x and y: each of them
   * divided by the length; 0 at the origin.
   *
   * @param y the other leg, of the same element type; the shapes broadcast
   * @return the length, in the broadcast shape
   * @throws ShapeException if the shapes do not broadcast
   * @throws DTypeException if the element types differ
   */
  default Tensor hypot(Tensor y) {
    return BinaryElementwise.HYPOT.apply(self(), y);
  }

  /**
   * The square root with derivative 0 at 0, for lengths that may vanish: the {@link #sqrt} has an
   * infinite derivative there.
   *
   * @return √x, in the shape and element type of this tensor
   */
  default Tensor safeSqrt() {
    Tensor x = self();
    Tensor positive = x.ne(0);
    return x.where(positive, 1).sqrt().where(positive, 0);
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
