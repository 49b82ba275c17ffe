package org.autodiff.nn;

import org.autodiff.NoGradient;
import org.autodiff.Tensor;
import org.autodiff.ops.Normalizations;

/**
 * Normalization of each row to mean square 1; see {@link Normalizations#rmsNorm}.
 *
 * @param gain [features]
 * @param eps what is added to the mean square
 */
public record RmsNorm(Tensor gain, @NoGradient double eps) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return Normalizations.rmsNorm(x, gain, eps);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
