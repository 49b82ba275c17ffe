package org.autodiff.nn;

import org.autodiff.Tensor;
import org.autodiff.ValueException;

/**
 * Stochastic gradient descent: {@code v ← μ v + g}, {@code p ← p - r v}; with Nesterov's momentum
 * {@code p ← p - r (g + μ v)}. As PyTorch's. A step has the same bits inside of a transform and
 * outside.
 *
 * @param rate the learning rate r by step
 * @param momentum μ, from 0 to below 1; 0 for none
 * @param nesterov whether the momentum is Nesterov's; needs a positive momentum
 */
public record Sgd(Schedule rate, double momentum, boolean nesterov) implements Optimizer {
  /**
   * Checks the momentum.
   *
   * @throws ValueException if it is out of its range, or 0 and Nesterov's
   */
  public Sgd {
    Hyperparameters.requireShare("sgd", "the momentum", momentum, 0.9);
    if (nesterov && momentum == 0) {
      throw new ValueException(
          "sgd: Nesterov's needs a momentum above 0, got " + momentum + "; 0.9 is usual");
    }
  }

  /**
   * {@return descent at a constant rate, without momentum}
   *
   * @param rate the learning rate, not negative
   * @throws ValueException if it is negative or not finite
   */
  public static Sgd of(double rate) {
    return of(rate, 0);
  }

  /**
   * {@return descent without momentum}
   *
   * @param rate the learning rate by step
   */
  public static Sgd of(Schedule rate) {
    return new Sgd(rate, 0, false);
  }

  /**
   * {@return descent at a constant rate with momentum, not Nesterov's}
   *
   * @param rate the learning rate, not negative
   * @param momentum μ, from 0 to below 1
   * @throws ValueException if one is out of its range
   */
  public static Sgd of(double rate, double momentum) {
    return new Sgd(Hyperparameters.constantRate("sgd", rate, 0.01), momentum, false);
  }

  @Override
  public int moments() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public Tensor[] update(long step, Tensor parameter, Tensor gradient, Tensor[] moments) {
    OptimizerStep.requireFitting("", parameter, gradient, moments, moments());
    double r = Hyperparameters.rateAt("sgd", rate, step);
    if (momentum == 0) {
      return new Tensor[] {parameter.sub(gradient.mul(r))};
    }
    Tensor v = moments[0].mul(momentum).add(gradient);
    Tensor direction = nesterov ? v.mul(momentum).add(gradient) : v;
    return new Tensor[] {parameter.sub(direction.mul(r)), v};
  }
}
