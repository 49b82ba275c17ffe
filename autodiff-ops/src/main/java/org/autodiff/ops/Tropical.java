package org.autodiff.ops;

import org.autodiff.Tensor;
import org.autodiff.ops.kernels.AggregateKind;
import org.autodiff.ops.kernels.SelectionRule;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.aggregate.SelectingAggregate;

/**
 * Layers over the max-plus and min-plus semirings, where products are sums and sums are maxima or
 * minima: activations x [..., in], weights w [in, out], results [..., out]. Memory beyond the
 * operands is that of the results. Operands and errors are as in {@link Hadamard}.
 */
public final class Tropical {
  private Tropical() {}

  /**
   * Max-plus: {@code yₙ = maxₖ (xₖ + wₖₙ)}. The derivative is 1 for the terms of the maximum, of
   * equal ones the first.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor maxPlus(Tensor x, Tensor w) {
    return SelectingAggregate.of(SelectionRule.LARGEST_SUM, "max-plus", x, w, false);
  }

  /**
   * Min-plus: {@code yₙ = minₖ (xₖ + wₖₙ)}. The derivative is 1 for the terms of the minimum, of
   * equal ones the first.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor minPlus(Tensor x, Tensor w) {
    return SelectingAggregate.of(SelectionRule.SMALLEST_SUM, "min-plus", x, w, false);
  }

  /**
   * Soft max-plus: {@code yₙ = (1/α) ln Σₖ exp(α (xₖ + wₖₙ))}, with derivative {@code softmax(α (x
   * + w))} by the terms.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor softMaxPlus(Tensor x, Tensor w, Tensor alpha) {
    return soft("max-plus", x, w, alpha);
  }

  /**
   * {@return soft max-plus at a fixed temperature; see {@link #softMaxPlus(Tensor, Tensor,
   * Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor softMaxPlus(Tensor x, Tensor w, double alpha) {
    return softMaxPlus(x, w, LayerOperands.temperature(alpha, x.dtype(), "max-plus"));
  }

  /**
   * Soft min-plus: {@code yₙ = -(1/α) ln Σₖ exp(-α (xₖ + wₖₙ))}.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor softMinPlus(Tensor x, Tensor w, Tensor alpha) {
    return soft("min-plus", x.neg(), w.neg(), alpha).neg();
  }

  /**
   * {@return soft min-plus at a fixed temperature; see {@link #softMinPlus(Tensor, Tensor,
   * Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor softMinPlus(Tensor x, Tensor w, double alpha) {
    return softMinPlus(x, w, LayerOperands.temperature(alpha, x.dtype(), "min-plus"));
  }

  private static Tensor soft(String name, Tensor x, Tensor w, Tensor alpha) {
    return Hadamard.smooth(AggregateKind.LOG_SUM_EXP_OF_SUMS, name, x, w, alpha);
  }
}
