package org.autodiff.ops;

import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.decomposition.Cholesky;
import org.autodiff.ops.operators.decomposition.Determinant;
import org.autodiff.ops.operators.decomposition.Inverse;
import org.autodiff.ops.operators.decomposition.LinearSystem;
import org.autodiff.ops.operators.decomposition.LogDeterminant;
import org.autodiff.ops.operators.decomposition.Matrices;
import org.autodiff.ops.operators.decomposition.QrFactorization;
import org.autodiff.ops.operators.decomposition.SingularValues;
import org.autodiff.ops.operators.decomposition.Solve;
import org.autodiff.ops.operators.decomposition.SymmetricEigen;
import org.autodiff.ops.operators.decomposition.TriangularSolve;

/**
 * Differentiable linear algebra: systems, determinants and factorizations of matrices, over the
 * last two axes; the axes in front are a batch. All are computed in float64 by EJML, and rounded
 * for FLOAT32. A matrix with a NaN or an infinity has NaN as result unless a method says otherwise.
 * Every derivative is hand-derived and written in operators, so that those of every order follow.
 */
public final class Decompositions {
  private Decompositions() {}

  /**
   * The reduced QR factorization.
   *
   * @param q orthonormal columns, [..., m, n]
   * @param r upper triangular, its diagonal not negative, [..., n, n]
   */
  public record Qr(Tensor q, Tensor r) {}

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param values the eigenvalues, ascending, [..., n]
   * @param vectors the eigenvectors, as columns in the same order, [..., n, n]
   */
  public record Eigen(Tensor values, Tensor vectors) {}

  /**
   * The reduced singular value decomposition, with k = min(m, n).
   *
   * @param u the left singular vectors, as columns, [..., m, k]
   * @param s the singular values, descending, [..., k]
   * @param vt the right singular vectors, as rows, [..., k, n]
   */
  public record Svd(Tensor u, Tensor s, Tensor vt) {}

  /**
   * The solution X of {@code A X = B}, by LU with partial pivoting. Derivative: {@code Ẋ = A⁻¹ (Ḃ −
   * Ȧ X)}. Axes in front broadcast.
   *
   * @param a A, [..., n, n]
   * @param b B, [..., n, k], or a vector [n]
   * @return X, of the shape of B with the broadcast axes in front
   * @throws ShapeException if A is not square or B does not fit
   * @throws DTypeException if the element types differ
   * @throws ValueException if a matrix is singular (a pivot is exactly 0)
   */
  public static Tensor solve(Tensor a, Tensor b) {
    return system(new Solve(true), a, b);
  }

  /**
   * The solution X of {@code op(T) X = B} for triangular T, by substitution; the other triangle of
   * T is not read, and its derivative is 0. Axes in front broadcast. A NaN in T or B spreads by the
   * arithmetic of the substitution.
   *
   * @param t T, [..., n, n]
   * @param b B, [..., n, k], or a vector [n]
   * @param lower whether T is lower triangular
   * @param transpose whether op transposes
   * @param unit whether the diagonal counts as 1 and is not read
   * @return X, of the shape of B with the broadcast axes in front
   * @throws ShapeException if T is not square or B does not fit
   * @throws DTypeException if the element types differ
   * @throws ValueException if the diagonal of a matrix has a 0
   */
  public static Tensor triangularSolve(
      Tensor t, Tensor b, boolean lower, boolean transpose, boolean unit) {
    return system(new TriangularSolve(lower, transpose, unit, true), t, b);
  }

  private static Tensor system(LinearSystem operator, Tensor a, Tensor b) {
    if (b.rank() == 1) {
      return system(operator, a, b.expandDims(-1)).squeeze(-1);
    }
    if (a.rank() < 2 || b.rank() < 2) {
      return operator.apply(a, b); // which says what is wrong
    }
    Shape leftAxes = Matrices.leading(a.shape());
    Shape rightAxes = Matrices.leading(b.shape());
    if (leftAxes.equals(rightAxes)) {
      return operator.apply(a, b);
    }
    Shape all = Shape.broadcast(leftAxes, rightAxes, operator.name());
    return operator.apply(
        a.broadcastTo(Matrices.append(all, a.shape().dim(-2), a.shape().dim(-1))),
        b.broadcastTo(Matrices.append(all, b.shape().dim(-2), b.shape().dim(-1))));
  }

  /**
   * The inverse, by LU with partial pivoting. Derivative: {@code −A⁻¹ Ȧ A⁻¹}.
   *
   * @param a A, [..., n, n]
   * @return its inverse
   * @throws ShapeException if A is not square
   * @throws ValueException if a matrix is singular (a pivot is exactly 0)
   */
  public static Tensor inverse(Tensor a) {
    return new Inverse(true).apply(a);
  }

  /**
   * The determinant, by LU; 1 for n = 0. The gradient is the matrix of cofactors, right for
   * singular matrices too; higher derivatives need an invertible matrix and are NaN at a singular
   * one.
   *
   * @param a A, [..., n, n]
   * @return the determinants, [...]
   * @throws ShapeException if A is not square
   */
  public static Tensor determinant(Tensor a) {
    return new Determinant().apply(a);
  }

  /**
   * The logarithm of the determinant's magnitude, by LU: where the determinant itself would
   * overflow. −∞ for a singular matrix (whose derivative is NaN), 0 for n = 0. Derivative: {@code
   * tr(A⁻¹ Ȧ)}.
   *
   * @param a A, [..., n, n]
   * @return {@code log |det A|}, [...]
   * @throws ShapeException if A is not square
   */
  public static Tensor logdet(Tensor a) {
    return new LogDeterminant().apply(a);
  }

  /**
   * The lower triangular L with positive diagonal and {@code L Lᵀ = (A + Aᵀ) / 2}. The symmetric
   * part is what is read, so that derivatives are symmetric.
   *
   * @param a A, [..., n, n]
   * @return L
   * @throws ShapeException if A is not square
   * @throws ValueException if the symmetric part of a matrix is not positive definite
   */
  public static Tensor cholesky(Tensor a) {
    return new Cholesky().apply(a);
  }

  /**
   * The reduced factorization {@code A = Q R} by Householder reflections, R's diagonal not
   * negative: Q [..., m, k] and R [..., k, n] with k = min(m, n). The derivative needs independent
   * columns, of a wide matrix the first m, and is NaN where R has a 0 on its diagonal.
   *
   * @param a A, [..., m, n]
   * @return Q and R
   * @throws ShapeException if A is not at least a matrix
   */
  public static Qr qr(Tensor a) {
    Tensor[] results = new QrFactorization().applyAll(a);
    return new Qr(results[0], results[1]);
  }

  /**
   * The eigenvalues, ascending, and orthonormal eigenvectors of the symmetric part {@code (A + Aᵀ)
   * / 2}. In each vector the component of largest magnitude (the first of equals) is positive;
   * where components of opposite sign tie for it, the vector jumps. At equal eigenvalues the
   * derivative of the vectors does not exist, and is infinite or NaN; that of the values by a
   * function that treats them alike (a sum, say) is right.
   *
   * @param a A, [..., n, n]
   * @return values and vectors
   * @throws ShapeException if A is not square
   * @throws ValueException if the iteration does not converge
   */
  public static Eigen symmetricEigen(Tensor a) {
    Tensor[] results = new SymmetricEigen().applyAll(a);
    return new Eigen(results[0], results[1]);
  }

  /**
   * The reduced singular value decomposition {@code A = U diag(s) Vᵀ}, singular values descending.
   * In each column of U the component of largest magnitude (the first of equals) is positive; where
   * components of opposite sign tie for it, the vectors jump. At equal singular values, or where
   * one is 0, the derivatives of the vectors do not exist, and are infinite or NaN.
   *
   * @param a A, [..., m, n]
   * @return U, s and Vᵀ
   * @throws ShapeException if A is not a matrix
   * @throws ValueException if the iteration does not converge
   */
  public static Svd svd(Tensor a) {
    Tensor[] results = new SingularValues().applyAll(a);
    return new Svd(results[0], results[1], results[2]);
  }
}
