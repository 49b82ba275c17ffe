package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.NoGradient;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.TreeException;
import org.autodiff.ValueException;
import org.autodiff.WithAux;
import org.autodiff.ops.Ternarization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void layersPrintTypesAndNoElements() {
    BatchNorm norm =
        new BatchNorm(Tensor.ones(3), Tensor.zeros(3), Tensor.zeros(3), Tensor.ones(3), 1e-5);
    Sequential model =
        Sequential.of(
            new Linear(w.to(DType.FLOAT32), bias.to(DType.FLOAT32)),
            Activation.RELU,
            new Dropout(0.5),
            Sequential.of(new HadamardLayer(w, bias, HadamardLayer.Kind.MAX, 1), norm));
    assertThat(model)
        .hasToString(
            """
            Sequential[
              [0] Linear[w=float32[4, 3], bias=float32[3]]
              [1] RELU
              [2] Dropout[rate=0.5]
              [3] Sequential[
                [0] HadamardLayer[w=float64[4, 3], bias=float64[3], kind=MAX, alpha=1.0]
                [1] BatchNorm[gain=float64[3], bias=float64[3], mean=float64[3], variance=float64[3], eps=1.0E-5, momentum=0.1]
              ]
            ]\
            """);
    assertThat(new TernaryLayer(w, bias, Ternarization.ABSMEAN).toString())
        .startsWith("TernaryLayer[w=float64[4, 3], bias=float64[3], method=");
    assertThat(new BitLinearLayer(Tensor.ones(4), w, 1e-5))
        .hasToString("BitLinearLayer[gain=float64[4], w=float64[4, 3], eps=1.0E-5]");
    assertThat(new RmsNorm(Tensor.ones(4), 1e-5))
        .hasToString("RmsNorm[gain=float64[4], eps=1.0E-5]");
    assertThat(new LayerNorm(Tensor.ones(4), Tensor.zeros(4), 1e-5))
        .hasToString("LayerNorm[gain=float64[4], bias=float64[4], eps=1.0E-5]");
    assertThat(Sequential.of()).hasToString("Sequential[]");
    Adam adam = Adam.of(0.1);
    assertThat(adam.start(model).toString()).doesNotContain("0.0000").hasSizeLessThan(1000);
    // inside of a transform too
    Autodiff.grad(
            (Layer l) -> {
              assertThat(l).hasToString("Linear[w=float64[4, 3], bias=float64[3]]");
              return l.apply(x).sum();
            })
        .apply(new Linear(w, bias));
  }

  @Test
  void aLinearLayerDoesWithoutABias() {
    Linear plain = new Linear(w, null);
    assertThat(plain.apply(x)).isEqualTo(x.matmul(w));
    assertThat(plain).hasToString("Linear[w=float64[4, 3], bias=null]");
    Linear gradient = Autodiff.grad((Linear l) -> l.apply(x).sum()).apply(plain);
    assertThat(gradient.bias()).isNull();
    assertThat(gradient.w().shape()).isEqualTo(w.shape());
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
    assertThat(Activation.TANH.apply(z).get(3).item())
        .isCloseTo(0.9950547536867305, within(3 * Math.ulp(0.9950547536867305)));
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
    BatchNorm updated =
        new BatchNorm(norm.gain(), norm.bias(), norm.mean(), norm.variance(), 1e-5, 1).updated(x);
    assertThat(updated.mean()).isEqualTo(x.mean(0).dense());
    assertThat(updated.variance()).isEqualTo(x.variance(1, 0).dense());
    assertThatThrownBy(() -> norm.train(x.get(0), RandomKey.of(1)))
        .isInstanceOf(ShapeException.class);
  }

  /**
   * Two steps of gradient descent on Σ y³ through Linear and BatchNorm1d. Values:
   * torch.nn.Sequential with the same weights, torch.optim.SGD(lr=0.1), float64.
   */
  @Test
  void runningStatisticsOfALayerWithinOthersFollowTrainingAsInPyTorch(@TempDir Path folder)
      throws IOException {
    Sequential model =
        Sequential.of(
            new Linear(Tensor.of(new double[][] {{1, 2}, {-1, 0.5}}), Tensor.of(0.25, -0.5)),
            BatchNorm.of(2, DType.FLOAT64));
    Tensor[] batches = {
      Tensor.of(new double[][] {{1, 2}, {3, -1}, {0.5, 0}}),
      Tensor.of(new double[][] {{2, 2}, {1, 1}, {-4, 3}})
    };
    Optimizer optimizer = new Sgd(Schedule.constant(0.1), 0, false);
    Optimizer.State<Sequential> state = optimizer.start(model);
    for (Tensor batch : batches) {
      var step =
          Autodiff.valueAndGradWithAux(
                  (Sequential m) -> {
                    Layer.Trained<Sequential> trained = m.trainAndUpdate(batch, RandomKey.of(0));
                    return new WithAux<>(trained.result().pow(3).sum(), trained.layer());
                  })
              .apply(model);
      Optimizer.Update<Sequential> update = optimizer.step(model, step.value().grad(), state);
      state = update.state();
      model = Tree.withStateOf(update.parameters(), step.aux());
    }
    assertThat(Tree.state(model).keySet())
        .containsExactly(".layers[1].mean", ".layers[1].variance");
    assertThat(Tree.state(model).get(".layers[1].mean").toDoubles())
        .containsExactly(new double[] {-0.10070933700675766, 0.3046290381709826}, within(1e-13));
    assertThat(Tree.state(model).get(".layers[1].variance").toDoubles())
        .containsExactly(new double[] {2.8222268727166293, 4.239892517913768}, within(1e-13));
    Tensor y = model.apply(batches[0]);
    Tensor torch =
        Tensor.of(
            new double[][] {
              {-3.024501101039498, 1.3058892002236073},
              {2.453830246535679, 2.9648119918541993},
              {-1.1045492885607147, -2.1229247716337847}
            });
    assertThat(y.isClose(torch, 1e-12, 1e-12)).isTrue();

    // a file has them, another element type is for them too, and a user can set them
    for (String name : new String[] {"m.npz", "m.safetensors"}) {
      Path file = folder.resolve(name);
      Checkpoint.save(file, model);
      Sequential fresh = Tree.map(Tensor::zerosLike, model);
      fresh = Tree.withTensors(fresh, Map.of(".layers[1].mean", Tensor.of(9, 9)));
      assertThat(Checkpoint.load(file, fresh)).isEqualTo(model);
    }
    Sequential single = Tree.to(DType.FLOAT32, model);
    assertThat(
            single.apply(batches[0].to(DType.FLOAT32)).to(DType.FLOAT64).isClose(torch, 1e-4, 1e-4))
        .isTrue();
  }

  @Test
  void batchNormChecksItsNumbers() {
    Tensor one = Tensor.ones(1);
    for (double eps : new double[] {-1e-5, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new BatchNorm(one, one, one, one, eps))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("batch-norm: eps must be")
          .hasMessageContaining("got " + eps);
    }
    for (double momentum : new double[] {-0.1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> new BatchNorm(one, one, one, one, 1e-5, momentum))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("got " + momentum);
    }
  }

  /** A composite that does not say what becomes of the layers within it. */
  record Forgetful(Linear linear, List<Layer> rest) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return new Sequential(rest).apply(linear.apply(x));
    }

    @Override
    public Tensor train(Tensor x, RandomKey key) {
      return new Sequential(rest).train(linear.train(x, key), key);
    }
  }

  /** The same, which says it. */
  record Mindful(Linear linear, BatchNorm norm) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return norm.apply(linear.apply(x));
    }

    @Override
    public Trained<Mindful> trainAndUpdate(Tensor x, RandomKey key) {
      var normed = norm.trainAndUpdate(linear.train(x, key), key);
      return new Trained<>(normed.result(), new Mindful(linear, normed.layer()));
    }
  }

  /** Tensors without a gradient that are constants, a key and settings. */
  record Scaled(
      @NoGradient Tensor factor, RandomKey key, @NoGradient List<Double> settings, Layer inner)
      implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return inner.apply(x.mul(factor));
    }
  }

  @Test
  void movedStateOfInnerLayersIsNotLostSilently() {
    RandomKey key = RandomKey.of(1);
    Linear linear = new Linear(w, bias);
    BatchNorm norm = BatchNorm.of(3, DType.FLOAT64);
    List<Layer> losing =
        List.of(
            new Forgetful(linear, List.of(norm)),
            new Forgetful(linear, List.of(Activation.RELU, Sequential.of(norm))),
            new Forgetful(linear, List.of(new Forgetful(new Linear(w, null), List.of(norm)))),
            new Scaled(Tensor.scalar(2), key, List.of(), new Mindful(linear, norm)));
    for (Layer layer : losing) {
      assertThatThrownBy(() -> Sequential.of(layer).trainAndUpdate(x, key))
          .isInstanceOf(TreeException.class)
          .hasMessageStartingWith("layer: ")
          .hasMessageContaining("got " + layer.getClass().getSimpleName())
          .hasMessageContaining("mean' of BatchNorm; ")
          .hasMessageContaining("trainAndUpdate");
    }
    Mindful moved = new Mindful(linear, norm).trainAndUpdate(x, key).layer();
    assertThat(moved.norm()).isEqualTo(norm.updated(linear.apply(x)));
  }

  @Test
  void layersWithConstantsStayAsTheyAre() {
    RandomKey key = RandomKey.of(1);
    Layer constant =
        new Scaled(Tensor.scalar(2), key, List.of(0.5), Sequential.of(new Linear(w, bias)));
    for (Layer layer :
        List.of(
            constant,
            new Forgetful(new Linear(w, bias), List.of(Activation.RELU, new Dropout(0.5))),
            new Scaled(Tensor.scalar(3), key, List.of(), Sequential.of(constant)))) {
      Layer.Trained<? extends Layer> trained = layer.trainAndUpdate(x, key);
      assertThat(trained.layer()).isSameAs(layer);
      assertThat(trained.result()).isEqualTo(layer.train(x, key));
    }
    Layer lambda = Tensor::relu;
    assertThat(lambda.trainAndUpdate(x, key).layer()).isSameAs(lambda);
  }

  /** A model that keeps a key of its own: a component like any other, without a mark. */
  record Noisy(Tensor w, RandomKey key) {
    Tensor apply(Tensor x) {
      return x.mul(w).add(key.normal(x.shape().dims()));
    }
  }

  @Test
  void aModelMayHaveAKey(@TempDir Path folder) throws IOException {
    Noisy model = new Noisy(w, RandomKey.of(0xdead_beef_cafeL).fold(3));
    Tensor input = w.mul(2);
    Noisy gradient = Autodiff.grad((Noisy n) -> n.apply(input).sum()).apply(model);
    assertThat(gradient).isEqualTo(new Noisy(input, model.key()));
    Optimizer decaying = Adam.withDecay(Schedule.constant(0.1), 0.1);
    Noisy moved = decaying.step(model, gradient, decaying.start(model)).parameters();
    assertThat(moved.key()).isEqualTo(model.key());
    Path file = folder.resolve("m.safetensors");
    Checkpoint.save(file, moved);
    assertThat(Checkpoint.load(file, new Noisy(w, RandomKey.of(0)))).isEqualTo(moved);
    // dropout in each example of a batch by a key of its own
    Dropout dropout = new Dropout(0.5);
    List<RandomKey> keys = RandomKey.of(8).split(5);
    Tensor dropped =
        Autodiff.vmap((Tensor row, RandomKey key) -> dropout.train(row, key), 0, 0, 0)
            .apply(x, RandomKey.stack(keys));
    for (int i = 0; i < 5; i++) {
      assertThat(dropped.get(i)).isEqualTo(dropout.train(x.get(i), keys.get(i)));
    }
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
  void aSequenceTrainsEachLayerWithAKeyOfItsOwn() {
    Dropout dropout = new Dropout(0.5);
    Linear linear = new Linear(w, bias);
    Tensor ones = Tensor.ones(5, 4);
    RandomKey key = RandomKey.of(7);
    Sequential model = Sequential.of(dropout, dropout, linear, dropout);
    Tensor y = dropout.train(dropout.train(ones, key.fold(0)), key.fold(1));
    assertThat(model.train(ones, key))
        .isEqualTo(dropout.train(linear.apply(y), key.fold(3)))
        .isNotEqualTo(model.train(ones, RandomKey.of(8)));
    assertThat(model.apply(ones)).isEqualTo(linear.apply(ones));
    assertThat(dropout.train(ones, key.fold(0))).isNotEqualTo(dropout.train(ones, key.fold(1)));
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
    // what all logits of a row have in common does not count, and −∞ rules a class out
    for (double shift : new double[] {0, 1e4, 1e6}) {
      for (DType dtype : DType.values()) {
        Tensor z = Tensor.of(1, 2, 3).add(shift).reshape(1, 3).to(dtype);
        Tensor label = Tensor.of(0.0);
        double eps = dtype == DType.FLOAT32 ? 2e-7 : 1e-15;
        assertThat(Losses.crossEntropy(z, label).item())
            .isCloseTo(2.40760596444438, within(2 * eps));
        assertThat(Autodiff.grad((Tensor y) -> Losses.crossEntropy(y, label)).apply(z).toDoubles())
            .containsExactly(
                new double[] {-0.9099694268296196, 0.24472847105479764, 0.6652409557748218},
                within(eps));
      }
    }
    Tensor masked = Tensor.of(Double.NEGATIVE_INFINITY, 0, 0).reshape(1, 3);
    assertThat(Losses.crossEntropy(masked, Tensor.of(1.0)).item())
        .isCloseTo(Math.log(2), within(1e-15));
    assertThat(
            Autodiff.grad((Tensor y) -> Losses.crossEntropy(y, Tensor.of(1.0)))
                .apply(masked)
                .toDoubles())
        .containsExactly(new double[] {0, -0.5, 0.5}, within(1e-15));
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
