package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of cofactors C, the gradient of the determinant, defined for singular matrices too.
 * Its derivative is taken where A is invertible: with {@code X = A⁻¹}, {@code Ċ = C ⟨Xᵀ, Ȧ⟩ − C Ȧᵀ
 * Xᵀ}.
 */
record Cofactors() implements SquareMatrixOperator {
  @Override
  public String name() {
    return "cofactors";
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
    return Factorizations.cofactors(a, n, y);
  }

  @Override
  public RuntimeException failure(TensorType operand, int position) {
    return Matrices.unconverged(name(), operand.shape(), position);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor c) {
    Tensor a = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> {
            Tensor xt = t(new Inverse(false).apply(a));
            return c.mul(xt.mul(v).sum(true, -2, -1)).sub(c.matmul(t(v)).matmul(xt));
          },
          g -> {
            Tensor xt = t(new Inverse(false).apply(a));
            return xt.mul(c.mul(g).sum(true, -2, -1)).sub(xt.matmul(t(g)).matmul(c));
          })
    };
  }
}
