package org.autodiff.nn;

import org.autodiff.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The dense layer {@code x w + bias}, or {@code x w} where the bias is null.
 *
 * @param w weights [in, out]
 * @param bias [out], or null
 */
public record Linear(Tensor w, @Nullable Tensor bias) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x.matmul(w);
    return bias == null ? y : y.add(bias);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
