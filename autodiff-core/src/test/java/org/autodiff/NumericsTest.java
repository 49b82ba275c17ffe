package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autodiff.Autodiff.checkpoint;
import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.jvp;
import static org.autodiff.Autodiff.vjp;
import static org.autodiff.Autodiff.vmap;
import static org.autodiff.graph.Numerics.stopAtNonFinite;

import java.util.List;
import java.util.function.Function;
import org.autodiff.graph.Numerics;
import org.junit.jupiter.api.Test;

/** The mode that stops at the first NaN or infinity. */
class NumericsTest {
  private static final Tensor X = Tensor.of(4, -1, 0);

  @Test
  void operandsThatBroadcastTellTheirElement() {
    Tensor rows = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor sizes = Tensor.of(new double[] {1, 0}, 2, 1);
    assertThatThrownBy(() -> Numerics.stopAtNonFinite((Tensor x) -> x.div(sizes)).apply(rows))
        .hasMessageContaining("float64[2, 3] with 4.0 there, float64[2, 1] with 0.0 there");
    assertThatThrownBy(
            () -> Numerics.stopAtNonFinite((Tensor x) -> rows.div(x)).apply(Tensor.of(1, 2, 0)))
        .hasMessageContaining("float64[2, 3] with 3.0 there, float64[3] with 0.0 there");
  }

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

  /** The number of the line that calls it. */
  private static int line() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst())
        .orElseThrow()
        .getLineNumber();
  }

  @Test
  void watchesTheBackwardPassOfATransformAround() {
    int[] line = new int[1];
    Function<Tensor, Tensor> f =
        x -> {
          line[0] = line() + 1;
          Tensor root = x.sqrt();
          return root.sum();
        };
    Tensor zero = Tensor.of(4, 0);
    String place = "in the derivative of sqrt, recorded at ";
    assertThatThrownBy(() -> grad(stopAtNonFinite(f)).apply(zero))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll(
            place, "NumericsTest.java:" + line[0], "operand 0", "Infinity at [1] of float64[2]");
    assertThatThrownBy(() -> jvp(stopAtNonFinite(f), zero, zero))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("in the derivative of sqrt", "NumericsTest.java:", "NaN at [1]");
    assertThatThrownBy(() -> vjp(stopAtNonFinite(f), zero).pullback(Tensor.scalar(1)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining(place);
    assertThatThrownBy(
            () ->
                grad((Tensor x) -> vmap(stopAtNonFinite(f)).apply(x).sum())
                    .apply(zero.reshape(2, 1)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining(place);
    assertThat(grad(stopAtNonFinite(f)).apply(Tensor.of(4, 16))).isEqualTo(Tensor.of(0.25, 0.125));
  }

  @Test
  void watchesSecondDerivativesAround() {
    // the second derivative of x^1.5 at 0, 0.75 / √x, is the first that is not finite
    Function<Tensor, Tensor> f = stopAtNonFinite((Tensor x) -> x.mul(x.sqrt()).sum());
    Tensor zero = Tensor.of(0);
    assertThatThrownBy(() -> grad((Tensor x) -> grad(f).apply(x).sum()).apply(zero))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("in the derivative of");
    Function<Tensor, Tensor> cube = stopAtNonFinite((Tensor x) -> x.pow(3).sum());
    assertThat(grad((Tensor x) -> grad(cube).apply(x).sum()).apply(Tensor.of(2)))
        .isEqualTo(Tensor.of(12));
  }

  @Test
  void whatComesFromOutsideIsToldApart() {
    Function<Tensor, Tensor> inside = stopAtNonFinite((Tensor x) -> x.mul(2));
    assertThatThrownBy(() -> grad((Tensor x) -> inside.apply(x).sqrt().sum()).apply(Tensor.of(0)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll(
            "in the derivative of mul, recorded at", "the cotangent of its result must be finite");
    // what is not watched is not looked at
    assertThat(
            grad((Tensor x) -> stopAtNonFinite(inside).apply(x).sum().add(x.sqrt().sum()))
                .apply(Tensor.of(0))
                .item())
        .isPositive();
  }

  @Test
  void namesTheUsersLineInCheckpointsAndOfTheLibrarysOwnFunctions() {
    Function<Tensor, Tensor> f = x -> x.log().logsumexp();
    assertThatThrownBy(() -> stopAtNonFinite(f).apply(Tensor.of(1, -1)))
        .hasMessageContaining("at org.autodiff.NumericsTest");
    assertThatThrownBy(
            () -> grad(stopAtNonFinite(checkpoint((Tensor x) -> x.sqrt().sum()))).apply(X.mul(0)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContainingAll("in the derivative of checkpoint", "NumericsTest.java:", "sqrt");
  }

  @Test
  void namesTheOperationInsideOfACheckpoint() {
    int[] line = new int[1];
    Tensor shift = Tensor.of(1);
    Function<Tensor, Tensor> f =
        checkpoint(
            x -> {
              line[0] = line() + 1;
              Tensor log = x.sub(shift).log();
              return log.sum();
            });
    Tensor x = Tensor.of(2, 0.5);
    List<Runnable> runs =
        List.of(
            () -> stopAtNonFinite(f).apply(x),
            () -> stopAtNonFinite(grad(f)).apply(x),
            () -> grad(stopAtNonFinite(f)).apply(x),
            () -> stopAtNonFinite(vmap(f)).apply(x.reshape(2, 1)),
            () -> stopAtNonFinite(checkpoint(f)).apply(x));
    for (Runnable run : runs) {
      assertThatThrownBy(run::run)
          .isInstanceOf(NonFiniteException.class)
          .hasMessageStartingWith("log: the result must be finite, got NaN at [1")
          .hasMessageContaining("NumericsTest.java:" + line[0]);
    }
  }

  @Test
  void theElementOfAMatrixIsNamedByRowAndColumn() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 0}});
    assertThatThrownBy(() -> stopAtNonFinite((Tensor v) -> v.reciprocal()).apply(x))
        .hasMessageContaining("Infinity at [1, 2] of float64[2, 3]");
  }
}
