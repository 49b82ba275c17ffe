package com.example.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.Jvp;
import org.autodiff.Tensor;
import org.autodiff.Vjp;
import org.autodiff.check.GradientCheck;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorLaws;
import org.autodiff.check.OperatorRegistry;
import org.junit.jupiter.api.Test;

/** An operator from another package goes through every transform and is held to every law. */
class ThirdPartyOperatorTest {
  private static final Function<Tensor, Tensor> F = x -> new Softsign().apply(x);
  private static final Tensor X = Tensor.of(0.5, -2, 3);

  /** The derivative, by hand: 1 / (1 + |x|)². */
  private static double slope(double x) {
    return 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
  }

  /** The second derivative, by hand: −2 sign x / (1 + |x|)³. */
  private static double curvature(double x) {
    return -2 * Math.signum(x) / Math.pow(1 + Math.abs(x), 3);
  }

  private static void assertElements(Tensor actual, double... expected) {
    assertThat(actual.toDoubles()).containsExactly(expected, within(1e-15));
  }

  @Test
  void isFoundAndSatisfiesTheLaws() {
    OperatorEntry entry = OperatorRegistry.load().get("softsign");
    OperatorLaws.assertAll(entry, 50, 1);
  }

  @Test
  void forwardAndReverse() {
    Tensor v = Tensor.of(1, 10, 100);
    double[] expected = {slope(0.5), 10 * slope(-2), 100 * slope(3)};
    Jvp<Tensor> pushed = Autodiff.jvp(F, X, v);
    assertElements(pushed.value(), 1 / 3.0, -2 / 3.0, 0.75);
    assertElements(pushed.tangent(), expected);
    Vjp<Tensor, Tensor> vjp = Autodiff.vjp(F, X);
    assertElements(vjp.pullback(v), expected);
    assertElements(Autodiff.linearize(F, X).push(v), expected);
    assertElements(
        Autodiff.grad((Tensor x) -> F.apply(x).sum()).apply(X), slope(0.5), slope(-2), slope(3));
    assertElements(
        Autodiff.valueAndGrad((Tensor x) -> F.apply(x).sum()).apply(X).grad(),
        slope(0.5),
        slope(-2),
        slope(3));
  }

  @Test
  void jacobiansAndHessians() {
    double[] diagonal = {slope(0.5), 0, 0, 0, slope(-2), 0, 0, 0, slope(3)};
    assertElements(Autodiff.jacfwd(F).apply(X), diagonal);
    assertElements(Autodiff.jacrev(F).apply(X), diagonal);
    Function<Tensor, Tensor> sum = x -> F.apply(x).sum();
    assertElements(
        Autodiff.hessian(sum).apply(X),
        curvature(0.5),
        0,
        0,
        0,
        curvature(-2),
        0,
        0,
        0,
        curvature(3));
    assertElements(
        Autodiff.hvp(sum, X, Tensor.of(1, 1, 1)), curvature(0.5), curvature(-2), curvature(3));
  }

  @Test
  void batchedAndNested() {
    Tensor xs = Tensor.of(new double[][] {{0.5, -2}, {3, 1}});
    Function<Tensor, Tensor> gradient = Autodiff.grad((Tensor x) -> F.apply(x).sum());
    assertElements(Autodiff.vmap(gradient).apply(xs), slope(0.5), slope(-2), slope(3), slope(1));
    assertElements(
        Autodiff.vmap(gradient, 1, 1).apply(xs), slope(0.5), slope(-2), slope(3), slope(1));
    Function<Tensor, Tensor> loss = x -> Autodiff.vmap(Autodiff.vmap(F)).apply(x).sum();
    assertElements(Autodiff.grad(loss).apply(xs), slope(0.5), slope(-2), slope(3), slope(1));
    Function<Tensor, Tensor> second =
        Autodiff.vmap((Tensor x) -> Autodiff.grad((Tensor y) -> gradient.apply(y).sum()).apply(x));
    assertElements(second.apply(xs), curvature(0.5), curvature(-2), curvature(3), curvature(1));
    assertElements(
        Autodiff.jvp(gradient, X, Tensor.of(1, 1, 1)).tangent(),
        curvature(0.5),
        curvature(-2),
        curvature(3));
    assertElements(
        Autodiff.grad((Tensor x) -> Autodiff.checkpoint(F).apply(x).sum()).apply(X),
        slope(0.5),
        slope(-2),
        slope(3));
  }

  @Test
  void insideOtherFunctions() {
    GradientCheck.of(
            (List<Tensor> p) -> F.apply(p.get(0).matmul(p.get(1))).mul(p.get(1)),
            List.of(Tensor.of(new double[][] {{1.5, -0.5}, {0.3, 2}}), Tensor.of(0.7, 1.9)))
        .assertCorrect();
  }
}
