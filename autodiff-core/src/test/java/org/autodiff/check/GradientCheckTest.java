package org.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.WithResiduals;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  record Layer(Tensor w, Tensor b) {}

  record Net(Layer first, Layer second) {}

  private static final Net NET =
      new Net(
          new Layer(Tensor.of(new double[][] {{0.3, -0.7}, {1.1, 0.4}}), Tensor.of(0.1, -0.2)),
          new Layer(Tensor.of(new double[][] {{0.9}, {-1.3}}), Tensor.of(0.5)));

  private static Tensor loss(Net net) {
    Tensor x = Tensor.of(new double[][] {{1.5, -0.3}, {0.2, 2.1}, {-0.6, 0.8}});
    Tensor hidden = x.matmul(net.first.w).add(net.first.b).tanh();
    Tensor y = hidden.matmul(net.second.w).add(net.second.b);
    return y.square().sum();
  }

  @Test
  void acceptsRightDerivativesOverTrees() {
    GradientReport report = GradientCheck.of(GradientCheckTest::loss, NET).check();
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.compared()).isGreaterThan(9 * 2);
    GradientCheck.of(GradientCheckTest::loss, NET).directions(4, 7).assertCorrect();
  }

  /** The cube, whose backward half is right but for one entry. */
  private static Function<Tensor, Tensor> cube(double factor) {
    return Autodiff.customVjp(
        (Tensor x) -> new WithResiduals<>(x.mul(x).mul(x), x),
        (Tensor x, Tensor u) ->
            u.mul(x.square()).mul(Tensor.of(3, 3, factor, 3).broadcastTo(x.shape())));
  }

  @Test
  void acceptsARightCustomRule() {
    GradientCheck.of(cube(3), Tensor.of(1.2, -0.5, 2, 0.3)).assertCorrect();
  }

  @Test
  void namesTheWorstEntryOfAWrongCustomRule() {
    Tensor x = Tensor.of(new double[] {1.2, -0.5, 2, 0.3}, 1, 4);
    GradientReport report =
        GradientCheck.of((List<Tensor> t) -> cube(2.5).apply(t.get(1)), List.of(x, x)).check();
    assertThat(report.passed()).isFalse();
    GradientError worst = report.worst();
    assertThat(worst.leaf()).isEqualTo("[1]");
    assertThat(worst.index()).containsExactly(0, 2);
    assertThat(worst.point()).isEqualTo(2);
    assertThat(worst.analytic() / worst.numeric()).isCloseTo(2.5 / 3, Offset.offset(1e-6));
    assertThatThrownBy(
            () ->
                GradientCheck.of(cube(2.5), Tensor.of(1.2, -0.5, 2, 0.3))
                    .order(1)
                    .directions(3, 1)
                    .assertCorrect())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the derivative by the argument[2] = 2.0 is ")
        .hasMessageContaining("finite differences");
  }

  @Test
  void checksModesApart() {
    Function<Tensor, Tensor> wrongForward =
        Autodiff.customJvp((Tensor x) -> x.sin(), (Tensor x, Tensor v) -> v.mul(x.sin()));
    Tensor x = Tensor.of(0.4, 1.1);
    GradientCheck<Tensor, Tensor> check = GradientCheck.of(wrongForward, x).order(1);
    assertThat(check.modes(EnumSet.of(GradientCheck.Mode.FORWARD)).check().passed()).isFalse();
    assertThat(check.modes(EnumSet.of(GradientCheck.Mode.REVERSE)).check().passed()).isFalse();
  }

  @Test
  void findsAWrongSecondDerivative() {
    // the slope is right where it is taken, but passes through stopGradient
    Function<Tensor, Tensor> sine =
        Autodiff.customVjp(
            (Tensor x) -> new WithResiduals<>(x.sin(), x),
            (Tensor x, Tensor u) -> u.mul(x.cos().stopGradient()));
    Tensor x = Tensor.of(0.4, 1.1);
    assertThat(GradientCheck.of(sine, x).order(1).check().passed()).isTrue();
    GradientReport second = GradientCheck.of(sine, x).check();
    assertThat(second.passed()).isFalse();
    assertThat(second.worst().check()).isEqualTo("second order");
  }

  @Test
  void comparesFloat32WithTheFloat64Run() {
    Tensor x = Tensor.of(new float[] {0.4f, 1.1f, -2f}, 3);
    GradientCheck.of((Tensor t) -> t.sin().mul(t).sum(), x).assertCorrect();
    Tensor captured = Tensor.of(new float[] {0.4f, 1.1f, -2f}, 3);
    GradientCheck.of((Tensor t) -> t.sin().mul(captured).sum(), x).assertCorrect();
    GradientReport wrong =
        GradientCheck.of((Tensor t) -> t.mul(t.stopGradient()).sum(), x).order(1).check();
    assertThat(wrong.passed()).isFalse();
  }

  /**
   * sin x + 100000, whose differences lose five digits, with a derivative that is off by a factor.
   */
  private static Function<Tensor, Tensor> highSine(double factor) {
    return Autodiff.customJvp(
        (Tensor x) -> x.sin().add(1e5), (Tensor x, Tensor v) -> v.mul(x.cos()).mul(factor));
  }

  @Test
  void allowsForTheRoundingOfTheDifferencesAndForNoMore() {
    Tensor x = Tensor.of(0.4, 1.1);
    GradientCheck.of(highSine(1), x).assertCorrect();
    GradientCheck.of(highSine(1), x).directions(3, 1).assertCorrect();
    assertThat(GradientCheck.of(highSine(1.01), x).order(1).check().passed()).isFalse();
    assertThat(GradientCheck.of(highSine(1.01), x).order(1).directions(3, 1).check().passed())
        .isFalse();
  }

  @Test
  void aNaNIsNeverRight() {
    Function<Tensor, Tensor> f =
        Autodiff.customJvp((Tensor x) -> x.exp(), (Tensor x, Tensor v) -> v.mul(Double.NaN));
    assertThat(GradientCheck.of(f, Tensor.of(1, 2)).order(1).check().passed()).isFalse();
    assertThat(GradientCheck.of(f, Tensor.of(1, 2)).order(1).directions(2, 3).check().passed())
        .isFalse();
  }

  @Test
  void optionsAreValidated() {
    assertThatThrownBy(() -> GradientCheck.of((Tensor x) -> x, Tensor.of(1, 2)).order(3))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("order must be 1 or 2, got 3");
  }
}
