package org.autodiff.nn;

import org.autodiff.NoGradient;
import org.autodiff.Tensor;
import org.autodiff.ops.BitLinear;

/**
 * The linear layer of BitNet b1.58; see {@link BitLinear}.
 *
 * @param gain of the normalization, [in]
 * @param w latent weights [in, out]
 * @param eps of the normalization
 */
public record BitLinearLayer(Tensor gain, Tensor w, @NoGradient double eps) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return BitLinear.apply(x, gain, w, eps);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
