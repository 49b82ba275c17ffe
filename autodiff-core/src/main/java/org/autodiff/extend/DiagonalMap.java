package org.autodiff.extend;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;

/**
 * A linear map that scales each element by a factor of its own, {@code t -> c ∘ t}: its own
 * transpose. Its result is always a new tensor, so that the backward walk may overwrite a cotangent
 * to which nothing else refers, instead of allocating another.
 */
public interface DiagonalMap extends LinearMap {
  /**
   * Applies the map.
   *
   * @param t a tangent of the operand or a cotangent of the result
   * @return {@code c ∘ t}, never t itself or a view of it or of a residual
   */
  @Override
  Tensor apply(Tensor t);

  @Override
  default Tensor transpose(Tensor cotangent) {
    return apply(cotangent);
  }

  /**
   * Applies the map to a tensor that nobody else refers to, and may write the outcome over it.
   *
   * @param owned a contiguous tensor with an array of its own
   * @return {@code c ∘ t}
   */
  default Tensor applyInPlace(DenseTensor owned) {
    return apply(owned);
  }
}
