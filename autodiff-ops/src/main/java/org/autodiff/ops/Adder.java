package org.autodiff.ops;

import org.autodiff.Tensor;
import org.autodiff.ops.kernels.AggregateKind;
import org.autodiff.ops.operators.aggregate.KernelAggregate;

/**
 * The layer of AdderNet (Chen et al., CVPR 2020), which compares activations with weights by
 * distance: x [..., in], w [in, out], result [..., out]. Operands and errors are as in {@link
 * Hadamard}.
 */
public final class Adder {
  private Adder() {}

  /**
   * The negative distance: {@code yₙ = -Σₖ |xₖ - wₖₙ|}, with derivative {@code sign(w - x)} by x
   * and its negative by w; 0 where they are equal.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor adder(Tensor x, Tensor w) {
    return Hadamard.aggregate(new KernelAggregate(AggregateKind.ADDER, "adder"), x, w);
  }

  /**
   * The same value with the derivative that AdderNet trains with, which has a magnitude as well as
   * a direction: {@code clip(w - x, -1, 1)} by x and {@code x - w} by w. It is not the derivative
   * of the value.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor adderWithSurrogate(Tensor x, Tensor w) {
    return Hadamard.aggregate(new KernelAggregate(AggregateKind.ADDER_SURROGATE, "adder"), x, w);
  }
}
