package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;

/** Decompositions against identities, known values, and PyTorch's gradients. */
class DecompositionsTest {
  private static final Tensor A =
      Tensor.of(new double[][] {{4, 1, 0.5}, {1, 3, 0.2}, {0.5, 0.2, 2}});
  private static final Tensor W = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}});

  private static void close(Tensor actual, double... expected) {
    assertThat(actual.toDoubles()).containsExactly(expected, within(1e-11));
  }

  private static Tensor gradient(UnaryOperator<Tensor> f, Tensor x) {
    return Autodiff.grad((Tensor y) -> f.apply(y)).apply(x);
  }

  private static Tensor any(int m, int n) {
    double[] elements = new double[m * n];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.sin(3.7 * i * i + i + 1);
    }
    return Tensor.of(elements, m, n);
  }

  @Test
  void factorsMultiplyToTheMatrix() {
    for (int n : new int[] {1, 2, 5, 17}) {
      Decompositions.Qr wide = Decompositions.qr(any(n, n + 2));
      close(wide.q().matmul(wide.r()), any(n, n + 2).toDoubles());
      close(wide.q().transpose().matmul(wide.q()), Tensor.eye(n).toDoubles());
      for (int m : new int[] {n, n + 3}) {
        Tensor a = any(m, n);
        Decompositions.Qr qr = Decompositions.qr(a);
        close(qr.q().matmul(qr.r()), a.toDoubles());
        close(qr.q().transpose().matmul(qr.q()), Tensor.eye(n).toDoubles());
        assertThat(qr.r().diagonal().min().item()).isPositive();
        for (Tensor x : new Tensor[] {a, a.transpose()}) {
          Decompositions.Svd svd = Decompositions.svd(x);
          close(svd.u().mul(svd.s()).matmul(svd.vt()), x.toDoubles());
          assertThat(svd.s().neg().toDoubles()).isSorted();
        }
      }
      Tensor a = any(n, n);
      Tensor symmetric = a.add(a.transpose()).mul(0.5);
      Decompositions.Eigen eigen = Decompositions.symmetricEigen(a);
      Tensor vectors = eigen.vectors();
      close(vectors.mul(eigen.values()).matmul(vectors.transpose()), symmetric.toDoubles());
      assertThat(eigen.values().toDoubles()).isSorted();
      Tensor positive = a.matmul(a.transpose()).add(Tensor.eye(n));
      Tensor l = Decompositions.cholesky(positive);
      close(l.matmul(l.transpose()), positive.toDoubles());
      close(positive.matmul(Decompositions.inverse(positive)), Tensor.eye(n).toDoubles());
    }
  }

  @Test
  void theDeterminantsGradientIsRightForSingularMatrices() {
    Tensor rankOne = Tensor.of(new double[][] {{1, 2}, {2, 4}});
    close(gradient(Decompositions::determinant, rankOne), 4, -2, -2, 1);
    close(gradient(Decompositions::determinant, Tensor.zeros(2, 2)), 0, 0, 0, 0);
  }

  @Test
  void singularSystemsAreNamedByTheirExample() {
    Tensor batch = Tensor.of(new double[] {1, 0, 0, 1, 1, 2, 2, 4}, 2, 2, 2);
    assertThatThrownBy(() -> Autodiff.vmap(Decompositions::inverse).apply(batch))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at [1]");
  }

  @Test
  void nanGivesNan() {
    Tensor x = Tensor.of(new double[][] {{Double.NaN, 1}, {1, 2}});
    assertThat(Decompositions.svd(x).s().toDoubles()).containsOnly(Double.NaN);
    assertThat(Decompositions.symmetricEigen(x).values().toDoubles()).containsOnly(Double.NaN);
    assertThat(Decompositions.cholesky(x).toDoubles()).containsOnly(Double.NaN);
    assertThat(Decompositions.qr(x).r().toDoubles()).containsOnly(Double.NaN);
    assertThat(Decompositions.inverse(x).toDoubles()).containsOnly(Double.NaN);
    assertThat(Decompositions.determinant(x).item()).isNaN();
  }

  @Test
  void emptyMatricesWork() {
    Tensor x = Tensor.zeros(0, 0);
    assertThat(Decompositions.determinant(x).item()).isEqualTo(1);
    assertThat(Decompositions.inverse(x).size()).isZero();
    assertThat(Decompositions.svd(Tensor.zeros(3, 0)).u().shape().dims()).containsExactly(3, 0);
    assertThat(Decompositions.symmetricEigen(x).values().size()).isZero();
  }

  @Test
  void equalEigenvaluesHaveARightSum() {
    Tensor identity = Tensor.eye(2);
    close(gradient(a -> Decompositions.symmetricEigen(a).values().sum(), identity), 1, 0, 0, 1);
  }

  @Test
  void gradientsAreThoseOfPyTorch() {
    close(
        gradient(a -> Decompositions.inverse(a).mul(W).sum(), A),
        0.0890703675848142,
        0.0871081561500238,
        0.122145124663524,
        -0.110167560148708,
        -0.418348816948,
        -0.818363951612316,
        -0.328770798305006,
        -1.05321599482509,
        -2.26199251165049);
    close(
        gradient(a -> Decompositions.cholesky(a).mul(W).sum(), A),
        0.0723136904692485,
        0.349629526810245,
        0.722231422625522,
        0.349629526810245,
        1.44444565539631,
        2.31407247472543,
        0.722231422625522,
        2.31407247472543,
        3.59400366954497);
    close(
        gradient(a -> Decompositions.logdet(a), A),
        0.279943635509629,
        -0.0892437764208549,
        -0.0610615312353217,
        -0.0892437764208549,
        0.364020666979803,
        -0.0140911225927666,
        -0.0610615312353217,
        -0.0140911225927666,
        0.516674495068107);
    close(
        gradient(a -> Decompositions.symmetricEigen(a).values().mul(W.get(0)).sum(), A),
        2.63966365125119,
        0.440941526950708,
        0.405124064816515,
        0.440941526950708,
        2.25675601900771,
        0.0459818365121614,
        0.405124064816515,
        0.0459818365121614,
        1.10358032974109);
    close(
        gradient(DecompositionsTest::qrLoss, A),
        1.69831817337071,
        0.128064319743355,
        0.262363812264613,
        -1.59038046474449,
        5.19716869457787,
        6.27279650344889,
        -2.09916059455861,
        5.19439577873356,
        10.2753680837395);
    close(
        gradient(DecompositionsTest::svdLoss, A),
        1.57361653334775,
        -0.587431110129011,
        -0.777425058105221,
        -0.587431110129011,
        1.79560465675136,
        0.419915950208715,
        -0.777425058105221,
        0.419915950208715,
        2.63077880990089);
  }

  private static Tensor qrLoss(Tensor a) {
    Decompositions.Qr qr = Decompositions.qr(a);
    return qr.q().mul(W).sum().add(qr.r().mul(W).sum());
  }

  private static Tensor svdLoss(Tensor a) {
    Decompositions.Svd svd = Decompositions.svd(a);
    Tensor vectors = svd.u().square().mul(W).sum().add(svd.vt().square().mul(W).sum());
    return vectors.add(svd.s().mul(W.get(0)).sum());
  }
}
