package org.autodiff.ops.entries;

import java.util.List;
import java.util.Locale;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Parameters;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.ops.BitLinear;
import org.autodiff.ops.Quantized;
import org.autodiff.ops.ScaleSharing;
import org.autodiff.ops.operators.quantized.PowerOfTwo;
import org.autodiff.ops.operators.quantized.QuantizedMatmul;

/** The registration of quantizing operators. */
public final class QuantizedOperators implements OperatorSet {
  private static final String THROUGH = "straight-through: rounding counts as the identity";
  private static final String ROUNDING = "wherever a value is rounded: derivative 1, by definition";
  private static final String REJECTED = "NaN is rejected";
  private static final Tensor NAN = Tensor.of(new double[] {1, Double.NaN}, 1, 2);
  private static final Tensor INFINITE = Tensor.of(new double[] {1, -1 / 0.0}, 1, 2);

  /** Makes the set. */
  public QuantizedOperators() {}

  @Override
  public String name() {
    return "quantized";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(matmul(), fakeQuantize(), powerOfTwo(), bitLinear());
  }

  private static OperatorEntry matmul() {
    return OperatorEntry.named("quantized-matmul")
        .formula("round(x s) round(w t) / s / t, s = (2^(bits−1) − 1) / max |x|, t likewise")
        .operands("x: [..., k]; w: [k, n]")
        .parameter("bits", 8, "the bits of a code, 2 to 8")
        .parameter("row-scales", false, "whether each row of x has its own scale")
        .parameter("column-scales", false, "whether each column of w has its own scale")
        .nonSmooth(ROUNDING)
        .page("derivations/quantized-matmul.md")
        .operator(
            p ->
                QuantizedMatmul.of(
                    p.integer("bits"), p.flag("row-scales"), p.flag("column-scales")))
        .reference(QuantizedReferences.matmul())
        .samples(
            Samples.of(
                    draw -> {
                      Shape x = draw.shape(1, 3);
                      return scaled(draw, x, Shape.of(x.dim(-1), draw.dim()));
                    })
                .and(draw -> scaled(draw, Shape.of(2, 17), Shape.of(17, draw.any(15, 16, 17))))
                .ownDerivative(THROUGH)
                .nanException(REJECTED)
                .example(Sample.of(Tensor.ones(2, 3), Tensor.ones(3, 1)), 3, 3)
                .example(Sample.of(Tensor.zeros(1, 2), Tensor.ones(2, 2)), 0, 0)
                .example(Sample.of(Tensor.zeros(2, 0), Tensor.zeros(0, 2)), 0, 0, 0, 0)
                .example(
                    Sample.of(Tensor.of(new double[] {3, 1}, 1, 2), Tensor.eye(2)).with("bits", 2),
                    3,
                    0)
                .invalid(
                    Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 3)), ShapeException.class, "[2, 3]")
                .invalid(Sample.of(Tensor.ones(2, 3), Tensor.ones(3)), ShapeException.class, "[3]")
                .invalid(Sample.of(Tensor.scalar(1), Tensor.ones(1, 1)), ShapeException.class, "[]")
                .invalid(
                    Sample.of(Tensor.ones(2, 1), Tensor.of(new float[] {1}, 1, 1)),
                    DTypeException.class,
                    "float64",
                    "float32")
                .invalid(Sample.of(NAN, Tensor.ones(2, 1)), ValueException.class, "NaN", "[1, 2]")
                .invalid(Sample.of(Tensor.ones(1, 1), INFINITE), ValueException.class, "Infinity")
                .invalid(
                    Sample.of(Tensor.ones(1, 1), Tensor.ones(1, 1)).with("bits", 9),
                    ValueException.class,
                    "9")
                .invalid(
                    Sample.of(Tensor.ones(1, 1), Tensor.ones(1, 1)).with("bits", 1),
                    ValueException.class,
                    "1"));
  }

  private static Sample scaled(Draw draw, Shape x, Shape w) {
    return Sample.of(draw.tensor(x), draw.tensor(w))
        .with("bits", draw.integer(2, 8))
        .with("row-scales", draw.flag())
        .with("column-scales", draw.flag());
  }

  private static OperatorEntry fakeQuantize() {
    return OperatorEntry.named("fake-quantize")
        .formula("round(x s) / s, s = (2^(bits−1) − 1) / max |x|")
        .operands("x: any shape; rank 1 or more for row scales, 2 for column scales")
        .parameter("bits", 8, "the bits of a code, 2 to 8")
        .parameter("scales", "tensor", "which elements share a scale: tensor, row or column")
        .nonSmooth(ROUNDING)
        .page("derivations/quantized-matmul.md")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      Quantized.fakeQuantize(operands[0], p.integer("bits"), sharing(p))
                    })
        .reference(QuantizedReferences.fakeQuantize())
        .samples(
            Samples.of(
                    draw -> {
                      String scales = draw.any("tensor", "row", "column");
                      return Sample.of(draw.tensor(draw.shape(scales.equals("tensor") ? 0 : 2, 3)))
                          .with("bits", draw.integer(2, 8))
                          .with("scales", scales);
                    })
                .ownDerivative(THROUGH)
                .nanException(REJECTED)
                .example(Sample.of(Tensor.of(7, 3.5, 2.4, -7)).with("bits", 4), 7, 4, 2, -7)
                .example(Sample.of(Tensor.of(7, 2.5, -0.5)).with("bits", 4), 7, 2, 0)
                .example(Sample.of(Tensor.zeros(2)), 0, 0)
                .invalid(Sample.of(NAN), ValueException.class, "NaN")
                .invalid(Sample.of(INFINITE), ValueException.class, "Infinity")
                .invalid(Sample.of(NAN).with("bits", 0), ValueException.class, "bits", "0")
                .invalid(
                    Sample.of(NAN).with("scales", "diagonal"), ValueException.class, "diagonal")
                .invalid(
                    Sample.of(Tensor.ones(2)).with("scales", "column"), ShapeException.class, "[2]")
                .invalid(
                    Sample.of(Tensor.scalar(2)).with("scales", "row"), ShapeException.class, "[]"));
  }

  private static ScaleSharing sharing(Parameters parameters) {
    String text = parameters.text("scales");
    for (ScaleSharing sharing : ScaleSharing.values()) {
      if (sharing.name().toLowerCase(Locale.ROOT).equals(text)) {
        return sharing;
      }
    }
    throw new ValueException(
        "fake-quantize: scales must be tensor, row or column, got '" + text + "'; use one of them");
  }

  private static OperatorEntry powerOfTwo() {
    return OperatorEntry.named("power-of-two")
        .formula("sign(w) 2^e, e = round(log₂ |w|) from least to greatest")
        .operands("w: any shape")
        .parameter("least", -15, "the smallest exponent")
        .parameter("greatest", 0, "the largest exponent")
        .nonSmooth(ROUNDING)
        .page("derivations/power-of-two.md")
        .operator(p -> new PowerOfTwo(p.integer("least"), p.integer("greatest")))
        .reference(QuantizedReferences.powerOfTwo())
        .samples(
            Samples.of(
                    draw ->
                        Sample.of(draw.tensor(draw.shape(0, 3)))
                            .with("least", draw.integer(-6, -1))
                            .with("greatest", draw.integer(-1, 2)))
                .ownDerivative(THROUGH)
                .nanException(REJECTED)
                .example(
                    Sample.of(Tensor.of(1, -0.7, 0.71, 1.4, 0.3, 0, 100, 1e-9)).with("least", -3),
                    1,
                    -0.5,
                    1,
                    1,
                    0.25,
                    0,
                    1,
                    0.125)
                .invalid(Sample.of(NAN), ValueException.class, "NaN")
                .invalid(Sample.of(INFINITE), ValueException.class, "Infinity")
                .invalid(Sample.of(NAN).with("least", 1), ValueException.class, "1 to 0")
                .invalid(Sample.of(NAN).with("greatest", 1024), ValueException.class, "-15 to 1024")
                .invalid(
                    Sample.of(Tensor.of(new float[] {1}, 1)).with("least", -127),
                    ValueException.class,
                    "float32",
                    "-127"));
  }

  private static OperatorEntry bitLinear() {
    return OperatorEntry.named("bit-linear")
        .formula("8-bit(rms-norm(x, gain)) · ternarize(w)")
        .operands("x: [..., k]; gain: [k]; w: [k, n]")
        .parameter("eps", 1e-5, "what the normalization adds to the mean square, positive")
        .nonSmooth(ROUNDING)
        .page("derivations/bit-linear.md")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      BitLinear.apply(operands[0], operands[1], operands[2], p.number("eps"))
                    })
        .reference(QuantizedReferences.bitLinear())
        .samples(
            Samples.of(
                    draw -> {
                      Shape x = draw.shape(1, 3);
                      int k = x.dim(-1);
                      // so that no code lies near the middle between two, where float32 rounds
                      // another way than float64
                      return Sample.of(
                              draw.from(x, -1, -0.7, -0.3, 0, 0.3, 0.7, 1),
                              draw.from(Shape.of(k), -1, 1, 3),
                              draw.tensor(Shape.of(k, draw.dim())))
                          .with("eps", draw.any(0.5, 1.0));
                    })
                .ownDerivative(THROUGH)
                .nanException(REJECTED)
                .example(
                    Sample.of(Tensor.of(3, 3), Tensor.ones(2), Tensor.eye(2)).with("eps", 7.0),
                    0.375,
                    0.375)
                .invalid(
                    Sample.of(Tensor.ones(2, 3), Tensor.ones(3), Tensor.ones(2, 3)),
                    ShapeException.class,
                    "[2, 3]")
                .invalid(
                    Sample.of(Tensor.ones(2), Tensor.ones(3), Tensor.ones(2, 3)),
                    ShapeException.class,
                    "gain",
                    "[3]")
                .invalid(
                    Sample.of(Tensor.ones(1), Tensor.ones(1), Tensor.of(new float[] {1}, 1, 1)),
                    DTypeException.class,
                    "float32")
                .invalid(
                    Sample.of(Tensor.ones(1), Tensor.ones(1), Tensor.ones(1, 1)).with("eps", 0.0),
                    ValueException.class,
                    "eps")
                .invalid(
                    Sample.of(Tensor.ones(1), Tensor.ones(1), Tensor.ones(1)),
                    ShapeException.class,
                    "[1]"));
  }
}
