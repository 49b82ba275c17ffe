package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import java.util.Arrays;
import org.autodiff.Tensor;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * {@code X = A⁻¹ B}, with {@code Ẋ = A⁻¹ (Ḃ − Ȧ X)}; the cotangents are {@code B̄ = A⁻ᵀ X̄} and
 * {@code Ā = −B̄ Xᵀ}. See {@code Decompositions.solve}.
 *
 * @param strict whether a singular matrix is an error; otherwise, in derivatives, it gives NaN
 */
public record Solve(boolean strict) implements LinearSystem {
  @Override
  public String name() {
    return "solve";
  }

  @Override
  public boolean solve(double[] a, int n, double[] x, int k) {
    if (!Matrices.isFinite(a)) {
      Arrays.fill(x, Double.NaN);
      return true;
    }
    boolean solved = Factorizations.solve(a, n, x.clone(), k, x);
    if (!solved && !strict) {
      Arrays.fill(x, Double.NaN);
    }
    return solved || !strict;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor x) {
    Tensor a = operands[0];
    // the transpose may meet a pivot of 0 where rounding spared the matrix itself
    Solve inner = new Solve(false);
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> inner.apply(a, v.matmul(x)).neg(), g -> inner.apply(t(a), g).matmul(t(x)).neg()),
      LinearMap.of(v -> inner.apply(a, v), g -> inner.apply(t(a), g))
    };
  }
}
