package org.autodiff.nn;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.ops.kernels.OptimizerLoops;

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
    double first = 1 - Math.pow(beta1, step + 1.0);
    double second = 1 - Math.pow(beta2, step + 1.0);
    double r = rate.at(step);
    double kept = 1 - r * decay;
    if (parameter instanceof DenseTensor p
        && gradient instanceof DenseTensor g
        && moments[0] instanceof DenseTensor m
        && moments[1] instanceof DenseTensor v) {
      return inOnePass(p, g, m, v, r / first, 1 / Math.sqrt(second), kept);
    }
    // while an optimizer is differentiated through
    Tensor mean = moments[0].mul(beta1).add(gradient.mul(1 - beta1));
    Tensor square = moments[1].mul(beta2).add(gradient.square().mul(1 - beta2));
    Tensor size = square.sqrt().mul(1 / Math.sqrt(second)).add(eps);
    return new Tensor[] {parameter.mul(kept).sub(mean.div(size).mul(r / first)), mean, square};
  }

  private Tensor[] inOnePass(
      DenseTensor p,
      DenseTensor g,
      DenseTensor m,
      DenseTensor v,
      double step,
      double scale,
      double kept) {
    DenseTensor[] made = {
      DenseTensor.zeros(p.type()), DenseTensor.zeros(p.type()), DenseTensor.zeros(p.type())
    };
    if (p.dtype() == DType.FLOAT64) {
      OptimizerLoops.adam(
          p.size(),
          whole(p).doubles(),
          whole(g).doubles(),
          whole(m).doubles(),
          whole(v).doubles(),
          beta1,
          beta2,
          eps,
          step,
          scale,
          kept,
          made[0].doubles(),
          made[1].doubles(),
          made[2].doubles());
    } else {
      OptimizerLoops.adam(
          p.size(),
          whole(p).floats(),
          whole(g).floats(),
          whole(m).floats(),
          whole(v).floats(),
          (float) beta1,
          (float) beta2,
          (float) eps,
          (float) step,
          (float) scale,
          (float) kept,
          made[0].floats(),
          made[1].floats(),
          made[2].floats());
    }
    return made;
  }

  /** The same elements from the start of an array. */
  private static DenseTensor whole(DenseTensor x) {
    DenseTensor contiguous = x.contiguous();
    return contiguous.offset() == 0 ? contiguous : contiguous.copy();
  }
}
