package org.autodiff.ops.operators.normalization;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.ops.kernels.RowNormalization;
import org.autodiff.ops.operators.decomposition.Matrices;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of {@link Normalized} at x in the direction u, {@code v = A u = r (u' − n mean(n
 * u))}, with {@code r = 1 / sqrt(mean(c²) + eps)} and u' either u or u less its mean. A is its own
 * transpose. So is the derivative of {@code A u} by x, {@code t ↦ −r (v mean(n t) + mean(n u) A t +
 * n mean(v t))}.
 *
 * @param eps what is added to the mean square
 * @param centred whether the mean is subtracted first
 */
record NormalizedSlope(double eps, boolean centred) implements SingleResultOperator {
  @Override
  public String name() {
    return centred ? "layer-normalize-slope" : "rms-normalize-slope";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    DenseTensor u = operands[1].contiguous();
    int count = result.shape().dim(-1);
    if (result.shape().isEmpty()) {
      return;
    }
    RowNormalization loops =
        new RowNormalization(result.shape().size() / count, count, eps, centred);
    if (result.dtype() == DType.FLOAT64) {
      loops.derivative(
          TensorArrays.doubles(x),
          x.offset(),
          TensorArrays.doubles(u),
          u.offset(),
          TensorArrays.doubles(result));
    } else {
      loops.derivative(
          TensorArrays.floats(x),
          x.offset(),
          TensorArrays.floats(u),
          u.offset(),
          TensorArrays.floats(result));
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    Tensor u = operands[1];
    return new @Nullable LinearMap[] {
      LinearMap.of(t -> bend(x, u, result, t), g -> bend(x, u, result, g)),
      LinearMap.of(t -> apply(x, t), g -> apply(x, g))
    };
  }

  private Tensor bend(Tensor x, Tensor u, Tensor v, Tensor t) {
    Tensor n = new Normalized(eps, centred).apply(x);
    Tensor c = centred ? x.sub(mean(x)) : x;
    // r does not depend on the unit in which it is computed, so that this counts as a constant
    Tensor unit = c.stopGradient().abs().max(true, -1).maximum(1);
    Tensor least = unit.reciprocal().square().mul(eps);
    Tensor r = mean(c.div(unit).square()).add(least).rsqrt().div(unit);
    return v.mul(mean(n.mul(t)))
        .add(mean(n.mul(u)).mul(apply(x, t)))
        .add(n.mul(mean(v.mul(t))))
        .mul(r.neg());
  }

  private static Tensor mean(Tensor x) {
    return x.mean(true, -1);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(Matrices.batched(size, operands, batched));
  }
}
