package org.autodiff.ops.operators.decomposition;

import static org.autodiff.ops.operators.decomposition.Matrices.t;

import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.ops.kernels.Factorizations;
import org.jspecify.annotations.Nullable;

/**
 * The reduced singular value decomposition {@code A = U diag(s) Vᵀ}. With {@code P = Uᵀ Ȧ V},
 * {@code S = diag s} and {@code Fᵢⱼ = 1 / (sⱼ² − sᵢ²)}, 0 on the diagonal:
 *
 * <pre>
 *   ṡ = diag P
 *   U̇ = U (F ∘ (P S + S Pᵀ)) + (I − U Uᵀ) Ȧ V S⁻¹
 *   V̇ = V (F ∘ (S P + Pᵀ S)) + (I − V Vᵀ) Ȧᵀ U S⁻¹
 * </pre>
 *
 * Transposed, with {@code K = F ∘ Uᵀ Ū} and {@code H = F ∘ Vᵀ V̄}: {@code Ā = U (diag s̄ + (K + Kᵀ)
 * S + S (H + Hᵀ)) Vᵀ + (I − U Uᵀ) Ū S⁻¹ Vᵀ + U S⁻¹ V̄ᵀ (I − V Vᵀ)}. The projections are left out
 * where they are 0, for a side as long as there are singular values. See {@code
 * Decompositions.svd}.
 */
public record SingularValues() implements Factorization {
  @Override
  public String name() {
    return "svd";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    Matrices.requireMatrix(operands, 1, name());
    TensorType a = operands[0];
    Shape leading = Matrices.leading(a.shape());
    int m = a.shape().dim(-2);
    int n = a.shape().dim(-1);
    int k = Math.min(m, n);
    return new TensorType[] {
      a.withShape(Matrices.append(leading, m, k)),
      a.withShape(Matrices.append(leading, k)),
      a.withShape(Matrices.append(leading, k, n))
    };
  }

  @Override
  public boolean factor(double[] a, int m, int n, double[][] parts) {
    return Factorizations.svd(a, m, n, parts[0], parts[1], parts[2]);
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Derivative(results[0], results[1], results[2]);
  }

  private record Derivative(Tensor u, Tensor s, Tensor vt) implements Linearization {
    /** s as a row, which scales columns. */
    private Tensor row() {
      return s.expandDims(-2);
    }

    /** s as a column, which scales rows. */
    private Tensor column() {
      return s.expandDims(-1);
    }

    private boolean isTall() {
      return u.shape().dim(-2) > s.shape().dim(-1);
    }

    private boolean isWide() {
      return vt.shape().dim(-1) > s.shape().dim(-1);
    }

    private Tensor gaps() {
      // (sⱼ − sᵢ)(sⱼ + sᵢ) loses less than the difference of squares
      Tensor eye = Tensor.eye(s.shape().dim(-1)).to(s.dtype());
      Tensor difference = row().sub(column()).mul(row().add(column()));
      return difference.add(eye).reciprocal().sub(eye);
    }

    private static Tensor project(Tensor basis, Tensor x) {
      return x.sub(basis.matmul(t(basis).matmul(x)));
    }

    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      Tensor a = tangents[0];
      if (a == null) {
        return new @Nullable Tensor[3];
      }
      Tensor v = t(vt);
      Tensor p = t(u).matmul(a).matmul(v);
      Tensor f = gaps();
      Tensor ps = p.mul(row());
      Tensor sp = p.mul(column());
      Tensor du = u.matmul(f.mul(ps.add(t(ps))));
      Tensor dv = v.matmul(f.mul(sp.add(t(sp))));
      if (isTall()) {
        du = du.add(project(u, a.matmul(v)).div(row()));
      }
      if (isWide()) {
        dv = dv.add(project(v, t(a).matmul(u)).div(row()));
      }
      return new @Nullable Tensor[] {du, p.diagonal(), t(dv)};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      Tensor gu = cotangents[0];
      Tensor gs = cotangents[1];
      Tensor gvt = cotangents[2];
      CotangentSink sink = sinks[0];
      if (sink == null) {
        return;
      }
      if (gs != null) {
        sink.add(u.matmul(gs.diag()).matmul(vt));
      }
      if (gu != null) {
        Tensor k = gaps().mul(t(u).matmul(gu));
        Tensor left = u.matmul(k.add(t(k)).mul(row()));
        sink.add((isTall() ? left.add(project(u, gu).div(row())) : left).matmul(vt));
      }
      if (gvt != null) {
        Tensor h = gaps().mul(vt.matmul(t(gvt)));
        Tensor right = h.add(t(h)).mul(column()).matmul(vt);
        sink.add(u.matmul(isWide() ? right.add(t(project(t(vt), t(gvt)).div(row()))) : right));
      }
    }
  }
}
