package org.autodiff.check.entries;

import java.util.List;
import java.util.stream.Stream;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Reference;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Clip;
import org.autodiff.operators.elementwise.Select;

/** The registration of comparisons and of the operators that choose by them. */
final class ComparisonEntries {
  private static final String PAGE = "derivations/comparisons.md";

  private static final Sample TIE = Sample.of(Tensor.scalar(1.5), Tensor.scalar(1.5));
  private static final double[] HALF = {0.5};
  private static final double[] ZERO = {0};

  private ComparisonEntries() {}

  static List<OperatorEntry> all() {
    return Stream.of(extrema(), comparisons()).flatMap(List::stream).toList();
  }

  private static List<OperatorEntry> extrema() {
    return List.of(
        OperatorEntry.named("minimum")
            .formula("min(x, y)")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: one half each")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.MIN)
            .reference(Reference.binary((x, y) -> x < y ? x : y))
            .samples(Samples.binaryDistinct().kink(TIE, HALF, HALF)),
        OperatorEntry.named("maximum")
            .formula("max(x, y)")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: one half each")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.MAX)
            .reference(Reference.binary((x, y) -> x > y ? x : y))
            .samples(Samples.binaryDistinct().kink(TIE, HALF, HALF)),
        OperatorEntry.named("clip")
            .formula("min(max(x, low), high)")
            .operands("x, low, high: shapes that broadcast")
            .nonSmooth("x at a bound: 1 by x, 0 by the bound")
            .page(PAGE)
            .operator(parameters -> Clip.CLIP)
            .reference(Reference.elementwise(x -> x[0] < x[1] ? x[1] : x[0] > x[2] ? x[2] : x[0]))
            .samples(
                Samples.broadcasting(
                        (draw, shapes) ->
                            Sample.of(
                                draw.from(shapes[0], -2.2, -1.6, -1.3, -0.5, 0, 0.7, 1.2, 1.7, 2.3),
                                draw.from(shapes[1], -1.45, -1.25, -1.05),
                                draw.from(shapes[1], 1.05, 1.25)))
                    .kink(
                        Sample.of(Tensor.of(-1, 1), Tensor.scalar(-1), Tensor.scalar(1)),
                        new double[] {1, 1},
                        new double[] {0},
                        new double[] {0})
                    .invalid(
                        Sample.of(Tensor.ones(2, 3), Tensor.ones(2), Tensor.scalar(1)),
                        ShapeException.class,
                        "[2, 3]",
                        "[2]")
                    .invalid(
                        Sample.of(Tensor.ones(2), Tensor.of(new float[] {1}, 1), Tensor.ones(1)),
                        DTypeException.class,
                        "float64",
                        "float32")),
        OperatorEntry.named("where")
            .formula("a where the condition is not 0, else b")
            .operands("condition, a, b: shapes that broadcast")
            .nonSmooth("nowhere; the condition has no derivative")
            .page(PAGE)
            .operator(parameters -> Select.WHERE)
            .reference(Reference.elementwise(x -> x[0] != 0 ? x[1] : x[2]))
            .samples(
                Samples.broadcasting(
                        (draw, shapes) ->
                            Sample.of(
                                    draw.integers(draw.broadcastable(longer(shapes)), 0, 1),
                                    draw.tensor(shapes[0]),
                                    draw.tensor(shapes[1]))
                                .constant(0))
                    .invalid(
                        Sample.of(Tensor.ones(2, 3), Tensor.ones(2), Tensor.scalar(1)),
                        ShapeException.class,
                        "[2, 3]",
                        "[2]")
                    .invalid(
                        Sample.of(Tensor.ones(2), Tensor.of(new float[] {1}, 1), Tensor.ones(1)),
                        DTypeException.class,
                        "float64",
                        "float32")));
  }

  private static List<OperatorEntry> comparisons() {
    return List.of(
        OperatorEntry.named("eq")
            .formula("1 where x = y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.EQ)
            .reference(Reference.binary((x, y) -> x == y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are false")),
        OperatorEntry.named("ne")
            .formula("1 where x ≠ y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.NE)
            .reference(Reference.binary((x, y) -> x != y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are true")),
        OperatorEntry.named("lt")
            .formula("1 where x < y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.LT)
            .reference(Reference.binary((x, y) -> x < y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are false")),
        OperatorEntry.named("le")
            .formula("1 where x ≤ y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.LE)
            .reference(Reference.binary((x, y) -> x <= y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are false")),
        OperatorEntry.named("gt")
            .formula("1 where x > y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.GT)
            .reference(Reference.binary((x, y) -> x > y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are false")),
        OperatorEntry.named("ge")
            .formula("1 where x ≥ y, else 0")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("x = y: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.GE)
            .reference(Reference.binary((x, y) -> x >= y ? 1 : 0))
            .samples(
                Samples.binaryDistinct()
                    .kink(TIE, ZERO, ZERO)
                    .nanException("comparisons with NaN are false")));
  }

  private static Shape longer(Shape[] shapes) {
    return Shape.broadcast(shapes[0], shapes[1], "where");
  }
}
