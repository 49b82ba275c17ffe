package org.autodiff;

import org.autodiff.operators.elementwise.Polygamma;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** The error function and the gamma function and its derivatives, element by element. */
public sealed interface SpecialFunctions permits Tensor {
  /**
   * The error function. Derivative: (2/√π) e^(−x²).
   *
   * @param x the operand, any shape
   * @return erf x, in the shape and element type of x
   */
  static Tensor erf(Tensor x) {
    return UnaryElementwise.ERF.apply(x);
  }

  /** {@return erf x; see {@link #erf(Tensor)}} */
  default Tensor erf() {
    return erf((Tensor) this);
  }

  /**
   * The logarithm of |Γ(x)|; +∞ at 0 and the negative integers. Derivative: digamma.
   *
   * @param x the operand, any shape
   * @return ln |Γ(x)|, in the shape and element type of x
   */
  static Tensor lgamma(Tensor x) {
    return UnaryElementwise.LGAMMA.apply(x);
  }

  /** {@return ln |Γ(x)|; see {@link #lgamma(Tensor)}} */
  default Tensor lgamma() {
    return lgamma((Tensor) this);
  }

  /**
   * The logarithmic derivative of the gamma function, {@code Γ′(x)/Γ(x)}; −∞ at 0, +∞ at −0, NaN at
   * the negative integers. Derivative: the trigamma function.
   *
   * @param x the operand, any shape
   * @return ψ(x), in the shape and element type of x
   */
  static Tensor digamma(Tensor x) {
    return polygamma(0, x);
  }

  /** {@return ψ(x); see {@link #digamma(Tensor)}} */
  default Tensor digamma() {
    return digamma((Tensor) this);
  }

  /**
   * The derivative of {@link #digamma} of the given order. At 0 and the negative integers an odd
   * order is +∞; an even one is −∞ at 0, +∞ at −0 and NaN at the negative integers. Derivative: the
   * next order.
   *
   * @param order the order, 0 or more; 0 is digamma, 1 trigamma
   * @param x the operand, any shape
   * @return ψ⁽ⁿ⁾(x), in the shape and element type of x
   * @throws ValueException if the order is negative
   */
  static Tensor polygamma(int order, Tensor x) {
    return new Polygamma(order).apply(x);
  }
}
