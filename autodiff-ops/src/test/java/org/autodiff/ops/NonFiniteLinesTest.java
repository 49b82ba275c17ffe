package org.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.graph.Numerics.stopAtNonFinite;

import java.util.List;
import java.util.function.Function;
import org.autodiff.NonFiniteException;
import org.autodiff.Tensor;
import org.autodiff.nn.Losses;
import org.junit.jupiter.api.Test;

/**
 * The line that {@code stopAtNonFinite} names is the user's, here this test's, where the operation
 * stands in a composite function of the library.
 */
class NonFiniteLinesTest {
  private static final Tensor HUGE = Tensor.of(new double[][] {{1e200, 1}, {2, 3}});

  private static void assertNamesThisTest(Function<Tensor, Tensor> function, Tensor at) {
    for (Function<Tensor, Tensor> watched :
        List.<Function<Tensor, Tensor>>of(
            stopAtNonFinite(function),
            stopAtNonFinite(grad(function)),
            grad(stopAtNonFinite(function)))) {
      assertThatThrownBy(() -> watched.apply(at))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("at org.autodiff.ops.NonFiniteLinesTest.")
          .hasMessageNotContainingAny(
              "at java.", "at org.autodiff.ops.Decompo", "org.autodiff.nn.");
    }
  }

  @Test
  void inOperatorsOfAnotherModule() {
    assertNamesThisTest(x -> Decompositions.determinant(x.add(0)), Tensor.eye(2).mul(1e200));
  }

  @Test
  void inLosses() {
    assertNamesThisTest(x -> Losses.meanSquaredError(x, Tensor.zeros(2, 2)), HUGE);
  }

  @Test
  void inTheBackwardPassOfLosses() {
    // the square root has no finite slope at 0, which only the backward pass sees
    for (Function<Tensor, Tensor> watched :
        List.<Function<Tensor, Tensor>>of(
            stopAtNonFinite(grad((Tensor x) -> Losses.meanSquaredError(x.sqrt(), x.add(1)))),
            grad(stopAtNonFinite((Tensor x) -> Losses.meanSquaredError(x.sqrt(), x.add(1)))))) {
      assertThatThrownBy(() -> watched.apply(Tensor.of(0, 1)))
          .isInstanceOf(NonFiniteException.class)
          .hasMessageContaining("in the derivative of sqrt, recorded at")
          .hasMessageContaining("recorded at org.autodiff.ops.NonFiniteLinesTest.");
    }
  }
}
