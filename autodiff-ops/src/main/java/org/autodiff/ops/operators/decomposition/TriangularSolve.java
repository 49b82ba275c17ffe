package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import java.util.Arrays;
import org.autodiff.Tensor;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * {@code X = op(T)⁻¹ B} for a triangular T, of which the other triangle is not read. The derivative
 * is that of {@link Solve}, restricted to the triangle. See {@code Decompositions.triangularSolve}.
 *
 * @param lower whether T is lower triangular
 * @param transpose whether op transposes
 * @param unit whether the diagonal counts as 1 and is not read
 * @param strict whether a 0 on the diagonal is an error; otherwise, in derivatives, it gives NaN
 */
public record TriangularSolve(boolean lower, boolean transpose, boolean unit, boolean strict)
    implements LinearSystem {
  @Override
  public String name() {
    return "triangular-solve";
  }

  @Override
  public boolean solve(double[] a, int n, double[] x, int k) {
    boolean solved = Factorizations.substitute(a, n, lower, transpose, unit, x, k);
    if (!solved && !strict) {
      Arrays.fill(x, Double.NaN);
    }
    return solved || !strict;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor x) {
    Tensor a = operands[0];
    TriangularSolve adjoint = new TriangularSolve(lower, !transpose, unit, strict);
    return new @Nullable LinearMap[] {
      LinearMap.of(
          v -> {
            Tensor part = triangle(v);
            return apply(a, (transpose ? t(part) : part).matmul(x)).neg();
          },
          g -> {
            Tensor b = adjoint.apply(a, g);
            return triangle(transpose ? x.matmul(t(b)) : b.matmul(t(x))).neg();
          }),
      LinearMap.of(v -> apply(a, v), g -> adjoint.apply(a, g))
    };
  }

  private Tensor triangle(Tensor x) {
    int offset = unit ? 1 : 0;
    return lower ? x.tril(-offset) : x.triu(offset);
  }
}
