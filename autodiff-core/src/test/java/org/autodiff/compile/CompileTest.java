package org.autodiff.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.compile;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.valueAndGrad;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autodiff.ControlFlow;
import org.autodiff.DType;
import org.autodiff.LoopOptions;
import org.autodiff.NoGradient;
import org.autodiff.NonFiniteException;
import org.autodiff.RandomKey;
import org.autodiff.Residuals;
import org.autodiff.ShapeException;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.ValueAndGrad;
import org.autodiff.ValueException;
import org.autodiff.WithResiduals;
import org.autodiff.graph.Explanation;
import org.autodiff.graph.Graph;
import org.autodiff.graph.Numerics;
import org.junit.jupiter.api.Test;

/** What a compiled function is to those who call it. */
class CompileTest {
  private static final Tensor X = Tensor.of(0.3, -1.2, 2.5);

  record Affine(Tensor weight, Optional<Tensor> bias, String activation, @NoGradient Tensor mean) {
    Tensor apply(Tensor x) {
      Tensor y = x.sub(mean).mul(weight);
      Tensor z = bias.isPresent() ? y.add(bias.get()) : y;
      return activation.equals("tanh") ? z.tanh() : z;
    }
  }

  @Test
  void theFunctionRunsOnceForEachSignature() {
    AtomicInteger runs = new AtomicInteger();
    Function<Tensor, Tensor> f =
        compile(
            x -> {
              runs.incrementAndGet();
              return x.sin().mul(2);
            });
    for (int i = 0; i < 5; i++) {
      assertThat(f.apply(X.mul(i))).isEqualTo(X.mul(i).sin().mul(2));
    }
    assertThat(runs).hasValue(1);
    f.apply(X.to(DType.FLOAT32));
    f.apply(Tensor.ones(2, 2));
    f.apply(X);
    assertThat(runs).hasValue(3);
  }

  @Test
  void whatATreeHoldsBesidesTensorsIsPartOfTheSignature() {
    AtomicInteger runs = new AtomicInteger();
    Function<Affine, Tensor> f =
        compile(
            layer -> {
              runs.incrementAndGet();
              return layer.apply(X).sum();
            });
    List<Affine> layers =
        List.of(
            new Affine(X, Optional.empty(), "tanh", Tensor.scalar(0)),
            new Affine(X, Optional.of(X.neg()), "tanh", Tensor.scalar(0)),
            new Affine(X, Optional.of(X.neg()), "none", Tensor.scalar(0)),
            new Affine(X.neg(), Optional.of(X), "none", Tensor.scalar(3)));
    for (Affine layer : layers) {
      assertThat(f.apply(layer)).isEqualTo(layer.apply(X).sum());
    }
    assertThat(runs).hasValue(3);
    Function<Affine, Affine> gradient = compile(grad(layer -> layer.apply(X).sum()));
    for (Affine layer : layers) {
      assertThat(gradient.apply(layer))
          .isEqualTo(grad((Affine l) -> l.apply(X).sum()).apply(layer));
    }
  }

  @Test
  void treesGoInAndComeOut() {
    Function<Map<String, Tensor>, List<ValueAndGrad<Map<String, Tensor>>>> f =
        compile(
            x ->
                List.of(
                    valueAndGrad((Map<String, Tensor> y) -> y.get("a").mul(y.get("b")).sum())
                        .apply(x)));
    Map<String, Tensor> x = Map.of("a", X, "b", X.square());
    ValueAndGrad<Map<String, Tensor>> result = f.apply(x).get(0);
    assertThat(result.value()).isEqualTo(X.mul(X.square()).sum());
    assertThat(result.grad()).isEqualTo(Map.of("a", X.square(), "b", X));
  }

  @Test
  void aKeyIsDataAndNoDrawIsBakedIn() {
    Function<RandomKey, Tensor> draw = compile(key -> key.fold(3).normal(4));
    for (int seed = 0; seed < 4; seed++) {
      assertThat(draw.apply(RandomKey.of(seed))).isEqualTo(RandomKey.of(seed).fold(3).normal(4));
    }
    RandomKey keys = RandomKey.stack(List.of(RandomKey.of(1), RandomKey.of(2)));
    assertThat(vmap(draw).apply(keys).get(1)).isEqualTo(draw.apply(RandomKey.of(2)));
  }

  @Test
  void capturedTensorsOfTransformsAreFollowed() {
    Function<Tensor, Tensor> outer =
        w -> compile((Tensor x) -> x.mul(w).sin()).apply(X).mul(w).sum();
    Function<Tensor, Tensor> plain = w -> X.mul(w).sin().mul(w).sum();
    Tensor w = Tensor.scalar(1.7);
    assertThat(grad(outer).apply(w)).isEqualTo(grad(plain).apply(w));
    assertThat(jvp(outer, w, w).tangent()).isEqualTo(jvp(plain, w, w).tangent());
    assertThat(vmap(outer).apply(X)).isEqualTo(vmap(plain).apply(X));
    // the compiled function adds up its own cotangents first: the last bit may be another
    assertThat(grad(grad(outer)).apply(w).item())
        .isCloseTo(grad(grad(plain)).apply(w).item(), within(1e-14));
    assertThat(compile(grad(outer)).apply(w)).isEqualTo(grad(plain).apply(w));
    assertThat(grad(checkpoint(outer)).apply(w)).isEqualTo(grad(plain).apply(w));
  }

  @Test
  void aFunctionThatCapturesAnotherTensorInEachTransformIsFollowedAnew() {
    Tensor[] weight = {Tensor.scalar(1)};
    Function<Tensor, Tensor> f = compile(x -> x.mul(weight[0]).sum());
    for (double w : new double[] {2, 5}) {
      Function<Tensor, Tensor> loss =
          v -> {
            weight[0] = v;
            return f.apply(X);
          };
      assertThat(grad(loss).apply(Tensor.scalar(w))).isEqualTo(X.sum());
    }
  }

  @Test
  void checkpointsAndRulesOfOnesOwn() {
    Function<Tensor, Tensor> inner = x -> x.sin().mul(x);
    Function<Tensor, Tensor> plain = x -> inner.apply(x.square()).sum();
    Function<Tensor, Tensor> saved = x -> checkpoint(inner).apply(x.square()).sum();
    assertThat(compile(grad(saved)).apply(X)).isEqualTo(grad(plain).apply(X));
    assertThat(grad(checkpoint(compile(plain))).apply(X)).isEqualTo(grad(plain).apply(X));
    Function<Tensor, Tensor> rule =
        customVjp(
            (Tensor x) -> new WithResiduals<>(x.exp(), x), (Tensor x, Tensor g) -> g.mul(x).mul(7));
    Function<Tensor, Tensor> f = x -> rule.apply(x).sum();
    assertThat(compile(grad(f)).apply(X)).isEqualTo(X.mul(7));
    assertThat(grad(compile(f)).apply(X)).isEqualTo(X.mul(7));
    Function<Tensor, Tensor> ruleOfCompiled =
        customVjp(
            (Tensor x) -> new WithResiduals<>(compile(inner).apply(x), x),
            compile((Tensor x, Tensor g) -> g.mul(x)));
    assertThat(grad((Tensor x) -> ruleOfCompiled.apply(x).sum()).apply(X)).isEqualTo(X);
  }

  @Test
  void aValueThatIsReadIsAnErrorThatNamesTheLineAndTheWayOut() {
    Function<Tensor, Tensor> f = compile(x -> x.sum().item() > 0 ? x : x.neg());
    assertThatThrownBy(() -> f.apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll(
            "float64[]", "compile", "CompileTest.java", "where", "cond", "whileLoop");
    assertThatThrownBy(() -> compile(grad((Tensor x) -> x.mul(x.sum().item()).sum())).apply(X))
        .isInstanceOf(TraceException.class);
    assertThat(compile((Tensor x) -> x.neg()).apply(X)).isEqualTo(X.neg()); // no harm is left
  }

  @Test
  void aFunctionThatDecidesByValuesRunsAsItIs() {
    Function<Tensor, Tensor> halved = x -> ControlFlow.whileLoop(y -> y.gt(1), y -> y.mul(0.5), x);
    Function<Tensor, Tensor> f = compile(halved);
    assertThat(f.apply(Tensor.scalar(20)).item()).isEqualTo(0.625);
    assertThat(f.apply(Tensor.scalar(3)).item()).isEqualTo(0.75);
    assertThat(grad(f).apply(Tensor.scalar(20)).item()).isEqualTo(1 / 32.0);
    assertThat(compile(vmap(grad(f))).apply(Tensor.of(2, 3, 20)))
        .isEqualTo(Tensor.of(0.5, 0.25, 1 / 32.0));
    Function<Tensor, Tensor> branch =
        compile(x -> ControlFlow.cond(x.gt(0), Tensor::sqrt, Tensor::neg, x));
    assertThat(branch.apply(Tensor.scalar(4)).item()).isEqualTo(2);
    assertThat(branch.apply(Tensor.scalar(-4)).item()).isEqualTo(4);
    assertThatThrownBy(() -> compile((Tensor x) -> ControlFlow.decide(x) ? x : x).apply(X.sum()))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("decide");
  }

  @Test
  void loopsOfKnownLengthAreUnrolled() {
    Function<Tensor, Tensor> sum =
        xs -> ControlFlow.fold((Tensor c, Tensor x) -> c.mul(0.9).add(x.sin()), X.sum(), xs);
    Tensor xs = Tensor.linspace(0, 1, 20);
    assertThat(compile(sum).apply(xs)).isEqualTo(sum.apply(xs));
    assertThat(compile(grad(sum)).apply(xs)).isEqualTo(grad(sum).apply(xs));
    Function<Tensor, Tensor> saving =
        x ->
            ControlFlow.fold(
                (Tensor c, Tensor y) -> c.mul(0.9).add(y.sin()),
                X.sum(),
                x,
                LoopOptions.DEFAULT.withResiduals(Residuals.carries()));
    assertThat(compile(grad(saving)).apply(xs)).isEqualTo(grad(sum).apply(xs));
  }

  @Test
  void errorsAreThoseOfTheEngine() {
    Function<Tensor, Tensor> f = compile(x -> x.add(Tensor.ones(2)));
    assertThatThrownBy(() -> f.apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("add: ");
    Function<Tensor, Tensor> look = compile(i -> X.gather(i, 0));
    assertThat(look.apply(Tensor.of(2, 0))).isEqualTo(Tensor.of(2.5, 0.3));
    assertThatThrownBy(() -> look.apply(Tensor.of(0, 9)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("gather: ");
    assertThat(look.apply(Tensor.of(1, 1))).isEqualTo(Tensor.of(-1.2, -1.2));
  }

  @Test
  void anExceptionOfTheFunctionLeavesNothingBehind() {
    boolean[] fail = {true};
    Function<Tensor, Tensor> f =
        compile(
            x -> {
              if (fail[0]) {
                throw new IllegalStateException("not yet");
              }
              return x.mul(3);
            });
    assertThatThrownBy(() -> f.apply(X)).hasMessage("not yet");
    fail[0] = false;
    assertThat(f.apply(X)).isEqualTo(X.mul(3));
  }

  @Test
  void resultsAreNeverWrittenAgain() {
    Function<Tensor, List<Tensor>> f =
        compile(x -> List.of(x, x.mul(2), x.mul(2).reshape(3, 1), Tensor.ones(2), x.mul(2)));
    List<Tensor> first = f.apply(X);
    List<double[]> before = first.stream().map(Tensor::toDoubles).toList();
    f.apply(X.mul(100));
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).toDoubles()).containsExactly(before.get(i));
    }
    assertThat(first.get(2)).isEqualTo(X.mul(2).reshape(3, 1));
  }

  @Test
  void manyThreadsAtOnce() {
    Function<Tensor, Tensor> body = x -> x.matmul(x.transpose()).sin().sum();
    Function<Tensor, Tensor> f = compile(grad(body));
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      inputs.add(RandomKey.of(i).normal(5 + i % 3, 40));
    }
    List<Tensor> expected = inputs.stream().map(grad(body)).toList();
    for (int round = 0; round < 5; round++) {
      List<Tensor> actual =
          IntStream.range(0, 64).parallel().mapToObj(i -> f.apply(inputs.get(i))).toList();
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void theNumberOfProgramsIsBounded() {
    Compiled<Tensor, Tensor> f = (Compiled<Tensor, Tensor>) Compiled.of((Tensor x) -> x.mul(2));
    for (int n = 1; n <= 1000; n++) {
      assertThat(f.apply(Tensor.ones(n)).size()).isEqualTo(n);
    }
    assertThat(f.kept()).isEqualTo(Compiled.SIGNATURES);
  }

  @Test
  void aFunctionThatCallsItselfCompiled() {
    List<Function<Tensor, Tensor>> self = new ArrayList<>();
    self.add(
        compile(
            x ->
                x.size() == 1
                    ? x.get(0)
                    : self.get(0).apply(x.slice(Slice.of(1, Slice.OPEN))).add(x.get(0))));
    assertThat(self.get(0).apply(X).item()).isEqualTo(2.5 + -1.2 + 0.3);
  }

  @Test
  void whatIsRepeatedIsDoneOnce() {
    Function<Tensor, Tensor> f = x -> x.sin().add(x.sin()).mul(1).neg().neg().sum();
    Explanation explained = Explanation.of(f, X);
    assertThat(explained.graph().nodes()).hasSize(3);
    assertThat(explained.applied()).isEqualTo(7);
    assertThat(explained.merged()).isEqualTo(1);
    assertThat(explained.known()).isEqualTo(2);
    assertThat(explained.dead()).isEqualTo(1);
    assertThat(explained.units()).hasSize(1);
    assertThat(explained.toString())
        .contains("= sin a", "7 operations applied: 1 repeated others", "fused 3 steps");
    assertThat(compile(f).apply(X)).isEqualTo(f.apply(X));
  }

  @Test
  void whatDecidesHowRegionsLie() {
    Function<Tensor, Tensor> f = x -> x.sub(x.mean(true, -1)).square().tanh().sum();
    // few lanes of many scalars would be read with large strides: kernels, and what is flat
    assertThat(Explanation.of(f, Tensor.ones(128, 512)).toString())
        .doesNotContain("128 lanes")
        .contains("fused 3 steps, 65536 lanes", "  sub\n");
    assertThat(Explanation.of(f, Tensor.ones(5000, 8)).toString())
        .contains("fused 5 steps, 5000 lanes");
    assertThat(Explanation.of(f, Tensor.ones(4, 8)).toString()).contains("fused 5 steps, scalars");
  }

  @Test
  void aGraphShowsWhatIsInside() {
    Function<Tensor, Tensor> f = compile(x -> x.sin().sum());
    assertThat(Graph.of(f, X).toString()).contains("= sin a", "= sum").doesNotContain("compiled");
    assertThat(Graph.of(grad(f), X).toString()).contains("sin-slope");
  }

  @Test
  void theWatchNamesTheLineInsideOfACompiledFunction() {
    Function<Tensor, Tensor> f = compile(x -> x.log().sum());
    assertThatThrownBy(() -> Numerics.stopAtNonFinite(f).apply(X))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("log: ", "CompileTest.java");
  }
}
