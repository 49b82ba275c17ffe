package org.autodiff.nn;

import org.autodiff.NoGradient;
import org.autodiff.Tensor;
import org.autodiff.ops.Normalizations;

/**
 * Normalization of each row to mean 0 and variance 1; see {@link Normalizations#layerNorm}.
 *
 * @param gain [features]
 * @param bias [features]
 * @param eps what is added to the variance
 */
public record LayerNorm(Tensor gain, Tensor bias, @NoGradient double eps) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return Normalizations.layerNorm(x, gain, bias, eps);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
