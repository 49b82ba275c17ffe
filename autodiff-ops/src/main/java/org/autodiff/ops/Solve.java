package org.autodiff.ops;

import static org.autodiff.ops.Matrices.t;

import java.util.Arrays;
import org.autodiff.LinearMap;
import org.autodiff.Tensor;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * {@code X = A⁻¹ B}, with {@code Ẋ = A⁻¹ (Ḃ − Ȧ X)}; the cotangents are {@code B̄ = A⁻ᵀ X̄} and
 * {@code Ā = −B̄ Xᵀ}. See {@link Decompositions#solve}.
 */
record Solve() implements LinearSystem {
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
    return Factorizations.solve(a, n, x.clone(), k, x);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor x) {
    Tensor a = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> apply(a, v.matmul(x)).neg(), g -> apply(t(a), g).matmul(t(x)).neg()),
      LinearMap.of(v -> apply(a, v), g -> apply(t(a), g))
    };
  }
}
