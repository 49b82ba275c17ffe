package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.check.BrokenLaws.broken;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;
import org.junit.jupiter.api.Test;

/** Each law of derivatives catches a rule made wrong on purpose; a right one passes them all. */
class BrokenRulesTest {
  @Test
  void theRightRuleBreaksNone() {
    assertThat(broken(new Product())).isEmpty();
  }

  @Test
  void aWrongSign() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.scale(() -> y.neg());
              }
            });
    // it is a linear map with a right transpose, so the other laws of derivatives hold
    assertThat(broken).contains(Law.JVP, Law.TAYLOR).doesNotContain(Law.ADJOINT, Law.LINEARITY);
  }

  @Test
  void aMissingFactor() {
    Product squared =
        new Product() {
          @Override
          double value(double x, double y) {
            return x * x * y;
          }

          @Override
          float single(float x, float y) {
            return x * x * y;
          }

          @Override
          public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
            Tensor x = operands[0];
            Tensor y = operands[1];
            return new LinearMap[] {
              LinearMap.broadcast(x.shape(), result.shape())
                  .then(LinearMap.scale(() -> x.mul(y))), // 2 x y
              LinearMap.broadcast(y.shape(), result.shape()).then(LinearMap.scale(() -> x.square()))
            };
          }
        };
    assertThat(broken(squared)).contains(Law.JVP, Law.TAYLOR);
  }

  @Test
  void aSmallEntryBesideALargeOne() {
    Samples samples =
        Samples.of(
            draw -> Sample.of(draw.tensor(Shape.of(3)), Tensor.of(1e-6, 1, 1000)).constant(1));
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.scale(
                    () -> y.mul(Tensor.of(1.01, 1, 1))); // the small one is wrong
              }
            },
            samples);
    assertThat(broken).contains(Law.JVP);
  }

  @Test
  void aSecondDerivativeThatIsLost() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.scale(() -> y.stopGradient());
              }
            });
    assertThat(broken).contains(Law.TAYLOR, Law.SECOND_ORDER).doesNotContain(Law.JVP, Law.ADJOINT);
  }

  @Test
  void swappedFactorsInTheTranspose() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.of(t -> t.mul(y), g -> g.mul(x));
              }
            });
    assertThat(broken).contains(Law.ADJOINT, Law.SECOND_ORDER).doesNotContain(Law.JVP, Law.TAYLOR);
  }

  @Test
  void aMapThatIsNotLinear() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.of(t -> t.mul(y), g -> g.mul(g.abs()).mul(y));
              }
            });
    assertThat(broken).contains(Law.LINEARITY).doesNotContain(Law.JVP);
    Set<Law> affine =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.of(t -> t.mul(y).add(1e-3), g -> g.mul(y));
              }
            });
    assertThat(affine).contains(Law.LINEARITY);
  }

  @Test
  void aMapThatRemembers() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                AtomicInteger uses = new AtomicInteger();
                return LinearMap.of(
                    t -> t.mul(y).mul(uses.getAndIncrement() == 0 ? 1 : 1 + 1e-15), g -> g.mul(y));
              }
            });
    assertThat(broken).containsExactly(Law.LINEARIZE);
  }

  @Test
  void aSharedOperandThatCountsOnce() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
                LinearMap[] maps = super.linearMaps(operands, result);
                if (operands[0] == operands[1]) {
                  maps[1] = LinearMap.of(t -> t.mul(0), g -> g.mul(0));
                }
                return maps;
              }
            });
    assertThat(broken).containsExactly(Law.PERTURBATIONS);
  }

  /**
   * What was pulled back to an operand is remembered by the operand alone: right as long as there
   * is one perturbation, so that only the nested ones tell.
   */
  @Test
  void aPerturbationThatIsTakenForAnother() {
    Product confused =
        new Product() {
          private final Map<Tensor, Tensor> pulled = new IdentityHashMap<>();

          @Override
          LinearMap scale(Tensor x, Tensor y) {
            return LinearMap.of(
                t -> t.mul(y),
                g ->
                    x.dtype() == DType.FLOAT64
                        ? pulled.computeIfAbsent(x, k -> g.mul(y))
                        : g.mul(y));
          }
        };
    Samples samples =
        Samples.of(draw -> Sample.of(draw.tensor(Shape.of(2, 3)), draw.tensor(Shape.of(2, 3))));
    LawResult result =
        OperatorLaws.check(BrokenLaws.entry(confused, samples), Law.PERTURBATIONS, 1, 5);
    assertThat(result.passed()).isFalse();
    assertThat(result.message())
        .startsWith("jvp inside vjp, with the outer variable captured: got ");
  }

  /** tanh, with a rule to be given, its closed derivatives, and samples. */
  private static Set<Law> ofTanh(UnaryOperator<Tensor> slope) {
    SingleResultOperator tanh =
        new SingleResultOperator() {
          @Override
          public String name() {
            return "my-tanh";
          }

          @Override
          public TensorType inferResult(TensorType[] operands) {
            return operands[0];
          }

          @Override
          public void computeInto(DenseTensor[] operands, DenseTensor result) {
            TensorArrays.copy(operands[0].tanh().dense(), result);
          }

          @Override
          public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
            return new LinearMap[] {LinearMap.scale(() -> slope.apply(operands[0]))};
          }

          @Override
          public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
            return apply(operands);
          }
        };
    DoubleUnaryOperator first = x -> 4 * Math.exp(-2 * x) / Math.pow(1 + Math.exp(-2 * x), 2);
    DoubleUnaryOperator second = x -> -2 * Math.tanh(x) * first.applyAsDouble(x);
    DoubleUnaryOperator third = x -> first.applyAsDouble(x) * (6 * Math.tanh(x) * Math.tanh(x) - 2);
    return broken(
        OperatorEntry.named("my-tanh")
            .formula("tanh x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page("derivations/elementary.md")
            .extremes(Extremes.of(first, second, third).between(0, 1e300).allowing(Math::tanh))
            .operator(parameters -> tanh)
            .samples(Samples.unary(Domain.all())));
  }

  @Test
  void aSlopeThatIsNotANumberWhereThePartsOverflow() {
    // right at moderate operands: only the extreme ones show that the second derivative is 0 · ∞
    assertThat(ofTanh(x -> x.cosh().reciprocal().square())).containsExactly(Law.EXTREMES);
    // and that here all digits are lost: the exponentials cancel
    assertThat(ofTanh(x -> x.exp().add(x.neg().exp()).mul(0.5).square().reciprocal()))
        .containsExactly(Law.EXTREMES);
    assertThat(ofTanh(x -> x.tanh().square().neg().add(1))).isEmpty();
  }
}
