package org.autodiff.ops;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.LinearMap;
import org.autodiff.SingleResultOperator;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * Weights of three values, {@code γ clip(round_half_even(w / γ), −1, 1)} with {@code γ = max(mean
 * |w|, 1e-5)}, computed in double; the derivative is the identity. See {@link BitLinear#ternarize}.
 *
 * @param examples the number of axes in front that are examples of their own, each with its γ
 */
record TernarizeAbsmean(int examples) implements SingleResultOperator {
  private static final double SMALLEST = 1e-5;

  @Override
  public String name() {
    return "ternarize-absmean";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    OperandRules.requireCount(operands, 1, name());
    OperandRules.requireRank(operands[0], examples, "w", name());
    return operands[0];
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    DenseTensor w = operands[0].contiguous();
    Quantizer.magnitudes(w, 1, 1, name()); // requires finite values
    DenseTensor y = DenseTensor.zeros(result);
    int groups = 1;
    for (int i = 0; i < examples; i++) {
      groups *= result.shape().dim(i);
    }
    int size = result.shape().size();
    if (size == 0) {
      return y;
    }
    int count = size / groups;
    for (int g = 0; g < groups; g++) {
      if (result.dtype() == DType.FLOAT64) {
        ternarize(count, w.doubles(), w.offset() + g * count, y.doubles(), g * count);
      } else {
        ternarize(count, w.floats(), w.offset() + g * count, y.floats(), g * count);
      }
    }
    return y;
  }

  private static void ternarize(int n, double[] w, int wo, double[] y, int yo) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += Math.abs(w[wo + i]) / n; // which does not overflow
    }
    double gamma = Math.max(mean, SMALLEST);
    for (int i = 0; i < n; i++) {
      y[yo + i] = gamma * Math.max(-1, Math.min(1, Math.rint(w[wo + i] / gamma)));
    }
  }

  private static void ternarize(int n, float[] w, int wo, float[] y, int yo) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += (double) Math.abs(w[wo + i]) / n;
    }
    double gamma = Math.max(mean, SMALLEST);
    for (int i = 0; i < n; i++) {
      y[yo + i] = (float) (gamma * Math.max(-1, Math.min(1, Math.rint(w[wo + i] / gamma))));
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {LinearMap.identity()};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new TernarizeAbsmean(examples + 1).apply(operands);
  }
}
