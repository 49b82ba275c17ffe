package org.autodiff.ops.kernels;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Factorizations of one row-major matrix, by EJML. All matrices are finite and not empty; the
 * methods that can fail say so in what they return. Nothing given is changed.
 */
public final class Factorizations {
  private Factorizations() {}

  private static DMatrixRMaj matrix(double[] elements, int rows, int columns) {
    return DMatrixRMaj.wrap(rows, columns, elements.clone());
  }

  /**
   * Solves {@code A X = B} by LU with partial pivoting.
   *
   * @param a A, n × n
   * @param n its extent
   * @param b B, n × k
   * @param k the number of its columns
   * @param x receives X
   * @return false if a pivot is 0: A is singular
   */
  public static boolean solve(double[] a, int n, double[] b, int k, double[] x) {
    LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
    LinearSolverLu_DDRM solver = new LinearSolverLu_DDRM(lu);
    solver.setA(matrix(a, n, n));
    for (int i = 0; i < n; i++) {
      if (lu.getLU().get(i, i) == 0) {
        return false;
      }
    }
    solver.solve(matrix(b, n, k), DMatrixRMaj.wrap(n, k, x));
    return true;
  }

  /**
   * {@return the determinant, by LU}
   *
   * @param a A, n × n
   * @param n its extent
   */
  public static double determinant(double[] a, int n) {
    LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
    lu.decompose(matrix(a, n, n));
    return lu.computeDeterminant().getReal();
  }

  /**
   * {@return the logarithm of the determinant's magnitude, by LU: −∞ for a zero pivot}
   *
   * @param a A, n × n
   * @param n its extent
   */
  public static double logDeterminant(double[] a, int n) {
    LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
    lu.decompose(matrix(a, n, n));
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.log(Math.abs(lu.getLU().get(i, i)));
    }
    return sum;
  }

  /**
   * The matrix of cofactors, {@code det(A) A⁻ᵀ} where A is invertible. By the singular values,
   * {@code det(U) det(V) U diag(Π sⱼ, j ≠ i) Vᵀ}, which nowhere divides.
   *
   * @param a A, n × n
   * @param n its extent
   * @param c receives the cofactors
   * @return false if the iteration does not converge
   */
  public static boolean cofactors(double[] a, int n, double[] c) {
    double[] u = new double[n * n];
    double[] s = new double[n];
    double[] vt = new double[n * n];
    if (!svd(a, n, n, u, s, vt)) {
      return false;
    }
    double sign = Math.signum(determinant(u, n)) * Math.signum(determinant(vt, n));
    for (int l = 0; l < n; l++) {
      double others = sign;
      for (int j = 0; j < n; j++) {
        others *= j == l ? 1 : s[j];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          c[i * n + j] += u[i * n + l] * others * vt[l * n + j];
        }
      }
    }
    return true;
  }

  /**
   * The lower Cholesky factor of the symmetric part.
   *
   * @param a A, n × n
   * @param n its extent
   * @param l receives L
   * @return false if the symmetric part is not positive definite
   */
  public static boolean cholesky(double[] a, int n, double[] l) {
    CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    if (!cholesky.decompose(DMatrixRMaj.wrap(n, n, symmetricPart(a, n)))) {
      return false;
    }
    cholesky.getT(DMatrixRMaj.wrap(n, n, l));
    return true;
  }

  private static double[] symmetricPart(double[] a, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = 0.5 * a[i * n + j] + 0.5 * a[j * n + i];
      }
    }
    return out;
  }

  /**
   * Solves {@code op(T) X = B} by substitution; reads one triangle of T.
   *
   * @param t T, n × n
   * @param n its extent
   * @param lower which triangle
   * @param transpose whether op transposes
   * @param unit whether the diagonal counts as 1 and is not read
   * @param x B, n × k, replaced by X
   * @param k the number of its columns
   * @return false if the diagonal has a 0
   */
  public static boolean substitute(
      double[] t, int n, boolean lower, boolean transpose, boolean unit, double[] x, int k) {
    boolean forward = lower != transpose;
    for (int step = 0; step < n; step++) {
      int i = forward ? step : n - 1 - step;
      int from = forward ? 0 : i + 1;
      int to = forward ? i : n;
      for (int j = from; j < to; j++) {
        double factor = transpose ? t[j * n + i] : t[i * n + j];
        for (int c = 0; c < k; c++) {
          x[i * k + c] -= factor * x[j * k + c];
        }
      }
      if (!unit) {
        double pivot = t[i * n + i];
        if (pivot == 0) {
          return false;
        }
        for (int c = 0; c < k; c++) {
          x[i * k + c] /= pivot;
        }
      }
    }
    return true;
  }

  /**
   * The reduced QR factorization, with no negative element on R's diagonal, by Householder
   * reflections.
   *
   * @param a A, m × n
   * @param m its rows
   * @param n its columns
   * @param q receives Q, m × k, k the smaller of the two
   * @param r receives R, k × n
   */
  public static void qr(double[] a, int m, int n, double[] q, double[] r) {
    QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
    qr.decompose(matrix(a, m, n));
    double[] fullQ = qr.getQ(null, true).data;
    double[] fullR = qr.getR(null, true).data;
    int rank = Math.min(m, n);
    for (int j = 0; j < rank; j++) {
      double sign = fullR[j * n + j] < 0 ? -1 : 1;
      for (int i = 0; i < m; i++) {
        q[i * rank + j] = sign * fullQ[i * rank + j];
      }
      for (int i = j; i < n; i++) {
        r[j * n + i] = sign * fullR[j * n + i];
      }
    }
  }

  /**
   * The eigenvalues of the symmetric part, ascending, with their vectors, of which the component of
   * largest magnitude (the first of equals) is positive.
   *
   * @param a A, n × n
   * @param n its extent
   * @param values receives the eigenvalues
   * @param vectors receives the vectors as columns, n × n
   * @return false if the iteration does not converge
   */
  public static boolean symmetricEigen(double[] a, int n, double[] values, double[] vectors) {
    SymmetricQRAlgorithmDecomposition_DDRM eigen = new SymmetricQRAlgorithmDecomposition_DDRM(true);
    if (!eigen.decompose(DMatrixRMaj.wrap(n, n, symmetricPart(a, n)))) {
      return false;
    }
    double[] found = new double[n];
    for (int i = 0; i < n; i++) {
      found[i] = eigen.getEigenvalue(i).getReal();
    }
    int[] order = ascending(found);
    for (int j = 0; j < n; j++) {
      values[j] = found[order[j]];
      double[] vector = eigen.getEigenVector(order[j]).data;
      double sign = sign(vector, 0, 1, n);
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = sign * vector[i];
      }
    }
    return true;
  }

  private static int[] ascending(double[] values) {
    Integer[] order = new Integer[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    int[] out = new int[order.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = order[i];
    }
    return out;
  }

  /** The sign of the component of largest magnitude. */
  private static double sign(double[] x, int offset, int stride, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double component = x[offset + i * stride];
      // components that are equal but for rounding count as equal, so that the first one decides
      if (Math.abs(component) > Math.abs(largest) * (1 + 1e-12)) {
        largest = component;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  /**
   * The reduced singular value decomposition, singular values descending; in each column of U the
   * component of largest magnitude (the first of equals) is positive.
   *
   * @param a A, m × n
   * @param m its rows
   * @param n its columns
   * @param u receives U, m × k with k = min(m, n)
   * @param s receives the singular values, k
   * @param vt receives Vᵀ, k × n
   * @return false if the iteration does not converge
   */
  public static boolean svd(double[] a, int m, int n, double[] u, double[] s, double[] vt) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(m, n, true, true, true);
    if (!svd.decompose(matrix(a, m, n))) {
      return false;
    }
    int k = Math.min(m, n);
    double[] found = Arrays.copyOf(svd.getSingularValues(), k);
    int[] order = ascending(found);
    DMatrixRMaj left = svd.getU(null, false);
    DMatrixRMaj right = svd.getV(null, true);
    for (int j = 0; j < k; j++) {
      int from = order[k - 1 - j];
      s[j] = found[from];
      double sign = sign(left.data, from, left.numCols, m);
      for (int i = 0; i < m; i++) {
        u[i * k + j] = sign * left.get(i, from);
      }
      for (int i = 0; i < n; i++) {
        vt[j * n + i] = sign * right.get(from, i);
      }
    }
    return true;
  }
}
