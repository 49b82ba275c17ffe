package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/** {@code log |det A|}, with derivative {@code A⁻ᵀ}; see {@code Decompositions.logdet}. */
public record LogDeterminant() implements SquareMatrixOperator {
  @Override
  public String name() {
    return "logdet";
  }

  @Override
  public boolean isScalar() {
    return true;
  }

  @Override
  public double ofEmpty() {
    return 0;
  }

  @Override
  public boolean factor(double[] a, int n, double[] y) {
    y[0] = Factorizations.logDeterminant(a, n);
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
          v -> t(new Inverse(false).apply(a)).mul(v).sum(-2, -1),
          g -> t(new Inverse(false).apply(a)).mul(g.expandDims(-1).expandDims(-1)))
    };
  }
}
