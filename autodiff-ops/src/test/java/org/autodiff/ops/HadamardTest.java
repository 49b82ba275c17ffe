package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.LawResult;
import org.autodiff.check.OperatorLaws;
import org.autodiff.ops.check.AggregateEntry;
import org.junit.jupiter.api.Test;

/** The layers from a user's side: laws of their own, limits, and aggregates of one's own. */
class HadamardTest {
  private final Tensor x = RandomKey.of(1).normal(4, 6);
  private final Tensor w = RandomKey.of(2).normal(6, 5);

  private static Tensor products(Tensor x, Tensor w) {
    return x.expandDims(2).mul(w.expandDims(0));
  }

  @Test
  void everyAggregateIsItsCompositionOverTheProducts() {
    Tensor p = products(x, w);
    assertThat(Hadamard.sum(x, w).isClose(p.sum(1), 1e-12, 1e-12)).isTrue();
    assertThat(Hadamard.mean(x, w).isClose(p.mean(1), 1e-12, 1e-12)).isTrue();
    assertThat(Hadamard.max(x, w)).isEqualTo(p.max(1).dense());
    assertThat(Hadamard.min(x, w)).isEqualTo(p.min(1).dense());
    assertThat(Hadamard.absMax(x, w).abs()).isEqualTo(p.abs().max(1).dense());
    assertThat(Hadamard.logSumExp(x, w, 3).isClose(p.mul(3).logsumexp(1).div(3), 1e-12, 1e-12))
        .isTrue();
    Tensor sinh = p.mul(0.5).sinh().sum(1).asinh().div(0.5);
    assertThat(Hadamard.sinhSum(x, w, 0.5).isClose(sinh, 1e-12, 1e-12)).isTrue();
    Tensor q = p.abs().mul(2).softmax(1);
    assertThat(Hadamard.boltzmann(x, w, 2).isClose(p.mul(q).sum(1), 1e-12, 1e-12)).isTrue();
    Tensor sums = x.expandDims(2).add(w.expandDims(0));
    assertThat(Tropical.maxPlus(x, w)).isEqualTo(sums.max(1).dense());
    assertThat(Tropical.minPlus(x, w)).isEqualTo(sums.min(1).dense());
    assertThat(Tropical.softMinPlus(x, w, 2).isClose(sums.mul(-2).logsumexp(1).div(-2), 1e-12, 0))
        .isTrue();
    Tensor distances = x.expandDims(2).sub(w.expandDims(0)).abs().sum(1).neg();
    assertThat(Adder.adder(x, w).isClose(distances, 1e-12, 0)).isTrue();
  }

  @Test
  void gradientsAreThoseOfTheComposition() {
    BiFunction<Tensor, Tensor, Tensor> fused = (a, b) -> Hadamard.boltzmann(a, b, 2).square().sum();
    BiFunction<Tensor, Tensor, Tensor> composed =
        (a, b) -> {
          Tensor p = products(a, b);
          return p.mul(p.abs().mul(2).softmax(1)).sum(1).square().sum();
        };
    for (boolean byX : new boolean[] {true, false}) {
      Tensor expected = byX ? Autodiff.grad(composed).apply(x, w) : byW(composed);
      Tensor actual = byX ? Autodiff.grad(fused).apply(x, w) : byW(fused);
      assertThat(actual.isClose(expected, 1e-10, 1e-12)).isTrue();
    }
  }

  private Tensor byW(BiFunction<Tensor, Tensor, Tensor> f) {
    return Autodiff.grad((Tensor b) -> f.apply(x, b)).apply(w);
  }

  /** What the products have in common is added to the value and does not reach the derivatives. */
  @Test
  void softMaximaAreInvariantUnderShifts() {
    Tensor a = Tensor.of(1, 2, 3, 2.5, -1, 0.5).reshape(2, 3);
    Tensor b = Tensor.ones(3, 2);
    Tensor zeros = Tensor.zeros(3, 2);
    for (double shift : new double[] {64, 1e4, 1e6, -1e6}) {
      // sums or products with 1: both exact in float32
      assertShifted((x, w) -> Tropical.softMaxPlus(x, w, one(x)), a, zeros, shift, shift);
      assertShifted((x, w) -> Tropical.softMinPlus(x, w, one(x)), a, zeros, shift, shift);
      assertShifted((x, w) -> Hadamard.logSumExp(x, w, one(x)), a, b, shift, shift);
      assertShifted((x, w) -> Hadamard.lseDifference(x, w, one(x)), a, b, shift, 2 * shift);
    }
    for (double shift : new double[] {1e4, 1e6}) {
      // of numbers with one sign these are soft maxima of magnitudes; odd, so of both signs
      Tensor high = a.add(64);
      for (double sign : new double[] {1, -1}) {
        Tensor signed = b.mul(sign);
        double by = sign * shift;
        assertShifted((x, w) -> Hadamard.softAbsMax(x, w, one(x)), high, signed, shift, by);
        assertShifted((x, w) -> Hadamard.centeredSoftAbsMax(x, w, one(x)), high, signed, shift, by);
        assertShifted((x, w) -> Hadamard.sinhSum(x, w, one(x)), high, signed, shift, by);
        assertShifted((x, w) -> Hadamard.boltzmann(x, w, one(x)), high, signed, shift, by);
      }
    }
  }

  private static Tensor one(Tensor x) {
    return Tensor.scalar(1, x.dtype());
  }

  private static void assertShifted(
      BinaryOperator<Tensor> f, Tensor x, Tensor w, double shift, double expected) {
    Tensor v = Tensor.of(1, -0.5, 0.25, 2, 0, 1).reshape(2, 3);
    Tensor value = f.apply(x, w).add(expected);
    Tensor slopes = Autodiff.grad((Tensor y) -> f.apply(y, w).sum()).apply(x);
    Tensor pushed = Autodiff.jvp((Tensor y) -> f.apply(y, w), x, v).tangent();
    Tensor hv = Autodiff.jvp(Autodiff.grad((Tensor y) -> f.apply(y, w).sum()), x, v).tangent();
    for (DType dtype : DType.values()) {
      double eps = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
      Tensor at = x.add(shift).to(dtype);
      Tensor weights = w.to(dtype);
      assertThat(f.apply(at, weights).toDoubles())
          .containsExactly(value.toDoubles(), within(4 * eps * (4 + Math.abs(shift))));
      assertThat(Autodiff.grad((Tensor y) -> f.apply(y, weights).sum()).apply(at).toDoubles())
          .containsExactly(slopes.toDoubles(), within(16 * eps));
      assertThat(
              Autodiff.jvp((Tensor y) -> f.apply(y, weights), at, v.to(dtype))
                  .tangent()
                  .toDoubles())
          .containsExactly(pushed.toDoubles(), within(32 * eps));
      assertThat(
              Autodiff.jvp(Autodiff.grad((Tensor y) -> f.apply(y, weights).sum()), at, v.to(dtype))
                  .tangent()
                  .toDoubles())
          .containsExactly(hv.toDoubles(), within(64 * eps));
    }
  }

  /** A masked activation weighs nothing, in every derivative. */
  @Test
  void minusInfinityWeighsNothing() {
    for (int columns : new int[] {1, 3, 33}) {
      for (DType dtype : DType.values()) {
        Tensor masked = Tensor.of(Double.NEGATIVE_INFINITY, 1).to(dtype);
        Tensor weights = Tensor.ones(2, columns).to(dtype);
        Tensor alpha = Tensor.scalar(2, dtype);
        BinaryOperator<Tensor> f = (a, b) -> Hadamard.logSumExp(a, b, alpha).mean();
        Tensor byX = Autodiff.grad((Tensor a) -> f.apply(a, weights)).apply(masked);
        assertThat(byX.toDoubles()).containsExactly(new double[] {0, 1}, within(1e-6));
        Tensor byW = Autodiff.grad((Tensor b) -> f.apply(masked, b)).apply(weights);
        assertThat(byW.sum(1).toDoubles()).containsExactly(new double[] {0, 1}, within(1e-6));
        Tensor v = Tensor.ones(2, columns).to(dtype);
        assertThat(Autodiff.jvp((Tensor b) -> f.apply(masked, b), weights, v).tangent().item())
            .isCloseTo(1, within(1e-6));
        Tensor hv =
            Autodiff.jvp(Autodiff.grad((Tensor b) -> f.apply(masked, b)), weights, v).tangent();
        assertThat(hv.toDoubles()).containsOnly(0);
        Tensor byAlpha =
            Autodiff.grad((Tensor c) -> Hadamard.logSumExp(masked, weights, c).sum()).apply(alpha);
        assertThat(byAlpha.item()).isZero();
        Tensor plus = Tropical.softMaxPlus(masked, weights, alpha);
        assertThat(plus.toDoubles()).containsOnly(2);
        Tensor byPlus =
            Autodiff.grad((Tensor a) -> Tropical.softMaxPlus(a, weights, alpha).mean())
                .apply(masked);
        assertThat(byPlus.toDoubles()).containsExactly(new double[] {0, 1}, within(1e-6));
      }
    }
  }

  @Test
  void softAbsMaxIsOddWithinItsBoundsAndInvariantUnderPermutation() {
    double alpha = 5;
    Tensor y = Hadamard.softAbsMax(x, w, alpha);
    assertThat(Hadamard.softAbsMax(x.neg(), w, alpha)).isEqualTo(y.neg().dense());
    assertThat(Hadamard.softAbsMax(x, w.neg(), alpha)).isEqualTo(y.neg().dense());
    Tensor excess = y.abs().sub(Hadamard.absMax(x, w).abs());
    assertThat(excess.min().item()).isGreaterThanOrEqualTo(0);
    assertThat(excess.max().item()).isLessThanOrEqualTo(Math.log(6) / alpha + 1e-15);
    Tensor permuted = Hadamard.softAbsMax(x.flip(1), w.flip(0), alpha);
    assertThat(permuted.isClose(y, 1e-14, 0)).isTrue();
  }

  @Test
  void temperaturesHaveTheirLimits() {
    Tensor hard = Hadamard.absMax(x, w);
    assertThat(Hadamard.softAbsMax(x, w, 1e6).isClose(hard, 1e-5, 1e-5)).isTrue();
    assertThat(Hadamard.sinhSum(x, w, 1e6).isClose(hard, 1e-5, 1e-5)).isTrue();
    assertThat(Hadamard.boltzmann(x, w, 1e6).isClose(hard, 1e-5, 1e-5)).isTrue();
    assertThat(Hadamard.sinhSum(x, w, 1e-6).isClose(Hadamard.sum(x, w), 1e-9, 1e-9)).isTrue();
    Tensor magnitude = products(x, w).abs().mean(1);
    assertThat(Hadamard.centeredSoftAbsMax(x, w, 1e-6).abs().isClose(magnitude, 1e-5, 1e-5))
        .isTrue();
    assertThat(Hadamard.boltzmann(x, w, 1e-9).isClose(Hadamard.mean(x, w), 1e-6, 1e-6)).isTrue();
  }

  @Test
  void theTemperatureIsLearnable() {
    Tensor gradient =
        Autodiff.grad((Tensor alpha) -> Hadamard.softAbsMax(x, w, alpha).sum())
            .apply(Tensor.scalar(2));
    Tensor p = products(x, w).abs();
    Tensor q = p.mul(2).softmax(1);
    Tensor entropy = q.mul(q.log()).sum(1).neg();
    Tensor sign = Hadamard.absMax(x, w).sign();
    double expected = sign.mul(entropy).sum().item() / -4;
    assertThat(gradient.item()).isCloseTo(expected, within(1e-10));
  }

  @Test
  void aTemperatureThatIsNotPositiveIsNamed() {
    assertThatThrownBy(() -> Hadamard.softAbsMax(x, w, Tensor.scalar(-1)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "soft-abs-max: alpha must be positive and finite, got -1.0; use the hard aggregate for"
                + " its limit");
    assertThatThrownBy(() -> Hadamard.softAbsMax(x.to(DType.FLOAT32), w.to(DType.FLOAT32), 1e300))
        .hasMessageContaining("float32");
  }

  @Test
  void errorsNameTheMethodThatWasCalled() {
    Tensor none = Tensor.zeros(1, 0);
    Tensor weights = Tensor.zeros(0, 1);
    assertThatThrownBy(() -> Hadamard.mean(none, weights)).hasMessageStartingWith("hadamard-mean:");
    assertThatThrownBy(() -> Hadamard.max(none, weights)).hasMessageStartingWith("hadamard-max:");
    assertThatThrownBy(() -> Hadamard.min(none, weights)).hasMessageStartingWith("hadamard-min:");
    assertThatThrownBy(() -> Hadamard.logSumExp(none, weights, 1))
        .hasMessageStartingWith("hadamard-logsumexp:");
    assertThatThrownBy(() -> Hadamard.logSumExp(x, w, 0))
        .hasMessageStartingWith("hadamard-logsumexp:");
  }

  @Test
  void noProductTensorIsEverHeld() {
    // in float32 the products and their derivatives would be some 130 MB each
    Tensor big = RandomKey.of(3).normal(64, 2048).to(DType.FLOAT32);
    Tensor weights = RandomKey.of(4).normal(2048, 256).to(DType.FLOAT32);
    Tensor gradient =
        Autodiff.grad((Tensor a) -> Hadamard.softAbsMax(a, weights, 10).sum()).apply(big);
    assertThat(Double.isFinite(gradient.sum().item())).isTrue();
    Tensor product =
        Autodiff.hvp(
            (Tensor a) -> Hadamard.softAbsMax(a, weights, 10).sum(),
            Tensor.full(0.5, new TensorType(Shape.of(2, 2048), DType.FLOAT32)),
            Tensor.full(1, new TensorType(Shape.of(2, 2048), DType.FLOAT32)));
    assertThat(Double.isFinite(product.sum().item())).isTrue();
  }

  @Test
  void anAggregateOfOnesOwnSatisfiesTheLaws() {
    Aggregate rms =
        Aggregate.of(
            "rms", p -> p.square().mean(-1).add(1).sqrt(), (p, y, inputs) -> p.div(y).div(inputs));
    Tensor a = RandomKey.of(5).normal(2, 3);
    Tensor b = RandomKey.of(6).normal(3, 40);
    Tensor expected = products(a, b).square().mean(1).add(1).sqrt();
    assertThat(rms.apply(a, b).isClose(expected, 1e-12, 0)).isTrue();
    List<LawResult> results = OperatorLaws.check(AggregateEntry.of(rms, Domain.all()), 12, 3);
    assertThat(results).allSatisfy(result -> assertThat(result.passed()).as(result + "").isTrue());
  }

  @Test
  void aWrongDerivativeOfOnesOwnIsCaught() {
    Aggregate wrong = Aggregate.of("wrong", p -> p.square().sum(-1), (p, y, inputs) -> p);
    assertThat(OperatorLaws.check(AggregateEntry.of(wrong, Domain.all()), 12, 3))
        .anySatisfy(result -> assertThat(result.passed()).isFalse());
  }

  @Test
  void theAdderTrainsByItsSurrogate() {
    Tensor a = Tensor.of(new double[] {0.5, 4}, 1, 2);
    Tensor b = Tensor.of(new double[] {1, 1}, 2, 1);
    assertThat(Adder.adderWithSurrogate(a, b).item()).isEqualTo(-3.5);
    assertThat(
            Autodiff.grad((Tensor t) -> Adder.adderWithSurrogate(t, b).sum()).apply(a).toDoubles())
        .containsExactly(0.5, -1);
    assertThat(
            Autodiff.grad((Tensor t) -> Adder.adderWithSurrogate(a, t).sum()).apply(b).toDoubles())
        .containsExactly(-0.5, 3);
  }

  @Test
  void widthAndBatchOfOneWork() {
    Tensor one = Tensor.of(new double[] {-3}, 1, 1);
    assertThat(Hadamard.softAbsMax(one, one, 10).item()).isEqualTo(9);
    assertThat(
            Autodiff.grad((Tensor t) -> Hadamard.softAbsMax(t, one, 10).sum())
                .apply(Tensor.zeros(1, 1))
                .item())
        .isEqualTo(-3);
    assertThat(Hadamard.absMax(Tensor.of(1, -5), Tensor.of(new double[] {1, 1}, 2, 1)).toDoubles())
        .containsExactly(-5);
  }
}
