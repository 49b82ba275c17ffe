package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.Autodiff.UNBATCHED;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.customVjp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.autodiff.graph.Graph;
import org.junit.jupiter.api.Test;

/** Keys that a checkpoint or a function with a rule of its own is given, or captures. */
class KeyTransformsTest {
  /** What a draw scales, and the key of the draw. */
  record Noisy(Tensor x, RandomKey key) {}

  private static final int EXAMPLES = 4;
  private static final Tensor X = Tensor.arange(3 * EXAMPLES).add(0.5).div(7).reshape(EXAMPLES, 3);
  private static final List<RandomKey> KEYS = RandomKey.of(11).split(EXAMPLES);
  private static final Noisy BATCH = new Noisy(X, RandomKey.stack(KEYS));

  private static final List<Function<RandomKey, Tensor>> DRAWS =
      List.of(
          key -> key.normal(3),
          key -> key.uniformBetween(1, 2, 3),
          key -> key.fold(5).uniform(3),
          key -> key.fold(Tensor.scalar(-2)).normal(3),
          key -> key.split().second().normal(3),
          key -> key.split(3).get(2).split().first().integers(1, 100, 3),
          key -> vmap((RandomKey k) -> k.normal()).apply(RandomKey.stack(key.split(3))));

  /** What is wrapped, and below its derivative. */
  private static Tensor value(Tensor x, Tensor draw) {
    return x.square().mul(draw).sum();
  }

  private static Tensor slope(Tensor x, Tensor draw) {
    return x.mul(draw).mul(2);
  }

  /** The functions with the key in the argument. */
  private static List<Function<Noisy, Tensor>> given(Function<RandomKey, Tensor> draw) {
    Function<Noisy, Tensor> f = n -> value(n.x(), draw.apply(n.key()));
    return List.of(
        checkpoint(f),
        checkpoint(checkpoint(f)),
        // the backward half draws again, with the key that it keeps
        customVjp(
            n -> new WithResiduals<>(f.apply(n), n),
            (Noisy n, Tensor u) -> new Noisy(u.mul(slope(n.x(), draw.apply(n.key()))), n.key())),
        customJvp(f, (n, v) -> v.x().mul(slope(n.x(), draw.apply(n.key()))).sum()));
  }

  /** The functions that capture the key. */
  private static List<Function<Noisy, Tensor>> capturing(Function<RandomKey, Tensor> draw) {
    List<Function<RandomKey, Function<Tensor, Tensor>>> byKey =
        List.of(
            key -> checkpoint(x -> value(x, draw.apply(key))),
            key -> checkpoint(x -> checkpoint((Tensor y) -> value(y, draw.apply(key))).apply(x)),
            key ->
                customVjp(
                    x -> new WithResiduals<>(value(x, draw.apply(key)), x),
                    (Tensor x, Tensor u) -> u.mul(slope(x, draw.apply(key)))),
            key ->
                customJvp(
                    x -> value(x, draw.apply(key)),
                    (x, v) -> v.mul(slope(x, draw.apply(key))).sum()));
    List<Function<Noisy, Tensor>> functions = new ArrayList<>();
    byKey.forEach(f -> functions.add(n -> f.apply(n.key()).apply(n.x())));
    return functions;
  }

  private static Tensor stacked(Function<Noisy, Tensor> f) {
    Tensor[] each = new Tensor[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      each[i] = f.apply(new Noisy(X.get(i), KEYS.get(i)));
    }
    return Shaping.stack(0, each);
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.isClose(expected, 1e-12, 1e-12))
        .withFailMessage("expected %s but got %s", expected, actual)
        .isTrue();
  }

  private static void assertOwnDraws(
      Function<Function<RandomKey, Tensor>, List<Function<Noisy, Tensor>>> wrapped) {
    for (Function<RandomKey, Tensor> draw : DRAWS) {
      Tensor values = stacked(n -> value(n.x(), draw.apply(n.key())));
      Tensor slopes = stacked(n -> slope(n.x(), draw.apply(n.key())));
      for (Function<Noisy, Tensor> f : wrapped.apply(draw)) {
        Function<Noisy, Tensor> byX = n -> grad((Tensor x) -> f.apply(at(x, n))).apply(n.x());
        assertClose(stacked(f), values);
        assertClose(stacked(byX), slopes);
        assertClose(vmap(f).apply(BATCH), values);
        // the gradient of each example, by the tensor and by the whole tree; that of the batch
        assertClose(vmap(byX).apply(BATCH), slopes);
        Noisy gradient = vmap(grad(f)).apply(BATCH);
        assertClose(gradient.x(), slopes);
        assertThat(gradient.key()).isEqualTo(BATCH.key());
        Function<Noisy, Tensor> total = n -> vmap(f).apply(n).sum();
        assertClose(grad(total).apply(BATCH).x(), slopes);
        assertClose(jvp(total, BATCH, BATCH).tangent(), slopes.mul(X).sum());
        // the second derivative, in both orders of the transforms
        Function<Noisy, Tensor> sumOfSlopes = n -> grad(f).apply(n).x().sum();
        Tensor curvatures = slopes.div(X);
        assertClose(vmap(grad(sumOfSlopes)).apply(BATCH).x(), curvatures);
        assertClose(
            grad((Noisy n) -> vmap(sumOfSlopes).apply(n).sum()).apply(BATCH).x(), curvatures);
        // one tensor for all keys: nothing of the argument but its key is batched
        assertClose(
            vmap(f, List.of(UNBATCHED, 0), 0).apply(new Noisy(X.get(0), BATCH.key())),
            stacked(n -> value(X.get(0), draw.apply(n.key()))));
      }
    }
  }

  private static Noisy at(Tensor x, Noisy n) {
    return new Noisy(x, n.key());
  }

  @Test
  void aKeyInTheArgumentGivesEachExampleItsOwnDraw() {
    assertOwnDraws(KeyTransformsTest::given);
  }

  @Test
  void aCapturedKeyGivesEachExampleItsOwnDraw() {
    assertOwnDraws(KeyTransformsTest::capturing);
  }

  @Test
  void aKeyAloneIsAnArgument() {
    Function<RandomKey, Tensor> draw = key -> key.fold(1).normal(2);
    List<UnaryOperator<Function<RandomKey, Tensor>>> wraps =
        List.of(
            Autodiff::checkpoint,
            f ->
                customVjp(
                    (RandomKey key) -> new WithResiduals<>(f.apply(key), key),
                    (RandomKey key, Tensor u) -> key),
            f -> customJvp(f, (key, v) -> Tensor.zeros(2)));
    for (UnaryOperator<Function<RandomKey, Tensor>> wrap : wraps) {
      assertThat(vmap(wrap.apply(draw)).apply(BATCH.key()))
          .isEqualTo(vmap(draw).apply(BATCH.key()));
    }
  }

  /**
   * The input of the graph is the key; a draw that was baked in would stand there as a constant.
   */
  @Test
  void aKeyGivenToAGraphIsNotBakedIn() {
    for (Function<RandomKey, Tensor> draw : DRAWS) {
      List<Function<RandomKey, Tensor>> programs = new ArrayList<>(List.of(draw));
      programs.add(checkpoint(draw));
      programs.add(
          key -> vmap((RandomKey k) -> draw.apply(k)).apply(RandomKey.stack(key.split(2))));
      for (Function<RandomKey, Tensor> program : programs) {
        Graph graph = Graph.of(program, KEYS.get(0));
        assertThat(graph.toString()).startsWith("{ lambda a:float64[2] .");
        assertThat(graph.nodes().get(0).operands()).extracting(Graph.Operand::number).contains(0);
        for (Graph.Node node : graph.nodes()) {
          // the number that is folded in is a constant, and no key
          int keyed = node.operator().name().equals("key-fold-number") ? 1 : node.operands().size();
          assertThat(node.operands().subList(0, keyed))
              .as("%s in %s", node.operator(), graph)
              .allMatch(operand -> operand.number() >= 0);
        }
      }
    }
  }
}
