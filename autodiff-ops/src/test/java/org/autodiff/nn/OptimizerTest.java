package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers against PyTorch's, schedules, clipping, and exact resumption. */
class OptimizerTest {
  /** Five steps on f(p) = sum p⁴/4 from (1, -2), where the gradient is p³. */
  private static double[] descend(Optimizer optimizer) {
    Tensor p = Tensor.of(1.0, -2.0);
    Optimizer.State<Tensor> state = optimizer.start(p);
    for (int i = 0; i < 5; i++) {
      Tensor gradient = Autodiff.grad((Tensor t) -> t.pow(4).div(4).sum()).apply(p);
      Optimizer.Update<Tensor> update = optimizer.step(p, gradient, state);
      p = update.parameters();
      state = update.state();
    }
    assertThat(state.step().item()).isEqualTo(5);
    return p.toDoubles();
  }

  // p = torch.tensor([1., -2.], dtype=torch.float64, requires_grad=True); o = torch.optim.X([p],
  // ...)
  // for _ in range(5): o.zero_grad(); (p ** 4 / 4).sum().backward(); o.step()
  @Test
  void stepsAreThoseOfPyTorch() {
    Schedule rate = Schedule.constant(0.05);
    assertThat(descend(new Sgd(rate, 0, false))).containsExactly(SGD, within(1e-14));
    assertThat(descend(new Sgd(rate, 0.9, false))).containsExactly(MOMENTUM, within(1e-14));
    assertThat(descend(new Sgd(rate, 0.9, true))).containsExactly(NESTEROV, within(1e-14));
    assertThat(descend(Adam.of(rate))).containsExactly(ADAM, within(1e-14));
    assertThat(descend(Adam.withDecay(rate, 0.1))).containsExactly(ADAMW, within(1e-14));
  }

  private static final double[] SGD = {0.8075957868618955, -1.0815791228802623};
  private static final double[] MOMENTUM = {0.5082595561898341, 0.5026144183338275};
  private static final double[] NESTEROV = {0.46763894990401605, 0.33766184456999965};
  private static final double[] ADAM = {0.7559831834778201, -1.752296505455447};
  private static final double[] ADAMW = {0.7345502947735272, -1.7058781137576917};

  @Test
  void schedulesAreWhatTheySay() {
    assertThat(Schedule.constant(0.1).at(1000)).isEqualTo(0.1);
    Schedule steps = Schedule.steps(1, 0.5, 10);
    assertThat(steps.at(9)).isEqualTo(1);
    assertThat(steps.at(10)).isEqualTo(0.5);
    assertThat(steps.at(25)).isEqualTo(0.25);
    Schedule cosine = Schedule.cosine(2, 4, 104);
    assertThat(cosine.at(0)).isEqualTo(0.5);
    assertThat(cosine.at(3)).isEqualTo(2);
    assertThat(cosine.at(4)).isEqualTo(2);
    assertThat(cosine.at(54)).isCloseTo(1, within(1e-12));
    assertThat(cosine.at(104)).isCloseTo(0, within(1e-12));
  }

  @Test
  void gradientsAreClippedByTheirNormOverAllLeaves() {
    List<Tensor> gradient = List.of(Tensor.of(3.0), Tensor.of(0.0, 4.0));
    List<Tensor> clipped = Optimizer.clipByNorm(gradient, 1);
    assertThat(clipped.get(0).item()).isCloseTo(0.6, within(1e-15));
    assertThat(clipped.get(1).toDoubles()).containsExactly(new double[] {0, 0.8}, within(1e-15));
    assertThat(Optimizer.clipByNorm(gradient, 10)).isSameAs(gradient);
  }

  private record Training(Sequential model, Optimizer.State<Sequential> state) {}

  private static Training train(Training start, int steps) {
    Optimizer optimizer = Adam.withDecay(Schedule.cosine(0.01, 2, 20), 0.01);
    Training training = start;
    for (int i = 0; i < steps; i++) {
      long step = (long) training.state().step().item();
      Tensor x = RandomKey.of(step).normal(8, 4).to(DType.FLOAT32);
      Tensor labels = RandomKey.of(step).integers(0, 3, 8);
      Sequential gradient =
          Autodiff.grad(
                  (Sequential m) -> Losses.crossEntropy(m.train(x, RandomKey.of(step)), labels))
              .apply(training.model());
      Optimizer.Update<Sequential> update =
          optimizer.step(training.model(), gradient, training.state());
      training = new Training(update.parameters(), update.state());
    }
    return training;
  }

  private static Training begin() {
    RandomKey key = RandomKey.of(5);
    Tensor zeros = Tensor.of(new float[6], 6);
    Sequential model =
        Sequential.of(
            new Linear(Initializations.he(4, 6, DType.FLOAT32, key.fold(1)), zeros),
            Activation.GELU,
            new Dropout(0.2),
            new HadamardLayer(
                Initializations.normal(6, 6, 0.5, DType.FLOAT32, key.fold(2)),
                zeros,
                HadamardLayer.Kind.SOFT_ABS_MAX,
                2),
            new LayerNorm(zeros.add(1), zeros, 1e-5),
            new Linear(
                Initializations.xavier(6, 3, DType.FLOAT32, key.fold(3)),
                Tensor.of(new float[3], 3)));
    return new Training(model, Adam.of(Schedule.constant(0)).start(model));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.safetensors", "t.npz"})
  void trainingResumesBitForBit(String name, @TempDir Path folder) throws Exception {
    Training whole = train(begin(), 10);
    Path file = folder.resolve(name);
    Checkpoint.save(file, train(begin(), 4));
    Training resumed = train(Checkpoint.load(file, begin()), 6);
    assertThat(Tree.leaves(resumed)).isEqualTo(Tree.leaves(whole));
    assertThat(Tree.leaves(whole)).isNotEqualTo(Tree.leaves(begin()));
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("t.npz");
    Checkpoint.save(file, List.of(Tensor.ones(2)));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Checkpoint.load(file, List.of(Tensor.ones(3))))
        .hasMessageContaining("float64[3]")
        .hasMessageContaining("float64[2]");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Checkpoint.save(folder.resolve("t.bin"), List.of(Tensor.ones(2))))
        .hasMessageContaining(".safetensors or .npz");
  }
}
