package org.autodiff.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.RandomKey;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.GradientCheck;
import org.junit.jupiter.api.Test;

/** The binary cross-entropies against PyTorch's (loss_answers.py) and against their formulas. */
class LossesTest {
  private static final double[] LOGITS = {-100, -5, -0.001, 0, 0.3, 2, 30, 800, -800};
  private static final double[] PROBABILITIES = {0, 1, 0, 1, 0.3, 0.999, 1e-6, 0.5, 0.25};
  private static final double[] TARGETS = {0, 1, 0.25, 0.5, 1, 0, 1, 0, 1};
  private static final Path ANSWERS = Path.of("src/test/resources/org/autodiff/nn/losses.txt");

  @Test
  void binaryCrossEntropiesAreThoseOfPyTorch() throws Exception {
    int compared = 0;
    for (String line : Files.readAllLines(ANSWERS)) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ");
      DType dtype = DType.valueOf(words[1].toUpperCase(Locale.ROOT));
      boolean logits = words[0].equals("logits");
      int from = words[0].equals("inside") ? 4 : 0;
      Tensor x = Tensor.of(Arrays.copyOfRange(logits ? LOGITS : PROBABILITIES, from, 9)).to(dtype);
      Tensor targets = Tensor.of(Arrays.copyOfRange(TARGETS, from, 9)).to(dtype);
      BinaryOperator<Tensor> loss =
          logits ? Losses::binaryCrossEntropyWithLogits : Losses::binaryCrossEntropy;
      double unit = dtype == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
      double value = Double.parseDouble(words[2]);
      assertThat(loss.apply(x, targets).item())
          .as(line)
          .isCloseTo(value, within(4 * unit * Math.abs(value)));
      Tensor gradient = Autodiff.grad((Tensor z) -> loss.apply(z, targets)).apply(x);
      for (int i = 3; i < words.length; i++) {
        double expected = Double.parseDouble(words[i]);
        assertThat(gradient.get(i - 3).item())
            .as("%s, gradient %d", line, i - 3)
            .isCloseTo(expected, within(4 * unit * Math.max(0.1, Math.abs(expected))));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(6);
  }

  @Test
  void smallLossesOfCertainLogitsAreNotLost() {
    Tensor one = Tensor.of(1.0);
    for (double z : new double[] {20, 40, 100, 700}) {
      assertThat(Losses.binaryCrossEntropyWithLogits(Tensor.of(z), one).item())
          .isCloseTo(Math.log1p(Math.exp(-z)), within(1e-14 * Math.exp(-z)));
      assertThat(Losses.binaryCrossEntropyWithLogits(Tensor.of(-z), Tensor.of(0.0)).item())
          .isCloseTo(Math.log1p(Math.exp(-z)), within(1e-14 * Math.exp(-z)));
      double slope =
          Autodiff.grad((Tensor t) -> Losses.binaryCrossEntropyWithLogits(t, one))
              .apply(Tensor.of(z))
              .get(0)
              .item();
      assertThat(slope).isCloseTo(-1 / (1 + Math.exp(z)), within(1e-14 * Math.exp(-z)));
    }
  }

  @Test
  void derivativesOfTwoOrdersAreThoseOfFiniteDifferences() {
    Tensor z = RandomKey.of(1).normal(7);
    Tensor targets = RandomKey.of(2).uniform(z.type());
    GradientCheck.of((Tensor x) -> Losses.binaryCrossEntropyWithLogits(x, targets), z)
        .order(2)
        .assertCorrect();
    GradientCheck.of((Tensor x) -> Losses.binaryCrossEntropy(x, targets), z.sigmoid())
        .order(2)
        .assertCorrect();
  }

  @Test
  void probabilitiesAtTheEndsHaveAFiniteLossAndGradient() {
    for (DType dtype : DType.values()) {
      Tensor p = Tensor.of(0, 0, 1, 1).to(dtype);
      Tensor targets = Tensor.of(0, 1, 0, 1).to(dtype);
      assertThat(Losses.binaryCrossEntropy(p, targets).item()).isEqualTo(50);
      Tensor gradient = Autodiff.grad((Tensor x) -> Losses.binaryCrossEntropy(x, targets)).apply(p);
      assertThat(gradient.toDoubles()).containsExactly(0.25, 0, 0, -0.25);
    }
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    Tensor x = Tensor.of(0.5, 0.5);
    List<BinaryOperator<Tensor>> losses =
        List.of(Losses::binaryCrossEntropy, Losses::binaryCrossEntropyWithLogits);
    for (BinaryOperator<Tensor> loss : losses) {
      for (double wrong : new double[] {-0.001, 1.001, 2, -1, Double.NaN}) {
        assertThatThrownBy(() -> loss.apply(x, Tensor.of(1, wrong)))
            .isInstanceOf(ValueException.class)
            .hasMessage(
                "binary-cross-entropy: targets must be from 0 to 1, got "
                    + wrong
                    + " at position 1 of shape [2]; label the classes 0 and 1");
      }
      assertThatThrownBy(() -> loss.apply(x, Tensor.ones(2, 1)))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith("binary-cross-entropy: ");
      assertThatThrownBy(() -> loss.apply(x, Tensor.ones(2).to(DType.FLOAT32)))
          .isInstanceOf(DTypeException.class);
    }
    assertThatThrownBy(() -> Losses.binaryCrossEntropy(Tensor.of(2, 1), Tensor.of(1, 0)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("probabilities must be from 0 to 1, got 2.0 at position 0")
        .hasMessageContaining("pass logits to binaryCrossEntropyWithLogits");
  }

  @Test
  void aTargetIsCheckedInsideOfTransformsToo() {
    Tensor logits = Tensor.of(1, 2);
    Tensor wrong = Tensor.of(0, 2);
    assertThatThrownBy(
            () ->
                Autodiff.grad((Tensor t) -> Losses.binaryCrossEntropyWithLogits(logits, t))
                    .apply(wrong))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("targets must be from 0 to 1, got 2.0 at position 1");
  }

  @Test
  void shapesThatWouldOnlyBroadcastAreRejected() {
    Tensor x = Tensor.of(1, 2);
    List<BinaryOperator<Tensor>> losses =
        List.of(Losses::meanSquaredError, (a, b) -> Losses.huber(a, b, 1));
    for (BinaryOperator<Tensor> loss : losses) {
      assertThat(loss.apply(x, Tensor.ones(2)).rank()).isZero();
      assertThatThrownBy(() -> loss.apply(x, Tensor.ones(1))).isInstanceOf(ShapeException.class);
      assertThatThrownBy(() -> loss.apply(x, Tensor.ones(2, 1))).isInstanceOf(ShapeException.class);
    }
    assertThatThrownBy(() -> Losses.huber(x, x, 0))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("delta must be positive, got 0.0");
    assertThatThrownBy(() -> Losses.crossEntropy(Tensor.ones(2, 3), Tensor.of(0, 3)))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("cross-entropy: ");
  }
}
