package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jacrev;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.autodiff.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives by a tensor of an outer transform, of a gradient inside. In the inner backward pass a
 * cotangent may be concrete while an operand is not: what the outer transform keeps of it must not
 * be written over.
 */
class MixedDerivativesTest {
  private static final Tensor AT = Tensor.of(0.7, 1.3, 2.1);
  private static final Tensor Q = Tensor.of(0.4, 0.9, 1.7);

  private static final Map<String, BinaryOperator<Tensor>> OPERATORS =
      new TreeMap<>(
          Map.of(
              "add", (x, y) -> x.add(y),
              "sub", (x, y) -> x.sub(y),
              "mul", (x, y) -> x.mul(y),
              "div", (x, y) -> x.div(y),
              "pow", (x, y) -> x.pow(y),
              "atan2", (x, y) -> x.atan2(y),
              "hypot", (x, y) -> x.hypot(y),
              "maximum", (x, y) -> x.maximum(y),
              "matmul", (x, y) -> x.mul(x.dot(y)),
              "where", (x, y) -> Comparisons.where(x.gt(y), x.mul(y), y)));

  static Stream<String> operators() {
    return OPERATORS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void allModesAgreeWithDifferences(String name) {
    BinaryOperator<Tensor> op = OPERATORS.get(name);
    agree(q -> grad((Tensor u) -> op.apply(u, q).mul(2).sum()).apply(AT));
    agree(q -> grad((Tensor u) -> op.apply(q, u).mul(2).sum()).apply(AT));
    agree(q -> grad((Tensor u) -> u.mul(op.apply(u, q)).mul(2).sum()).apply(AT));
    agree(q -> grad((Tensor u) -> op.apply(u, op.apply(u, q)).sin().sum()).apply(AT));
    agree(q -> grad((Tensor u) -> op.apply(op.apply(q, u), u).square().sum()).apply(AT));
  }

  private static void agree(Function<Tensor, Tensor> gradient) {
    double[] forward = jacfwd(gradient).apply(Q).toDoubles();
    for (int i = 0; i < 3; i++) {
      Tensor step = Tensor.of(i == 0 ? 1e-6 : 0, i == 1 ? 1e-6 : 0, i == 2 ? 1e-6 : 0);
      double[] change =
          gradient.apply(Q.add(step)).sub(gradient.apply(Q.sub(step))).div(2e-6).toDoubles();
      double[] column = {forward[i], forward[3 + i], forward[6 + i]};
      close(column, change, 1e-6);
    }
    close(jacrev(gradient).apply(Q).toDoubles(), forward, 1e-12);
    Tensor tangent = Tensor.of(1, -2, 0.5);
    double[] pushed = jvp(gradient, Q, tangent).tangent().toDoubles();
    close(linearize(gradient, Q).push(tangent).toDoubles(), pushed, 1e-12);
    Function<Tensor, Tensor> reverse =
        grad((Tensor q) -> gradient.apply(q).mul(Tensor.of(1, 10, 100)).sum());
    double[] expected = reverse.apply(Q).toDoubles();
    Graph recorded = Graph.of(reverse, Q);
    close(recorded.evaluate(List.of(Q)).get(0).toDoubles(), expected, 1e-12);
    Graph staged = Graph.ofTypes(list -> reverse.apply(list.get(0)), Q.type());
    close(staged.evaluate(List.of(Q)).get(0).toDoubles(), expected, 1e-12);
  }

  private static void close(double[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(1, Math.abs(expected[i]));
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * size));
    }
  }

  @Test
  void theFactorOfASquareInsideAGradient() {
    Function<Tensor, Tensor> g =
        q -> grad((Tensor u) -> u.mul(u.mul(q)).mul(2)).apply(Tensor.scalar(3)); // 4 · 3 · q
    assertThat(grad(g).apply(Tensor.scalar(5)).item()).isEqualTo(12);
    assertThat(Graph.of(g, Tensor.scalar(5)).evaluate(List.of(Tensor.scalar(5))))
        .containsExactly(Tensor.scalar(60));
  }
}
