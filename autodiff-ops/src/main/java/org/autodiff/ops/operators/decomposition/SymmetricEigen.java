package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.symmetric;
import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues and eigenvectors of the symmetric part. With {@code P = Vᵀ sym(Ȧ) V} and {@code Fᵢⱼ =
 * 1 / (λⱼ − λᵢ)}, 0 on the diagonal: {@code λ̇ = diag P} and {@code V̇ = V (F ∘ P)}; transposed,
 * {@code Ā = sym(V (diag λ̄ + F ∘ Vᵀ V̄) Vᵀ)}. See {@code Decompositions.symmetricEigen}.
 */
public record SymmetricEigen() implements Factorization {
  @Override
  public String name() {
    return "symmetric-eigen";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Matrices.requireMatrix(operands, 1, name());
    Matrices.requireSquare(operands[0], name());
    TensorType a = operands[0];
    int rank = a.shape().rank();
    return new TensorType[] {a.withShape(a.shape().remove(rank - 1)), a};
  }

  @Override
  public boolean factor(double[] a, int m, int n, double[][] parts) {
    return Factorizations.symmetricEigen(a, n, parts[0], parts[1]);
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Derivative(results[0], results[1]);
  }

  /** {@code 1 / (xⱼ − xᵢ)}, 0 on the diagonal. */
  static Tensor gaps(Tensor x) {
    Tensor eye = Tensor.eye(x.shape().dim(-1)).to(x.dtype());
    return x.expandDims(-2).sub(x.expandDims(-1)).add(eye).reciprocal().sub(eye);
  }

  private record Derivative(Tensor values, Tensor vectors) implements Linearization {
    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      Tensor v = tangents[0];
      if (v == null) {
        return new @Nullable Tensor[2];
      }
      Tensor p = t(vectors).matmul(symmetric(v)).matmul(vectors);
      return new @Nullable Tensor[] {p.diagonal(), vectors.matmul(gaps(values).mul(p))};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      Tensor gValues = cotangents[0];
      Tensor gVectors = cotangents[1];
      CotangentSink sink = sinks[0];
      if (sink == null) {
        return;
      }
      Tensor p = gValues == null ? null : gValues.diag();
      if (gVectors != null) {
        Tensor part = gaps(values).mul(t(vectors).matmul(gVectors));
        p = p == null ? part : p.add(part);
      }
      if (p != null) {
        sink.add(symmetric(vectors.matmul(p).matmul(t(vectors))));
      }
    }
  }
}
