package org.autodiff.nn;

import org.autodiff.NoGradient;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/**
 * Sets a random share of elements to 0 while training and scales the others, so that the mean stays
 * (Srivastava et al. 2014); otherwise does nothing.
 *
 * @param rate the share, from 0 to below 1
 */
public record Dropout(@NoGradient double rate) implements Layer {
  /**
   * Checks the rate.
   *
   * @throws org.autodiff.ValueException if it is not from 0 to below 1
   */
  public Dropout {
    Hyperparameters.requireShare("dropout", "the rate", rate, 0.5);
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
