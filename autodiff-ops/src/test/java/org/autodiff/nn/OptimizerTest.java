package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.TreeException;
import org.autodiff.ValueException;
import org.autodiff.graph.Numerics;
import org.junit.jupiter.api.Test;
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

  private static final double[] SCALE = {1, 0x1p-10, 0x1p10, -1, 1, 0x1p-20};

  /** As in optimizer_answers.py: exact in either element type. */
  private static Tensor gradient(int step, DType dtype) {
    double[] g = new double[SCALE.length];
    for (int i = 0; i < g.length; i++) {
      g[i] = ((5 * step + 3 * i) % 17 - (i % 3 == 0 ? 0 : 8) + 1) / 8.0 * SCALE[i];
    }
    return Tensor.of(g).to(dtype);
  }

  /** The parameters after the first steps of an optimizer, each step of them. */
  private static List<Tensor> parameters(
      Optimizer optimizer, DType dtype, int steps, OneStep oneStep) {
    Tensor p = Tensor.of(0, 1, -2, 0, 100, 0.5).to(dtype);
    Optimizer.State<Tensor> state = optimizer.start(p);
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Optimizer.Update<Tensor> update = oneStep.of(optimizer, p, gradient(i, dtype), state);
      p = update.parameters();
      state = update.state();
      all.add(p);
    }
    return all;
  }

  private interface OneStep {
    Optimizer.Update<Tensor> of(
        Optimizer optimizer, Tensor p, Tensor gradient, Optimizer.State<Tensor> state);
  }

  private static Optimizer optimizer(String name) {
    return switch (name) {
      case "sgd" -> Sgd.of(0.05);
      case "momentum" -> Sgd.of(0.05, 0.9);
      case "nesterov" -> new Sgd(Schedule.constant(0.05), 0.9, true);
      case "adam" -> Adam.of(0.05);
      case "adam-betas" -> new Adam(Schedule.constant(0.05), 0.8, 0.9, 1e-3, 0);
      case "adam-cosine" -> Adam.of(Schedule.cosine(0.05, 10, 100));
      case "adamw" -> Adam.withDecay(0.05, 0.1);
      default -> throw new AssertionError(name);
    };
  }

  /** A hundred steps, to a few units of rounding of the largest value that a parameter has had. */
  @ParameterizedTest
  @ValueSource(
      strings = {"sgd", "momentum", "nesterov", "adam", "adam-betas", "adam-cosine", "adamw"})
  void aHundredStepsAreThoseOfPyTorch(String name) throws Exception {
    int compared = 0;
    for (String line : Files.readAllLines(ANSWERS)) {
      String[] words = line.split(" ");
      if (!words[0].equals(name)) {
        continue;
      }
      DType dtype = DType.valueOf(words[1].toUpperCase(Locale.ROOT));
      int steps = Integer.parseInt(words[2]);
      List<Tensor> made = parameters(optimizer(name), dtype, steps, Optimizer::step);
      for (int i = 0; i < SCALE.length; i++) {
        double expected = Double.parseDouble(words[3 + i]);
        double size = Math.abs(expected);
        for (Tensor p : made) {
          size = Math.max(size, Math.abs(p.get(i).item()));
        }
        double unit = dtype == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
        assertThat(made.get(steps - 1).get(i).item())
            .as("%s, parameter %d", line, i)
            .isCloseTo(expected, within(4 * unit * size));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(2 * 6 * SCALE.length);
  }

  private static final Path ANSWERS = Path.of("src/test/resources/org/autodiff/nn/optimizers.txt");

  /** What goes into a step and comes out of it, but for the number of the step. */
  private record Carried(Tensor p, Tensor gradient, List<Tensor> moments) {}

  private static Carried traced(String how, UnaryOperator<Carried> step, Carried x) {
    Carried zeros = Tree.map(leaf -> leaf.mul(0), x);
    return switch (how) {
      case "jvp" -> Autodiff.jvp(step::apply, x, zeros).value();
      case "vjp" -> Autodiff.vjp(step::apply, x).value();
      case "vmap" -> {
        Carried three = Tree.map(leaf -> Shaping.stack(0, leaf, leaf.add(1).abs(), leaf), x);
        yield Tree.map(leaf -> leaf.get(2), Autodiff.vmap(step::apply).apply(three));
      }
      case "observed" -> Numerics.stopAtNonFinite(step::apply).apply(x);
      case "gradient only" ->
          Autodiff.jvp(
                  (Tensor g) -> step.apply(new Carried(x.p(), g, x.moments())),
                  x.gradient(),
                  zeros.gradient())
              .value();
      default -> throw new AssertionError(how);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sgd", "momentum", "nesterov", "adam", "adam-betas", "adam-cosine", "adamw"})
  void aStepHasTheSameBitsInsideOfATransform(String name) {
    for (String how : List.of("jvp", "vjp", "vmap", "observed", "gradient only")) {
      OneStep traced =
          (optimizer, p, gradient, state) -> {
            UnaryOperator<Carried> step =
                x -> {
                  Optimizer.Update<Tensor> update =
                      optimizer.step(
                          x.p(), x.gradient(), new Optimizer.State<>(state.step(), x.moments()));
                  return new Carried(update.parameters(), x.gradient(), update.state().moments());
                };
            Carried made = traced(how, step, new Carried(p, gradient, state.moments()));
            return new Optimizer.Update<>(
                made.p(), new Optimizer.State<>(state.step().add(1), made.moments()));
          };
      Optimizer optimizer = optimizer(name);
      for (DType dtype : DType.values()) {
        assertThat(parameters(optimizer, dtype, 20, traced))
            .as("%s, %s", how, dtype)
            .isEqualTo(parameters(optimizer, dtype, 20, Optimizer::step));
        // long enough for vectors
        Tensor p = RandomKey.of(1).normal(101).to(dtype);
        Tensor gradient = RandomKey.of(2).normal(101).to(dtype);
        Optimizer.Update<Tensor> first = optimizer.step(p, gradient, optimizer.start(p));
        assertThat(traced.of(optimizer, first.parameters(), p, first.state()))
            .isEqualTo(optimizer.step(first.parameters(), p, first.state()));
      }
    }
  }

  @Test
  void aStepCanBeDifferentiatedByTheWholeState() {
    Adam adam = Adam.of(0.05);
    Tensor p = Tensor.of(1.0, 2);
    Optimizer.State<Tensor> state = adam.step(p, Tensor.of(1.0, -1), adam.start(p)).state();
    Optimizer.State<Tensor> slope =
        Autodiff.grad(
                (Optimizer.State<Tensor> s) ->
                    adam.step(p, Tensor.of(2.0, 3), s).parameters().sum())
            .apply(state);
    assertThat(slope.step().item()).isZero();
    // -r/(1 - β₁²) β₁ / (√(v/(1 - β₂²)) + ε)
    double v = 0.999 * 0.001 + 0.001 * 4;
    double expected = -0.05 / (1 - 0.81) * 0.9 / (Math.sqrt(v / (1 - 0.999 * 0.999)) + 1e-8);
    assertThat(slope.moments().get(0).get(0).item()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void whatDoesNotFitTheParametersIsRefused() {
    Tensor p = Tensor.of(1.0, 2, 3);
    for (Optimizer optimizer : List.of(Sgd.of(0.1), Sgd.of(0.1, 0.9), Adam.of(0.1))) {
      Optimizer.State<Tensor> state = optimizer.start(p);
      for (Tensor wrong :
          List.of(Tensor.ones(2), Tensor.ones(4), Tensor.ones(1, 3), Tensor.ones(1))) {
        assertThatThrownBy(() -> optimizer.step(p, wrong, state))
            .isInstanceOf(ShapeException.class)
            .hasMessage(
                "optimizer: a gradient must have the type of its parameter, got "
                    + wrong.type()
                    + " for float64[3]; pass what belongs to these parameters");
        Tensor[] moments = new Tensor[optimizer.moments()];
        Arrays.fill(moments, p);
        assertThatThrownBy(() -> optimizer.update(0, p, wrong, moments))
            .isInstanceOf(ShapeException.class);
        if (optimizer.moments() > 0) {
          assertThatThrownBy(() -> optimizer.step(p, p, optimizer.start(wrong)))
              .isInstanceOf(ShapeException.class)
              .hasMessageContaining("a moment of the state");
        }
      }
      assertThatThrownBy(() -> optimizer.step(p, p.to(DType.FLOAT32), state))
          .isInstanceOf(DTypeException.class)
          .hasMessageContaining("float32[3] for float64[3]");
      assertThatThrownBy(
              () -> optimizer.step(List.of(p, p), List.of(p), optimizer.start(List.of(p, p))))
          .isInstanceOf(TreeException.class)
          .hasMessageContaining("optimizer: the gradient must have the structure");
      assertThatThrownBy(
              () ->
                  optimizer.step(
                      List.of(p, p), List.of(p, Tensor.ones(2)), optimizer.start(List.of(p, p))))
          .hasMessageContaining("at '[1]'");
      for (double number : new double[] {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(
                () ->
                    optimizer.step(
                        p, p, new Optimizer.State<>(Tensor.scalar(number), state.moments())))
            .isInstanceOf(ValueException.class)
            .hasMessageContaining("whole and not negative, got " + number);
      }
      assertThatThrownBy(
              () -> optimizer.step(p, p, new Optimizer.State<>(Tensor.ones(2), state.moments())))
          .isInstanceOf(ShapeException.class);
    }
  }

  @Test
  void theStateOfAnotherOptimizerIsRefused() {
    Tensor p = Tensor.of(1.0, 2);
    List<Optimizer> optimizers = List.of(Sgd.of(0.1), Sgd.of(0.1, 0.9), Adam.of(0.1));
    for (Optimizer optimizer : optimizers) {
      for (Optimizer other : optimizers) {
        if (optimizer != other) {
          assertThatThrownBy(() -> optimizer.step(p, p, other.start(p)))
              .isInstanceOf(ValueException.class)
              .hasMessage(
                  "optimizer: the state must have as many moments as this optimizer keeps, "
                      + optimizer.moments()
                      + ", got "
                      + other.moments()
                      + "; use the state of its own start or step");
        }
      }
    }
    Tensor pair = Tensor.ones(2);
    assertThatThrownBy(
            () -> Adam.of(0.1).step(List.of(p), List.of(p), Adam.of(0.1).start(List.of(p, pair))))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("each moment of the state");
  }

  /** An optimizer from outside of the library that gives the wrong things. */
  private record Broken(List<Tensor> made) implements Optimizer {
    @Override
    public int moments() {
      return 0;
    }

    @Override
    public Tensor[] update(long step, Tensor parameter, Tensor gradient, Tensor[] moments) {
      return made.toArray(new Tensor[0]);
    }
  }

  @Test
  void whatAnOptimizerMakesIsChecked() {
    Tensor p = Tensor.ones(2);
    Broken tooMany = new Broken(List.of(p, p));
    assertThatThrownBy(() -> tooMany.step(p, p, tooMany.start(p)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("got 2 tensors");
    Broken wrongShape = new Broken(List.of(Tensor.ones(3)));
    assertThatThrownBy(() -> wrongShape.step(p, p, wrongShape.start(p)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("what an update gives");
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    Schedule rate = Schedule.constant(0.1);
    for (double wrong : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      List<ThrowingCallable> mistakes =
          List.of(
              () -> Schedule.constant(wrong),
              () -> Schedule.steps(wrong, 0.5, 10),
              () -> Schedule.steps(1, wrong, 10),
              () -> Schedule.cosine(wrong, 0, 10),
              () -> Sgd.of(wrong),
              () -> Sgd.of(0.1, wrong),
              () -> Adam.of(wrong),
              () -> Adam.withDecay(0.1, wrong),
              () -> new Adam(rate, wrong, 0.9, 1e-8, 0),
              () -> new Adam(rate, 0.9, wrong, 1e-8, 0),
              () -> new Adam(rate, 0.9, 0.9, wrong, 0));
      for (ThrowingCallable mistake : mistakes) {
        assertThatThrownBy(mistake)
            .isInstanceOf(ValueException.class)
            .hasMessageMatching("(schedule|sgd|adam): .*, got " + wrong + "; .*");
      }
      Tensor p = Tensor.ones(2);
      for (Optimizer optimizer : List.of(Sgd.of(step -> wrong), Adam.of(step -> wrong))) {
        assertThatThrownBy(() -> optimizer.step(p, p, optimizer.start(p)))
            .isInstanceOf(ValueException.class)
            .hasMessageContaining("learning rate")
            .hasMessageContaining("got " + wrong + " at step 0");
      }
    }
    assertThatThrownBy(() -> Sgd.of(0.1, 1)).hasMessageContaining("from 0 to below 1, got 1.0");
    assertThatThrownBy(() -> new Adam(rate, 1, 0.9, 1e-8, 0)).hasMessageContaining("beta1");
    assertThatThrownBy(() -> new Adam(rate, 0.9, 1, 1e-8, 0)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> new Adam(rate, 0.9, 0.9, 0, 0)).hasMessageContaining("eps");
    assertThatThrownBy(() -> new Sgd(rate, 0, true)).hasMessageContaining("Nesterov");
    assertThatThrownBy(() -> Schedule.steps(1, 0.5, 0)).isInstanceOf(ValueException.class);
    Adam tiny = new Adam(rate, 0.9, 0.9, 1e-50, 0);
    Tensor single = Tensor.of(new float[] {1}, 1);
    assertThatThrownBy(() -> tiny.step(single, single, tiny.start(single)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("eps must be positive as float32");
  }

  @Test
  void optimizersPrintWhatTheyAre() {
    assertThat(Adam.of(0.1))
        .hasToString("Adam[rate=0.1, beta1=0.9, beta2=0.999, eps=1.0E-8, decay=0.0]")
        .isEqualTo(Adam.of(0.1));
    assertThat(Sgd.of(Schedule.cosine(0.1, 5, 50)))
        .hasToString("Sgd[rate=cosine(0.1, warm-up 5, total 50), momentum=0.0, nesterov=false]");
    assertThat(Schedule.steps(1, 0.5, 10)).hasToString("steps(1.0, times 0.5 every 10)");
  }

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

  @Test
  void clippingDoesNotOverflowWhereSquaresDo() {
    List<Tensor> large =
        List.of(Tensor.of(new float[] {3e30f, 0}, 2), Tensor.of(new float[] {-4e30f}, 1));
    List<Tensor> clipped = Optimizer.clipByNorm(large, 1);
    assertThat(clipped.get(0).toDoubles()).containsExactly(new double[] {0.6, 0}, within(1e-6));
    assertThat(clipped.get(1).toDoubles()).containsExactly(new double[] {-0.8}, within(1e-6));
    List<Tensor> huge = List.of(Tensor.of(3e200), Tensor.scalar(-4e200), Tensor.zeros(0));
    assertThat(Optimizer.clipByNorm(huge, 1).get(1).item()).isCloseTo(-0.8, within(1e-15));
    List<Tensor> small = List.of(Tensor.of(new float[] {3e-30f, 4e-30f}, 2));
    assertThat(Optimizer.clipByNorm(small, 1e-30).get(0).toDoubles())
        .containsExactly(new double[] {0.6e-30, 0.8e-30}, within(1e-36));
  }

  @Test
  void clippingFindsWhateverIsANumber() {
    // the norm overflows
    List<Tensor> most = List.of(Tensor.of(-1.5e308), Tensor.of(0, 1.5e308));
    List<Tensor> clipped = Optimizer.clipByNorm(most, 1);
    assertThat(clipped.get(0).item()).isCloseTo(-Math.sqrt(0.5), within(1e-15));
    assertThat(clipped.get(1).toDoubles())
        .containsExactly(new double[] {0, Math.sqrt(0.5)}, within(1e-15));
    assertThat(Optimizer.clipByNorm(most, Double.POSITIVE_INFINITY)).isSameAs(most);
    assertThat(Optimizer.clipByNorm(most, 1e-20).get(0).item())
        .isCloseTo(-Math.sqrt(0.5) * 1e-20, within(1e-35));
    // the factor underflows: in float, in double, and to a number of few digits
    List<Tensor> single = List.of(Tensor.of(new float[] {3e30f, -4e30f}, 2));
    assertThat(Optimizer.clipByNorm(single, 1e-20).get(0).toDoubles())
        .containsExactly(new double[] {0.6e-20, -0.8e-20}, within(1e-27));
    for (double bound : new double[] {1e-20, 1e-15, 1e-24}) {
      assertThat(Optimizer.clipByNorm(List.of(Tensor.of(3e300, 4e300)), bound).get(0).toDoubles())
          .containsExactly(new double[] {0.6 * bound, 0.8 * bound}, within(1e-15 * bound));
    }
    // an infinity has no direction
    assertThat(
            Optimizer.clipByNorm(List.of(Tensor.of(Double.POSITIVE_INFINITY, 2)), 1)
                .get(0)
                .toDoubles())
        .containsExactly(Double.NaN, 0);
    assertThat(Optimizer.clipByNorm(List.of(Tensor.of(Double.NaN, 2)), 1).get(0).toDoubles())
        .containsOnly(Double.NaN);
  }
}
