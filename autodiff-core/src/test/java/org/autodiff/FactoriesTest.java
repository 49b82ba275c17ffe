package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.vmap;

import org.junit.jupiter.api.Test;

/** How tensors are made, and short names of operators. */
class FactoriesTest {
  @Test
  void theElementTypeCanBeChosen() {
    assertThat(TensorType.of(DType.FLOAT32, 2, 3))
        .isEqualTo(new TensorType(Shape.of(2, 3), DType.FLOAT32));
    assertThat(TensorType.of(DType.FLOAT64)).isEqualTo(TensorType.SCALAR64);
    float[] three = {1, 2.5f, -3};
    assertThat(Tensor.of(three)).isEqualTo(Tensor.of(three, 3));
    Tensor made = Tensor.of(three);
    three[0] = 7;
    assertThat(made.get(0).item()).isEqualTo(1);
    for (DType dtype : DType.values()) {
      assertThat(Tensor.zeros(dtype, 2, 3)).isEqualTo(Tensor.zeros(2, 3).to(dtype));
      assertThat(Tensor.ones(dtype, 2, 3)).isEqualTo(Tensor.ones(2, 3).to(dtype));
      assertThat(Tensor.full(1.5, dtype, 2)).isEqualTo(Tensor.of(1.5, 1.5).to(dtype));
      assertThat(Tensor.full(1.5, dtype).type()).isEqualTo(TensorType.of(dtype));
      assertThat(Tensor.eye(3, dtype)).isEqualTo(Tensor.eye(3).to(dtype));
      assertThat(Tensor.arange(4, dtype)).isEqualTo(Tensor.of(0, 1, 2, 3).to(dtype));
      assertThat(Tensor.arange(1, 2, 0.1, dtype).get(3).item())
          .isEqualTo(dtype == DType.FLOAT64 ? 1 + 3 * 0.1 : (float) (1 + 3 * 0.1));
      assertThat(Tensor.linspace(0, 1, 3, dtype)).isEqualTo(Tensor.of(0, 0.5, 1).to(dtype));
      Tensor like = Tensor.full(4, dtype, 2, 1);
      assertThat(Tensor.zerosLike(like)).isEqualTo(Tensor.zeros(dtype, 2, 1));
      assertThat(Tensor.onesLike(like)).isEqualTo(Tensor.ones(dtype, 2, 1));
    }
    // of a traced tensor only the type is needed
    assertThat(grad((Tensor x) -> x.mul(Tensor.onesLike(x)).sum()).apply(made))
        .isEqualTo(Tensor.ones(DType.FLOAT32, 3));
    assertThatThrownBy(() -> Tensor.full(1e300, DType.FLOAT32, 2))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void positionsOfExtremaAmongAllElements() {
    Tensor x = Tensor.of(new double[] {3, 1, 2, 7, 1, 7}, 2, 3);
    assertThat(x.argmax().item()).isEqualTo(3);
    assertThat(x.argmin().item()).isEqualTo(1);
    assertThat(x.transpose().argmax().item()).isEqualTo(1); // [[3, 7], [1, 1], [2, 7]]
    assertThat(Tensor.scalar(5).argmax().item()).isZero();
    assertThat(vmap((Tensor row) -> row.argmax()).apply(x)).isEqualTo(Tensor.of(0, 0));
    assertThat(vmap((Tensor row) -> row.argmin()).apply(x)).isEqualTo(Tensor.of(1, 1));
    assertThatThrownBy(() -> Tensor.zeros(0).argmax())
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("argmax: ");
  }

  @Test
  void kotlinsOperatorsHaveTheirNames() {
    Tensor x = Tensor.of(3, 4);
    Tensor y = Tensor.of(2, 8);
    assertThat(x.plus(y)).isEqualTo(x.add(y));
    assertThat(x.plus(1)).isEqualTo(x.add(1));
    assertThat(x.minus(y)).isEqualTo(x.sub(y));
    assertThat(x.minus(1)).isEqualTo(x.sub(1));
    assertThat(x.times(y)).isEqualTo(x.mul(y));
    assertThat(x.times(2)).isEqualTo(x.mul(2));
    assertThat(x.unaryMinus()).isEqualTo(x.neg());
  }
}
