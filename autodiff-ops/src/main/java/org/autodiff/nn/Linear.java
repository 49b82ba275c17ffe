package org.autodiff.nn;

import org.autodiff.Tensor;

/**
 * The dense layer {@code x w + bias}.
 *
 * @param w weights [in, out]
 * @param bias [out]
 */
public record Linear(Tensor w, Tensor bias) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return x.matmul(w).add(bias);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
