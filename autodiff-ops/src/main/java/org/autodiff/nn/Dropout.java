package org.autodiff.nn;

import org.autodiff.RandomKey;
import org.autodiff.Static;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/**
 * Sets a random share of elements to 0 while training and scales the others, so that the mean stays
 * (Srivastava et al. 2014); otherwise does nothing.
 *
 * @param rate the share, from 0 to below 1
 */
public record Dropout(@Static double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new ValueException(
          "dropout: the rate must be from 0 to below 1, got " + rate + "; pass a share");
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    return x;
  }

  @Override
  public Tensor train(Tensor x, RandomKey key) {
    TensorType type = x.type();
    return x.mul(key.bernoulli(1 - rate, type).div(1 - rate));
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
