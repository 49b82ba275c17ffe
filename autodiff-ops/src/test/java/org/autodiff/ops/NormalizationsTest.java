package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.junit.jupiter.api.Test;

/** Normalizations and the gated scan against naive loops and compositions of core operators. */
class NormalizationsTest {
  private static final double EPS = 1e-2;

  private static Tensor random(long seed, int... shape) {
    int size = Shape.of(shape).size();
    return Tensor.of(new SplittableRandom(seed).doubles(size, -2, 3).toArray(), shape);
  }

  /** The definition, in core operators, which derive it themselves. */
  private static Tensor composed(Tensor x, Tensor gain) {
    return x.div(x.square().mean(true, -1).add(EPS).sqrt()).mul(gain);
  }

  private static Tensor composed(Tensor x, Tensor gain, Tensor bias) {
    return composed(x.sub(x.mean(true, -1)), gain).add(bias);
  }

  @Test
  void rmsNormIsItsDefinitionToTheThirdDerivative() {
    Tensor x = random(1, 2, 5);
    Tensor gain = random(2, 5);
    Tensor weights = random(3, 2, 5);
    Tensor fused = Normalizations.rmsNorm(x, gain, EPS);
    assertClose(fused, composed(x, gain));
    assertClose(
        Autodiff.hessian((Tensor y) -> Normalizations.rmsNorm(y, gain, EPS).mul(weights).sum())
            .apply(x),
        Autodiff.hessian((Tensor y) -> composed(y, gain).mul(weights).sum()).apply(x));
    Tensor v = random(4, 2, 5);
    assertClose(
        Autodiff.jvp(
                (Tensor y) ->
                    Autodiff.hessian(
                            (Tensor z) -> Normalizations.rmsNorm(z, gain, EPS).mul(weights).sum())
                        .apply(y),
                x,
                v)
            .tangent(),
        Autodiff.jvp(
                (Tensor y) ->
                    Autodiff.hessian((Tensor z) -> composed(z, gain).mul(weights).sum()).apply(y),
                x,
                v)
            .tangent());
  }

  @Test
  void layerNormIsItsDefinitionToTheThirdDerivative() {
    Tensor x = random(5, 2, 4);
    Tensor gain = random(6, 4);
    Tensor bias = random(7, 4);
    Tensor weights = random(8, 2, 4);
    assertClose(Normalizations.layerNorm(x, gain, bias, EPS), composed(x, gain, bias));
    Tensor v = random(9, 2, 4);
    assertClose(
        Autodiff.jvp(
                (Tensor y) ->
                    Autodiff.hessian(
                            (Tensor z) ->
                                Normalizations.layerNorm(z, gain, bias, EPS).mul(weights).sum())
                        .apply(y),
                x,
                v)
            .tangent(),
        Autodiff.jvp(
                (Tensor y) ->
                    Autodiff.hessian((Tensor z) -> composed(z, gain, bias).mul(weights).sum())
                        .apply(y),
                x,
                v)
            .tangent());
    List<Tensor> all = List.of(x, gain, bias);
    List<Tensor> fused =
        Autodiff.grad(
                (List<Tensor> o) ->
                    Normalizations.layerNorm(o.get(0), o.get(1), o.get(2), EPS).mul(weights).sum())
            .apply(all);
    List<Tensor> expected =
        Autodiff.grad((List<Tensor> o) -> composed(o.get(0), o.get(1), o.get(2)).mul(weights).sum())
            .apply(all);
    for (int i = 0; i < 3; i++) {
      assertClose(fused.get(i), expected.get(i));
    }
  }

  @Test
  void rowsThatOverflowAreScaledFirst() {
    Tensor large = Tensor.of(3e200, -4e200);
    assertClose(
        Normalizations.rmsNorm(large, Tensor.ones(2), 1e-5),
        Tensor.of(0.6 * Math.sqrt(2), -0.8 * Math.sqrt(2)));
    Tensor single = Tensor.of(new float[] {3e30f, -4e30f}, 2);
    float[] y = Normalizations.rmsNorm(single, Tensor.of(new float[] {1, 1}, 2), 1e-5).toFloats();
    assertThat(y[0]).isCloseTo((float) (0.6 * Math.sqrt(2)), within(1e-6f));
  }

  /** The Hessian of 1e20 times a row is 1e-40 times its Hessian: weights bring it back. */
  @Test
  void secondDerivativesOfRowsThatOverflow() {
    Tensor row = Tensor.of(3, -4, 1, 0.5);
    Tensor v = Tensor.of(1, 0.5, -2, 1);
    Tensor weights = Tensor.of(1, -1, 2, 0.25);
    for (boolean centred : new boolean[] {false, true}) {
      double[] expected = product(row, v, weights, centred);
      double norm = Tensor.of(expected).norm().item();
      for (double size : new double[] {1e20, 1e25}) {
        Tensor large = row.mul(size).to(DType.FLOAT32);
        Tensor u = v.mul(size).to(DType.FLOAT32);
        double[] actual = product(large, u, weights.mul(size).to(DType.FLOAT32), centred);
        assertThat(actual).containsExactly(expected, within(1e-5 * norm));
      }
      double[] twice = product(row.mul(1e200), v.mul(1e200), weights.mul(1e200), centred);
      assertThat(twice).containsExactly(expected, within(1e-12 * norm));
    }
  }

  /** H v of the weighted sum of a normalized row, with an eps that does not count. */
  private static double[] product(Tensor x, Tensor v, Tensor weights, boolean centred) {
    Tensor gain = Tensor.ones(4).to(x.dtype());
    Tensor bias = gain.mul(0);
    double eps = 1e-12;
    return Autodiff.jvp(
            Autodiff.grad(
                (Tensor y) ->
                    (centred
                            ? Normalizations.layerNorm(y, gain, bias, eps)
                            : Normalizations.rmsNorm(y, gain, eps))
                        .mul(weights)
                        .sum()),
            x,
            v)
        .tangent()
        .toDoubles();
  }

  @Test
  void rowsOfZerosAndNotFiniteRows() {
    Tensor x =
        Tensor.of(new double[][] {{0, 0}, {Double.NaN, 1}, {1, Double.POSITIVE_INFINITY}, {1, 1}});
    double[] y = Normalizations.rmsNorm(x, Tensor.ones(2), 1).toDoubles();
    assertThat(y[0]).isZero();
    assertThat(y[2]).isNaN();
    assertThat(y[3]).isNaN();
    assertThat(y[5]).isNaN();
    assertThat(y[6]).isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void gatedScanIsALoop() {
    Tensor f = random(10, 2, 4, 3);
    Tensor i = random(11, 2, 4, 3);
    Tensor h0 = random(12, 2, 3);
    double[][][] expected = new double[2][4][3];
    for (int b = 0; b < 2; b++) {
      for (int c = 0; c < 3; c++) {
        double h = h0.get(b, c).item();
        for (int t = 0; t < 4; t++) {
          h = f.get(b, t, c).item() * h + i.get(b, t, c).item();
          expected[b][t][c] = h;
        }
      }
    }
    assertClose(GatedScan.scan(f, i, h0, 1), Tensor.fromArray(expected));
    assertClose(GatedScan.scan(f, i, h0, -2), Tensor.fromArray(expected));
    assertClose(GatedScan.scan(f, i, Tensor.zeros(2, 3), 1), GatedScan.scan(f, i, 1));
  }

  @Test
  void badInputHasAClearError() {
    assertThatThrownBy(() -> Normalizations.rmsNorm(Tensor.ones(2, 3), Tensor.ones(2), 1e-5))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "rms-norm: gain must have one element for each feature (the last axis of x), got"
                + " shapes [2, 3] and [2]; use [3]");
    assertThatThrownBy(() -> Normalizations.rmsNorm(Tensor.ones(3), Tensor.ones(3), -1))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("rms-norm: eps must be positive and finite, got -1.0");
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-10));
  }
}
