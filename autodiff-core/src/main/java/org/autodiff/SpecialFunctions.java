package org.autodiff;

import org.autodiff.operators.elementwise.Polygamma;
import org.autodiff.operators.elementwise.UnaryElementwise;

/**
 * The error function, and the logarithm of the gamma function with its derivatives, element by
 * element. In the formulas x stands for this tensor.
 */
public sealed interface SpecialFunctions permits Tensor {
  /**
   * The error function. Derivative: (2/√π) e^(−x²).
   *
   * @return erf x, in the shape and element type of this tensor
   */
  default Tensor erf() {
    return UnaryElementwise.ERF.apply(self());
  }

  /**
   * The logarithm of |Γ(x)|; +∞ at 0 and the negative integers. Derivative: digamma.
   *
   * @return ln |Γ(x)|, in the shape and element type of this tensor
   */
  default Tensor lgamma() {
    return UnaryElementwise.LGAMMA.apply(self());
  }

  /**
   * The logarithmic derivative of the gamma function, {@code Γ′(x)/Γ(x)}; −∞ at 0, +∞ at −0, NaN at
   * the negative integers. Derivative: the trigamma function.
   *
   * @return ψ(x), in the shape and element type of this tensor
   */
  default Tensor digamma() {
    return polygamma(0);
  }

  /**
   * The derivative of {@link #digamma} of the given order. At 0 and the negative integers an odd
   * order is +∞; an even one is −∞ at 0, +∞ at −0 and NaN at the negative integers. Derivative: the
   * next order.
   *
   * @param order the order, 0 or more; 0 is digamma, 1 trigamma
   * @return ψ⁽ⁿ⁾(x), in the shape and element type of this tensor
   * @throws ValueException if the order is negative
   */
  default Tensor polygamma(int order) {
    return new Polygamma(order).apply(self());
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
