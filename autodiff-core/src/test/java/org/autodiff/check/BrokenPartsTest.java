package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autodiff.check.BrokenLaws.PRODUCTS;
import static org.autodiff.check.BrokenLaws.broken;
import static org.autodiff.check.BrokenLaws.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleBinaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each law of batching, structure, numbers and registration catches a part made wrong on purpose.
 */
class BrokenPartsTest {
  @Test
  void aBatchingRuleThatDoesNotAlign() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
                return apply(operands);
              }
            });
    assertThat(broken).contains(Law.BATCHING).doesNotContain(Law.JVP, Law.ADJOINT);
  }

  @Test
  void aMissingUnbroadcast() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
                return new LinearMap[] {
                  LinearMap.scale(() -> operands[1]), LinearMap.scale(() -> operands[0])
                };
              }
            });
    assertThat(broken).contains(Law.INFERENCE);
  }

  @Test
  void aWrongInference() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public TensorType inferResult(TensorType[] operands) {
                TensorType type = super.inferResult(operands);
                return type.shape().rank() == 2 ? type.withShape(type.shape().insert(0, 1)) : type;
              }
            });
    assertThat(broken).contains(Law.BATCHING, Law.VALUE);
  }

  /** The product, written otherwise: what becomes of an element that was there. */
  private static Set<Law> writing(DoubleBinaryOperator written) {
    return broken(
        new Product() {
          @Override
          public void computeInto(DenseTensor[] operands, DenseTensor result) {
            DenseTensor before = result.copy();
            super.computeInto(operands, result);
            for (int i = 0; i < result.size(); i++) {
              double element = written.applyAsDouble(before.flat(i), result.flat(i));
              if (result.dtype() == DType.FLOAT64) {
                TensorArrays.doubles(result)[i] = element;
              } else {
                TensorArrays.floats(result)[i] = (float) element;
              }
            }
          }
        });
  }

  @Test
  void aResultThatIsNotCleared() {
    assertThat(writing((before, product) -> before + product)).containsExactly(Law.PURITY);
  }

  @Test
  void zerosThatAreNotWritten() {
    assertThat(writing((before, product) -> product == 0 ? before : product))
        .containsExactly(Law.PURITY);
  }

  @Test
  void somethingWrittenBehindTheResult() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                super.computeInto(operands, result);
                if (result.dtype() == DType.FLOAT64) {
                  double[] all = TensorArrays.doubles(result);
                  Arrays.fill(all, result.size(), all.length, 0);
                }
              }
            });
    assertThat(broken).containsExactly(Law.PURITY);
  }

  @Test
  void aViewOfSomethingElse() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
                return operands[0].type().equals(result) ? operands[0] : null;
              }
            });
    assertThat(broken).contains(Law.PURITY);
  }

  @Test
  void anOperandThatIsChanged() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                super.computeInto(operands, result);
                DenseTensor x = operands[0];
                if (x.size() > 0 && x.dtype() == DType.FLOAT64) {
                  TensorArrays.doubles(x)[x.offset()] += 1;
                }
              }
            });
    assertThat(broken).contains(Law.PURITY);
  }

  @Test
  void aRoundingThatFollowsTheLayout() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                super.computeInto(operands, result);
                if (!operands[0].isContiguous() && result.dtype() == DType.FLOAT64) {
                  double[] y = TensorArrays.doubles(result);
                  for (int i = 0; i < result.size(); i++) {
                    y[i] = Math.nextUp(y[i]);
                  }
                }
              }
            });
    assertThat(broken).contains(Law.PURITY);
  }

  @Test
  void stridesThatAreIgnored() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                DenseTensor x = operands[0];
                DenseTensor packed =
                    x.view(x.shape(), 0, x.shape().rowMajorStrides()); // whatever x's strides are
                super.computeInto(new DenseTensor[] {packed, operands[1]}, result);
              }
            });
    assertThat(broken).contains(Law.PURITY);
  }

  @Test
  void anEmptyTensorThatFails() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                int mean = 1 / result.shape().size();
                assertThat(mean).isLessThan(2);
                super.computeInto(operands, result);
              }
            });
    assertThat(broken).contains(Law.EMPTY).doesNotContain(Law.JVP, Law.KINKS);
  }

  @Test
  void aScalarThatIsTreatedApart() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                super.computeInto(operands, result);
                if (result.rank() == 0) {
                  TensorArrays.copy(result.add(1e-9).dense(), result);
                }
              }
            });
    assertThat(broken).contains(Law.EMPTY);
  }

  @Test
  void anInaccurateFloat32Kernel() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              float single(float x, float y) {
                return x * y * 1.0001f;
              }
            });
    assertThat(broken).contains(Law.PRECISION).doesNotContain(Law.JVP, Law.TAYLOR);
  }

  @Test
  void aNaNThatIsSwallowed() {
    Set<Law> value =
        broken(
            new Product() {
              @Override
              double value(double x, double y) {
                double product = x * y;
                return Double.isNaN(product) ? 0 : product;
              }
            });
    assertThat(value).containsExactly(Law.NAN);
    Product rectified =
        new Product() {
          @Override
          double value(double x, double y) {
            return Math.max(x, 0) * y;
          }

          @Override
          float single(float x, float y) {
            return Math.max(x, 0) * y;
          }

          @Override
          public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
            Tensor x = operands[0];
            Tensor y = operands[1];
            return new LinearMap[] {
              LinearMap.broadcast(x.shape(), result.shape())
                  .then(LinearMap.scale(() -> x.gt(0).mul(y))), // 0 at NaN
              LinearMap.broadcast(y.shape(), result.shape()).then(LinearMap.scale(() -> x.relu()))
            };
          }
        };
    Samples samples = Samples.binary(Domain.all().except(0), Domain.all().except(0));
    Reference reference = Reference.binary((x, y) -> x > 0 ? x * y : 0);
    assertThat(broken(entry(rectified, samples, reference))).containsExactly(Law.NAN);
  }

  @Test
  void aNaNThatSpreadsTooFar() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              public void computeInto(DenseTensor[] operands, DenseTensor result) {
                super.computeInto(operands, result);
                double sum = 0;
                for (double x : result.toDoubles()) {
                  sum += x;
                }
                if (Double.isNaN(sum)) {
                  TensorArrays.fill(result, Double.NaN);
                }
              }
            });
    assertThat(broken).containsExactly(Law.NAN);
  }

  @Test
  void aKinkOffThePolicy() {
    OperatorEntry abs =
        OperatorEntry.named("product")
            .formula("|x|")
            .operands("x")
            .nonSmooth("0: 0")
            .page("abs.md")
            .unary(
                Autodiff.customJvp(
                        (Tensor x) -> x.abs(), (Tensor x, Tensor v) -> v.mul(x.ge(0).mul(2).sub(1)))
                    ::apply)
            .reference(Reference.unary(Math::abs))
            .samples(Samples.unary(Domain.all().except(0)).nanException("-").kinkAt(0, 0));
    assertThat(broken(abs)).contains(Law.KINKS).doesNotContain(Law.JVP, Law.ADJOINT);
    OperatorEntry outside =
        OperatorEntry.named("product")
            .formula("|x|")
            .operands("x")
            .nonSmooth("0: 2, by a mistake in the policy")
            .page("abs.md")
            .unary(
                Autodiff.customJvp(
                        (Tensor x) -> x.abs(),
                        (Tensor x, Tensor v) -> v.mul(x.sign().add(x.eq(0).mul(2))))
                    ::apply)
            .reference(Reference.unary(Math::abs))
            .samples(Samples.unary(Domain.all().except(0)).nanException("-").kinkAt(0, 2));
    assertThat(broken(outside)).containsExactly(Law.KINKS);
  }

  @Test
  void errorsThatAreNotTheDocumentedOnes() {
    Product silent =
        new Product() {
          @Override
          public TensorType inferResult(TensorType[] operands) {
            return operands[0].withShape(
                Shape.broadcast(operands[0].shape(), operands[1].shape(), "product"));
          }
        };
    assertThat(broken(silent)).containsExactly(Law.ERRORS);
    Product mute =
        new Product() {
          @Override
          public TensorType inferResult(TensorType[] operands) {
            try {
              return super.inferResult(operands);
            } catch (ShapeException e) {
              throw new ShapeException("the shapes are wrong");
            }
          }
        };
    assertThat(broken(mute)).containsExactly(Law.ERRORS);
  }

  @Test
  void anIncompleteRegistration() {
    OperatorEntry bare =
        OperatorEntry.named("product").operator(parameters -> new Product()).samples(PRODUCTS);
    assertThat(broken(bare)).containsExactly(Law.REGISTRATION);
    LawResult result = OperatorLaws.check(bare, Law.REGISTRATION, 1, 1);
    assertThat(result.message())
        .contains("its formula: call formula(", "its operands: call operands(")
        .contains("its non-smooth points: call nonSmooth(")
        .doesNotContain("page");
    OperatorEntry misnamed =
        OperatorEntry.named("times")
            .formula("x · y")
            .operands("x, y")
            .nonSmooth("nowhere")
            .page("product.md")
            .messageName("product")
            .operator(parameters -> new Product())
            .reference(Reference.binary((x, y) -> x * y))
            .samples(PRODUCTS);
    assertThat(broken(misnamed)).containsExactly(Law.REGISTRATION);
    assertThat(OperatorLaws.check(misnamed, Law.REGISTRATION, 1, 1).message())
        .contains("call OperatorEntry.named(\"product\")");
  }

  @Test
  void whatAnEntryMayDoWithoutIsSaid() {
    LawResult result = OperatorLaws.check(entry(new Unbatched(), UNARY), Law.REGISTRATION, 1, 1);
    assertThat(result.passed()).isTrue();
    assertThat(result.message())
        .isEqualTo(
            "without a batching rule, so vmap takes operands apart: override batchResult or batch");
    OperatorEntry unpaged =
        OperatorEntry.named("product")
            .formula("x · y")
            .operands("x, y")
            .nonSmooth("nowhere")
            .operator(parameters -> new Product())
            .samples(PRODUCTS);
    assertThat(broken(unpaged)).isEmpty();
    assertThat(OperatorLaws.check(unpaged, Law.REGISTRATION, 1, 1).message())
        .isEqualTo(
            "without a page of documentation: call page(\"...\"); without a reference of its value:"
                + " call reference(...)");
  }

  @Test
  void aBrokenLawNamesTheMethodsToLookAt() {
    OperatorEntry wrong =
        entry(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.scale(() -> y.neg());
              }
            },
            PRODUCTS);
    assertThat(OperatorLaws.check(wrong, Law.JVP, 1, 1).message())
        .contains("J v at element", "case 0, seed", "Operator.linearize", "Samples.ownDerivative");
  }

  private static final Samples UNARY = Samples.unary(Domain.all());

  /** Doubles, without a batching rule. */
  private record Unbatched() implements SingleResultOperator {
    @Override
    public String name() {
      return "product";
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      return operands[0];
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      TensorArrays.copy(operands[0].mul(2).dense(), result);
    }

    @Override
    public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      return new LinearMap[] {LinearMap.of(t -> t.mul(2), g -> g.mul(2))};
    }
  }

  @Test
  void aRuleThatDependsOnHowOftenItRan() {
    AtomicInteger runs = new AtomicInteger();
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                int run = runs.getAndIncrement();
                return LinearMap.scale(() -> y.mul(1 + 1e-15 * (run % 2)));
              }
            });
    assertThat(broken).contains(Law.EXECUTION);
  }

  @Test
  void aRuleThatTakesAnotherWayForTracedTensors() {
    Set<Law> broken =
        broken(
            new Product() {
              @Override
              LinearMap scale(Tensor x, Tensor y) {
                return LinearMap.scale(() -> y instanceof DenseTensor ? y : y.mul(3).div(3));
              }
            });
    assertThat(broken).containsExactly(Law.COMPILED);
  }

  /** Every part is right, but of another function: its value alone tells. */
  private static final class Doubled extends Product {
    @Override
    double value(double x, double y) {
      return 2 * x * y;
    }

    @Override
    float single(float x, float y) {
      return 2 * x * y;
    }

    @Override
    public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      Tensor x = operands[0];
      Tensor y = operands[1];
      return new LinearMap[] {
        LinearMap.broadcast(x.shape(), result.shape()).then(LinearMap.scale(() -> y.mul(2))),
        LinearMap.broadcast(y.shape(), result.shape()).then(LinearMap.scale(() -> x.mul(2)))
      };
    }
  }

  @Test
  void aConsistentOperatorOfAnotherFunction() {
    assertThat(broken(new Doubled())).containsExactly(Law.VALUE);
    LawResult result = OperatorLaws.check(entry(new Doubled(), PRODUCTS), Law.VALUE, 1, 5);
    assertThat(result.message()).contains("the value at element 0: got ");
  }

  @Test
  void aKnownValueThatDoesNotComeOut() {
    Samples samples = PRODUCTS.example(Sample.of(Tensor.scalar(2), Tensor.scalar(3)), 6);
    Reference doubled = Reference.binary((x, y) -> 2 * x * y);
    assertThat(broken(entry(new Doubled(), samples, doubled))).containsExactly(Law.VALUE);
    assertThat(broken(entry(new Product(), samples))).isEmpty();
  }

  /** A large index or key is no number that rounds: it leaves no room for wrong values. */
  @Test
  void aWrongValueBesideALargeConstant() {
    Samples samples =
        Samples.of(
            draw -> {
              Shape shape = draw.shape(0, 2);
              return Sample.of(draw.tensor(shape), draw.from(shape, 1e12)).constant(1);
            });
    Product nearly =
        new Product() {
          @Override
          double value(double x, double y) {
            return x * (1 + 1e-9);
          }

          @Override
          float single(float x, float y) {
            return x;
          }
        };
    OperatorEntry entry = entry(nearly, samples, Reference.binary((x, y) -> x));
    assertThat(OperatorLaws.check(entry, Law.VALUE, 20, 5).passed()).isFalse();
  }

  @Test
  void aPropertyThatTheResultsDoNotHave() {
    Reference quotient =
        Reference.property(
            (x, p, results) ->
                List.of(
                    new Reference.Equation(
                        "half the product",
                        results[0].map(v -> v / 2),
                        NumberArray.of(
                            results[0].shape(),
                            index -> x[0].spread(index) * x[1].spread(index)))));
    assertThat(broken(entry(new Product(), PRODUCTS, quotient))).containsExactly(Law.VALUE);
    assertThat(broken(entry(new Doubled(), PRODUCTS, quotient))).isEmpty();
  }

  @Test
  void aFunctionThatIsNotRegistered() {
    assertThat(
            OperatorLaws.check(
                "twice", TensorFunction.unary(x -> x.mul(2)), Samples.unary(Domain.all()), 20, 3))
        .hasSize(Law.values().length - 1)
        .allMatch(LawResult::passed);
  }
}
