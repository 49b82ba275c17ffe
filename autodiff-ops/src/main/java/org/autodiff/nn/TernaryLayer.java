package org.autodiff.nn;

import org.autodiff.Tensor;
import org.autodiff.ops.Ternarization;
import org.autodiff.ops.Ternary;

/**
 * A layer whose weights are ternarized at each use and trained straight through, plus a bias.
 *
 * @param w latent weights [in, out]
 * @param bias [out]
 * @param method how they are ternarized
 */
public record TernaryLayer(Tensor w, Tensor bias, Ternarization method) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return Ternary.ofLatent(x, w, method).add(bias);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
