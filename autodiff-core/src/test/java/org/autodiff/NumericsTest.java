package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.vmap;
import static org.autodiff.Numerics.stopAtNonFinite;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The mode that stops at the first NaN or infinity. */
class NumericsTest {
  private static final Tensor X = Tensor.of(4, -1, 0);

  @Test
  void finiteFunctionsPass() {
    Function<Tensor, Tensor> f = grad((Tensor x) -> x.sin().sum());
    assertThat(stopAtNonFinite(f).apply(X)).isEqualTo(f.apply(X));
  }

  @Test
  void namesTheOperatorTheElementAndTheLine() {
    assertThatThrownBy(() -> stopAtNonFinite((Tensor x) -> x.add(0).log().sum()).apply(X))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll(
            "log: the result must be finite, got NaN at [1] of float64[3]",
            "with -1.0 there",
            "NumericsTest.java:");
  }

  @Test
  void findsWhatOnlyTheBackwardPassMakes() {
    Function<Tensor, Tensor> gradient =
        grad((Tensor x) -> x.mul(x.stopGradient().sign()).sqrt().sum());
    assertThat(gradient.apply(X).toDoubles()[2]).isNaN();
    assertThatThrownBy(() -> stopAtNonFinite(gradient).apply(X))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("in the derivative of sqrt, recorded at", "NumericsTest.java:");
  }

  @Test
  void worksUnderVmap() {
    assertThatThrownBy(() -> stopAtNonFinite(vmap((Tensor x) -> x.reciprocal())).apply(X))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("reciprocal");
  }
}
