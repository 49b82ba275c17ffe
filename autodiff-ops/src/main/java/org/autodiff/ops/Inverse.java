package org.autodiff.ops;

import static org.autodiff.ops.Matrices.t;

import org.autodiff.LinearMap;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/** The inverse {@code X = A⁻¹}, with {@code Ẋ = −X Ȧ X}; see {@link Decompositions#inverse}. */
record Inverse() implements SquareMatrixOperator {
  @Override
  public String name() {
    return "inverse";
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
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return Factorizations.solve(a, n, identity, n, y);
  }

  @Override
  public RuntimeException failure(TensorType operand, int position) {
    return Matrices.singular(name(), operand.shape(), position);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor x) {
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> x.matmul(v).matmul(x).neg(), g -> t(x).matmul(g).matmul(t(x)).neg())
    };
  }
}
