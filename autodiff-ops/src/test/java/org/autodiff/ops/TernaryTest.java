package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.TernaryMatrix.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ternary weights and products against dense ones. */
class TernaryTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "3,1,0.5",
    "1,5,0.7",
    "7,64,0.5",
    "70,63,0.3",
    "33,65,0.02",
    "300,130,0.66",
    "5,200,0"
  })
  void productsAreThoseOfTheDenseForm(int inputs, int outputs, double density) {
    TernaryMatrix random = TernaryMatrix.random(inputs, outputs, density, RandomKey.of(3));
    for (DType dtype : DType.values()) {
      double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-4;
      Tensor dense = random.toDense(dtype);
      Tensor x = RandomKey.of(4).normal(3, inputs).to(dtype);
      Tensor g = RandomKey.of(5).normal(3, outputs).to(dtype);
      Tensor one = Tensor.scalar(1, dtype);
      for (Storage storage : Storage.values()) {
        TernaryMatrix weights = TernaryMatrix.of(dense, storage);
        assertThat(weights.storage()).isEqualTo(storage);
        assertThat(weights.nonzeros()).isEqualTo(random.nonzeros());
        assertThat(weights.toDense(dtype)).isEqualTo(dense);
        Tensor y = Ternary.matmul(x, weights, one);
        assertThat(y.isClose(x.matmul(dense), tolerance, tolerance)).isTrue();
        Tensor xBar = Autodiff.vjp((Tensor t) -> Ternary.matmul(t, weights, one), x).pullback(g);
        assertThat(xBar.isClose(g.matmul(dense.transpose()), tolerance, tolerance)).isTrue();
      }
      assertThat(Ternary.matmul(x, dense, one).isClose(x.matmul(dense), tolerance, tolerance))
          .isTrue();
    }
  }

  @Test
  void scalesOfGroupsAreTaken() {
    TernaryMatrix weights = TernaryMatrix.random(12, 7, 0.6, RandomKey.of(1));
    Tensor dense = weights.toDense(DType.FLOAT64);
    Tensor scale = RandomKey.of(2).normal(3, 7);
    Tensor x = RandomKey.of(3).normal(5, 12);
    // each weight times the scale of its group
    Tensor scaled = dense.reshape(3, 4, 7).mul(scale.expandDims(1)).reshape(12, 7);
    assertThat(Ternary.matmul(x, weights, scale).isClose(x.matmul(scaled), 1e-12, 1e-12)).isTrue();
    for (Storage storage : Storage.values()) {
      TernaryMatrix stored = TernaryMatrix.of(dense, storage);
      Tensor gradient =
          Autodiff.grad((Tensor s) -> Ternary.matmul(x, stored, s).square().sum()).apply(scale);
      Tensor expected =
          Autodiff.grad(
                  (Tensor s) ->
                      x.matmul(dense.reshape(3, 4, 7).mul(s.expandDims(1)).reshape(12, 7))
                          .square()
                          .sum())
              .apply(scale);
      assertThat(gradient.isClose(expected, 1e-10, 1e-10)).isTrue();
    }
  }

  @Test
  void theDensityIsExact() {
    for (double density : new double[] {0, 0.001, 0.1, 0.33, 0.5, 1}) {
      TernaryMatrix weights = TernaryMatrix.random(97, 61, density, RandomKey.of(11));
      double[] w = weights.toDense(DType.FLOAT64).toDoubles();
      long plus = 0;
      long minus = 0;
      for (double value : w) {
        assertThat(value).isIn(-1.0, 0.0, 1.0);
        plus += value == 1 ? 1 : 0;
        minus += value == -1 ? 1 : 0;
      }
      assertThat(plus + minus).isEqualTo(Math.round(density * 97 * 61));
      assertThat(plus - minus).isBetween(0L, 1L);
    }
  }

  @Test
  void theSmallerStorageIsTaken() {
    assertThat(TernaryMatrix.random(512, 512, 0.5, RandomKey.of(1)).storage())
        .isEqualTo(Storage.PACKED);
    TernaryMatrix sparse = TernaryMatrix.random(512, 512, 0.01, RandomKey.of(1));
    assertThat(sparse.storage()).isEqualTo(Storage.INDEXED);
    assertThat(sparse.bytes()).isEqualTo(4 * (2621 + 2 * 512 + 1));
    TernaryMatrix packed = TernaryMatrix.random(4096, 4096, 0.6, RandomKey.of(1));
    assertThat(packed.bitsPerWeight()).isEqualTo(2);
    assertThat(packed.bytes()).isEqualTo(4096L * 4096 / 4);
  }

  @Test
  void entriesAreInRowMajorOrder() {
    Tensor w = Tensor.of(new double[] {0, 1, -1, 0, 0, 0, 1, 0, 0}, 3, 3);
    for (Storage storage : Storage.values()) {
      TernaryMatrix.Entries entries = TernaryMatrix.of(w, storage).entries();
      assertThat(entries.rows()).containsExactly(0, 0, 2);
      assertThat(entries.columns()).containsExactly(1, 2, 0);
      assertThat(entries.values()).containsExactly(1, -1, 1);
    }
  }

  @Test
  void bytesAreMultipliedExactly() {
    Random random = new Random(5);
    for (int[] shape : new int[][] {{1, 1}, {255, 3}, {256, 64}, {1000, 129}, {700, 65}}) {
      TernaryMatrix some = TernaryMatrix.random(shape[0], shape[1], 0.7, RandomKey.of(shape[0]));
      byte[] x = new byte[2 * shape[0]];
      random.nextBytes(x);
      java.util.Arrays.fill(x, 0, shape[0], (byte) -128); // the worst case for sums of shorts
      for (Storage storage : Storage.values()) {
        TernaryMatrix weights = TernaryMatrix.of(some.toDense(DType.FLOAT64), storage);
        int[] y = weights.multiply(x, 2);
        for (int row = 0; row < 2; row++) {
          for (int n = 0; n < shape[1]; n++) {
            int expected = 0;
            for (int k = 0; k < shape[0]; k++) {
              expected += x[row * shape[0] + k] * weights.weight(k, n);
            }
            assertThat(y[row * shape[1] + n]).isEqualTo(expected);
          }
        }
      }
    }
    TernaryMatrix ones = TernaryMatrix.of(Tensor.ones(600, 64));
    byte[] least = new byte[600];
    java.util.Arrays.fill(least, (byte) -128);
    assertThat(ones.multiply(least, 1)).containsOnly(-128 * 600);
  }

  @Test
  void activationsInEightBitsAreCloseToExactOnes() {
    TernaryMatrix weights = TernaryMatrix.random(300, 100, 0.66, RandomKey.of(7));
    Tensor x = RandomKey.of(8).normal(4, 300);
    Tensor scale = Tensor.scalar(0.5);
    Tensor exact = Ternary.matmul(x, weights, scale);
    Tensor rounded = Ternary.matmulInt8(x, weights, scale);
    // 200 errors of half a step of max|x|/127 each, added at random
    assertThat(rounded.sub(exact).abs().max().item()).isLessThan(0.5);
    Tensor integers = Tensor.of(new double[] {127, -5, 0}, 1, 3);
    TernaryMatrix three = TernaryMatrix.of(Tensor.of(new double[] {1, -1, 1}, 3, 1));
    assertThat(Ternary.matmulInt8(integers, three, Tensor.scalar(1)).item())
        .isCloseTo(132, within(1e-12));
    assertThatThrownBy(() -> Ternary.matmulInt8(Tensor.of(1, Double.NaN, 2), three, scale))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void leastSquaresIsTheBestOfAll() {
    Random random = new Random(2);
    double[] w = new double[9];
    for (int i = 0; i < w.length; i++) {
      w[i] = random.nextGaussian();
    }
    double best = Double.POSITIVE_INFINITY;
    for (int code = 0; code < 19_683; code++) {
      double dot = 0;
      double square = 0;
      int rest = code;
      double[] t = new double[9];
      for (int i = 0; i < 9; i++) {
        t[i] = rest % 3 - 1;
        rest /= 3;
        dot += t[i] * w[i];
        square += t[i] * t[i];
      }
      double scale = square == 0 ? 0 : dot / square;
      double error = 0;
      for (int i = 0; i < 9; i++) {
        error += (w[i] - scale * t[i]) * (w[i] - scale * t[i]);
      }
      best = Math.min(best, error);
    }
    Tensor tensor = Tensor.of(w);
    for (Ternarization method : Ternarization.values()) {
      double error = Ternary.ternarize(tensor, method, false).sub(tensor).square().sum().item();
      if (method == Ternarization.LEAST_SQUARES) {
        assertThat(error).isCloseTo(best, within(1e-12));
      } else {
        assertThat(error).isGreaterThanOrEqualTo(best - 1e-12);
      }
    }
  }

  @Test
  void latentWeightsTrain() {
    Tensor x = RandomKey.of(1).normal(6, 5);
    Tensor w = RandomKey.of(2).normal(5, 4);
    Tensor g = RandomKey.of(3).normal(6, 4);
    Tensor gradient =
        Autodiff.vjp((Tensor t) -> Ternary.ofLatent(x, t, Ternarization.ABSMEAN), w).pullback(g);
    assertThat(gradient.isClose(x.transpose().matmul(g), 1e-12, 1e-12)).isTrue();
    Tensor clipped =
        Autodiff.grad((Tensor t) -> Ternary.ternarize(t, Ternarization.THRESHOLD, false, 1).sum())
            .apply(Tensor.of(0.5, -1, 1.5));
    assertThat(clipped.toDoubles()).containsExactly(1, 1, 0);
  }

  @Test
  void compressedWeightsAreTheTernarizedOnes() {
    Tensor w = RandomKey.of(2).normal(50, 40);
    Tensor x = RandomKey.of(3).normal(2, 50);
    for (Ternarization method : Ternarization.values()) {
      for (boolean columns : new boolean[] {true, false}) {
        Ternary.Compressed compressed = Ternary.compress(w, method, columns);
        Tensor y = Ternary.matmul(x, compressed.matrix(), compressed.scale());
        Tensor expected = x.matmul(Ternary.ternarize(w, method, columns));
        assertThat(y.isClose(expected, 1e-12, 1e-12)).isTrue();
      }
    }
  }

  @Test
  void errorsNameWhatIsWrong() {
    assertThatThrownBy(() -> TernaryMatrix.of(Tensor.of(new double[] {1, 0.5}, 1, 2)))
        .hasMessage(
            "ternary-matrix: the weights must be -1, 0 or 1, got 0.5 at [0, 1] of shape [1, 2];"
                + " ternarize them first");
    assertThatThrownBy(() -> TernaryMatrix.of(Tensor.zeros(0, 3))).hasMessageContaining("[0, 3]");
    assertThatThrownBy(() -> TernaryMatrix.random(2, 2, 1.5, RandomKey.of(1)))
        .hasMessage("ternary-matrix: the density must be between 0 and 1, got 1.5; pass a share");
    assertThatThrownBy(() -> TernaryMatrix.random(2, 2, Double.NaN, RandomKey.of(1)))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Ternary.ternarize(Tensor.of(Double.NaN), Ternarization.ABSMEAN, false))
        .hasMessageContaining("ternarize")
        .hasMessageContaining("NaN");
  }
}
