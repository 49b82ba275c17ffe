package org.autodiff.check.entries;

import java.util.List;
import org.autodiff.Reductions;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.check.TensorFunction;

/** The registration of the reductions. */
final class ReductionEntries {
  private static final String PAGE = "derivations/reductions.md";
  private static final String AXES = "the axes, negative ones counted from the end; none for all";
  private static final double NAN = Double.NaN;

  private ReductionEntries() {}

  /** A reduction of {@link Reductions}. */
  private interface Reduce {
    Tensor apply(Tensor x, boolean keepDims, int... axes);
  }

  static List<OperatorEntry> all() {
    return List.of(
        reduction("sum", "Σ xᵢ", "nowhere", Tensor::sum)
            .reference(ReductionReferences.overAxes(ReductionReferences::sum))
            .samples(anywhere().example(Sample.of(Tensor.zeros(2, 0)), 0)),
        reduction("mean", "Σ xᵢ / n", "nowhere", Tensor::mean)
            .reference(ReductionReferences.overAxes(ReductionReferences::mean))
            .samples(anywhere().example(Sample.of(Tensor.zeros(2, 0)), NAN)),
        reduction("prod", "Π xᵢ", "nowhere", Tensor::prod)
            .reference(ReductionReferences.overAxes(ReductionReferences::prod))
            .samples(
                anywhere()
                    .example(Sample.of(Tensor.zeros(2, 0)), 1)
                    .kink(Sample.of(Tensor.of(2, 0, 3)), new double[] {0, 6, 0})
                    .kink(Sample.of(Tensor.of(0, 0, 3)), new double[] {0, 0, 0})),
        reduction("max", "max xᵢ", "ties: split equally", Tensor::max)
            .reference(ReductionReferences.overAxes(ReductionReferences::max))
            .samples(
                distinct()
                    .kink(Sample.of(Tensor.of(1, 2, 2)), new double[] {0, 0.5, 0.5})
                    .kink(Sample.of(Tensor.of(1, 1, 1, 1)), quarter())),
        reduction("min", "min xᵢ", "ties: split equally", Tensor::min)
            .reference(ReductionReferences.overAxes(ReductionReferences::min))
            .samples(
                distinct()
                    .kink(Sample.of(Tensor.of(1, 2, 1)), new double[] {0.5, 0, 0.5})
                    .kink(Sample.of(Tensor.of(1, 1, 1, 1)), quarter())),
        reduction("logsumexp", "ln Σ exp xᵢ", "all −∞: NaN", Tensor::logsumexp)
            .reference(ReductionReferences.overAxes(ReductionReferences::logsumexp))
            .samples(
                anywhere()
                    .example(Sample.of(Tensor.zeros(0)), Double.NEGATIVE_INFINITY)
                    .example(Sample.of(Tensor.of(1000, 1000)), 1000 + Math.log(2))),
        reduction("norm", "√Σ xᵢ²", "0: derivative 0", Tensor::norm)
            .reference(ReductionReferences.overAxes(ReductionReferences::norm))
            .samples(
                over(draw -> draw.tensor(draw.shape(0, 3), Domain.all().except(0)))
                    .example(Sample.of(Tensor.zeros(0)), 0)
                    .example(Sample.of(Tensor.of(3e200, 4e200)), 5e200)
                    .kink(Sample.of(Tensor.of(0, 0)), new double[] {0, 0})),
        variance(),
        OperatorEntry.named("sum-to")
            .formula("the sum over the axes along which a shape was broadcast")
            .operands("x: a shape that the target broadcasts to")
            .parameter("shape", new int[0], "the target")
            .nonSmooth("nowhere")
            .page(PAGE)
            .function(p -> TensorFunction.unary(x -> x.sumTo(Shape.of(p.integers("shape")))))
            .reference(ReductionReferences.sumTo())
            .samples(
                Samples.of(
                        draw -> {
                          Shape shape = draw.shape(0, 3);
                          int[] target = draw.broadcastable(shape).dims();
                          return Sample.of(draw.tensor(shape)).with("shape", target);
                        })
                    .invalid(
                        Sample.of(Tensor.ones(2, 3)).with("shape", new int[] {2}),
                        ShapeException.class,
                        "[2, 3]",
                        "[2]")));
  }

  private static double[] quarter() {
    return new double[] {0.25, 0.25, 0.25, 0.25};
  }

  private static OperatorEntry.Builder reduction(
      String name, String formula, String nonSmooth, Reduce reduce) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands("x: any shape")
        .parameter("axes", new int[0], AXES)
        .parameter("keepDims", false, "whether the axes stay, with extent 1")
        .nonSmooth(nonSmooth)
        .page(PAGE)
        .function(
            p ->
                TensorFunction.unary(x -> reduce.apply(x, p.flag("keepDims"), p.integers("axes"))));
  }

  /** A tensor of the shapes and values that a reduction takes. */
  private interface Operand {
    Tensor draw(Draw draw);
  }

  private static Samples over(Operand operand) {
    return Samples.of(
            draw -> {
              Tensor x = operand.draw(draw);
              return Sample.of(x).with("axes", draw.axes(x.rank())).with("keepDims", draw.flag());
            })
        .invalid(
            Sample.of(Tensor.ones(2, 3)).with("axes", new int[] {2}),
            ShapeException.class,
            "axis 2",
            "[2, 3]")
        .invalid(
            Sample.of(Tensor.ones(2, 3)).with("axes", new int[] {1, -1}),
            ShapeException.class,
            "[2, 3]");
  }

  private static Samples anywhere() {
    return over(draw -> draw.tensor(draw.shape(0, 3)));
  }

  private static Samples distinct() {
    return over(draw -> draw.distinct(draw.positiveShape(0, 3)))
        .invalid(Sample.of(Tensor.zeros(2, 0)), ShapeException.class, "[2, 0]");
  }

  private static OperatorEntry variance() {
    return OperatorEntry.named("variance")
        .formula("Σ (xᵢ − mean)² / (n − ddof)")
        .operands("x: any shape")
        .parameter("ddof", 0, "what is subtracted from the number of elements")
        .parameter("axes", new int[0], AXES)
        .nonSmooth("nowhere")
        .page(PAGE)
        .function(p -> TensorFunction.unary(x -> x.variance(p.integer("ddof"), p.integers("axes"))))
        .reference(ReductionReferences.variance())
        .samples(
            Samples.of(
                    draw -> {
                      Tensor x = draw.tensor(draw.positiveShape(1, 3));
                      boolean sample = x.size() > 1 && draw.flag();
                      return Sample.of(x)
                          .with("ddof", sample ? 1 : 0)
                          .with("axes", sample ? new int[0] : draw.axes(x.rank()));
                    })
                .example(Sample.of(Tensor.of(1, 2, 3, 4)), 1.25)
                .example(Sample.of(Tensor.of(1, 2, 3)).with("ddof", 1), 1)
                .invalid(Sample.of(Tensor.ones(1)).with("ddof", 1), ValueException.class, "ddof 1")
                .invalid(
                    Sample.of(Tensor.ones(2)).with("axes", new int[] {1}),
                    ShapeException.class,
                    "axis 1"));
  }
}
