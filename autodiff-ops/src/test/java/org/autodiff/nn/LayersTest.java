package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.Ternarization;
import org.junit.jupiter.api.Test;

/** Layers, first weights and losses. */
class LayersTest {
  private final Tensor x = RandomKey.of(1).normal(5, 4);
  private final Tensor w = RandomKey.of(2).normal(4, 3);
  private final Tensor bias = Tensor.of(1.0, 2, 3);

  @Test
  void everyLayerHasAGradientOfItsOwnType() {
    Layer[] layers = {
      new Linear(w, bias),
      new HadamardLayer(w, bias, HadamardLayer.Kind.MAX, 1),
      new HadamardLayer(w, bias, HadamardLayer.Kind.ABS_MAX, 1),
      new HadamardLayer(w, bias, HadamardLayer.Kind.CENTERED_SOFT_ABS_MAX, 3),
      new HadamardLayer(w, bias, HadamardLayer.Kind.SINH_SUM, 1),
      new HadamardLayer(w, bias, HadamardLayer.Kind.BOLTZMANN, 1),
      new HadamardLayer(w, bias, HadamardLayer.Kind.ADDER, 1),
      new TernaryLayer(w, bias, Ternarization.ABSMEAN),
      new BitLinearLayer(Tensor.ones(4), w, 1e-5),
      new RmsNorm(Tensor.ones(4), 1e-5),
      new LayerNorm(Tensor.ones(4), Tensor.zeros(4), 1e-5)
    };
    for (Layer layer : layers) {
      Layer gradient = Autodiff.grad((Layer l) -> l.apply(x).square().sum()).apply(layer);
      assertThat(gradient).hasSameClassAs(layer).isNotEqualTo(layer);
    }
    Layer linear = Autodiff.grad((Layer l) -> l.apply(x).sum()).apply(layers[0]);
    assertThat(((Linear) linear).bias().toDoubles()).containsOnly(5);
  }

  @Test
  void aSequenceIsItsLayersOneAfterAnother() {
    BatchNorm norm =
        new BatchNorm(Tensor.ones(3), Tensor.ones(3), Tensor.zeros(3), Tensor.ones(3), 1e-5);
    Layer linear = new Linear(w, bias);
    Dropout first = new Dropout(0.5);
    Dropout second = new Dropout(0.25);
    Sequential layers = Sequential.of(first, linear, norm, second, Activation.TANH);
    assertThat(layers.apply(x)).isEqualTo(norm.apply(linear.apply(x)).tanh());
    RandomKey key = RandomKey.of(7);
    Tensor dropped = linear.apply(first.train(x, key.fold(0)));
    Tensor normed = norm.train(dropped, key.fold(2));
    Tensor expected = second.train(normed, key.fold(3)).tanh();
    assertThat(layers.train(x, key)).isEqualTo(expected).isNotEqualTo(layers.apply(x));
    assertThat(Sequential.of().train(x, key)).isSameAs(x);
    assertThat(Autodiff.grad((Layer l) -> l.train(x, key).sum()).apply(layers))
        .as("the gradient reaches the layers inside")
        .isInstanceOf(Sequential.class)
        .isNotEqualTo(layers);
  }

  @Test
  void activationsHaveTheirValues() {
    Tensor z = Tensor.of(-2, 0, 0.5, 3);
    assertThat(Activation.RELU.apply(z).toDoubles()).containsExactly(0, 0, 0.5, 3);
    assertThat(Activation.HARDTANH.apply(z).toDoubles()).containsExactly(-1, 0, 0.5, 1);
    assertThat(Activation.TANH.apply(z).get(3).item()).isEqualTo(Math.tanh(3));
    // torch.nn.functional.gelu and silu
    assertThat(Activation.GELU.apply(z).toDoubles())
        .containsExactly(
            new double[] {-0.04550026389635842, 0, 0.34573123063700656, 2.99595030590511},
            within(1e-12));
    assertThat(Activation.SILU.apply(z).toDoubles())
        .containsExactly(
            new double[] {-0.2384058440442351, 0, 0.3112296656009273, 2.8577223804672998},
            within(1e-12));
  }

  @Test
  void batchNormUsesTheBatchWhileTrainingAndRunningStatisticsAfterwards() {
    BatchNorm norm =
        new BatchNorm(Tensor.ones(4), Tensor.zeros(4), Tensor.zeros(4), Tensor.ones(4), 1e-5);
    Tensor y = norm.train(x, RandomKey.of(1));
    assertThat(y.mean(0).abs().max().item()).isLessThan(1e-12);
    assertThat(y.variance(0, 0).sub(1).abs().max().item()).isLessThan(1e-4);
    assertThat(norm.apply(x).isClose(x, 1e-4, 1e-4)).isTrue();
    BatchNorm updated = norm.updated(x, 1);
    assertThat(updated.mean()).isEqualTo(x.mean(0).dense());
    assertThat(updated.variance()).isEqualTo(x.variance(1, 0).dense());
    assertThatThrownBy(() -> norm.train(x.get(0), RandomKey.of(1)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void dropoutKeepsTheMean() {
    Tensor ones = Tensor.ones(200, 100);
    Dropout dropout = new Dropout(0.3);
    Tensor y = dropout.train(ones, RandomKey.of(9));
    assertThat(y.mean().item()).isCloseTo(1, within(0.02));
    assertThat(y.eq(Tensor.scalar(0)).mean().item()).isCloseTo(0.3, within(0.02));
    assertThat(dropout.train(ones, RandomKey.of(9))).isEqualTo(y);
    assertThat(dropout.apply(ones)).isSameAs(ones);
    assertThatThrownBy(() -> new Dropout(1)).isInstanceOf(ValueException.class);
  }

  @Test
  void firstWeightsHaveTheirSpread() {
    RandomKey key = RandomKey.of(3);
    Tensor he = Initializations.he(200, 100, DType.FLOAT64, key);
    assertThat(he.variance(1).item()).isCloseTo(0.01, within(5e-4));
    Tensor xavier = Initializations.xavier(200, 200, DType.FLOAT64, key);
    assertThat(xavier.variance(1).item()).isCloseTo(0.005, within(3e-4));
    Tensor uniform = Initializations.uniform(50, 50, 0.5, DType.FLOAT32, key);
    assertThat(uniform.abs().max().item()).isBetween(0.49, 0.5);
    Tensor tall = Initializations.orthogonal(7, 4, DType.FLOAT64, key);
    assertThat(tall.transpose().matmul(tall).isClose(Tensor.eye(4), 1e-12, 1e-12)).isTrue();
    Tensor wide = Initializations.orthogonal(4, 7, DType.FLOAT64, key);
    assertThat(wide.matmul(wide.transpose()).isClose(Tensor.eye(4), 1e-12, 1e-12)).isTrue();
  }

  @Test
  void lossesHaveTheirValuesAndGradients() {
    Tensor logits = Tensor.of(new double[] {1, 2, 0.5, 1000, -1000, 0}, 2, 3);
    Tensor labels = Tensor.of(1.0, 0);
    // ln(e^1 + e^2 + e^0.5) - 2, and 0
    double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(0.5)) - 2;
    assertThat(Losses.crossEntropy(logits, labels).item()).isCloseTo(first / 2, within(1e-14));
    Tensor gradient = Autodiff.grad((Tensor z) -> Losses.crossEntropy(z, labels)).apply(logits);
    Tensor expected =
        logits.softmax(1).sub(Tensor.of(new double[] {0, 1, 0, 1, 0, 0}, 2, 3)).div(2);
    assertThat(gradient.isClose(expected, 1e-14, 1e-14)).isTrue();
    assertThat(Losses.accuracy(logits, Tensor.of(1.0, 2))).isEqualTo(0.5);
    assertThatThrownBy(() -> Losses.crossEntropy(logits, Tensor.of(1.0, 3)))
        .isInstanceOf(ValueException.class);
    Tensor e = Tensor.of(0.5, -3.0);
    Tensor zero = Tensor.zeros(2);
    assertThat(Losses.huber(e, zero, 1).item()).isCloseTo((0.125 + 2.5) / 2, within(1e-15));
    assertThat(Autodiff.grad((Tensor t) -> Losses.huber(t, zero, 1)).apply(e).toDoubles())
        .containsExactly(0.25, -0.5);
    assertThat(Losses.meanSquaredError(e, zero).item()).isCloseTo(9.25 / 2, within(1e-15));
    assertThatThrownBy(() -> Losses.meanSquaredError(e, Tensor.zeros(3)))
        .hasMessageContaining("[3]");
  }

  @Test
  void wrongLabelsRatesAndBoundsAreErrors() {
    assertThatThrownBy(() -> Losses.crossEntropy(x, Tensor.of(0.0, 1, 2, 3, 4)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "cross-entropy: labels must be whole numbers from 0 to 3, got 4.0 at position 4 of"
                + " shape [5]; number the classes from 0");
    assertThatThrownBy(() -> Losses.crossEntropy(x, Tensor.of(0.0, 1, 2, 0.5, 0)))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Losses.accuracy(x, Tensor.of(0.0))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Schedule.constant(-1)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Schedule.cosine(Double.NaN, 0, 10)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Schedule.cosine(1, 10, 10)).isInstanceOf(ValueException.class);
    assertThat(Schedule.cosine(1, 0, 10)).as("no warm-up").isNotNull();
    assertThatThrownBy(() -> Optimizer.clipByNorm(x, -1))
        .hasMessage("clip-by-norm: the bound must be positive, got -1.0; 1 is usual");
  }
}
