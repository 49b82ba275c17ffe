package org.autodiff.check.entries;

import java.util.List;
import java.util.function.Function;
import org.autodiff.Scans;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.check.Draw;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.check.TensorFunction;

/** The registration of the operators along one axis. */
final class ScanEntries {
  private static final String PAGE = "derivations/scans.md";

  private ScanEntries() {}

  /** An operator of {@link Scans}. */
  private interface AlongAxis {
    Tensor apply(Tensor x, int axis);
  }

  static List<OperatorEntry> all() {
    return List.of(
        along("cumsum", "yᵢ = Σ xⱼ for j ≤ i", "nowhere", Tensor::cumsum)
            .reference(ScanReferences.cumsum())
            .samples(anywhere().example(Sample.of(Tensor.of(1, 2, 3)), 1, 3, 6)),
        along("cumprod", "yᵢ = Π xⱼ for j ≤ i", "nowhere", Tensor::cumprod)
            .reference(ScanReferences.cumprod())
            .samples(
                anywhere()
                    .example(Sample.of(Tensor.of(1, 2, 3)), 1, 2, 6)
                    .kink(Sample.of(Tensor.of(2, 0, 3)), new double[] {1, 8, 0})),
        along("softmax", "exp xᵢ / Σ exp xⱼ", "all −∞: NaN", Tensor::softmax)
            .reference(ScanReferences.softmax())
            .samples(anywhere().example(Sample.of(Tensor.of(1000, 1000)), 0.5, 0.5)),
        along("log-softmax", "xᵢ − ln Σ exp xⱼ", "all −∞: NaN", Tensor::logSoftmax)
            .reference(ScanReferences.logSoftmax())
            .samples(
                anywhere().example(Sample.of(Tensor.of(1000, 1000)), -Math.log(2), -Math.log(2))),
        along("argsort", "the positions that sort x", "everywhere: derivative 0", Tensor::argsort)
            .reference(ScanReferences.argsort())
            .samples(
                distinct(Draw::shape)
                    .nanException("NaN comes last")
                    .example(Sample.of(Tensor.of(2, 1, 2, 0)), 3, 1, 0, 2)),
        along("argmax", "the position of max xᵢ", "everywhere: derivative 0", Tensor::argmax)
            .reference(ScanReferences.argmax(1))
            .samples(
                distinct(Draw::positiveShape)
                    .nanException("the position of the first NaN")
                    .example(Sample.of(Tensor.of(1, 2, 2)), 1)
                    .invalid(Sample.of(Tensor.zeros(2, 0)), ShapeException.class, "[2, 0]")),
        along("argmin", "the position of min xᵢ", "everywhere: derivative 0", Tensor::argmin)
            .reference(ScanReferences.argmax(-1))
            .samples(
                distinct(Draw::positiveShape)
                    .nanException("the position of the first NaN")
                    .example(Sample.of(Tensor.of(2, 1, 1)), 1)
                    .invalid(Sample.of(Tensor.zeros(2, 0)), ShapeException.class, "[2, 0]")),
        entry("sort", "x in rising order, and where it came from", "ties: in stable order")
            .function(
                p ->
                    operands -> {
                      Scans.Sorted sorted = operands[0].sort(p.integer("axis"));
                      return new Tensor[] {sorted.values(), sorted.positions()};
                    })
            .reference(ScanReferences.sort())
            .samples(
                distinct(Draw::shape)
                    .nanException("NaN comes last")
                    .example(Sample.of(Tensor.of(2, 1, 2)), 1, 2, 2, 1, 0, 2)));
  }

  private static OperatorEntry.Builder entry(String name, String formula, String nonSmooth) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands("x: rank 1 or more")
        .parameter("axis", -1, "the axis, negative ones counted from the end")
        .nonSmooth(nonSmooth)
        .page(PAGE);
  }

  private static OperatorEntry.Builder along(
      String name, String formula, String nonSmooth, AlongAxis function) {
    return entry(name, formula, nonSmooth)
        .function(p -> TensorFunction.unary(x -> function.apply(x, p.integer("axis"))));
  }

  private static Samples over(Function<Draw, Tensor> operand) {
    return Samples.of(
            draw -> {
              Tensor x = operand.apply(draw);
              return Sample.of(x).with("axis", draw.axis(x.rank()));
            })
        .invalid(
            Sample.of(Tensor.ones(2, 3)).with("axis", 2), ShapeException.class, "axis 2", "[2, 3]")
        .invalid(Sample.of(Tensor.scalar(1)).with("axis", 0), ShapeException.class, "[]");
  }

  private static Samples anywhere() {
    return over(draw -> draw.tensor(draw.shape(1, 3)));
  }

  /** How a shape is drawn: with extents of 0, or without. */
  private interface Shapes {
    Shape draw(Draw draw, int minRank, int maxRank);
  }

  private static Samples distinct(Shapes shapes) {
    return over(draw -> draw.distinct(shapes.draw(draw, 1, 3)));
  }
}
