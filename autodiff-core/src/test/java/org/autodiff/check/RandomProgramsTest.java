package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.LinearAlgebra;
import org.autodiff.Shape;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of random operators satisfy the laws: rules are right in each other's company. */
class RandomProgramsTest {
  /** Smooth functions of a matrix, bounded so that values stay of order 1. */
  private static final List<UnaryOperator<Tensor>> UNARY =
      List.of(
          Tensor::sin,
          Tensor::tanh,
          Tensor::sigmoid,
          x -> x.square().add(1).log(),
          x -> x.square().neg().exp(),
          x -> x.square().add(0.5).sqrt(),
          x -> x.softplus().mul(0.5),
          x -> x.softmax(0),
          x -> x.sub(x.mean(true, 1)),
          x -> x.cumsum(1).mul(0.3),
          x -> x.flip(0),
          x -> x.transpose().matmul(x).matmul(x.transpose()).transpose().tanh(),
          x -> Shaping.concatenate(0, x.get(1).expandDims(0), x.get(0).expandDims(0)),
          x -> x.logsumexp(true, 0).add(x).erf(),
          x -> x.reshape(3, 2).transpose(1, 0).reshape(2, 3),
          x -> x.gather(Tensor.of(2, 0, 1), 1));

  private static final List<BinaryOperator<Tensor>> BINARY =
      List.of(
          Tensor::add,
          Tensor::sub,
          Tensor::mul,
          (x, y) -> x.div(y.square().add(1)),
          (x, y) -> x.hypot(y.add(3)),
          (x, y) -> LinearAlgebra.einsum("ij,kj,kl->il", x, y, y).tanh(),
          (x, y) -> x.mul(y.sum(true, 0).sin()),
          (x, y) -> x.matmul(y.transpose()).matmul(y).sin());

  /** A program: each step applies an operator to values made before. */
  private static Tensor run(long seed, Tensor x, Tensor y) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> values = new ArrayList<>(List.of(x, y));
    for (int step = 0; step < 8; step++) {
      Tensor a = values.get(values.size() - 1 - random.nextInt(2));
      Tensor b = values.get(random.nextInt(values.size()));
      values.add(
          random.nextBoolean()
              ? UNARY.get(random.nextInt(UNARY.size())).apply(a)
              : BINARY.get(random.nextInt(BINARY.size())).apply(a, b));
    }
    return values.getLast().add(values.get(values.size() - 2)).mul(0.5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void programsSatisfyTheLaws(long seed) {
    Samples samples =
        Samples.of(
            draw ->
                Sample.of(
                    draw.tensor(Shape.of(2, 3), Domain.between(-1.5, 1.5)),
                    draw.tensor(Shape.of(2, 3), Domain.between(-1.5, 1.5))));
    OperatorEntry program =
        OperatorEntry.named("program")
            .function(parameters -> TensorFunction.binary((x, y) -> run(seed, x, y)))
            .samples(samples);
    for (Law law :
        List.of(
            Law.JVP,
            Law.ADJOINT,
            Law.LINEARITY,
            Law.LINEARIZE,
            Law.SECOND_ORDER,
            Law.PERTURBATIONS,
            Law.BATCHING,
            Law.INFERENCE,
            Law.PURITY,
            Law.EXECUTION,
            Law.COMPILED)) {
      LawResult result = OperatorLaws.check(program, law, 3, seed);
      assertThat(result.passed()).as(result.toString()).isTrue();
    }
  }
}
