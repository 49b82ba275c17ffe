package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.symmetric;
import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The lower Cholesky factor of the symmetric part. With Φ the lower triangle, its diagonal halved:
 * {@code L̇ = L Φ(L⁻¹ sym(Ȧ) L⁻ᵀ)}, and transposed {@code Ā = sym(L⁻ᵀ Φ(Lᵀ L̄) L⁻¹)}. See {@code
 * Decompositions.cholesky}.
 */
public record Cholesky() implements SquareMatrixOperator {
  private static final TriangularSolve BY_L = new TriangularSolve(true, false, false, false);
  private static final TriangularSolve BY_LT = new TriangularSolve(true, true, false, false);

  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public boolean isScalar() {
    return false;
  }

  @Override
  public double ofEmpty() {
    return 0;
  }

  @Override
  public boolean factor(double[] a, int n, double[] y) {
    return Factorizations.cholesky(a, n, y);
  }

  @Override
  public RuntimeException failure(TensorType operand, int position) {
    return Matrices.failure(
        name(),
        "every matrix must be positive definite",
        operand.shape(),
        position,
        "add a multiple of the identity");
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor l) {
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> {
            Tensor left = BY_L.apply(l, symmetric(v));
            return l.matmul(halved(BY_L.apply(l, t(left))));
          },
          g -> {
            Tensor left = BY_LT.apply(l, halved(t(l).matmul(g)));
            return symmetric(t(BY_LT.apply(l, t(left))));
          })
    };
  }

  /** Φ: its own transpose. */
  private static Tensor halved(Tensor x) {
    return x.tril(0).add(x.tril(-1)).mul(0.5);
  }
}
