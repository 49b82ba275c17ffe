package org.autodiff.ops.entries;

import java.util.List;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.OperatorSet;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.ops.GatedScan;
import org.autodiff.ops.operators.normalization.LayerNormalization;
import org.autodiff.ops.operators.normalization.RmsNormalization;

/** The registration of normalizations and of the gated scan. */
public final class NormalizationOperators implements OperatorSet {
  private static final Tensor SINGLE = Tensor.of(new float[] {1, 2, 3}, 3);

  private static final double R2 = Math.sqrt(2);

  /** Makes the set. */
  public NormalizationOperators() {}

  @Override
  public String name() {
    return "normalizations";
  }

  @Override
  public List<OperatorEntry> operators() {
    return List.of(
        OperatorEntry.named("rms-norm")
            .formula("x / sqrt(mean(x²) + eps) · gain, the mean over the last axis")
            .operands("x: [..., features]; gain: [features]")
            .parameter("eps", 1e-5, "what is added to the mean square, positive")
            .nonSmooth("nowhere")
            .page("derivations/rms-norm.md")
            .operator(p -> new RmsNormalization(p.number("eps")))
            .reference(NormalizationReferences.rmsNorm())
            .samples(
                rows(1)
                    .example(
                        Sample.of(Tensor.of(1, 7), Tensor.of(2, 3)).with("eps", 11.0),
                        2.0 / 6,
                        21.0 / 6)
                    .example(Sample.of(Tensor.zeros(2, 3), Tensor.ones(3)), 0, 0, 0, 0, 0, 0)
                    .example(Sample.of(Tensor.of(3e200, 4e200), Tensor.ones(2)), .6 * R2, .8 * R2)
                    .invalid(
                        Sample.of(Tensor.ones(3), SINGLE),
                        DTypeException.class,
                        "float64",
                        "float32")),
        OperatorEntry.named("layer-norm")
            .formula("(x − mean x) / sqrt(variance + eps) · gain + bias, over the last axis")
            .operands("x: [..., features]; gain, bias: [features]")
            .parameter("eps", 1e-5, "what is added to the variance, positive")
            .nonSmooth("nowhere")
            .page("derivations/layer-norm.md")
            .operator(p -> new LayerNormalization(p.number("eps")))
            .reference(NormalizationReferences.layerNorm())
            .samples(
                rows(2)
                    .example(
                        Sample.of(Tensor.of(1, 7), Tensor.of(2, 3), Tensor.of(10, 20))
                            .with("eps", 7.0),
                        10 - 6.0 / 4,
                        20 + 9.0 / 4)
                    .invalid(
                        Sample.of(Tensor.ones(2, 3), Tensor.ones(3), Tensor.ones(2)),
                        ShapeException.class,
                        "bias",
                        "[2]")
                    .invalid(
                        Sample.of(Tensor.ones(3), Tensor.ones(3), SINGLE),
                        DTypeException.class,
                        "float64",
                        "float32")),
        gatedScan());
  }

  /** Rows with one operand or two of as many features; eps is large enough for differences. */
  private static Samples rows(int features) {
    return Samples.of(
            draw -> {
              Shape x = draw.shape(1, 3);
              Tensor[] operands = new Tensor[features + 1];
              operands[0] = draw.tensor(x);
              for (int i = 1; i < operands.length; i++) {
                operands[i] = draw.tensor(Shape.of(x.dim(-1)));
              }
              return Sample.of(operands).with("eps", draw.any(0.5, 1.0, 3.0));
            })
        .invalid(sample(features, Tensor.ones(2, 3), 2), ShapeException.class, "[2, 3]", "[2]")
        .invalid(sample(features, Tensor.scalar(1), 1), ShapeException.class, "[]")
        .invalid(sample(features, Tensor.ones(3), 3).with("eps", 0.0), ValueException.class, "0.0")
        .invalid(
            sample(features, Tensor.ones(3), 3).with("eps", Double.POSITIVE_INFINITY),
            ValueException.class,
            "Infinity")
        .invalid(
            sample(features, Tensor.ones(3), 3).with("eps", Double.NaN),
            ValueException.class,
            "NaN");
  }

  private static Sample sample(int features, Tensor x, int extent) {
    return features == 1
        ? Sample.of(x, Tensor.ones(extent))
        : Sample.of(x, Tensor.ones(extent), Tensor.ones(extent));
  }

  private static OperatorEntry gatedScan() {
    return OperatorEntry.named("gated-scan")
        .formula("hₜ = fₜ hₜ₋₁ + iₜ along an axis")
        .operands("f, i: one shape, rank 1 or more; h0, if given: that shape without the axis")
        .parameter("axis", -1, "the axis, negative ones counted from the end")
        .nonSmooth("nowhere")
        .page("derivations/gated-scan.md")
        .function(
            p ->
                operands ->
                    new Tensor[] {
                      operands.length == 3
                          ? GatedScan.scan(operands[0], operands[1], operands[2], p.integer("axis"))
                          : GatedScan.scan(operands[0], operands[1], p.integer("axis"))
                    })
        .reference(NormalizationReferences.gatedScan())
        .samples(
            Samples.of(NormalizationOperators::scan)
                .and(
                    draw -> {
                      Sample sample = scan(draw);
                      Tensor f = sample.operands().get(0);
                      int axis = draw.axis(f.rank());
                      Shape state = f.shape().remove(f.shape().axis(axis, "gated-scan"));
                      return Sample.of(f, sample.operands().get(1), draw.tensor(state))
                          .with("axis", axis);
                    })
                .example(Sample.of(Tensor.of(9, 2, 3), Tensor.of(1, 1, 1)), 1, 3, 10)
                .example(
                    Sample.of(Tensor.of(4, 2, 3), Tensor.of(1, 1, 1), Tensor.scalar(0.5)), 3, 7, 22)
                .example(Sample.of(Tensor.zeros(2, 0), Tensor.zeros(2, 0), Tensor.ones(2)))
                .invalid(
                    Sample.of(Tensor.ones(2, 3), Tensor.ones(3)),
                    ShapeException.class,
                    "[2, 3]",
                    "[3]")
                .invalid(
                    Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 3), Tensor.ones(3)),
                    ShapeException.class,
                    "initial",
                    "[3]")
                .invalid(
                    Sample.of(Tensor.ones(3), Tensor.ones(3)).with("axis", 1),
                    ShapeException.class,
                    "axis 1")
                .invalid(
                    Sample.of(Tensor.ones(3), SINGLE), DTypeException.class, "float64", "float32"));
  }

  private static Sample scan(Draw draw) {
    Shape shape = draw.shape(1, 3);
    return Sample.of(draw.tensor(shape), draw.tensor(shape)).with("axis", draw.axis(shape.rank()));
  }
}
