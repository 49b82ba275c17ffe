package org.autodiff.ops.operators.decomposition;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The determinant, with the {@link Cofactors} as derivative; see {@code
 * Decompositions.determinant}.
 */
public record Determinant() implements SquareMatrixOperator {
  @Override
  public String name() {
    return "determinant";
  }

  @Override
  public boolean isScalar() {
    return true;
  }

  @Override
  public double ofEmpty() {
    return 1;
  }

  @Override
  public boolean factor(double[] a, int n, double[] y) {
    y[0] = Factorizations.determinant(a, n);
    return true;
  }

  @Override
  public RuntimeException failure(TensorType operand, int position) {
    return Matrices.unconverged(name(), operand.shape(), position);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor a = operands[0];
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> new Cofactors().apply(a).mul(v).sum(-2, -1),
          g -> new Cofactors().apply(a).mul(g.expandDims(-1).expandDims(-1)))
    };
  }
}
