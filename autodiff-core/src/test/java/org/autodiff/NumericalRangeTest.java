package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large, saturating and infinite numbers that the laws of single operators do not reach. */
class NumericalRangeTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /** One saturated unit must not make the products of a whole network NaN. */
  @Test
  void aSaturatedUnitLeavesTheHessianFinite() {
    for (DType dtype : DType.values()) {
      Tensor x = Tensor.of(90, 711, 0.5, -1e30).to(dtype);
      Tensor v = Tensor.ones(4).to(dtype);
      double[] hv = jvp(grad((Tensor y) -> y.tanh().sum()), x, v).tangent().toDoubles();
      double t = Math.tanh(0.5);
      assertThat(hv).containsExactly(new double[] {0, 0, -2 * t * (1 - t * t), 0}, within(1e-6));
    }
  }

  /** The softmax does not see what is added to all elements, as long as they hold it exactly. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 64, 1e4, 1e6, -1e6})
  void logsumexpIsInvariantUnderShifts(double shift) {
    Tensor x = Tensor.of(1, 2, 3, -1, 0.5, 2).reshape(2, 3);
    for (DType dtype : DType.values()) {
      double eps = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
      Tensor shifted = x.add(shift).to(dtype);
      for (int[] axes : List.of(new int[] {1}, new int[] {0}, new int[] {0, 1}, new int[0])) {
        Tensor v = Tensor.of(1, -1, 0.5, 0.25, 2, 0).reshape(2, 3);
        Tensor gradient = grad((Tensor y) -> y.logsumexp(axes).sum()).apply(x);
        Tensor hv = jvp(grad((Tensor y) -> y.logsumexp(axes).sum()), x, v).tangent();
        Tensor value = x.logsumexp(axes).add(shift);
        assertThat(shifted.logsumexp(axes).toDoubles())
            .containsExactly(value.toDoubles(), within(4 * eps * (4 + Math.abs(shift))));
        assertThat(grad((Tensor y) -> y.logsumexp(axes).sum()).apply(shifted).toDoubles())
            .containsExactly(gradient.toDoubles(), within(8 * eps));
        assertThat(
                jvp(grad((Tensor y) -> y.logsumexp(axes).sum()), shifted, v.to(dtype))
                    .tangent()
                    .toDoubles())
            .containsExactly(hv.toDoubles(), within(16 * eps));
      }
    }
  }

  @Test
  void logsumexpOverSeveralAxesTakesInfinities() {
    Tensor x = Tensor.of(-INF, 1, -INF, -INF).reshape(2, 2);
    assertThat(grad((Tensor y) -> y.logsumexp(0, 1)).apply(x).toDoubles())
        .containsExactly(0, 1, 0, 0);
    Tensor hv = jvp(grad((Tensor y) -> y.logsumexp(0, 1)), x, Tensor.ones(2, 2)).tangent();
    assertThat(hv.toDoubles()).containsOnly(0);
  }

  /** Values are refused, derivatives become infinite. */
  @Test
  void aDerivativeMayOverflowACast() {
    Tensor x = Tensor.of(1, -1).to(DType.FLOAT32);
    Tensor g = grad((Tensor y) -> y.to(DType.FLOAT64).mul(1e300).sum()).apply(x);
    assertThat(g.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(g.toDoubles()).containsOnly(INF);
    Tensor t =
        jvp(
                (Tensor y) -> y.mul(-1e300).mul(1e-300).to(DType.FLOAT32),
                Tensor.of(1),
                Tensor.of(1e60))
            .tangent();
    assertThat(t.toDoubles()).containsOnly(-INF);
    assertThatThrownBy(() -> Tensor.of(1e300).to(DType.FLOAT32))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("1.0E300");
  }

  /** The derivatives of a whole power end with a constant, also where x to the −2 overflows. */
  @Test
  void wholePowersOfTinyOperandsHaveFiniteDerivatives() {
    for (DType dtype : DType.values()) {
      double tiny = dtype == DType.FLOAT64 ? 1e-300 : 1e-40;
      double[][] expected = {{0, 0, 0}, {1, 0, 0}, {2 * tiny, 2, 0}, {0, 6 * tiny, 6}};
      for (int power = 0; power < expected.length; power++) {
        int p = power;
        Function<Tensor, Tensor> f = x -> x.pow(p);
        for (int order = 0; order < 3; order++) {
          Function<Tensor, Tensor> g = f;
          f = Autodiff.grad(g);
          double derivative = f.apply(Tensor.scalar(tiny, dtype)).item();
          assertThat(derivative)
              .as("derivative %s of x^%s, %s", order + 1, p, dtype)
              .isCloseTo(expected[p][order], within(1e-6 * expected[p][order] + 1e-44));
        }
      }
    }
  }

  /** An exponent is rounded to the element type before anything else is done with it. */
  @Test
  void exponentsAreNumbersOfTheElementType() {
    Function<Tensor, Tensor> nearSquare = x -> x.pow(2.0000000001);
    assertThat(grad(nearSquare).apply(Tensor.scalar(-2, DType.FLOAT32)).item()).isEqualTo(-4);
    Function<Tensor, Tensor> nearlyOne = x -> x.pow(1.0000000001);
    assertThat(grad(nearlyOne).apply(Tensor.scalar(-2, DType.FLOAT32)).item()).isEqualTo(1);
    Function<Tensor, Tensor> nearlyZero = x -> x.pow(1e-50);
    assertThat(grad(nearlyZero).apply(Tensor.scalar(0, DType.FLOAT32)).item()).isEqualTo(0);
  }

  /** The derivative y x^(y-1) by a negative base is negative where y is even, however large. */
  @Test
  void theSlopeOfHugeEvenPowersHasItsSign() {
    for (DType dtype : DType.values()) {
      double whole = dtype == DType.FLOAT64 ? 0x1p53 : 0x1p24;
      Tensor x = Tensor.of(-1, 1).to(dtype);
      for (double y : new double[] {whole - 1, whole, whole + 2, 8 * whole, 1 - whole, -whole}) {
        double sign = y % 2 == 0 ? -1 : 1;
        Tensor slopes = Tensor.of(sign * y, y).to(dtype);
        assertThat(Autodiff.grad((Tensor v) -> v.pow(y).sum()).apply(x)).isEqualTo(slopes);
        Tensor exponents = Tensor.of(y, y).to(dtype);
        assertThat(Autodiff.grad((Tensor v) -> v.pow(exponents).sum()).apply(x)).isEqualTo(slopes);
      }
    }
  }
}
