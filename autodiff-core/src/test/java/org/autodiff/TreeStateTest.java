package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.valueAndGradWithAux;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.autodiff.graph.Graph;
import org.autodiff.graph.Numerics;
import org.junit.jupiter.api.Test;

/** What a tree carries along: tensors in components without a gradient, and random keys. */
class TreeStateTest {
  /** Holds a weight and what was seen, as batch norm does. */
  record Norm(Tensor gain, @NoGradient Tensor mean, @NoGradient double eps) {
    Norm after(Tensor x) {
      return new Norm(gain, mean.mul(0.5).add(x.mul(gain).mean(0).mul(0.5)), eps);
    }
  }

  record Model(
      List<Norm> norms,
      RandomKey key,
      @NoGradient Map<String, List<Tensor>> tables,
      @NoGradient Function<Tensor, Tensor> activation,
      @NoGradient List<String> names,
      @NoGradient Object anything) {
    Tensor apply(Tensor x) {
      Tensor y = x;
      for (Norm norm : norms) {
        y = activation.apply(y.sub(norm.mean()).mul(norm.gain()));
      }
      return y.add(key.normal(2)).mul(tables.get("t").get(0));
    }
  }

  private static Model model() {
    return new Model(
        List.of(
            new Norm(Tensor.of(2, 3), Tensor.of(0.5, 0.25), 0.1),
            new Norm(Tensor.of(1, -1), Tensor.of(1, 2), 0.1)),
        RandomKey.of(7),
        Map.of("t", List.of(Tensor.of(4.0, 5))),
        Tensor::sin,
        List.of("a"),
        new Norm(Tensor.of(8.0), Tensor.of(9.0), 0));
  }

  @Test
  void stateIsNamedByItsPlace() {
    Model model = model();
    assertThat(Tree.paths(model)).containsExactly(".norms[0].gain", ".norms[1].gain");
    assertThat(Tree.state(model).keySet())
        .containsExactly(
            ".norms[0].mean",
            ".norms[1].mean",
            ".key",
            ".tables{t}[0]",
            ".anything.gain",
            ".anything.mean");
    assertThat(Tree.state(model).get(".key")).isEqualTo(Tensor.of(0, 7));
    assertThat(Tree.tensors(model)).hasSize(8).containsEntry(".norms[1].mean", Tensor.of(1, 2));
    assertThat(Tree.state(Tensor.of(1))).isEmpty();
    assertThat(Tree.tensors(Tensor.of(1))).containsOnlyKeys("");
  }

  @Test
  void stateCanBeReplaced() {
    Model model = model();
    Model changed =
        Tree.withTensors(
            model,
            Map.of(
                ".norms[1].mean", Tensor.of(6, 7),
                ".norms[0].gain", Tensor.of(8, 9),
                ".tables{t}[0]", Tensor.of(1, 1),
                ".key", RandomKey.of(9).words()));
    assertThat(changed.norms().get(1)).isEqualTo(new Norm(Tensor.of(1, -1), Tensor.of(6, 7), 0.1));
    assertThat(changed.norms().get(0).gain()).isEqualTo(Tensor.of(8, 9));
    assertThat(changed.tables().get("t")).containsExactly(Tensor.of(1, 1));
    assertThat(changed.key()).isEqualTo(RandomKey.of(9));
    assertThat(changed.names()).isSameAs(model.names());
    assertThat(changed.anything()).isSameAs(model.anything());
    assertThatThrownBy(() -> Tree.withTensors(model, Map.of(".mean", Tensor.of(1))))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("'.mean'", ".norms[1].mean");
    assertThatThrownBy(() -> Tree.withTensors(model, Map.of(".norms[1].mean", Tensor.of(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll(".norms[1].mean", "float64[1]", "float64[2]");
    Tensor single = Tensor.of(new float[] {1, 2}, 2);
    assertThatThrownBy(() -> Tree.withTensors(model, Map.of(".norms[1].mean", single)))
        .isInstanceOf(DTypeException.class);
  }

  @Test
  void placesThatReadTheSameAreRefusedWhereTensorsAreNamed() {
    Map<Object, Tensor> colliding = Map.of(1, Tensor.of(1), "1", Tensor.of(2));
    assertThat(Tree.leaves(colliding)).hasSize(2);
    assertThatThrownBy(() -> Tree.tensors(colliding))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("{1}");
  }

  @Test
  void anotherElementTypeIsForLeavesAndStateButNotForKeys() {
    Model single = Tree.to(DType.FLOAT32, model());
    assertThat(single.norms().get(0).gain().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.norms().get(0).mean().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.tables().get("t").get(0).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.key()).isEqualTo(RandomKey.of(7));
    assertThat(single.norms().get(1).eps()).isEqualTo(0.1);
  }

  @Test
  void transformsCarryStateAlong() {
    Model model = model();
    Tensor x = Tensor.of(0.1, 0.2);
    Model gradient = grad((Model m) -> m.apply(x).sum()).apply(model);
    assertThat(Tree.state(gradient)).isEqualTo(Tree.state(model));
    Model moved = jvp((Model m) -> m, model, gradient).tangent();
    assertThat(moved.norms().get(0).gain()).isEqualTo(gradient.norms().get(0).gain());
    assertThat(moved.key()).isEqualTo(model.key());
    Tensor stopped =
        grad((Tensor s) -> Autodiff.stopGradient(new Norm(s, s, 0)).mean().sum()).apply(x);
    assertThat(stopped.toDoubles()).containsOnly(0);
  }

  @Test
  void stateComputedInsideATransformComesOutConcrete() {
    Norm norm = model().norms().get(0);
    Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    Norm expected = norm.after(x);
    Function<Norm, WithAux<Tensor, Norm>> f = n -> new WithAux<>(x.mul(n.gain()).sum(), n.after(x));
    assertThat(valueAndGradWithAux(f).apply(norm).aux()).isEqualTo(expected);
    assertThat(jvp((Norm n) -> n.after(x), norm, norm).value()).isEqualTo(expected);
    assertThat(Numerics.stopAtNonFinite((Norm n) -> n.after(x)).apply(norm)).isEqualTo(expected);
    // mapped over gains: the mean of each example depends on its gain
    Tensor gains = Tensor.of(new double[][] {{2, 3}, {1, 1}});
    Norm mapped = vmap((Tensor gain) -> new Norm(gain, norm.mean(), 0).after(x)).apply(gains);
    assertThat(mapped.mean().get(0)).isEqualTo(expected.mean());
    assertThat(mapped.mean().shape()).isEqualTo(Shape.of(2, 2));
  }

  @Test
  void stateThatEscapedIsNamed() {
    List<Tensor> escaped = new ArrayList<>();
    grad((Tensor t) -> {
          escaped.add(t);
          return t.sum();
        })
        .apply(Tensor.of(1, 2));
    Norm holder = new Norm(Tensor.of(1, 2), escaped.get(0), 0);
    assertThatThrownBy(() -> grad((Norm n) -> n.gain().mul(n.mean()).sum()).apply(holder))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("escaped from grad");
    Norm other = new Norm(Tensor.of(1, 2), Tensor.of(1, 2), 0);
    assertThatThrownBy(() -> jvp((Norm n) -> holder, other, other))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("escaped from grad");
    assertThatThrownBy(() -> vmap((Tensor t) -> holder).apply(Tensor.of(1, 2)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("escaped from grad");
  }

  @Test
  void keysAreMappedOverAndStaticTensorsAreShared() {
    record Noisy(Tensor scale, RandomKey key, @NoGradient Tensor shift) {}
    List<RandomKey> keys = RandomKey.of(3).split(4);
    Noisy batch = new Noisy(Tensor.of(1, 2, 3, 4), RandomKey.stack(keys), Tensor.of(10, 20, 30));
    Function<Noisy, Tensor> f = n -> n.key().normal(3).mul(n.scale()).add(n.shift());
    Tensor all = vmap(f).apply(batch);
    for (int i = 0; i < 4; i++) {
      assertThat(all.get(i)).isEqualTo(keys.get(i).normal(3).mul(i + 1).add(batch.shift()));
    }
    // an axis for each leaf, of which a key is one
    assertThat(vmap(f, List.of(0, 0), 0).apply(batch)).isEqualTo(all);
    Noisy shared = new Noisy(batch.scale(), keys.get(1), batch.shift());
    assertThat(vmap(f, List.of(0, Autodiff.UNBATCHED), 0).apply(shared).get(1))
        .isEqualTo(all.get(1));
    assertThatThrownBy(() -> vmap(f).apply(shared))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("RandomKey.stack");
    // keys as results, with the batch where it is asked for
    Noisy out = vmap((Noisy n) -> new Noisy(n.scale(), n.key().fold(1), n.shift())).apply(batch);
    assertThat(out.key()).isEqualTo(RandomKey.stack(keys.stream().map(k -> k.fold(1)).toList()));
    assertThat(out.shift()).isEqualTo(batch.shift());
  }

  @Test
  void functionsWithRulesOfTheirOwnGiveState() {
    record Drawn(Tensor value, RandomKey next, @NoGradient Tensor seen) {}
    Tensor batch = Tensor.of(1, 2, 3);
    Function<Tensor, Drawn> draw =
        x -> {
          RandomKey key = RandomKey.of(1).fold(x);
          return new Drawn(key.normal().mul(x), key.fold(2), x.square());
        };
    Drawn expected = vmap(draw).apply(batch);
    assertThat(expected.next().words().get(2)).isEqualTo(RandomKey.of(1).fold(3).fold(2).words());
    assertThat(vmap(checkpoint(draw)).apply(batch)).isEqualTo(expected);
    // the rule says that the derivative is 5; the state it gives has none
    Function<Tensor, Drawn> forwardRule =
        Autodiff.customJvp(
            draw, (x, v) -> new Drawn(v.mul(5), RandomKey.of(0), Tensor.of(1000.0).get(0)));
    Jvp<Drawn> pushed = jvp(forwardRule, Tensor.scalar(2), Tensor.scalar(1));
    assertThat(pushed.tangent().value().item()).isEqualTo(5);
    assertThat(pushed.value()).isEqualTo(draw.apply(Tensor.scalar(2)));
    assertThat(grad((Tensor x) -> forwardRule.apply(x).seen()).apply(Tensor.scalar(2)).item())
        .isZero();
    Function<Tensor, Drawn> backwardRule =
        Autodiff.customVjp(
            x -> new WithResiduals<>(draw.apply(x), RandomKey.of(4)),
            (RandomKey kept, Drawn u) -> u.value().mul(7));
    assertThat(grad((Tensor x) -> backwardRule.apply(x).value()).apply(Tensor.scalar(2)).item())
        .isEqualTo(7);
    assertThat(vmap(backwardRule).apply(batch)).isEqualTo(expected);
  }

  @Test
  void aGraphHasItsKeysAsInputs() {
    Graph graph = Graph.of((RandomKey key) -> key.fold(3).normal(2), RandomKey.of(5));
    assertThat(graph.toString())
        .startsWith("{ lambda a:float64[2] .")
        .contains("normal")
        .contains("key-fold");
    assertThat(graph.nodes()).hasSize(2);
  }
}
