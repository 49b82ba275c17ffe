package org.autodiff.ops;

import static org.autodiff.ops.Matrices.t;

import org.autodiff.CotangentSink;
import org.autodiff.Linearization;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The reduced QR factorization of matrices that are not wide. With {@code W = Ȧ R⁻¹}, {@code M = Qᵀ
 * W} and {@code U = triu(M) + tril(M, −1)ᵀ}: {@code Ṙ = U R} and {@code Q̇ = W − Q U}. Transposed,
 * with {@code G = R̄ Rᵀ − Qᵀ Q̄} and {@code N = triu(G) + tril(Gᵀ, −1)}: {@code Ā = (Q̄ + Q N)
 * R⁻ᵀ}. See {@link Decompositions#qr}.
 */
record QrFactorization() implements Factorization {
  @Override
  public String name() {
    return "qr";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Matrices.requireMatrix(operands, 1, name());
    Shape shape = operands[0].shape();
    int n = shape.dim(-1);
    if (shape.dim(-2) < n) {
      throw new ShapeException(
          "qr: the matrix must have at least as many rows as columns, got shape "
              + shape
              + "; factor its leading square part, or use svd");
    }
    return new TensorType[] {
      operands[0], operands[0].withShape(Matrices.append(Matrices.leading(shape), n, n))
    };
  }

  @Override
  public boolean factor(double[] a, int m, int n, double[][] parts) {
    Factorizations.qr(a, m, n, parts[0], parts[1]);
    return true;
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Derivative(results[0], results[1]);
  }

  private record Derivative(Tensor q, Tensor r) implements Linearization {
    private static final TriangularSolve BY_R = new TriangularSolve(false, false, false, false);
    private static final TriangularSolve BY_RT = new TriangularSolve(false, true, false, false);

    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      Tensor v = tangents[0];
      if (v == null) {
        return new @Nullable Tensor[2];
      }
      Tensor w = t(BY_RT.apply(r, t(v)));
      Tensor m = t(q).matmul(w);
      Tensor u = m.triu(0).add(t(m.tril(-1)));
      return new @Nullable Tensor[] {w.sub(q.matmul(u)), u.matmul(r)};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      Tensor gq = cotangents[0];
      Tensor gr = cotangents[1];
      CotangentSink sink = sinks[0];
      if (sink == null) {
        return;
      }
      Tensor g = null;
      if (gr != null) {
        g = gr.matmul(t(r));
      }
      if (gq != null) {
        Tensor part = t(q).matmul(gq).neg();
        g = g == null ? part : g.add(part);
      }
      if (g == null) {
        return;
      }
      Tensor w = q.matmul(g.triu(0).add(t(g).tril(-1)));
      sink.add(t(BY_R.apply(r, t(gq == null ? w : w.add(gq)))));
    }
  }
}
