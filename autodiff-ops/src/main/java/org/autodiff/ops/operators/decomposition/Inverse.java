package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import java.util.Arrays;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The inverse {@code X = A⁻¹}, with {@code Ẋ = −X Ȧ X}; see {@code Decompositions.inverse}.
 *
 * @param strict whether a singular matrix is an error; otherwise, in derivatives, it gives NaN
 */
public record Inverse(boolean strict) implements SquareMatrixOperator {
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
    boolean solved = Factorizations.solve(a, n, identity, n, y);
    if (!solved && !strict) {
      Arrays.fill(y, Double.NaN);
    }
    return solved || !strict;
  }

  @Override
  public RuntimeException failure(TensorType operand, int position) {
    return Matrices.singular(name(), operand.shape(), position);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor x) {
    return new @Nullable LinearMap[] {
      LinearMap.of(v -> x.matmul(v).matmul(x).neg(), g -> t(x).matmul(g).matmul(t(x)).neg())
    };
  }
}
