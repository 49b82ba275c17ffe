package org.autodiff;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A loop of the library has the bits of the Java loop that calls the same body: its value and its
 * derivatives, under every transform and nesting of transforms, whatever is kept for reverse mode.
 */
class ControlFlowLawsTest {
  private static final int STEPS = 7;
  private static final int WIDTH = 3;
  private static final Tensor WEIGHTS = RandomKey.of(1).normal(WIDTH, WIDTH).mul(0.5).dense();
  private static final Tensor BIAS = Tensor.of(0.1, -0.2, 0.3);
  private static final Tensor INPUTS = RandomKey.of(2).normal(STEPS, WIDTH).dense();
  private static final Tensor X = Tensor.of(0.5, -0.25, 1.25);
  private static final Tensor V = Tensor.of(1, 0.5, -2);
  private static final Tensor BATCH = RandomKey.of(3).normal(4, WIDTH).dense();

  /** A cell with a state of two parts, of which one is an output as well; w is captured. */
  private record State(Tensor h, Tensor c) {}

  private record Out(Tensor h, Tensor gate, Tensor before) {}

  private static Step<State, Out> cell(Tensor w, State s, Tensor x) {
    Tensor gate = w.matmul(s.h()).add(x).add(BIAS).sigmoid();
    Tensor c = gate.mul(s.c()).add(s.h().mul(x).tanh());
    Tensor h = c.sin().mul(gate).add(s.h().mul(0.5));
    return new Step<>(new State(h, c), new Out(h, gate.square(), s.c()));
  }

  /** How a loop is run. */
  private interface Runner {
    <C, X, Y> Scanned<C, Y> scan(BiFunction<C, X, Step<C, Y>> body, C init, X xs, boolean reversed);

    <C> C whileLoop(Function<C, Tensor> condition, UnaryOperator<C> body, C init);
  }

  private static final Runner JAVA =
      new Runner() {
        @Override
        public <C, X, Y> Scanned<C, Y> scan(
            BiFunction<C, X, Step<C, Y>> body, C init, X xs, boolean reversed) {
          C carry = init;
          List<Y> outputs = new ArrayList<>();
          int n = Tree.leaves(xs).get(0).shape().dim(0);
          for (int i = 0; i < n; i++) {
            int place = reversed ? n - 1 - i : i;
            Step<C, Y> step = body.apply(carry, Tree.map(x -> x.get(place), xs));
            carry = step.carry();
            outputs.add(step.output());
          }
          List<Tensor> stacked = new ArrayList<>();
          for (int leaf = 0; leaf < Tree.leaves(outputs.get(0)).size(); leaf++) {
            Tensor[] parts = new Tensor[n];
            for (int i = 0; i < n; i++) {
              parts[reversed ? n - 1 - i : i] = Tree.leaves(outputs.get(i)).get(leaf);
            }
            stacked.add(Shaping.stack(0, parts));
          }
          return new Scanned<>(carry, Tree.rebuild(outputs.get(0), stacked));
        }

        @Override
        public <C> C whileLoop(Function<C, Tensor> condition, UnaryOperator<C> body, C init) {
          C carry = init;
          while (ControlFlow.decide(condition.apply(carry))) {
            carry = body.apply(carry);
          }
          return carry;
        }
      };

  private record Library(Residuals residuals) implements Runner {
    private LoopOptions options() {
      return LoopOptions.DEFAULT.withResiduals(residuals);
    }

    @Override
    public <C, X, Y> Scanned<C, Y> scan(
        BiFunction<C, X, Step<C, Y>> body, C init, X xs, boolean reversed) {
      return ControlFlow.scan(body, init, xs, reversed ? options().backwards() : options());
    }

    @Override
    public <C> C whileLoop(Function<C, Tensor> condition, UnaryOperator<C> body, C init) {
      return ControlFlow.whileLoop(condition, body, init, options());
    }
  }

  /** The state depends on x, and everything the scan gives goes into the result. */
  private static Tensor ofState(Runner run, Tensor x) {
    Scanned<State, Out> all =
        run.scan((State s, Tensor e) -> cell(WEIGHTS, s, e), new State(x, x.cos()), INPUTS, false);
    return all.carry()
        .h()
        .mul(all.carry().c())
        .add(all.outputs().h().mul(all.outputs().gate()).sum(0))
        .add(all.outputs().before().square().sum(0));
  }

  /** Only what the body captures depends on x, which is used again after the loop. */
  private static Tensor ofCaptured(Runner run, Tensor x) {
    Tensor w = WEIGHTS.mul(x);
    Scanned<State, Out> all =
        run.scan((State s, Tensor e) -> cell(w, s, e.mul(x)), new State(BIAS, V), INPUTS, true);
    return all.carry().h().add(all.outputs().h().sum(0).mul(x)).add(w.sum(0));
  }

  /** Only the elements depend on x. */
  private static Tensor ofElements(Runner run, Tensor x) {
    Tensor xs = INPUTS.mul(x).sin();
    Scanned<State, Out> all =
        run.scan((State s, Tensor e) -> cell(WEIGHTS, s, e), new State(BIAS, V), xs, false);
    return all.outputs().gate().sum(0).add(all.carry().c());
  }

  /** A loop in a loop, with a function checkpointed inside. */
  private static Tensor nested(Runner run, Tensor x) {
    Function<Tensor, Tensor> part = checkpoint((Tensor t) -> t.sin().mul(x));
    return run.scan(
            (Tensor c, Tensor e) -> {
              Tensor inner =
                  run.scan(
                          (Tensor d, Tensor f) ->
                              new Step<>(part.apply(d).add(f).mul(x.sigmoid()), d.square()),
                          c,
                          INPUTS.mul(e),
                          false)
                      .carry();
              return new Step<>(inner.add(e), inner);
            },
            x.mul(0.5),
            INPUTS.slice(Slice.of(0, 4)),
            false)
        .outputs()
        .sum(0);
  }

  /** A derivative inside of the body. */
  private static Tensor descent(Runner run, Tensor x) {
    Function<Tensor, Tensor> loss = p -> p.mul(x).sub(BIAS).square().sum().add(p.cos().sum());
    return run.scan(
            (Tensor p, Tensor e) -> {
              Tensor next = p.sub(grad(loss).apply(p).mul(0.1)).add(e.mul(0.01));
              return new Step<>(next, next);
            },
            x.tanh(),
            INPUTS,
            false)
        .outputs()
        .prod(0);
  }

  /** Runs until the state is large: the number of steps depends on the values. */
  private static Tensor whileSmall(Runner run, Tensor x) {
    record Count(Tensor value, Tensor steps) {}
    Count end =
        run.whileLoop(
            (Count s) -> s.value().square().sum().lt(50),
            (Count s) ->
                new Count(
                    s.value().mul(x.square().add(1.3)).add(s.value().sin().mul(x)),
                    s.steps().add(1)),
            new Count(x.add(0.1), Tensor.scalar(0)));
    return end.value().mul(end.steps()).add(x.square());
  }

  private static final Map<String, BiFunction<Runner, Tensor, Tensor>> FUNCTIONS =
      new LinkedHashMap<>();

  static {
    FUNCTIONS.put("state", ControlFlowLawsTest::ofState);
    FUNCTIONS.put("captured", ControlFlowLawsTest::ofCaptured);
    FUNCTIONS.put("elements", ControlFlowLawsTest::ofElements);
    FUNCTIONS.put("nested", ControlFlowLawsTest::nested);
    FUNCTIONS.put("descent", ControlFlowLawsTest::descent);
    FUNCTIONS.put("while", ControlFlowLawsTest::whileSmall);
  }

  private static Function<Tensor, Tensor> total(Function<Tensor, Tensor> f) {
    return x -> f.apply(x).mul(V).sum();
  }

  private static final Map<String, Function<Function<Tensor, Tensor>, Tensor>> TRANSFORMS =
      new LinkedHashMap<>();

  static {
    TRANSFORMS.put("value", f -> f.apply(X));
    TRANSFORMS.put("grad", f -> grad(total(f)).apply(X));
    TRANSFORMS.put("jvp", f -> jvp(f, X, V).tangent());
    TRANSFORMS.put("linearize", f -> linearize(f, X).push(V));
    TRANSFORMS.put("jacrev", f -> jacrev(f).apply(X));
    TRANSFORMS.put("jacfwd", f -> jacfwd(f).apply(X));
    TRANSFORMS.put("grad of jvp", f -> grad(total(x -> jvp(f, x, V).tangent())).apply(X));
    TRANSFORMS.put("hessian", f -> hessian(total(f)).apply(X));
    TRANSFORMS.put("jvp of jvp", f -> jvp(x -> jvp(f, x, V).tangent(), X, BIAS).tangent());
    TRANSFORMS.put("grad of grad", f -> grad(total(grad(total(f)))).apply(X));
    TRANSFORMS.put("jacrev of grad", f -> jacrev(grad(total(f))).apply(X));
    TRANSFORMS.put("checkpoint", f -> grad(total(checkpoint(f))).apply(X));
    TRANSFORMS.put(
        "jvp of grad of jvp",
        f -> jvp(grad(total(x -> jvp(f, x, V).tangent())), X, BIAS).tangent());
  }

  private static final Map<String, Function<Function<Tensor, Tensor>, Tensor>> BATCHES =
      new LinkedHashMap<>();

  static {
    BATCHES.put("vmap", f -> vmap(f).apply(BATCH));
    BATCHES.put("vmap of grad", f -> vmap(grad(total(f))).apply(BATCH));
    BATCHES.put("vmap of jvp", f -> vmap((Tensor x) -> jvp(f, x, V).tangent()).apply(BATCH));
    BATCHES.put("vmap of hessian", f -> vmap(hessian(total(f))).apply(BATCH));
    BATCHES.put("grad of vmap", f -> grad((Tensor b) -> vmap(f).apply(b).sum()).apply(BATCH));
    BATCHES.put(
        "jvp of vmap of grad", f -> jvp(vmap(grad(total(f))), BATCH, BATCH.sin()).tangent());
    BATCHES.put(
        "grad of vmap of jvp",
        f ->
            grad((Tensor b) -> vmap((Tensor x) -> jvp(f, x, V).tangent()).apply(b).sum())
                .apply(BATCH));
    BATCHES.put(
        "vmap of vmap",
        f -> vmap(vmap(grad(total(f)))).apply(BATCH.reshape(2, 2, WIDTH)).reshape(4, WIDTH));
  }

  private static final List<Residuals> RESIDUALS =
      List.of(
          Residuals.all(),
          Residuals.carries(),
          Residuals.snapshots(2),
          Residuals.snapshots(3),
          Residuals.within(200));

  static Stream<Arguments> cases() {
    return FUNCTIONS.keySet().stream()
        .flatMap(f -> RESIDUALS.stream().map(residuals -> Arguments.of(f, residuals)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aLoopHasTheBitsOfTheJavaLoop(String name, Residuals residuals) {
    BiFunction<Runner, Tensor, Tensor> function = requireNonNull(FUNCTIONS.get(name));
    TRANSFORMS.forEach(
        (transform, by) ->
            assertBits(
                transform,
                by.apply(x -> function.apply(new Library(residuals), x)),
                by.apply(x -> function.apply(JAVA, x))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aLoopHasTheBitsOfTheJavaLoopInABatch(String name, Residuals residuals) {
    BiFunction<Runner, Tensor, Tensor> function = requireNonNull(FUNCTIONS.get(name));
    BATCHES.forEach(
        (transform, by) -> {
          Tensor given = by.apply(x -> function.apply(new Library(residuals), x));
          if (!name.equals("while")) {
            assertBits(transform, given, by.apply(x -> function.apply(JAVA, x)));
          }
          assertExamples(transform, given, function);
        });
  }

  /** A batch gives for each example what the Java loop gives for it alone. */
  private static void assertExamples(
      String transform, Tensor given, BiFunction<Runner, Tensor, Tensor> function) {
    Function<Tensor, Tensor> f = x -> function.apply(JAVA, x);
    Function<Tensor, Tensor> alone =
        switch (transform) {
          case "vmap" -> f;
          case "vmap of grad", "vmap of vmap" -> grad(total(f));
          case "vmap of jvp" -> x -> jvp(f, x, V).tangent();
          case "vmap of hessian" -> hessian(total(f));
          case "grad of vmap" -> grad((Tensor x) -> f.apply(x).sum());
          case "jvp of vmap of grad" -> x -> jvp(grad(total(f)), x, x.sin()).tangent();
          case "grad of vmap of jvp" -> grad((Tensor x) -> jvp(f, x, V).tangent().sum());
          default -> throw new AssertionError(transform);
        };
    for (int i = 0; i < 4; i++) {
      // products of matrices are added up in another order where they are batched
      Tensor wanted = alone.apply(BATCH.get(i));
      assertThat(given.get(i).isClose(wanted, 1e-12, 1e-12)).as(transform).isTrue();
    }
  }

  private static void assertBits(String what, Tensor given, Tensor wanted) {
    assertThat(given.shape()).as(what).isEqualTo(wanted.shape());
    double[] a = given.toDoubles();
    double[] b = wanted.toDoubles();
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as(what + ", element " + i).isEqualTo(b[i]);
    }
  }
}
