package org.autodiff.nn;

import org.autodiff.Tensor;

/**
 * Stochastic gradient descent: {@code v ← μ v + g}, {@code p ← p - r v}; with Nesterov's momentum
 * {@code p ← p - r (g + μ v)}. As PyTorch's.
 *
 * @param rate the learning rate r by step
 * @param momentum μ; 0 for none
 * @param nesterov whether it is Nesterov's
 */
public record Sgd(Schedule rate, double momentum, boolean nesterov) implements Optimizer {
  @Override
  public int moments() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public Tensor[] update(long step, Tensor parameter, Tensor gradient, Tensor[] moments) {
    double r = rate.at(step);
    if (momentum == 0) {
      return new Tensor[] {parameter.sub(gradient.mul(r))};
    }
    Tensor v = moments[0].mul(momentum).add(gradient);
    Tensor direction = nesterov ? v.mul(momentum).add(gradient) : v;
    return new Tensor[] {parameter.sub(direction.mul(r)), v};
  }
}
