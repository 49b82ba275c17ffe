package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Shape;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The reduced QR factorization. Of a wide matrix {@code [A₁ A₂]}, A₁ square, it is {@code Q [R₁
 * R₂]} with {@code A₁ = Q R₁} and {@code R₂ = Qᵀ A₂}. With {@code W = Ȧ R⁻¹}, {@code M = Qᵀ W} and
 * {@code U = triu(M) + tril(M, −1)ᵀ}: {@code Ṙ = U R} and {@code Q̇ = W − Q U}. Transposed, with
 * {@code G = R̄ Rᵀ − Qᵀ Q̄} and {@code N = triu(G) + tril(Gᵀ, −1)}: {@code Ā = (Q̄ + Q N) R⁻ᵀ}. See
 * {@code Decompositions.qr}.
 */
public record QrFactorization() implements Factorization {
  @Override
  public String name() {
    return "qr";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Matrices.requireMatrix(operands, 1, name());
    Shape shape = operands[0].shape();
    int m = shape.dim(-2);
    int n = shape.dim(-1);
    int rank = Math.min(m, n);
    Shape leading = Matrices.leading(shape);
    return new TensorType[] {
      operands[0].withShape(Matrices.append(leading, m, rank)),
      operands[0].withShape(Matrices.append(leading, rank, n))
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
      Tensor first = first(r);
      Tensor w = t(BY_RT.apply(first, t(first(v))));
      Tensor m = t(q).matmul(w);
      Tensor u = m.triu(0).add(t(m.tril(-1)));
      Tensor qDot = w.sub(q.matmul(u));
      Tensor rDot = u.matmul(first);
      if (isWide()) {
        Tensor others = q.matmul(others(r)); // A₂
        rDot = joined(rDot, t(qDot).matmul(others).add(t(q).matmul(others(v))));
      }
      return new @Nullable Tensor[] {qDot, rDot};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      Tensor gq = cotangents[0];
      Tensor gr = cotangents[1];
      CotangentSink sink = sinks[0];
      if (sink == null || (gq == null && gr == null)) {
        return;
      }
      if (!isWide()) {
        sink.add(pullSquare(gq, gr));
        return;
      }
      if (gr == null) {
        sink.add(joined(pullSquare(gq, null), zeros(others(r))));
        return;
      }
      // R₂ = Qᵀ A₂ is a function of Q as well
      Tensor byR = q.matmul(others(r)).matmul(t(others(gr)));
      Tensor all = gq == null ? byR : gq.add(byR);
      sink.add(joined(pullSquare(all, first(gr)), q.matmul(others(gr))));
    }

    /** The cotangent of the columns that Q spans. */
    private Tensor pullSquare(@Nullable Tensor gq, @Nullable Tensor gr) {
      Tensor first = first(r);
      Tensor g = gr == null ? zeros(first) : gr.matmul(t(first));
      if (gq != null) {
        g = g.sub(t(q).matmul(gq));
      }
      Tensor w = q.matmul(g.triu(0).add(t(g).tril(-1)));
      return t(BY_R.apply(first, t(gq == null ? w : w.add(gq))));
    }

    private boolean isWide() {
      return r.shape().dim(-1) > r.shape().dim(-2);
    }

    /** As many columns as R has rows. */
    private Tensor first(Tensor x) {
      return isWide() ? columns(x, Slice.to(r.shape().dim(-2))) : x;
    }

    private Tensor others(Tensor x) {
      return columns(x, Slice.from(r.shape().dim(-2)));
    }

    private static Tensor columns(Tensor x, Slice some) {
      return x.moveAxis(-1, 0).slice(some).moveAxis(0, -1);
    }

    private static Tensor joined(Tensor left, Tensor right) {
      return Shaping.concatenate(-1, left, right);
    }

    private static Tensor zeros(Tensor like) {
      return Tensor.full(0, like.type());
    }
  }
}
