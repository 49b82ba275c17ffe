package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.customJvp;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jacfwd;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.linearize;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.operators.elementwise.StopGradient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the engine says of an operator whose parts do not fit together, and what it leaves alone.
 */
class OperatorContractTest {
  private static final Tensor X = Tensor.of(1, 2, 3);
  private static final Tensor Y = Tensor.of(4, 5, 6);

  /** The elementwise sum of two tensors of one shape; the tests break its parts. */
  private static class Sum implements SingleResultOperator {
    @Override
    public String name() {
      return "test-sum";
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      return operands[0];
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      TensorArrays.copy(operands[0].add(operands[1]).dense(), result);
    }

    @Override
    public @Nullable LinearMap @Nullable [] linearMaps(Tensor[] operands, Tensor result) {
      return new LinearMap[] {LinearMap.identity(), LinearMap.identity()};
    }
  }

  /** The sum with other linear maps. */
  private static Sum withMaps(@Nullable LinearMap @Nullable ... maps) {
    return new Sum() {
      @Override
      public @Nullable LinearMap @Nullable [] linearMaps(Tensor[] operands, Tensor result) {
        return maps;
      }
    };
  }

  /** The sum with another batching rule. */
  private static Sum withBatch(Function<Tensor[], @Nullable Tensor> rule) {
    return new Sum() {
      @Override
      public @Nullable Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
        return rule.apply(operands);
      }
    };
  }

  private static AbstractThrowableAssert<?, ?> thrown(ThrowingCallable call) {
    return assertThatThrownBy(call);
  }

  private static Tensor gradient(Operator operator, Tensor at) {
    return grad((Tensor x) -> operator.applyAll(x, Y)[0].sum()).apply(at);
  }

  @Test
  void aSharedArrayOfMapsStaysAsItIs() {
    LinearMap[] shared = {LinearMap.identity(), LinearMap.identity()};
    Sum sum = withMaps(shared);
    assertThat(gradient(sum, X)).isEqualTo(Tensor.ones(3));
    assertThat(shared).doesNotContainNull();
    // both operands are differentiated now: half of this was lost
    assertThat(grad((Tensor x) -> sum.apply(x, x).sum()).apply(X)).isEqualTo(Tensor.of(2, 2, 2));
  }

  /** A rule may copy the array of its operands and put any tensor into the copy. */
  @Test
  void theOperandsOfARuleComeInAnArrayOfTensors() {
    List<Class<?>> arrays = new ArrayList<>();
    Sum sum =
        new Sum() {
          @Override
          public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
            arrays.add(operands.getClass());
            return new LinearMap[] {LinearMap.identity(), LinearMap.identity()};
          }
        };
    gradient(sum, X);
    jvp((Tensor x) -> sum.apply(x, Y), X, Y);
    assertThat(arrays).containsExactly(Tensor[].class, Tensor[].class);
  }

  @Test
  void aCotangentThatWasPassedOnIsNotOverwritten() {
    // y = x + 3 w: the identity hands the cotangent on, and the scaling must not write over it
    Sum sum =
        new Sum() {
          @Override
          public void computeInto(DenseTensor[] operands, DenseTensor result) {
            TensorArrays.copy(operands[0].add(operands[1].mul(3)).dense(), result);
          }

          @Override
          public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
            return new LinearMap[] {
              LinearMap.identity(), LinearMap.scale(() -> Tensor.full(3, result.type()))
            };
          }
        };
    record Two(Tensor x, Tensor w) {}

    // the exponential makes the cotangent of the sum a buffer of the walk's own
    Two slopes =
        grad((Two t) -> sum.apply(t.x(), t.w()).exp().sum()).apply(new Two(X.mul(0), X.mul(0)));
    assertThat(slopes.x()).isEqualTo(Tensor.ones(3));
    assertThat(slopes.w()).isEqualTo(Tensor.full(3, X.type()));
  }

  @Test
  void wrongNumberOfMaps() {
    for (Sum sum : List.of(withMaps(LinearMap.identity()), withMaps((LinearMap[]) null))) {
      thrown(() -> gradient(sum, X))
          .isInstanceOf(ValueException.class)
          .hasMessageContainingAll("test-sum: ", "one linear map for each operand", "for 2;");
      thrown(() -> jvp((Tensor x) -> sum.apply(x, Y), X, X))
          .isInstanceOf(ValueException.class)
          .hasMessageContainingAll("test-sum: ", "one linear map for each operand");
    }
  }

  @Test
  void cotangentsOfAnotherType() {
    Sum shape = withMaps(LinearMap.of(t -> t, g -> g.broadcastTo(2, 3)), null);
    thrown(() -> gradient(shape, X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll(
            "test-sum: the cotangent of operand 0", "[2, 3]", "for float64[3]");
    Sum type = withMaps(null, LinearMap.of(t -> t, g -> g.to(DType.FLOAT32)));
    thrown(() -> grad((Tensor y) -> type.apply(X, y).sum()).apply(Y))
        .isInstanceOf(DTypeException.class)
        .hasMessageContainingAll(
            "test-sum: the cotangent of operand 1", "float32[3] for float64[3]");
    Sum nothing = withMaps(LinearMap.of(t -> t, g -> null), null);
    thrown(() -> gradient(nothing, X))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll("test-sum: the cotangent of operand 0 must not be null");
    // a factor of the wrong shape, where the cotangent could be overwritten in place
    Sum factor = withMaps(LinearMap.scale(() -> Tensor.ones(2, 3)), null);
    thrown(() -> grad((Tensor x) -> factor.apply(x, Y).exp().sum()).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll(
            "test-sum: the cotangent of operand 0", "[2, 3]", "for float64[3]");
  }

  @Test
  void tangentsOfAnotherType() {
    Sum shape = withMaps(LinearMap.of(t -> t.get(0), g -> g), LinearMap.identity());
    thrown(() -> jvp((Tensor x) -> shape.apply(x, x), X, X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: the tangent by operand 0", "float64[] for float64[3]");
    thrown(() -> linearize((Tensor x) -> shape.apply(x, x), X).push(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: the tangent by operand 0");
    Sum nothing = withMaps(null, LinearMap.of(t -> null, g -> g));
    thrown(() -> jvp((Tensor y) -> nothing.apply(X, y), X, X))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll("test-sum: the tangent by operand 1 must not be null");
  }

  @Test
  void aKernelThatGivesAnotherTypeThanInferred() {
    Sum shape =
        new Sum() {
          @Override
          public DenseTensor view(DenseTensor[] operands, TensorType result) {
            return operands[0].expandDims(0).dense();
          }
        };
    thrown(() -> shape.apply(X, Y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: ", "float64[1, 3] for float64[3]", "inference");
  }

  @Test
  void batchingRulesThatForgetTheBatch() {
    Tensor batch = Tensor.ones(4, 3);
    Sum forgets = withBatch(operands -> operands[1]);
    thrown(() -> vmap((Tensor x) -> forgets.apply(x, Y)).apply(batch))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: ", "float64[3] for float64[4, 3]", "batch");
    // a square batch hides what is wrong with the shape; the number of axes shows it
    Sum last = withBatch(operands -> operands[0].expandDims(0));
    thrown(() -> vmap((Tensor x) -> last.apply(x, Y)).apply(Tensor.ones(3, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: ", "float64[1, 3, 3] for float64[3, 3]");
    Sum nothing = withBatch(operands -> null);
    thrown(() -> vmap((Tensor x) -> nothing.apply(x, Y)).apply(batch))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("test-sum: a batched result must not be null");
  }

  /** Gives its operand twice; the tests break its parts. */
  private static class Twice implements Operator {
    @Override
    public String name() {
      return "test-twice";
    }

    @Override
    public TensorType[] infer(TensorType[] operands) {
      return new TensorType[] {operands[0], operands[0]};
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
      TensorArrays.copy(operands[0], results[0]);
      TensorArrays.copy(operands[0], results[1]);
    }

    @Override
    public @Nullable Linearization linearize(Tensor[] operands, Tensor[] results) {
      return of(t -> new @Nullable Tensor[] {t, t}, g -> g);
    }

    static Linearization of(
        Function<@Nullable Tensor, @Nullable Tensor[]> push,
        Function<@Nullable Tensor, @Nullable Tensor> pull) {
      return new Linearization() {
        @Override
        public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
          return push.apply(tangents[0]);
        }

        @Override
        public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
          for (Tensor cotangent : cotangents) {
            if (cotangent != null && sinks[0] != null) {
              sinks[0].add(pull.apply(cotangent));
            }
          }
        }
      };
    }
  }

  private static Twice withLinearization(@Nullable Linearization linearization) {
    return new Twice() {
      @Override
      public @Nullable Linearization linearize(Tensor[] operands, Tensor[] results) {
        return linearization;
      }
    };
  }

  @Test
  void operatorsOfSeveralResults() {
    Tensor right = gradient(new Twice(), X);
    assertThat(right).isEqualTo(Tensor.ones(3));
    Twice batch =
        new Twice() {
          @Override
          public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
            return new Tensor[] {operands[0]};
          }
        };
    thrown(() -> vmap((Tensor x) -> batch.applyAll(x)[0]).apply(Tensor.ones(2, 3)))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll("test-twice: ", "every result", "got 1 for 2");
    Twice none = withLinearization(null);
    thrown(() -> grad((Tensor x) -> none.applyAll(x)[0].sum()).apply(X))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("test-twice: the linearization must not be null");
    Twice maps = withLinearization(Linearization.of(LinearMap.identity()));
    thrown(() -> grad((Tensor x) -> maps.applyAll(x)[0].sum()).apply(X))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll("test-twice: ", "one result, got 2");
    Twice pushes = withLinearization(Twice.of(t -> new @Nullable Tensor[] {t}, g -> g));
    Twice pushesWrong =
        withLinearization(Twice.of(t -> new @Nullable Tensor[] {t, X.get(0)}, g -> g));
    thrown(() -> jvp((Tensor x) -> pushes.applyAll(x)[0], X, X))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll("test-twice: ", "one tangent for each result", "got 1 for 2");
    for (ThrowingCallable way :
        List.<ThrowingCallable>of(
            () -> jvp((Tensor x) -> pushesWrong.applyAll(x)[1], X, X),
            () -> linearize((Tensor x) -> pushesWrong.applyAll(x)[1], X).push(X))) {
      thrown(way)
          .isInstanceOf(ShapeException.class)
          .hasMessageContainingAll("test-twice: the tangent of result 1", "float64[] for");
    }
    Twice pulls =
        withLinearization(Twice.of(t -> new @Nullable Tensor[] {t, t}, g -> g.expandDims(0)));
    thrown(() -> grad((Tensor x) -> pulls.applyAll(x)[1].sum()).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-twice: the cotangent of operand 0", "[1, 3] for float64[3]");
  }

  /** Takes a part, by a map that says what it adds to. */
  private static Operator part(TensorType operand, TensorType cotangent) {
    return withMaps(
        new LinearMap() {
          @Override
          public Tensor apply(Tensor tangent) {
            return tangent;
          }

          @Override
          public Tensor transpose(Tensor g) {
            return g;
          }

          @Override
          public void transposeInto(Tensor g, CotangentSink sink) {
            sink.addToPart(
                operand, Tensor.full(1, cotangent), StopGradient.STOP_GRADIENT, () -> transpose(g));
          }
        },
        null);
  }

  @Test
  void partsOfAnotherType() {
    TensorType pair = Tensor.ones(2).type();
    assertThat(gradient(part(X.type(), X.type()), X)).isEqualTo(Tensor.ones(3));
    thrown(() -> gradient(part(pair, pair), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: ", "part of operand 0", "float64[2]", "float64[3]");
    thrown(() -> gradient(part(X.type(), pair), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("test-sum: ", "part of operand 0", "float64[2] for float64[3]");
  }

  @Test
  void customRulesThatGiveTooLittle() {
    Function<List<Tensor>, List<Tensor>> f =
        customJvp((List<Tensor> x) -> List.of(x.get(0), x.get(0)), (x, v) -> List.of(v.get(0)));
    thrown(() -> jvp(f, List.of(X), List.of(X)))
        .isInstanceOf(TreeException.class)
        .hasMessageContainingAll("custom-jvp: ", "same structure");
    Function<Tensor, Tensor> g = customJvp((Tensor x) -> x.sin(), (x, v) -> v.sum());
    thrown(() -> jacfwd(g).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("custom-jvp: a tangent given by the rule", "float64[]", "for");
  }
}
