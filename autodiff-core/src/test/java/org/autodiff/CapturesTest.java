package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.hvp;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.stopGradient;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autodiff.graph.Graph;
import org.junit.jupiter.api.Test;

/** Traced tensors that a checkpoint or a custom rule uses without being given them. */
class CapturesTest {
  private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);
  private static final Tensor W = Tensor.of(1.5, 0.4, -0.2);

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.isClose(expected, 1e-12, 1e-12))
        .withFailMessage("expected %s but got %s", expected, actual)
        .isTrue();
  }

  /** g of (x, w) with w captured by the function that is wrapped. */
  private static void assertSameAsPlain(BiFunction<Tensor, Tensor, Tensor> g) {
    // both the argument and the captured tensor depend on w, or only the latter
    assertSame(wrap -> w -> wrap.apply(x -> g.apply(x, w)).apply(w.mul(X)).sum());
    assertSame(wrap -> w -> wrap.apply(x -> g.apply(x, w)).apply(X).sum());
    // as layers are stacked
    assertSame(
        wrap ->
            w -> {
              Tensor y = X;
              for (int i = 0; i < 3; i++) {
                y = wrap.apply(x -> g.apply(x, w)).apply(y);
              }
              return y.square().sum();
            });
    // nested, the inner one capturing from both outer functions
    assertSame(
        wrap ->
            w ->
                wrap.apply(x -> wrap.apply(y -> g.apply(y, w).add(x)).apply(x.mul(w)))
                    .apply(X)
                    .sum());
    // a derivative inside the checkpoint, by its argument and by something captured
    assertSame(
        wrap ->
            w -> wrap.apply(x -> grad((Tensor y) -> g.apply(y, w).sum()).apply(x)).apply(X).sum());
    assertSame(
        wrap ->
            w -> wrap.apply(x -> grad((Tensor v) -> g.apply(x, v).sum()).apply(w)).apply(X).sum());
    assertSame(
        wrap ->
            w ->
                wrap.apply(
                        x ->
                            grad((Tensor y) ->
                                    wrap.apply(z -> g.apply(z, w).mul(y)).apply(y.sin()).sum())
                                .apply(x))
                    .apply(X)
                    .sum());
    // vmap inside, over what is captured
    assertSame(
        wrap ->
            w ->
                wrap.apply(x -> vmap((Tensor v) -> g.apply(x, v)).apply(w))
                    .apply(X)
                    .square()
                    .sum());
    // what is captured comes back as it is
    assertSame(wrap -> w -> wrap.apply(x -> w).apply(X).square().sum());
  }

  private static void assertSame(
      Function<UnaryOperator<Function<Tensor, Tensor>>, Function<Tensor, Tensor>> program) {
    Function<Tensor, Tensor> plain = program.apply(f -> f);
    Function<Tensor, Tensor> f = program.apply(g -> checkpoint(g));
    assertClose(f.apply(W), plain.apply(W));
    assertClose(grad(f).apply(W), grad(plain).apply(W));
    assertClose(jvp(f, W, X).tangent(), jvp(plain, W, X).tangent());
    assertClose(linearize(f, W).push(X), jvp(plain, W, X).tangent());
    Tensor expected = hessian(plain).apply(W);
    assertClose(hessian(f).apply(W), expected);
    assertClose(jacrev(grad(f)).apply(W), expected);
    assertClose(jacfwd(jacfwd(f)).apply(W), expected);
    assertClose(jacrev(jacfwd(f)).apply(W), expected);
    assertClose(hvp(f, W, X), hvp(plain, W, X));
    Tensor batch = Shaping.stack(0, W, X, W.mul(0.5));
    assertClose(vmap(f).apply(batch), vmap(plain).apply(batch));
    assertClose(vmap(grad(f)).apply(batch), vmap(grad(plain)).apply(batch));
    assertClose(vmap(hessian(f)).apply(batch), vmap(hessian(plain)).apply(batch));
    assertClose(
        grad((Tensor b) -> vmap(f).apply(b).square().sum()).apply(batch),
        grad((Tensor b) -> vmap(plain).apply(b).square().sum()).apply(batch));
    assertClose(
        grad((Tensor b) -> vmap(grad(f)).apply(b).square().sum()).apply(batch),
        grad((Tensor b) -> vmap(grad(plain)).apply(b).square().sum()).apply(batch));
    assertClose(vmap(f).apply(Tensor.zeros(0, 3)), vmap(plain).apply(Tensor.zeros(0, 3)));
  }

  @Test
  void checkpointsCaptureWhatIsDifferentiated() {
    assertSameAsPlain((x, w) -> x.mul(w).sin());
    // what is captured is used alone as well, several times, and beside constants
    assertSameAsPlain((x, w) -> w.exp().mul(x).add(w.square().sum()).sub(x.mul(2)));
  }

  @Test
  void checkpointsRunAsOftenAsWithoutCaptures() {
    AtomicInteger runs = new AtomicInteger();
    Function<Tensor, Tensor> loss =
        w ->
            checkpoint(
                    (Tensor x) -> {
                      runs.incrementAndGet();
                      return x.mul(w).sum();
                    })
                .apply(X);
    assertClose(grad(loss).apply(W), X);
    assertThat(runs).hasValue(2);
    runs.set(0);
    loss.apply(W);
    assertThat(runs).hasValue(1);
  }

  /** What a run stores would be a constant in the next, and its derivative lost. */
  @Test
  void whatACheckpointStoresAndUsesAgainIsAnError() {
    List<Function<Tensor, Function<Tensor, Tensor>>> programs =
        List.of(
            w -> memoized(x -> x.sin(), kept -> x -> kept.mul(x)),
            w -> memoized(x -> w.sin(), kept -> x -> kept.mul(x)),
            w -> memoized(x -> x.sin(), kept -> x -> kept),
            w -> memoized(x -> x.get(0).dense(), kept -> x -> kept.mul(x)));
    for (int i = 0; i < programs.size(); i++) {
      Function<Tensor, Function<Tensor, Tensor>> program = programs.get(i);
      Function<Tensor, Tensor> f = w -> checkpoint(program.apply(w)).apply(w.mul(2)).sum();
      if (i == 3) { // what was read is a constant in every run
        assertThat(grad(f).apply(X)).isEqualTo(Tensor.full(2 * 2 * X.get(0).item(), X.type()));
        continue;
      }
      List<Runnable> runs =
          List.of(
              () -> grad(f).apply(X),
              () -> jvp(f, X, X),
              () -> vmap(grad(f)).apply(Shaping.stack(0, X, X)));
      for (Runnable run : runs) {
        assertThatThrownBy(run::run)
            .isInstanceOf(TraceException.class)
            .hasMessageContaining("that escaped from checkpoint, which has returned");
      }
    }
  }

  /** A function that computes something in its first run alone, and keeps it. */
  private static Function<Tensor, Tensor> memoized(
      Function<Tensor, Tensor> first, Function<Tensor, Function<Tensor, Tensor>> rest) {
    Tensor[] kept = new Tensor[1];
    return x -> {
      if (kept[0] == null) {
        kept[0] = first.apply(x);
      }
      return rest.apply(kept[0]).apply(x);
    };
  }

  @Test
  void checkpointsBranchOnConcreteValuesAsWithoutThem() {
    Function<Tensor, Tensor> f =
        w ->
            checkpoint((Tensor x) -> stopGradient(w).sum().item() > 0 ? x.mul(w) : x.mul(w).mul(2))
                .apply(X)
                .sum();
    assertClose(grad(f).apply(W), X);
    assertClose(grad(f).apply(W.neg()), X.mul(2));
    assertClose(grad((Tensor w) -> grad(f).apply(w).mul(w).sum()).apply(W.neg()), X.mul(2));
  }

  @Test
  void graphsShowWhatIsCaptured() {
    String graph =
        Graph.of((Tensor w) -> checkpoint((Tensor x) -> x.mul(w)).apply(X), W).toString();
    assertThat(graph).contains("checkpoint const:float64[3] a");
  }

  @Test
  void backwardAfterwardsAndOnSeveralPullbacks() {
    Vjp<Tensor, Tensor> vjp = vjp((Tensor w) -> checkpoint((Tensor x) -> x.mul(w)).apply(X), W);
    assertClose(vjp.pullback(X), X.square());
    assertClose(vjp.pullback(W), X.mul(W));
    // inside another transform
    assertClose(
        grad((Tensor u) ->
                vjp((Tensor w) -> checkpoint((Tensor x) -> x.mul(w).mul(u)).apply(X), W)
                    .pullback(u)
                    .sum())
            .apply(W),
        X.mul(W).mul(2));
  }

  /** x ∘ w with a rule by x alone. */
  private static Function<Tensor, Tensor> productVjp(Tensor w) {
    return customVjp(
        (Tensor x) -> new WithResiduals<>(x.mul(w), x), (Tensor x, Tensor g) -> g.mul(w));
  }

  private static Function<Tensor, Tensor> productJvp(Tensor w) {
    return customJvp((Tensor x) -> x.mul(w), (Tensor x, Tensor v) -> v.mul(w));
  }

  @Test
  void customRulesUnderVmapCaptureTheBatch() {
    Tensor batch = Shaping.stack(0, W, X);
    for (Function<Tensor, Function<Tensor, Tensor>> product :
        java.util.List.<Function<Tensor, Function<Tensor, Tensor>>>of(
            CapturesTest::productVjp, CapturesTest::productJvp)) {
      // the argument is batched, what is captured is, or both are
      assertClose(vmap((Tensor w) -> product.apply(w).apply(X)).apply(batch), batch.mul(X));
      assertClose(vmap((Tensor x) -> product.apply(W).apply(x)).apply(batch), batch.mul(W));
      assertClose(vmap((Tensor x) -> product.apply(x).apply(x)).apply(batch), batch.square());
      // the derivative by the argument under vmap and around it
      assertClose(
          vmap((Tensor w) -> grad((Tensor x) -> product.apply(w).apply(x).sum()).apply(X))
              .apply(batch),
          batch);
      assertClose(
          grad((Tensor x) -> vmap((Tensor w) -> product.apply(w).apply(x)).apply(batch).sum())
              .apply(X),
          batch.sum(0));
      assertClose(
          vmap((Tensor w) -> jvp(product.apply(w), X, W).tangent()).apply(batch), batch.mul(W));
      assertClose(
          jvp((Tensor x) -> vmap((Tensor w) -> product.apply(w).apply(x)).apply(batch), X, W)
              .tangent(),
          batch.mul(W));
      // an inner derivative by the argument, an outer one by what stands still at that point
      assertClose(
          grad((Tensor w) ->
                  grad((Tensor x) -> product.apply(stopGradient(w)).apply(x).sum())
                      .apply(X)
                      .mul(w)
                      .sum())
              .apply(W),
          W);
    }
  }

  @Test
  void customRulesGiveNoDerivativeByWhatTheyCapture() {
    for (Function<Tensor, Function<Tensor, Tensor>> product :
        java.util.List.<Function<Tensor, Function<Tensor, Tensor>>>of(
            CapturesTest::productVjp, CapturesTest::productJvp)) {
      Function<Tensor, Tensor> f = w -> product.apply(w).apply(X).sum();
      assertClose(f.apply(W), W.mul(X).sum());
      assertThatThrownBy(() -> grad(f).apply(W))
          .isInstanceOf(TraceException.class)
          .hasMessageContainingAll("custom-", "captured float64[3]", "argument", "stopGradient");
      assertThatThrownBy(() -> jvp(f, W, X))
          .isInstanceOf(TraceException.class)
          .hasMessageContainingAll("custom-", "captured float64[3]", "argument", "stopGradient");
      // with the gradient stopped it is a constant
      assertClose(grad((Tensor w) -> product.apply(stopGradient(w)).apply(w).sum()).apply(W), W);
    }
  }

  @Test
  void aRuleThatAloneCapturesWhatJvpDifferentiates() {
    Function<Tensor, Tensor> f =
        w -> customJvp((Tensor x) -> x.sin(), (Tensor x, Tensor v) -> v.mul(w)).apply(w);
    assertThatThrownBy(() -> jvp(f, W, X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("custom-jvp: ", "captured float64[3]", "argument");
    Function<Tensor, Tensor> g =
        w ->
            customVjp(
                    (Tensor x) -> new WithResiduals<>(x.sin(), x), (Tensor x, Tensor u) -> u.mul(w))
                .apply(w)
                .sum();
    assertThatThrownBy(() -> grad(g).apply(W))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("mul: ", "escaped from grad");
  }

  @Test
  void whatHasEscapedIsNotCaptured() {
    Tensor[] kept = new Tensor[1];
    grad((Tensor w) -> {
          kept[0] = w;
          return w.sum();
        })
        .apply(W);
    assertThatThrownBy(() -> checkpoint((Tensor x) -> x.mul(kept[0])).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("escaped from grad");
    assertThatThrownBy(() -> checkpoint((Tensor x) -> kept[0]).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("escaped from grad");
  }

  /**
   * What another thread, or only a later run, captures is not found: it must not become constant.
   */
  @Test
  void whatTheFirstRunDoesNotFindIsAnErrorLater() {
    UnaryOperator<Tensor> parallel =
        y ->
            checkpoint((Tensor x) -> x.add(CompletableFuture.supplyAsync(() -> y.mul(3)).join()))
                .apply(y);
    UnaryOperator<Tensor> late =
        y -> {
          Tensor c = y.mul(3);
          AtomicInteger runs = new AtomicInteger();
          return checkpoint((Tensor x) -> runs.getAndIncrement() == 0 ? x : x.add(c)).apply(y);
        };
    for (UnaryOperator<Tensor> function : List.of(parallel, late)) {
      assertThatThrownBy(() -> jvp(function, X, W))
          .isInstanceOf(TraceException.class)
          .hasMessage(
              "checkpoint: the function must use the same captured tensors in every run, and"
                  + " compute on the thread that calls it, got a float64[3] inside jvp that its"
                  + " first run did not use; pass that tensor as an argument");
      assertThatThrownBy(() -> vmap(function).apply(X))
          .isInstanceOf(TraceException.class)
          .hasMessageContaining("got a float64[] inside vmap that its first run did not use");
      assertThatThrownBy(() -> vmap((Tensor x) -> jvp(function, x, x).tangent()).apply(X))
          .isInstanceOf(TraceException.class)
          .hasMessageContaining("got a float64[] inside jvp that its first run did not use");
    }
  }
}
