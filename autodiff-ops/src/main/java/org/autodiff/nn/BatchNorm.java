package org.autodiff.nn;

import org.autodiff.DType;
import org.autodiff.NoGradient;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/**
 * Normalization of each feature over the batch (Ioffe and Szegedy 2015). While training, by mean
 * and variance of the batch; afterwards by running ones, which {@link #trainAndUpdate} and {@link
 * #updated} move: nothing changes behind the back of a transform. They are state of the model (see
 * {@link org.autodiff.Tree#state}): saved with it, and without a gradient.
 *
 * @param gain [features]
 * @param bias [features]
 * @param mean the running mean, [features]
 * @param variance the running variance, [features]
 * @param eps what is added to the variance, positive
 * @param momentum how far the running statistics move towards those of a batch, from 0 to 1
 */
public record BatchNorm(
    Tensor gain,
    Tensor bias,
    @NoGradient Tensor mean,
    @NoGradient Tensor variance,
    @NoGradient double eps,
    @NoGradient double momentum)
    implements Layer {
  private static final double USUAL_EPS = 1e-5;
  private static final double USUAL_MOMENTUM = 0.1;

  /**
   * Checks the numbers.
   *
   * @throws ValueException if eps is not positive and finite, or the momentum is not from 0 to 1
   */
  public BatchNorm {
    Hyperparameters.requirePositive("batch-norm", "eps", eps, USUAL_EPS);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ValueException(
          "batch-norm: the momentum must be from 0 to 1, got "
              + momentum
              + "; "
              + USUAL_MOMENTUM
              + " is usual");
    }
  }

  /**
   * Creates a layer with the usual momentum of 0.1.
   *
   * @param gain [features]
   * @param bias [features]
   * @param mean the running mean, [features]
   * @param variance the running variance, [features]
   * @param eps what is added to the variance, positive
   */
  public BatchNorm(Tensor gain, Tensor bias, Tensor mean, Tensor variance, double eps) {
    this(gain, bias, mean, variance, eps, USUAL_MOMENTUM);
  }

  /**
   * {@return a layer that has seen nothing: gain and variance 1, bias and mean 0, eps 1e-5,
   * momentum 0.1}
   *
   * @param features how many features
   * @param dtype the element type
   */
  public static BatchNorm of(int features, DType dtype) {
    Tensor zeros = Tensor.zeros(dtype, features);
    Tensor ones = Tensor.ones(dtype, features);
    return new BatchNorm(ones, zeros, zeros, ones, USUAL_EPS);
  }

  @Override
  public Tensor apply(Tensor x) {
    return normalized(x, mean, variance);
  }

  @Override
  public Tensor train(Tensor x, RandomKey key) {
    requireRows(x);
    return normalized(x, x.mean(0), x.variance(0, 0));
  }

  @Override
  public Trained<BatchNorm> trainAndUpdate(Tensor x, RandomKey key) {
    return new Trained<>(train(x, key), updated(x));
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
   * {@return this layer with running statistics moved towards those of a batch, as constants}
   *
   * @param x the batch, [batch, features]
   * @throws ShapeException if x has less than two rows
   */
  public BatchNorm updated(Tensor x) {
    requireRows(x);
    Tensor seen = x.stopGradient();
    return new BatchNorm(
        gain,
        bias,
        mean.mul(1 - momentum).add(seen.mean(0).mul(momentum)),
        variance.mul(1 - momentum).add(seen.variance(1, 0).mul(momentum)),
        eps,
        momentum);
  }

  @Override
  public String toString() {
    return LayerText.of(this);
  }
}
