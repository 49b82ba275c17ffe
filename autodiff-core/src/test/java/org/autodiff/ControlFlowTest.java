package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.autodiff.check.GradientCheck;
import org.junit.jupiter.api.Test;

/** What each loop and each branch does, in a batch and alone, and what it refuses. */
class ControlFlowTest {
  private static final Tensor X = Tensor.of(2, 3, 5);

  private static Tensor root(Tensor a) {
    return ControlFlow.whileLoop(
        x -> x.square().sub(a).abs().gt(a.mul(1e-14)), x -> x.add(a.div(x)).mul(0.5), a);
  }

  @Test
  void aScanGivesTheCarryAndTheStackedOutputs() {
    Scanned<Tensor, Tensor> sums =
        ControlFlow.scan(
            (Tensor c, Tensor x) -> new Step<>(c.add(x), c.mul(x)), Tensor.scalar(1), X);
    assertThat(sums.carry().item()).isEqualTo(11);
    assertThat(sums.outputs().toDoubles()).containsExactly(2, 9, 30);
  }

  @Test
  void aScanBackwardsKeepsTheOrderOfTheElements() {
    Scanned<Tensor, Tensor> sums =
        ControlFlow.scan(
            (Tensor c, Tensor x) -> new Step<>(c.add(x), c.mul(x)),
            Tensor.scalar(1),
            X,
            LoopOptions.DEFAULT.backwards());
    assertThat(sums.carry().item()).isEqualTo(11);
    assertThat(sums.outputs().toDoubles()).containsExactly(18, 18, 5);
  }

  private record Pair(Tensor a, RandomKey key) {}

  @Test
  void treesWithKeysAreCarriedElementsAndOutputs() {
    RandomKey[] keys = RandomKey.of(1).split(4).toArray(new RandomKey[0]);
    Pair xs = new Pair(Tensor.arange(4), RandomKey.stack(List.of(keys)));
    Scanned<Map<String, Tensor>, Pair> all =
        ControlFlow.scan(
            (Map<String, Tensor> c, Pair x) ->
                new Step<>(
                    Tree.map(sum -> sum.add(x.key().normal(2).mul(x.a())), c),
                    new Pair(x.a().square(), x.key().fold(7))),
            Map.of("sum", Tensor.zeros(2)),
            xs);
    Tensor sum = Tensor.zeros(2);
    for (int i = 0; i < 4; i++) {
      sum = sum.add(keys[i].normal(2).mul(i));
    }
    assertThat(all.carry()).containsEntry("sum", sum);
    assertThat(all.outputs().a().toDoubles()).containsExactly(0, 1, 4, 9);
    assertThat(all.outputs().key().words().get(2)).isEqualTo(keys[2].fold(7).words());
  }

  @Test
  void ofNoElementsTheBodyTellsTheTypes() {
    Tensor w = Tensor.of(1, 2);
    Function<Tensor, Tensor> f =
        x -> {
          Scanned<Tensor, List<Tensor>> none =
              ControlFlow.scan(
                  (Tensor c, Tensor e) -> new Step<>(c.add(e), List.of(w.mul(x).add(e), e.sum())),
                  x,
                  Tensor.zeros(0, 2));
          assertThat(none.outputs().get(0).type()).isEqualTo(TensorType.of(DType.FLOAT64, 0, 2));
          assertThat(none.outputs().get(1).type()).isEqualTo(TensorType.of(DType.FLOAT64, 0));
          return none.carry().square().sum().add(none.outputs().get(0).sum());
        };
    assertThat(f.apply(w).item()).isEqualTo(5);
    assertThat(grad(f).apply(w).toDoubles()).containsExactly(2, 4);
    assertThat(ControlFlow.fold((Tensor c, Tensor e) -> c.add(e), w, Tensor.zeros(0, 2)))
        .isSameAs(w);
    assertThat(ControlFlow.repeat(0, (Tensor c) -> c.neg(), w)).isSameAs(w);
    assertThat(ControlFlow.associativeScan(Tensor::add, Tensor.zeros(0, 2)).shape())
        .isEqualTo(Shape.of(0, 2));
  }

  @Test
  void derivativesAgreeWithDifferences() {
    for (Residuals residuals :
        List.of(Residuals.all(), Residuals.carries(), Residuals.snapshots(3))) {
      LoopOptions options = LoopOptions.DEFAULT.withResiduals(residuals);
      GradientCheck.of(
              (Tensor x) ->
                  ControlFlow.repeat(9, (Tensor c) -> c.add(c.sin().mul(x).mul(0.1)), x, options),
              X)
          .assertCorrect();
      GradientCheck.of(
              (Tensor x) ->
                  ControlFlow.fold((Tensor c, Tensor e) -> c.mul(e).cos(), x.get(0), x, options),
              X)
          .assertCorrect();
    }
  }

  @Test
  void aWhileLoopHasADerivativeWithoutABound() {
    assertThat(root(Tensor.scalar(2)).item()).isCloseTo(Math.sqrt(2), within(1e-15));
    Tensor slope = grad(ControlFlowTest::root).apply(Tensor.scalar(2));
    assertThat(slope.item()).isCloseTo(0.5 / Math.sqrt(2), within(1e-12));
    Tensor second = hessian(ControlFlowTest::root).apply(Tensor.scalar(2));
    assertThat(second.item()).isCloseTo(-0.25 / Math.pow(2, 1.5), within(1e-9));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void onlyLiveExamplesRun() {
    List<Integer> lanes = new ArrayList<>();
    Function<Tensor, Tensor> halvings =
        x -> {
          record Count(Tensor value, Tensor steps) {}
          return ControlFlow.whileLoop(
                  (Count c) -> c.value().gt(1),
                  (Count c) -> new Count(c.value().mul(0.5), c.steps().add(1)),
                  new Count(x, Tensor.scalar(0)))
              .steps();
        };
    Function<Tensor, Tensor> watched =
        x ->
            ControlFlow.whileLoop(
                c -> c.gt(1),
                c -> {
                  Tensor next = c.mul(0.5);
                  lanes.add(batch(next));
                  return next;
                },
                x);
    Tensor xs = Tensor.of(1, 64, 3, 0.5, 1024, 2);
    assertThat(vmap(halvings).apply(xs).toDoubles()).containsExactly(0, 6, 2, 0, 10, 1);
    assertThat(vmap(watched).apply(xs).shape()).isEqualTo(xs.shape());
    assertThat(lanes).containsExactly(4, 3, 2, 2, 2, 2, 1, 1, 1, 1);
  }

  /** The number of rows that the text of a batch shows. */
  private static int batch(Tensor tensor) {
    String text = tensor.toString();
    return (int)
        Pattern.compile("[-.\\d]+")
            .matcher(text.substring(text.indexOf("batch")))
            .results()
            .count();
  }

  @Test
  void aBranchNotTakenIsNotComputed() {
    Function<Tensor, Tensor> safe =
        x -> ControlFlow.cond(x.gt(0), Tensor::log, y -> y.square().neg(), x);
    Tensor xs = Tensor.of(-2, 1, -3, Math.E);
    assertThat(vmap(safe).apply(xs).toDoubles()).containsExactly(-4, 0, -9, 1);
    assertThat(vmap(grad(safe)).apply(xs).toDoubles()).containsExactly(4, 1, 6, 1 / Math.E);
    assertThat(grad((Tensor v) -> vmap(safe).apply(v).sum()).apply(xs).toDoubles())
        .containsExactly(4, 1, 6, 1 / Math.E);
    assertThat(vmap((Tensor x) -> jvp(safe, x, Tensor.scalar(1)).tangent()).apply(xs).toDoubles())
        .containsExactly(4, 1, 6, 1 / Math.E);
    assertThat(vmap(hessian(safe)).apply(xs).toDoubles()[1]).isEqualTo(-1);
    List<Integer> rows = new ArrayList<>();
    Function<Tensor, Tensor> onlyYes =
        x ->
            ControlFlow.cond(
                x.gt(0),
                y -> count(rows, y.log()),
                y -> {
                  throw new AssertionError("not taken");
                },
                x);
    assertThat(vmap(onlyYes).apply(xs.abs())).isEqualTo(xs.abs().log());
    assertThat(rows).containsExactly(4);
  }

  private static Tensor count(List<Integer> rows, Tensor tensor) {
    rows.add(batch(tensor));
    return tensor;
  }

  private static Tensor factorial(Tensor n) {
    return ControlFlow.cond(n.le(1), m -> m.mul(0).add(1), m -> m.mul(factorial(m.sub(1))), n);
  }

  @Test
  void aRecursionEndsInABatch() {
    assertThat(vmap(ControlFlowTest::factorial).apply(Tensor.of(5, 1, 3, 0, 7)).toDoubles())
        .containsExactly(120, 1, 6, 1, 5040);
    assertThat(vmap(ControlFlowTest::factorial).apply(Tensor.zeros(0)).shape())
        .isEqualTo(Shape.of(0));
    // d/dn of n (n − 1) (n − 2) ·  1, whose last factor is n·0 + 1
    assertThat(vmap(grad(ControlFlowTest::factorial)).apply(Tensor.of(4, 1)).get(0).item())
        .isEqualTo(26);
  }

  @Test
  void capturedTensorsFollowTheirExamples() {
    Tensor as = Tensor.of(3, -4, 5);
    Tensor shared = Tensor.of(2, 7);
    Function<Pair2, Tensor> f =
        p ->
            ControlFlow.cond(
                p.x().gt(0),
                x -> x.mul(p.a()).mul(shared.get(0)),
                x -> x.sub(p.a()).mul(shared.get(1)),
                p.x());
    Pair2 batch = new Pair2(Tensor.of(1, -1, -2), as);
    assertThat(vmap(f).apply(batch).toDoubles()).containsExactly(6, 21, -49);
    Pair2 gradient = vmap(grad(f)).apply(batch);
    assertThat(gradient.x().toDoubles()).containsExactly(6, 7, 7);
    assertThat(gradient.a().toDoubles()).containsExactly(2, -7, -7);
    // a parameter that all examples share, differentiated for each of them, and for all
    Tensor starts = as.abs();
    Function<Tensor, Tensor> total =
        w ->
            vmap((Tensor x) ->
                    ControlFlow.whileLoop(y -> y.lt(w.sum()), y -> y.mul(w.get(1)).add(1), x))
                .apply(starts)
                .sum();
    Tensor w = Tensor.of(20, 1.5);
    Tensor alone = Tensor.zeros(2);
    for (int i = 0; i < 3; i++) {
      Tensor a = starts.get(i);
      alone =
          alone.add(
              grad((Tensor v) ->
                      ControlFlow.whileLoop(y -> y.lt(v.sum()), y -> y.mul(v.get(1)).add(1), a))
                  .apply(w));
    }
    assertThat(grad(total).apply(w).isClose(alone, 1e-14, 0)).isTrue();
    Function<Tensor, Tensor> each =
        x ->
            grad((Tensor v) ->
                    ControlFlow.whileLoop(y -> y.lt(v.sum()), y -> y.mul(v.get(1)).add(1), x))
                .apply(w);
    assertThat(vmap(each).apply(starts).sum(0).isClose(alone, 1e-14, 0)).isTrue();
  }

  private record Pair2(Tensor x, Tensor a) {}

  @Test
  void batchesInBatchesTakeTheirOwnWay() {
    Tensor xs = Tensor.of(new double[] {4, 9, 2, 16, 0.25, 3}, 2, 3);
    Tensor roots = vmap(vmap(ControlFlowTest::root)).apply(xs);
    Tensor slopes = vmap(vmap(grad(ControlFlowTest::root))).apply(xs);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(roots.get(i, j)).isEqualTo(root(xs.get(i, j)));
        // concrete tensors are differentiated by fused kernels, batches by the formula
        Tensor alone = grad(ControlFlowTest::root).apply(xs.get(i, j));
        assertThat(slopes.get(i, j).isClose(alone, 1e-14, 0)).isTrue();
      }
    }
    Tensor rows =
        vmap((Tensor row) ->
                grad((Tensor r) -> vmap(ControlFlowTest::root).apply(r).sum()).apply(row))
            .apply(xs);
    assertThat(rows.isClose(slopes, 1e-14, 0)).isTrue();
  }

  @Test
  void oneOfSeveralIsChosen() {
    List<Function<Tensor, Tensor>> branches = List.of(Tensor::neg, Tensor::square, x -> x.add(10));
    assertThat(ControlFlow.choose(Tensor.scalar(1), branches, X).toDoubles())
        .containsExactly(4, 9, 25);
    Tensor chosen =
        vmap((Tensor i, Tensor x) -> ControlFlow.choose(i, branches, x), 0, 0, 0)
            .apply(Tensor.of(2, 0, 2), X);
    assertThat(chosen.toDoubles()).containsExactly(12, -3, 15);
    Tensor lanes =
        vmap((Tensor i) -> ControlFlow.choose(i, branches, X), 0, 0)
            .apply(Tensor.of(new float[] {1, 1, 0}));
    assertThat(lanes.get(2).toDoubles()).containsExactly(-2, -3, -5);
  }

  @Test
  void beginningsAreCombined() {
    for (int n : new int[] {1, 2, 3, 4, 5, 8, 13}) {
      Tensor xs = Tensor.arange(1, n + 1, 1).mul(0.5);
      assertThat(ControlFlow.associativeScan(Tensor::add, xs)).isEqualTo(xs.cumsum(0));
      Tensor endings =
          ControlFlow.associativeScan(Tensor::add, xs, LoopOptions.DEFAULT.backwards());
      assertThat(endings).isEqualTo(xs.flip(0).cumsum(0).flip(0));
    }
    // an affine recurrence, x_t = a_t x_{t−1} + b_t
    record Affine(Tensor a, Tensor b) {}
    Affine steps = new Affine(RandomKey.of(1).uniform(11), RandomKey.of(2).normal(11));
    Affine all =
        ControlFlow.associativeScan(
            (p, q) -> new Affine(p.a().mul(q.a()), p.b().mul(q.a()).add(q.b())), steps);
    Tensor x = Tensor.scalar(0);
    for (int i = 0; i < 11; i++) {
      x = x.mul(steps.a().get(i)).add(steps.b().get(i));
      assertThat(all.b().get(i).item()).isCloseTo(x.item(), within(1e-12));
    }
    GradientCheck.of((Tensor v) -> ControlFlow.associativeScan(Tensor::mul, v), X).assertCorrect();
    int[] calls = {0};
    ControlFlow.associativeScan(
        (Tensor a, Tensor b) -> {
          calls[0]++;
          return a.add(b);
        },
        Tensor.ones(1 << 16));
    assertThat(calls[0]).isEqualTo(31);
  }

  @Test
  void aConditionIsReadInDerivatives() {
    Function<Tensor, Tensor> f = x -> ControlFlow.decide(x.gt(1)) ? x.square() : x.neg();
    assertThat(grad(f).apply(Tensor.scalar(3)).item()).isEqualTo(6);
    assertThat(jvp(f, Tensor.scalar(0.5), Tensor.scalar(1)).tangent().item()).isEqualTo(-1);
    assertThat(grad(Autodiff.checkpoint(f)).apply(Tensor.scalar(3)).item()).isEqualTo(6);
    // in a batch on which the condition does not depend
    Tensor two = Tensor.scalar(2);
    assertThat(vmap((Tensor x) -> ControlFlow.decide(two.gt(1)) ? x : x.neg()).apply(X))
        .isEqualTo(X);
  }

  @Test
  void theBodyRunsAsOftenAsIsSaid() {
    int n = 100;
    int[] runs = {0};
    Function<Residuals, Integer> count =
        residuals -> {
          runs[0] = 0;
          Function<Tensor, Tensor> f =
              x ->
                  ControlFlow.repeat(
                      n,
                      (Tensor c) -> {
                        runs[0]++;
                        return c.mul(x).sin();
                      },
                      x,
                      LoopOptions.DEFAULT.withResiduals(residuals));
          assertThat(grad(f).apply(Tensor.scalar(1)).item()).isFinite();
          return runs[0];
        };
    assertThat(count.apply(Residuals.all())).isEqualTo(n);
    assertThat(count.apply(Residuals.carries())).isEqualTo(2 * n - 1);
    assertThat(count.apply(Residuals.snapshots(20))).isBetween(2 * n, 4 * n);
    assertThat(count.apply(Residuals.snapshots(4))).isBetween(4 * n, 12 * n);
    assertThat(count.apply(Residuals.within(20 * 9))).isBetween(2 * n, 4 * n);
  }

  @Test
  void aPullbackCanBeAppliedAgainAndAfterAnError() {
    Vjp<Tensor, Tensor> vjp =
        vjp(
            (Tensor x) ->
                ControlFlow.repeat(
                    5,
                    (Tensor c) -> c.mul(x).sin(),
                    x,
                    LoopOptions.DEFAULT.withResiduals(Residuals.snapshots(2))),
            X);
    Tensor once = vjp.pullback(X);
    assertThat(vjp.pullback(X)).isEqualTo(once);
    assertThatThrownBy(() -> vjp.pullback(Tensor.of(1, 2))).isInstanceOf(ShapeException.class);
    assertThat(vjp.pullback(X)).isEqualTo(once);
  }

  private record Body(Tensor position, Tensor velocity) {}

  @Test
  void aCarryThatChangesItsTypeIsRefusedWithThePath() {
    Body start = new Body(Tensor.zeros(3), Tensor.zeros(3));
    assertThatThrownBy(
            () ->
                ControlFlow.repeat(
                    2, (Body b) -> new Body(b.position(), b.velocity().reshape(3, 1)), start))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "repeat: the carry must have the same types each time, got carry.velocity: the body"
                + " made float64[3, 1] of float64[3]; reshape it");
    assertThatThrownBy(
            () ->
                ControlFlow.scan(
                    (Tensor c, Tensor x) -> new Step<>(c.to(DType.FLOAT32), c),
                    Tensor.scalar(1),
                    X))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "scan: the carry must have the same types each time, got carry: the body made"
                + " float32[] of float64[]; convert it with to(FLOAT64)");
    assertThatThrownBy(
            () -> ControlFlow.repeat(2, (List<Tensor> c) -> List.of(c.get(0)), List.of(X, X)))
        .isInstanceOf(TreeException.class)
        .hasMessageContaining("repeat: the carry must have one structure");
    int[] step = {0};
    assertThatThrownBy(
            () ->
                ControlFlow.scan(
                    (Tensor c, Tensor x) -> new Step<>(c, step[0]++ == 0 ? c : c.broadcastTo(2)),
                    Tensor.scalar(1),
                    X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("scan: the output must have the same types each time, got output:");
    assertThatThrownBy(
            () ->
                vmap((Tensor x) -> ControlFlow.cond(x.gt(2), Tensor::exp, y -> y.broadcastTo(2), x))
                    .apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("cond: the result must have the same types each time");
  }

  @Test
  void atMostIsAnError() {
    LoopOptions ten = LoopOptions.DEFAULT.withAtMost(10);
    assertThat(
            ControlFlow.whileLoop((Tensor c) -> c.lt(10), c -> c.add(1), Tensor.scalar(0), ten)
                .item())
        .isEqualTo(10);
    assertThatThrownBy(
            () ->
                ControlFlow.whileLoop((Tensor c) -> c.lt(11), c -> c.add(1), Tensor.scalar(0), ten))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "whileLoop: the loop must take at most 10 steps, got step 11; raise atMost, or look"
                + " why it does not end earlier");
    assertThatThrownBy(
            () ->
                vmap((Tensor x) ->
                        ControlFlow.whileLoop((Tensor c) -> c.lt(11), c -> c.add(1), x, ten))
                    .apply(Tensor.of(5, 0, 7)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at most 10 steps");
    assertThatThrownBy(() -> ControlFlow.repeat(11, (Tensor c) -> c, X, ten))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> LoopOptions.DEFAULT.withAtMost(-1)).isInstanceOf(ValueException.class);
  }

  @Test
  void whatDecidesIsAScalarWithAValue() {
    assertThatThrownBy(() -> ControlFlow.cond(X, x -> x, x -> x, X))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "cond: what decides must be a scalar (rank 0), got float64[3]; reduce it, for example"
                + " with min() for all or max() for any");
    assertThatThrownBy(() -> ControlFlow.decide(Tensor.scalar(Double.NaN)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("decide: a condition must be 0 for false or another number");
    assertThatThrownBy(() -> vmap((Tensor x) -> ControlFlow.decide(x.gt(2)) ? x : x.neg()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessage(
            "decide: the condition must have one value, got a float64[] inside vmap, which has one"
                + " for each example; use ControlFlow.cond for a branch, ControlFlow.whileLoop for"
                + " a loop, or where to select elements");
    List<Function<Tensor, Tensor>> two = List.of(x -> x, Tensor::neg);
    for (double index : new double[] {-1, 2, 0.5, Double.NaN}) {
      assertThatThrownBy(() -> ControlFlow.choose(Tensor.scalar(index), two, X))
          .isInstanceOf(ValueException.class)
          .hasMessageContaining("choose: the index must be a whole number from 0 to 1");
    }
    assertThatThrownBy(
            () ->
                ControlFlow.whileLoop(
                    (Tensor c) -> c.lt(1), c -> c, X.get(0), LoopOptions.DEFAULT.backwards()))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Residuals.snapshots(1)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> Residuals.within(0)).isInstanceOf(ValueException.class);
  }

  @Test
  void elementsHaveOneExtent() {
    assertThatThrownBy(
            () -> ControlFlow.fold((Tensor c, List<Tensor> x) -> c, X, List.of(X, Tensor.of(1, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("fold: all that is run over must have the same extent on axis 0");
    assertThatThrownBy(() -> ControlFlow.fold((Tensor c, Tensor x) -> c, X, X.get(0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("fold: what is run over must have an axis 0, got a float64[]");
    assertThatThrownBy(() -> ControlFlow.fold((Tensor c, List<Tensor> x) -> c, X, List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("use repeat");
  }

  @Test
  void aBodyThatDoesSomethingElseTheSecondTimeIsRefused() {
    Tensor[] other = {X};
    int[] runs = {0};
    assertThatThrownBy(
            () ->
                grad((Tensor x) ->
                        ControlFlow.repeat(
                                4,
                                (Tensor c) -> {
                                  other[0] = other[0] == X ? x.sin() : other[0];
                                  return runs[0]++ > 4 ? c.mul(other[0]) : c.mul(x);
                                },
                                x,
                                LoopOptions.DEFAULT.withResiduals(Residuals.carries()))
                            .sum())
                    .apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("repeat: the body must do the same in every run of a step");
  }

  @Test
  void aTapeThatComesLateIsRefused() {
    assertThatThrownBy(
            () ->
                grad((Tensor x) ->
                        grad((Tensor y) -> {
                              int[] runs = {0};
                              return ControlFlow.repeat(
                                      4,
                                      (Tensor c) -> c.mul(runs[0]++ < 2 ? x : y),
                                      x,
                                      LoopOptions.DEFAULT.withResiduals(Residuals.carries()))
                                  .sum();
                            })
                            .apply(X)
                            .sum())
                    .apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("every step, got a float64[3] inside grad");
  }

  @Test
  void pullbacksRunOnSeveralThreads() throws InterruptedException {
    Vjp<Tensor, Tensor> vjp =
        vjp(
            (Tensor x) ->
                vmap((Tensor e) ->
                        ControlFlow.repeat(
                            50,
                            (Tensor c) -> c.mul(e).sin(),
                            e,
                            LoopOptions.DEFAULT.withResiduals(Residuals.snapshots(4))))
                    .apply(x),
            X);
    Tensor wanted = vjp.pullback(X);
    Tensor[] given = new Tensor[4];
    Thread[] threads = new Thread[given.length];
    for (int i = 0; i < threads.length; i++) {
      int place = i;
      threads[i] = new Thread(() -> given[place] = vjp.pullback(X));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(given).containsOnly(wanted);
  }

  @Test
  void anErrorInABodyLeavesNothingBehind() {
    LoopOptions few = LoopOptions.DEFAULT.withResiduals(Residuals.carries());
    Function<Boolean, Tensor> f =
        fails ->
            vmap(grad(
                    (Tensor x) ->
                        ControlFlow.repeat(
                            3,
                            (Tensor c) ->
                                ControlFlow.cond(
                                    x.gt(2),
                                    d -> {
                                      if (fails) {
                                        throw new IllegalArgumentException("mine");
                                      }
                                      return d.mul(x);
                                    },
                                    d -> d.sin(),
                                    c),
                            x,
                            few)))
                .apply(X);
    Tensor before = f.apply(false);
    assertThatThrownBy(() -> f.apply(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine");
    assertThat(f.apply(false)).isEqualTo(before);
    assertThat(before.get(1).item()).isEqualTo(4 * 27);
  }
}
