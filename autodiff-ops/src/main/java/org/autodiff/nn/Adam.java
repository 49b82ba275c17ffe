package org.autodiff.nn;

import org.autodiff.Tensor;

/**
 * Adam (Kingma and Ba 2015): {@code m ← β₁ m + (1-β₁) g}, {@code v ← β₂ v + (1-β₂) g²}, {@code p ←
 * p - r m̂ / (√v̂ + ε)} with {@code m̂ = m/(1-β₁ᵗ)}, {@code v̂ = v/(1-β₂ᵗ)}; before that, decoupled
 * weight decay {@code p ← (1 - r λ) p} (Loshchilov and Hutter 2019: AdamW). As PyTorch's.
 *
 * @param rate the learning rate r by step
 * @param beta1 β₁
 * @param beta2 β₂
 * @param eps ε
 * @param decay λ; 0 for Adam
 */
public record Adam(Schedule rate, double beta1, double beta2, double eps, double decay)
    implements Optimizer {
  /**
   * {@return Adam with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8}
   *
   * @param rate the learning rate by step
   */
  public static Adam of(Schedule rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0);
  }

  /**
   * {@return AdamW with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8}
   *
   * @param rate the learning rate by step
   * @param decay the weight decay
   */
  public static Adam withDecay(Schedule rate, double decay) {
    return new Adam(rate, 0.9, 0.999, 1e-8, decay);
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public Tensor[] update(long step, Tensor parameter, Tensor gradient, Tensor[] moments) {
    double r = rate.at(step);
    Tensor m = moments[0].mul(beta1).add(gradient.mul(1 - beta1));
    Tensor v = moments[1].mul(beta2).add(gradient.square().mul(1 - beta2));
    double first = 1 - Math.pow(beta1, step + 1.0);
    double second = 1 - Math.pow(beta2, step + 1.0);
    Tensor size = v.sqrt().mul(1 / Math.sqrt(second)).add(eps);
    Tensor kept = decay == 0 ? parameter : parameter.mul(1 - r * decay);
    return new Tensor[] {kept.sub(m.div(size).mul(r / first)), m, v};
  }
}
