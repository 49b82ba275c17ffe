package org.autodiff.ops.entries;

import java.util.Arrays;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;
import org.autodiff.check.Reference.Equation;
import org.autodiff.ops.operators.decomposition.Matrices;

/**
 * What systems and factorizations of matrices must satisfy: the equations that define them, over
 * the last two axes.
 */
final class DecompositionReferences {
  private DecompositionReferences() {}

  /** {@code Σ aᵢₖ bₖⱼ}; the axes in front broadcast. */
  private static NumberArray product(NumberArray a, NumberArray b) {
    Shape lead = Shape.broadcast(leading(a), leading(b), "reference");
    int rank = lead.rank();
    return NumberArray.of(
        Matrices.append(lead, a.dim(-2), b.dim(-1)),
        index -> {
          double sum = 0;
          for (int k = 0; k < a.dim(-1); k++) {
            sum += entry(a, index, index[rank], k) * entry(b, index, k, index[rank + 1]);
          }
          return sum;
        });
  }

  private static Shape leading(NumberArray a) {
    return Shape.of(Arrays.copyOf(a.shape().dims(), a.rank() - 2));
  }

  /** The entry of a matrix; an index of the result says which matrix. */
  private static double entry(NumberArray a, int[] index, int row, int column) {
    int lead = a.rank() - 2;
    int[] own = Arrays.copyOfRange(index, index.length - 2 - lead, index.length);
    for (int k = 0; k < lead; k++) {
      own[k] = a.dim(k) == 1 ? 0 : own[k];
    }
    own[lead] = row;
    own[lead + 1] = column;
    return a.at(own);
  }

  /** An entry by row and column, given the whole index for the axes in front. */
  private interface Entry {
    double of(int[] index, int row, int column);
  }

  private static NumberArray matrix(Shape lead, int m, int n, Entry entry) {
    int rank = lead.rank();
    return NumberArray.of(
        Matrices.append(lead, m, n), index -> entry.of(index, index[rank], index[rank + 1]));
  }

  private static NumberArray transposed(NumberArray a) {
    return matrix(leading(a), a.dim(-1), a.dim(-2), (at, i, j) -> entry(a, at, j, i));
  }

  private static NumberArray identity(Shape lead, int n) {
    return matrix(lead, n, n, (at, i, j) -> i == j ? 1 : 0);
  }

  private static NumberArray symmetricPart(NumberArray a) {
    return matrix(
        leading(a),
        a.dim(-2),
        a.dim(-1),
        (at, i, j) -> (entry(a, at, i, j) + entry(a, at, j, i)) / 2);
  }

  /** The same numbers as columns of matrices, where they were vectors. */
  private static NumberArray column(NumberArray x) {
    return NumberArray.of(x.shape().insert(x.rank(), 1), x.elements());
  }

  private static Equation equation(String name, NumberArray actual, NumberArray expected) {
    return new Equation(name, actual, expected);
  }

  /** {@code A X = B}, B repeated for each A. */
  private static List<Equation> system(NumberArray a, NumberArray b, NumberArray x) {
    if (b.rank() == 1) {
      return system(a, column(b), column(x));
    }
    Shape lead = Shape.broadcast(leading(a), leading(b), "reference");
    NumberArray expected = matrix(lead, b.dim(-2), b.dim(-1), (at, i, j) -> entry(b, at, i, j));
    return List.of(equation("A X", product(a, x), expected));
  }

  static Reference solve() {
    return Reference.property((x, p, results) -> system(x[0], x[1], results[0]));
  }

  static Reference triangularSolve() {
    return Reference.property(
        (x, p, results) -> {
          NumberArray t =
              matrix(
                  leading(x[0]),
                  x[0].dim(-2),
                  x[0].dim(-1),
                  (at, i, j) -> {
                    boolean read = p.flag("lower") ? j <= i : j >= i;
                    return i == j && p.flag("unit") ? 1 : read ? entry(x[0], at, i, j) : 0;
                  });
          return system(p.flag("transpose") ? transposed(t) : t, x[1], results[0]);
        });
  }

  static Reference inverse() {
    return Reference.property(
        (x, p, results) ->
            List.of(
                equation(
                    "A A⁻¹", product(x[0], results[0]), identity(leading(x[0]), x[0].dim(-1)))));
  }

  /** By the expansion along the first row. */
  private static double determinant(double[][] a) {
    if (a.length == 0) {
      return 1;
    }
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double[][] minor = new double[a.length - 1][a.length - 1];
      for (int i = 1; i < a.length; i++) {
        for (int j = 0; j < a.length - 1; j++) {
          minor[i - 1][j] = a[i][j < k ? j : j + 1];
        }
      }
      sum += (k % 2 == 0 ? a[0][k] : -a[0][k]) * determinant(minor);
    }
    return sum;
  }

  private static NumberArray determinants(NumberArray a) {
    int n = a.dim(-1);
    return NumberArray.of(
        leading(a),
        lead -> {
          int[] index = Arrays.copyOf(lead, lead.length + 2);
          double[][] rows = new double[n][n];
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              rows[i][j] = entry(a, index, i, j);
            }
          }
          return determinant(rows);
        });
  }

  static Reference determinant() {
    return Reference.of((x, p) -> determinants(x[0]));
  }

  static Reference logdet() {
    return Reference.of((x, p) -> determinants(x[0]).map(d -> StrictMath.log(Math.abs(d))));
  }

  /** The entries on one side of the diagonal, all others being 0: below for the sign −1. */
  private static NumberArray beside(NumberArray a, int sign) {
    return matrix(
        leading(a),
        a.dim(-2),
        a.dim(-1),
        (at, i, j) -> sign * (j - i) > 0 ? entry(a, at, i, j) : 0);
  }

  private static NumberArray zeros(NumberArray a) {
    return a.map(x -> 0);
  }

  /** The negative entries of the diagonal, which must be none. */
  private static Equation positiveDiagonal(String name, NumberArray a) {
    NumberArray negative =
        matrix(
            leading(a),
            a.dim(-2),
            a.dim(-1),
            (at, i, j) -> i == j ? Math.min(0, entry(a, at, i, j)) : 0);
    return equation("what is negative on the diagonal of " + name, negative, zeros(negative));
  }

  static Reference cholesky() {
    return Reference.property(
        (x, p, results) -> {
          NumberArray l = results[0];
          return List.of(
              equation("L Lᵀ", product(l, transposed(l)), symmetricPart(x[0])),
              equation("L above its diagonal", beside(l, 1), zeros(l)),
              positiveDiagonal("L", l));
        });
  }

  private static Equation orthonormal(String name, NumberArray columns) {
    return equation(
        name, product(transposed(columns), columns), identity(leading(columns), columns.dim(-1)));
  }

  static Reference qr() {
    return Reference.property(
        (x, p, results) -> {
          NumberArray r = results[1];
          return List.of(
              equation("Q R", product(results[0], r), x[0]),
              orthonormal("Qᵀ Q", results[0]),
              equation("R below its diagonal", beside(r, -1), zeros(r)),
              positiveDiagonal("R", r));
        });
  }

  /** The columns of a matrix, each times a number. */
  private static NumberArray scaled(NumberArray columns, NumberArray factors) {
    NumberArray row =
        NumberArray.of(factors.shape().insert(factors.rank() - 1, 1), factors.elements());
    return matrix(
        leading(columns),
        columns.dim(-2),
        columns.dim(-1),
        (at, i, j) -> entry(columns, at, i, j) * entry(row, at, 0, j));
  }

  /** The sign by convention: in each column the largest magnitude is that of a positive entry. */
  private static Equation signs(String name, NumberArray columns) {
    int[] rows = {columns.rank() - 2};
    return equation(
        "the largest entry of each column of " + name,
        columns.reduce(rows, false, line -> Arrays.stream(line).max().orElse(0)),
        columns.reduce(rows, false, line -> Arrays.stream(line).map(Math::abs).max().orElse(0)));
  }

  private static NumberArray sorted(NumberArray values, boolean descending) {
    return values.along(
        -1,
        line -> {
          double[] sorted = line.clone();
          Arrays.sort(sorted);
          for (int i = 0; descending && i < line.length; i++) {
            line[i] = sorted[line.length - 1 - i];
          }
          return descending ? line : sorted;
        });
  }

  static Reference symmetricEigen() {
    return Reference.property(
        (x, p, results) -> {
          NumberArray values = results[0];
          NumberArray v = results[1];
          return List.of(
              equation(
                  "V diag(λ) Vᵀ", product(scaled(v, values), transposed(v)), symmetricPart(x[0])),
              orthonormal("Vᵀ V", v),
              equation("λ", values, sorted(values, false)),
              signs("V", v));
        });
  }

  static Reference svd() {
    return Reference.property(
        (x, p, results) -> {
          NumberArray u = results[0];
          NumberArray s = results[1];
          return List.of(
              equation("U diag(s) Vᵀ", product(scaled(u, s), results[2]), x[0]),
              orthonormal("Uᵀ U", u),
              orthonormal("Vᵀ V", transposed(results[2])),
              equation("s", s, sorted(s.map(Math::abs), true)),
              signs("U", u));
        });
  }
}
