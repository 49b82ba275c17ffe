package org.autodiff.nn;

import java.util.stream.Stream;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.ValueException;
import org.autodiff.ops.kernels.DoubleOptimizerLoops;
import org.autodiff.ops.kernels.FloatOptimizerLoops;

/**
 * Adam (Kingma and Ba 2015): {@code m ← β₁ m + (1-β₁) g}, {@code v ← β₂ v + (1-β₂) g²}, {@code p ←
 * p - r m̂ / (√v̂ + ε)} with {@code m̂ = m/(1-β₁ᵗ)}, {@code v̂ = v/(1-β₂ᵗ)}; before that, decoupled
 * weight decay {@code p ← (1 - r λ) p} (Loshchilov and Hutter 2019: AdamW). As PyTorch's. A step
 * has the same bits inside of a transform and outside.
 *
 * @param rate the learning rate r by step
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param eps ε, positive
 * @param decay λ, not negative; 0 for Adam
 */
public record Adam(Schedule rate, double beta1, double beta2, double eps, double decay)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws ValueException if one is out of its range
   */
  public Adam {
    Hyperparameters.requireShare("adam", "beta1", beta1, 0.9);
    Hyperparameters.requireShare("adam", "beta2", beta2, 0.999);
    Hyperparameters.requirePositive("adam", "eps", eps, 1e-8);
    Hyperparameters.requireNotNegative("adam", "the weight decay", decay, 0.01);
  }

  /**
   * {@return Adam with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8, and a constant rate}
   *
   * @param rate the learning rate, not negative
   * @throws ValueException if it is negative or not finite
   */
  public static Adam of(double rate) {
    return of(Hyperparameters.constantRate("adam", rate, 1e-3));
  }

  /**
   * {@return Adam with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8}
   *
   * @param rate the learning rate by step
   */
  public static Adam of(Schedule rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0);
  }

  /**
   * {@return AdamW with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8, and a constant rate}
   *
   * @param rate the learning rate, not negative
   * @param decay the weight decay, not negative
   * @throws ValueException if one is negative or not finite
   */
  public static Adam withDecay(double rate, double decay) {
    return withDecay(Hyperparameters.constantRate("adam", rate, 1e-3), decay);
  }

  /**
   * {@return AdamW with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8}
   *
   * @param rate the learning rate by step
   * @param decay the weight decay, not negative
   * @throws ValueException if the decay is negative or not finite
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
    OptimizerStep.requireFitting("", parameter, gradient, moments, moments());
    if (parameter.dtype() == DType.FLOAT32 && (float) eps == 0) {
      throw new ValueException(
          "adam: eps must be positive as float32, got " + eps + "; 1e-8 is usual");
    }
    double r = Hyperparameters.rateAt("adam", rate, step);
    Factors factors =
        new Factors(
            r / (1 - Math.pow(beta1, step + 1.0)),
            1 / Math.sqrt(1 - Math.pow(beta2, step + 1.0)),
            1 - r * decay);
    if (parameter instanceof DenseTensor p
        && gradient instanceof DenseTensor g
        && moments[0] instanceof DenseTensor m
        && moments[1] instanceof DenseTensor v) {
      return p.dtype() == DType.FLOAT64
          ? inDoubles(factors, whole(p), whole(g), whole(m), whole(v))
          : inFloats(factors, whole(p), whole(g), whole(m), whole(v));
    }
    // Inside of a transform: the same operations in the same order, so the same bits.
    Tensor mean = moments[0].mul(beta1).add(gradient.mul(1 - beta1));
    Tensor square = moments[1].mul(beta2).add(gradient.square().mul(1 - beta2));
    Tensor size = square.sqrt().mul(factors.scale()).add(eps);
    Tensor change = mean.div(size).mul(factors.rate());
    return new Tensor[] {parameter.mul(factors.kept()).sub(change), mean, square};
  }

  /**
   * What depends on the step only.
   *
   * @param rate r / (1 - β₁ᵗ)
   * @param scale 1 / √(1 - β₂ᵗ)
   * @param kept what weight decay leaves of a parameter
   */
  private record Factors(double rate, double scale, double kept) {}

  private Tensor[] inDoubles(
      Factors factors, DenseTensor p, DenseTensor g, DenseTensor m, DenseTensor v) {
    int n = p.size();
    double[][] made = new double[3][n];
    DoubleOptimizerLoops.adam(
        n,
        TensorArrays.doubles(p),
        TensorArrays.doubles(g),
        TensorArrays.doubles(m),
        TensorArrays.doubles(v),
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        eps,
        factors.rate(),
        factors.scale(),
        factors.kept(),
        made[0],
        made[1],
        made[2]);
    return Stream.of(made).map(x -> TensorArrays.wrap(p.type(), x)).toArray(Tensor[]::new);
  }

  private Tensor[] inFloats(
      Factors factors, DenseTensor p, DenseTensor g, DenseTensor m, DenseTensor v) {
    int n = p.size();
    float[][] made = new float[3][n];
    FloatOptimizerLoops.adam(
        n,
        TensorArrays.floats(p),
        TensorArrays.floats(g),
        TensorArrays.floats(m),
        TensorArrays.floats(v),
        (float) beta1,
        (float) (1 - beta1),
        (float) beta2,
        (float) (1 - beta2),
        (float) eps,
        (float) factors.rate(),
        (float) factors.scale(),
        (float) factors.kept(),
        made[0],
        made[1],
        made[2]);
    return Stream.of(made).map(x -> TensorArrays.wrap(p.type(), x)).toArray(Tensor[]::new);
  }

  /** The same elements from the start of an array. */
  private static DenseTensor whole(DenseTensor x) {
    DenseTensor contiguous = x.contiguous();
    return contiguous.offset() == 0 ? contiguous : contiguous.copy();
  }
}
