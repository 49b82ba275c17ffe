package org.autodiff.nn;

import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Static;
import org.autodiff.Tensor;

/**
 * Normalization of each feature over the batch (Ioffe and Szegedy 2015). While training, by mean
 * and variance of the batch; afterwards by running ones, which {@link #updated} follows: nothing
 * changes behind the back of a transform.
 *
 * @param gain [features]
 * @param bias [features]
 * @param mean the running mean, [features]
 * @param variance the running variance, [features]
 * @param eps what is added to the variance
 */
public record BatchNorm(
    Tensor gain, Tensor bias, @Static Tensor mean, @Static Tensor variance, @Static double eps)
    implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return normalized(x, mean, variance);
  }

  @Override
  public Tensor train(Tensor x, RandomKey key) {
    requireRows(x);
    return normalized(x, x.mean(0), x.variance(0, 0));
  }

  private Tensor normalized(Tensor x, Tensor center, Tensor spread) {
    return x.sub(center).mul(spread.add(eps).rsqrt()).mul(gain).add(bias);
  }

  private static void requireRows(Tensor x) {
    if (x.rank() != 2 || x.shape().dim(0) < 2) {
      throw new ShapeException(
          "batch-norm: a batch must have two rows or more, [batch, features], got shape "
              + x.shape()
              + "; use apply for a single row");
    }
  }

  /**
   * {@return this layer with running statistics moved towards those of a batch}
   *
   * @param x the batch, [batch, features]
   * @param momentum how far, from 0 to 1
   */
  public BatchNorm updated(Tensor x, double momentum) {
    requireRows(x);
    return new BatchNorm(
        gain,
        bias,
        mean.mul(1 - momentum).add(x.mean(0).mul(momentum)),
        variance.mul(1 - momentum).add(x.variance(1, 0).mul(momentum)),
        eps);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
