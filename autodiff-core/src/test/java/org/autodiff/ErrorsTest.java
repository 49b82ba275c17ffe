package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;

import java.util.function.Function;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user is told who uses a transform in a way that has no answer. */
class ErrorsTest {
  private static final Tensor X = Tensor.of(1, 2, 3);

  @Test
  void gradOfANonScalar() {
    assertThatThrownBy(() -> grad((Tensor x) -> x.sin()).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("grad", "scalar", "float64[3]", "jacrev", "vjp");
  }

  @Test
  void aMissingOperand() {
    assertThatThrownBy(() -> X.add((Tensor) null))
        .isInstanceOf(ValueException.class)
        .hasMessageContainingAll(
            "add: operands must be tensors", "null for operand 1", "component");
    assertThatThrownBy(() -> grad((Tensor x) -> x.mul((Tensor) null).sum()).apply(X))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("mul: operands must be tensors, got null for operand 1");
  }

  @Test
  void valueThatEscapedItsTransform() {
    Tensor[] kept = new Tensor[1];
    Function<Tensor, Tensor> keeper =
        x -> {
          kept[0] = x;
          return x.sum();
        };
    grad(keeper).apply(X);
    assertThatThrownBy(() -> kept[0].add(1))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("add", "escaped", "grad", "float64[3]");
    vmap(keeper).apply(Tensor.ones(2, 2));
    assertThatThrownBy(() -> kept[0].sin())
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("vmap");
    jvp(keeper, X, X);
    assertThatThrownBy(() -> grad((Tensor y) -> kept[0].sum()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("jvp");
    grad(keeper).apply(X);
    assertThatThrownBy(() -> vjp((Tensor y) -> kept[0], X)).isInstanceOf(TraceException.class);
  }

  @Test
  void readingATracedValue() {
    assertThatThrownBy(() -> grad((Tensor x) -> Tensor.scalar(x.get(0).item())).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("concrete", "float64[]", "grad", "where");
    assertThatThrownBy(() -> vmap((Tensor x) -> Tensor.of(x.toDoubles())).apply(Tensor.ones(2, 2)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("vmap");
  }

  @Test
  void cotangentsAndTangentsOfWrongType() {
    Vjp<Tensor, Tensor> vjp = vjp(Tensor::sin, X);
    assertThatThrownBy(() -> vjp.pullback(Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("cotangent", "float64[2]", "float64[3]");
    assertThatThrownBy(() -> vjp.pullback(X.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContainingAll("cotangent", "float32[3]", "float64[3]", "to(FLOAT64)");
    assertThatThrownBy(() -> jvp(Tensor::sin, X, Tensor.scalar(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("tangent", "float64[]", "float64[3]");
  }

  @Test
  void pullbackOfAReleasedTape() {
    Vjp<Tensor, Tensor> vjp = vjp(Tensor::sin, X);
    assertThat(vjp.pullback(X)).isNotNull();
    vjp.release();
    assertThatThrownBy(() -> vjp.pullback(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("pullback", "released", "vjp");
  }

  @Test
  void mixedElementTypes() {
    assertThatThrownBy(() -> X.add(X.to(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContainingAll("add", "float64[3]", "float32[3]", "to(");
    assertThatThrownBy(() -> X.to(DType.FLOAT32).mul(1e300))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("1.0E300");
  }

  @Test
  void shapesThatDoNotBroadcast() {
    assertThatThrownBy(() -> X.add(Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("add", "[3]", "[2]", "axis -1", "reshape");
  }

  @Test
  void batchesThatDoNotAgree() {
    assertThatThrownBy(
            () -> vmap((Tensor a, Tensor b) -> a.add(b), 0, 0, 0).apply(X, Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("vmap", "3", "2", "UNBATCHED");
    assertThatThrownBy(() -> vmap((Tensor x) -> x, Autodiff.UNBATCHED, 0).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> vmap((Tensor x) -> x, 0, Autodiff.UNBATCHED).apply(X))
        .isInstanceOf(TraceException.class);
    assertThatThrownBy(() -> vmap((Tensor x) -> x, 3, 0).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 3");
  }

  /** An operator whose author wrote no derivative. */
  private record NoRule() implements SingleResultOperator {
    @Override
    public String name() {
      return "no-rule";
    }

    @Override
    public TensorType inferResult(TensorType[] operands) {
      return operands[0];
    }

    @Override
    public void computeInto(DenseTensor[] operands, DenseTensor result) {
      TensorArrays.copy(operands[0], result);
    }

    @Override
    public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
      throw Operator.noDerivative(this);
    }
  }

  @Test
  void operatorWithoutARule() {
    assertThat(new NoRule().apply(X)).isEqualTo(X);
    assertThatThrownBy(() -> grad((Tensor x) -> new NoRule().apply(x).sum()).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContainingAll("no-rule", "derivative", "stopGradient");
  }

  @Test
  void hugeShapes() {
    assertThatThrownBy(() -> Shape.of(1 << 20, 1 << 20)).isInstanceOf(ShapeException.class);
    assertThat(Shape.of(1 << 30, 1 << 30, 0).size()).isZero();
    assertThatThrownBy(() -> Shape.of(2, -1)).isInstanceOf(ShapeException.class);
  }
}
