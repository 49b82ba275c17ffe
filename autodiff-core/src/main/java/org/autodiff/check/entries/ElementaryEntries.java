package org.autodiff.check.entries;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Draw;
import org.autodiff.check.Kink;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Reference;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Polygamma;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** The registration of the elementary and special functions. */
final class ElementaryEntries {
  private static final String PAGE = "derivations/elementary.md";

  private static final Domain BETWEEN_POLES = Domain.between(-3, 0).exceptEvery(0, 1);
  private static final Function<Draw, Sample> BELOW_ZERO =
      draw -> Sample.of(draw.tensor(draw.shape(0, 3), BETWEEN_POLES));

  private ElementaryEntries() {}

  static List<OperatorEntry> all() {
    return Stream.of(roots(), exponentials(), trigonometric(), hyperbolic(), special())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OperatorEntry> roots() {
    return List.of(
        OperatorEntry.named("sqrt")
            .formula("√x")
            .operands("x: any shape")
            .nonSmooth("x = 0: +∞; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("sqrt"))
            .operator(parameters -> UnaryElementwise.SQRT)
            .reference(Reference.unary(Series::sqrt))
            .samples(Samples.unary(Domain.positive()).kinkAt(0, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("rsqrt")
            .formula("1/√x")
            .operands("x: any shape")
            .nonSmooth("x = 0: −∞; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("rsqrt"))
            .operator(parameters -> UnaryElementwise.RSQRT)
            .reference(Reference.unary(x -> 1 / Series.sqrt(x)))
            .samples(Samples.unary(Domain.positive()).kinkAt(0, Double.NEGATIVE_INFINITY)),
        OperatorEntry.named("cbrt")
            .formula("∛x")
            .operands("x: any shape")
            .nonSmooth("x = 0: +∞")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("cbrt"))
            .operator(parameters -> UnaryElementwise.CBRT)
            .reference(Reference.unary(Series::cbrt))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("safe-sqrt")
            .formula("√x")
            .operands("x: any shape")
            .nonSmooth("x = 0: derivative 0; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("safe-sqrt"))
            .unary(x -> x.safeSqrt())
            .reference(Reference.unary(Series::sqrt))
            .samples(
                Samples.unary(Domain.positive())
                    .kink(
                        new Kink(Sample.of(Tensor.scalar(0)), List.of(new double[] {0}), false))));
  }

  private static List<OperatorEntry> exponentials() {
    return List.of(
        OperatorEntry.named("exp")
            .formula("e^x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("exp"))
            .operator(parameters -> UnaryElementwise.EXP)
            .reference(Reference.unary(Series::exp))
            .samples(
                Samples.unary(Domain.all())
                    .example(Sample.of(Tensor.of(Double.NEGATIVE_INFINITY, -0.0)), 0, 1)),
        OperatorEntry.named("expm1")
            .formula("e^x − 1")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("expm1"))
            .operator(parameters -> UnaryElementwise.EXPM1)
            .reference(Reference.unary(Series::expm1))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("log")
            .formula("ln x")
            .operands("x: any shape")
            .nonSmooth("x = 0: +∞; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("log"))
            .operator(parameters -> UnaryElementwise.LOG)
            .reference(Reference.unary(Series::log))
            .samples(Samples.unary(Domain.positive()).kinkAt(0, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("log1p")
            .formula("ln(1 + x)")
            .operands("x: any shape")
            .nonSmooth("x = −1: +∞; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("log1p"))
            .operator(parameters -> UnaryElementwise.LOG1P)
            .reference(Reference.unary(Series::log1p))
            .samples(Samples.unary(Domain.between(-1, 3)).kinkAt(-1, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("sigmoid")
            .formula("1/(1 + e^−x)")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("sigmoid"))
            .operator(parameters -> UnaryElementwise.SIGMOID)
            .reference(Reference.unary(x -> 1 / (1 + Series.exp(-x))))
            .samples(
                Samples.unary(Domain.all()).example(Sample.of(Tensor.of(-800, 0, 800)), 0, 0.5, 1)),
        OperatorEntry.named("softplus")
            .formula("ln(1 + e^x)")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("softplus"))
            .operator(parameters -> UnaryElementwise.SOFTPLUS)
            .reference(Reference.unary(Series::softplus))
            .samples(
                Samples.unary(Domain.all())
                    .example(Sample.of(Tensor.of(-800, 0, 800)), 0, Math.log(2), 800)),
        OperatorEntry.named("relu")
            .formula("max(x, 0)")
            .operands("x: any shape")
            .nonSmooth("x = 0: derivative 0")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("relu"))
            .operator(parameters -> UnaryElementwise.RELU)
            .reference(Reference.unary(x -> x > 0 ? x : 0))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, 0)));
  }

  private static List<OperatorEntry> trigonometric() {
    return List.of(
        OperatorEntry.named("sin")
            .formula("sin x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("sin"))
            .operator(parameters -> UnaryElementwise.SIN)
            .reference(Reference.unary(Series::sin))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("cos")
            .formula("cos x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("cos"))
            .operator(parameters -> UnaryElementwise.COS)
            .reference(Reference.unary(Series::cos))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("tan")
            .formula("tan x")
            .operands("x: any shape")
            .nonSmooth("odd multiples of π/2: poles")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("tan"))
            .operator(parameters -> UnaryElementwise.TAN)
            .reference(Reference.unary(Series::tan))
            .samples(Samples.unary(Domain.between(-1.5, 1.5))),
        OperatorEntry.named("asin")
            .formula("arcsin x")
            .operands("x: any shape")
            .nonSmooth("x = ±1: +∞; NaN outside")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("asin"))
            .operator(parameters -> UnaryElementwise.ASIN)
            .reference(Reference.unary(Series::asin))
            .samples(
                Samples.unary(Domain.between(-1, 1))
                    .kinkAt(1, Double.POSITIVE_INFINITY)
                    .kinkAt(-1, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("acos")
            .formula("arccos x")
            .operands("x: any shape")
            .nonSmooth("x = ±1: −∞; NaN outside")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("acos"))
            .operator(parameters -> UnaryElementwise.ACOS)
            .reference(Reference.unary(Series::acos))
            .samples(Samples.unary(Domain.between(-1, 1)).kinkAt(1, Double.NEGATIVE_INFINITY)),
        OperatorEntry.named("atan")
            .formula("arctan x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("atan"))
            .operator(parameters -> UnaryElementwise.ATAN)
            .reference(Reference.unary(Series::atan))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("atan2")
            .formula("the angle of (x, y)")
            .operands("y: the ordinate; x: the abscissa; shapes that broadcast")
            .nonSmooth("the origin: NaN; x < 0 and y = 0: a jump, derivative as beside it")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("atan2"))
            .operator(parameters -> BinaryElementwise.ATAN2)
            .reference(Reference.binary(Series::atan2))
            .samples(Samples.binary(Domain.all().except(0), Domain.all().except(0))),
        OperatorEntry.named("hypot")
            .formula("√(x² + y²)")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("the origin: derivative 0")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("hypot"))
            .operator(parameters -> BinaryElementwise.HYPOT)
            .reference(Reference.binary(Series::hypot))
            .samples(
                Samples.binary(Domain.all().except(0), Domain.all())
                    .kink(
                        Sample.of(Tensor.scalar(0), Tensor.scalar(0)),
                        new double[] {0},
                        new double[] {0})));
  }

  private static List<OperatorEntry> hyperbolic() {
    return List.of(
        OperatorEntry.named("sinh")
            .formula("sinh x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("sinh"))
            .operator(parameters -> UnaryElementwise.SINH)
            .reference(Reference.unary(Series::sinh))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("cosh")
            .formula("cosh x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("cosh"))
            .operator(parameters -> UnaryElementwise.COSH)
            .reference(Reference.unary(Series::cosh))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("tanh")
            .formula("tanh x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("tanh"))
            .operator(parameters -> UnaryElementwise.TANH)
            .reference(Reference.unary(Series::tanh))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("asinh")
            .formula("arsinh x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("asinh"))
            .operator(parameters -> UnaryElementwise.ASINH)
            .reference(Reference.unary(Series::asinh))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("acosh")
            .formula("arcosh x")
            .operands("x: any shape")
            .nonSmooth("x = 1: +∞; NaN below")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("acosh"))
            .operator(parameters -> UnaryElementwise.ACOSH)
            .reference(Reference.unary(Series::acosh))
            .samples(Samples.unary(Domain.between(1, 4)).kinkAt(1, Double.POSITIVE_INFINITY)),
        OperatorEntry.named("atanh")
            .formula("artanh x")
            .operands("x: any shape")
            .nonSmooth("x = ±1: +∞; NaN outside")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("atanh"))
            .operator(parameters -> UnaryElementwise.ATANH)
            .reference(Reference.unary(Series::atanh))
            .samples(Samples.unary(Domain.between(-1, 1)).kinkAt(1, Double.POSITIVE_INFINITY)));
  }

  private static List<OperatorEntry> special() {
    return List.of(
        OperatorEntry.named("erf")
            .formula("erf x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("erf"))
            .operator(parameters -> UnaryElementwise.ERF)
            .reference(Reference.unary(Series::erf))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("lgamma")
            .formula("ln |Γ(x)|")
            .operands("x: any shape")
            .nonSmooth("0 and the negative integers: poles")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("lgamma"))
            .operator(parameters -> UnaryElementwise.LGAMMA)
            .reference(Reference.unary(Series::lgamma))
            .samples(Samples.unary(Domain.positive()).and(BELOW_ZERO)),
        OperatorEntry.named("digamma")
            .formula("Γ′(x)/Γ(x)")
            .operands("x: any shape")
            .nonSmooth("poles: −∞ at 0 and +∞ at −0, NaN at the negative integers")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("digamma"))
            .operator(parameters -> new Polygamma(0))
            .reference(Reference.unary(x -> Series.polygamma(0, x)))
            .samples(
                Samples.unary(Domain.positive())
                    .and(BELOW_ZERO)
                    .example(
                        Sample.of(Tensor.of(0.0, -0.0, -1)),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NaN)),
        OperatorEntry.named("polygamma")
            .formula("the derivative of order n of digamma x")
            .operands("x: any shape")
            .parameter("order", 1, "the order n, 0 or more")
            .nonSmooth("0 and the negative integers: poles")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("polygamma"))
            .operator(parameters -> new Polygamma(parameters.integer("order")))
            .reference(
                Reference.of((x, p) -> x[0].map(v -> Series.polygamma(p.integer("order"), v))))
            .samples(
                Samples.unary(Domain.between(0.2, 4))
                    .map((draw, sample) -> sample.with("order", draw.integer(1, 3)))
                    .invalid(
                        Sample.of(Tensor.scalar(1)).with("order", -1),
                        ValueException.class,
                        "-1")));
  }
}
