package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.hessian;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vmap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Checkpointing and custom derivative rules, under every transform. */
class CustomRulesTest {
  private static final Tensor X = Tensor.of(0.3, -0.7, 1.1);

  private static void assertSameDerivatives(
      Function<Tensor, Tensor> custom, Function<Tensor, Tensor> plain) {
    assertClose(custom.apply(X), plain.apply(X));
    assertClose(jacrev(custom).apply(X), jacrev(plain).apply(X));
    assertClose(jacfwd(custom).apply(X), jacfwd(plain).apply(X));
    Function<Tensor, Tensor> sum = x -> custom.apply(x).sum();
    Function<Tensor, Tensor> plainSum = x -> plain.apply(x).sum();
    assertClose(hessian(sum).apply(X), hessian(plainSum).apply(X));
    assertClose(jacrev(grad(sum)).apply(X), hessian(plainSum).apply(X));
    assertClose(jacfwd(jacfwd(sum)).apply(X), hessian(plainSum).apply(X));
    assertClose(jacrev(jacfwd(sum)).apply(X), hessian(plainSum).apply(X));
    Tensor batch = Shaping.stack(0, X, X.mul(2));
    assertClose(vmap(custom).apply(batch), vmap(plain).apply(batch));
    assertClose(vmap(grad(sum)).apply(batch), vmap(grad(plainSum)).apply(batch));
    assertClose(
        grad((Tensor b) -> vmap(custom).apply(b).square().sum()).apply(batch),
        grad((Tensor b) -> vmap(plain).apply(b).square().sum()).apply(batch));
    assertClose(vmap(hessian(sum)).apply(batch), vmap(hessian(plainSum)).apply(batch));
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.isClose(expected, 1e-12, 1e-12))
        .withFailMessage("expected %s but got %s", expected, actual)
        .isTrue();
  }

  @Test
  void checkpointIsTheSameFunction() {
    Function<Tensor, Tensor> f = x -> x.sin().mul(x.exp()).sub(x.sum());
    assertSameDerivatives(checkpoint(f), f);
  }

  @Test
  void checkpointRunsTheFunctionAgain() {
    AtomicInteger runs = new AtomicInteger();
    Function<Tensor, Tensor> f =
        x -> {
          runs.incrementAndGet();
          return x.sin().sum();
        };
    grad(checkpoint(f)).apply(X);
    assertThat(runs).hasValue(2);
  }

  @Test
  void customVjpServesEveryMode() {
    Function<Tensor, Tensor> f =
        customVjp(
            (Tensor x) -> new WithResiduals<>(x.sin().mul(x), x),
            (Tensor x, Tensor g) -> g.mul(x.sin().add(x.mul(x.cos()))));
    assertSameDerivatives(f, x -> x.sin().mul(x));
  }

  @Test
  void customVjpRunsForwardOnceForAGradient() {
    AtomicInteger runs = new AtomicInteger();
    Function<Tensor, Tensor> f =
        customVjp(
            (Tensor x) -> {
              runs.incrementAndGet();
              return new WithResiduals<>(x.square(), x);
            },
            (Tensor x, Tensor g) -> g.mul(x).mul(2));
    assertClose(grad((Tensor x) -> f.apply(x).sum()).apply(X), X.mul(2));
    assertThat(runs).hasValue(1);
  }

  @Test
  void customJvpServesEveryMode() {
    Function<Tensor, Tensor> f =
        customJvp(
            (Tensor x) -> x.sin().mul(x),
            (Tensor x, Tensor v) -> v.mul(x.sin().add(x.mul(x.cos()))));
    assertSameDerivatives(f, x -> x.sin().mul(x));
  }

  @Test
  void straightThrough() {
    Function<Tensor, Tensor> round =
        customVjp((Tensor x) -> new WithResiduals<>(x.round(), x), (Tensor x, Tensor g) -> g);
    assertThat(grad((Tensor x) -> round.apply(x).mul(x).sum()).apply(X))
        .isEqualTo(round.apply(X).add(X));
    assertThat(jvp(round, X, X).tangent()).isEqualTo(X);
  }

  @Test
  void batchedAndSharedArgumentsOfACustomRule() {
    record Args(Tensor x, Tensor w) {}

    Function<Args, Tensor> product =
        customVjp(
            (Args a) -> new WithResiduals<>(a.x().mul(a.w()), a),
            (Args a, Tensor g) -> new Args(g.mul(a.w()), g.mul(a.x())));
    Tensor batch = Shaping.stack(0, X, X.mul(2));
    Function<Tensor, Tensor> loss =
        w -> vmap((Tensor x) -> product.apply(new Args(x, w))).apply(batch).sum();
    assertClose(grad(loss).apply(Tensor.of(1, 2, 3)), X.mul(3));
  }

  @Test
  void cotangentOfWrongShapeFromARule() {
    Function<Tensor, Tensor> f =
        customVjp((Tensor x) -> new WithResiduals<>(x.sum(), x), (Tensor x, Tensor g) -> g);
    assertThatThrownBy(() -> grad(f).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("custom-vjp", "float64[]", "float64[3]");
  }
}
