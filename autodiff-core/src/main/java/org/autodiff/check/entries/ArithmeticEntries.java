package org.autodiff.check.entries;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Kink;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Reference;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Cast;
import org.autodiff.operators.elementwise.PowerOf;
import org.autodiff.operators.elementwise.StopGradient;
import org.autodiff.operators.elementwise.UnaryElementwise;

/** The registration of arithmetic. */
final class ArithmeticEntries {
  private static final String PAGE = "derivations/arithmetic.md";

  private ArithmeticEntries() {}

  static List<OperatorEntry> all() {
    return Stream.of(binary(), unary(), conversions()).flatMap(List::stream).toList();
  }

  private static List<OperatorEntry> binary() {
    return List.of(
        OperatorEntry.named("add")
            .formula("x + y")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("nowhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.ADD)
            .reference(Reference.binary((x, y) -> x + y))
            .samples(Samples.binary(Domain.all(), Domain.all())),
        OperatorEntry.named("sub")
            .formula("x − y")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("nowhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.SUB)
            .reference(Reference.binary((x, y) -> x - y))
            .samples(Samples.binary(Domain.all(), Domain.all())),
        OperatorEntry.named("mul")
            .formula("x · y")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("nowhere")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.MUL)
            .reference(Reference.binary((x, y) -> x * y))
            .samples(Samples.binary(Domain.all(), Domain.all())),
        OperatorEntry.named("div")
            .formula("x / y")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("y = 0: by IEEE 754")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("div"))
            .operator(parameters -> BinaryElementwise.DIV)
            .reference(Reference.binary((x, y) -> x / y))
            .samples(Samples.binary(Domain.all(), Domain.all().except(0))),
        OperatorEntry.named("rem")
            .formula("x − y trunc(x / y)")
            .operands("x, y: shapes that broadcast")
            .nonSmooth("whole x/y: a jump, derivatives of the side away from 0; y = 0: NaN")
            .page(PAGE)
            .operator(parameters -> BinaryElementwise.REM)
            .reference(Reference.binary(ArithmeticEntries::remainder))
            .samples(
                Samples.binary(Domain.between(5.2, 5.6), Domain.between(-2.3, -1.9))
                    .kink(
                        Sample.of(Tensor.of(6, -6, -7), Tensor.of(3, 3, 2)),
                        new double[] {1, 1, 1},
                        new double[] {-2, 2, 3})),
        OperatorEntry.named("pow")
            .formula("x^y")
            .operands("x: the base; y: the exponent; shapes that broadcast")
            .nonSmooth(
                "x = 0: by the base IEEE 754, and 0 where y = 0; by the exponent 0 for y ≥ 0, else"
                    + " NaN; NaN for x < 0 and fractional y")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("pow"))
            .operator(parameters -> BinaryElementwise.POW)
            .reference(Reference.binary(Series::pow))
            .samples(
                Samples.binary(Domain.between(0.1, 4), Domain.all())
                    .kink(
                        Sample.of(Tensor.of(0, 0, 0, 2), Tensor.of(0, 1, 2, 0)),
                        new double[] {0, 1, 0, 0},
                        new double[] {0, 0, 0, Math.log(2)})
                    .kink(
                        new Kink(
                            Sample.of(Tensor.scalar(0), Tensor.scalar(-1)),
                            List.of(
                                new double[] {Double.NEGATIVE_INFINITY}, new double[] {Double.NaN}),
                            false))
                    .example(
                        Sample.of(
                            Tensor.of(1, 1, 1, -1, -1, Double.NaN),
                            Tensor.of(
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                0)),
                        1,
                        1,
                        1,
                        1,
                        1,
                        1)
                    .nanException("x^0 = 1 and 1^y = 1, also for NaN")),
        OperatorEntry.named("pow-of")
            .formula("x^p")
            .operands("x: any shape")
            .parameter("exponent", 2.5, "the exponent p, a number")
            .nonSmooth("x = 0: IEEE 754; NaN for x < 0 and fractional p")
            .page(PAGE)
            .operator(parameters -> new PowerOf(parameters.number("exponent")))
            .reference(Reference.of((x, p) -> x[0].map(v -> Series.pow(v, p.number("exponent")))))
            .samples(
                Samples.unary(Domain.between(0.1, 4))
                    .map((draw, sample) -> sample.with("exponent", draw.integer(-2, 3) + 0.5))
                    .kinkAt(0, 0)));
  }

  private static List<OperatorEntry> unary() {
    return List.of(
        OperatorEntry.named("neg")
            .formula("−x")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("neg"))
            .operator(parameters -> UnaryElementwise.NEG)
            .reference(Reference.unary(x -> 0 - x))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("reciprocal")
            .formula("1/x")
            .operands("x: any shape")
            .nonSmooth("x = 0: by IEEE 754")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("reciprocal"))
            .operator(parameters -> UnaryElementwise.RECIPROCAL)
            .reference(Reference.unary(x -> 1 / x))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, Double.NEGATIVE_INFINITY)),
        OperatorEntry.named("square")
            .formula("x²")
            .operands("x: any shape")
            .nonSmooth("nowhere")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("square"))
            .operator(parameters -> UnaryElementwise.SQUARE)
            .reference(Reference.unary(x -> x * x))
            .samples(Samples.unary(Domain.all())),
        OperatorEntry.named("abs")
            .formula("|x|")
            .operands("x: any shape")
            .nonSmooth("x = 0: derivative 0")
            .page(PAGE)
            .extremes(ClosedDerivatives.of("abs"))
            .operator(parameters -> UnaryElementwise.ABS)
            .reference(Reference.unary(x -> x < 0 ? -x : x))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, 0)),
        OperatorEntry.named("sign")
            .formula("−1, 0 or 1")
            .operands("x: any shape")
            .nonSmooth("x = 0: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> UnaryElementwise.SIGN)
            .reference(Reference.unary(x -> x > 0 ? 1 : x < 0 ? -1 : x))
            .samples(Samples.unary(Domain.all().except(0)).kinkAt(0, 0)),
        OperatorEntry.named("floor")
            .formula("⌊x⌋")
            .operands("x: any shape")
            .nonSmooth("integers: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> UnaryElementwise.FLOOR)
            .reference(Reference.unary(ArithmeticEntries::floor))
            .samples(Samples.unary(Domain.all().exceptEvery(0, 1)).kinkAt(2, 0)),
        OperatorEntry.named("round")
            .formula("x rounded, half to even")
            .operands("x: any shape")
            .nonSmooth("halves: derivative 0, as elsewhere")
            .page(PAGE)
            .operator(parameters -> UnaryElementwise.ROUND)
            .reference(Reference.unary(ArithmeticEntries::round))
            .samples(Samples.unary(Domain.all().exceptEvery(0.5, 1)).kinkAt(2.5, 0)));
  }

  private static List<OperatorEntry> conversions() {
    return List.of(
        OperatorEntry.named("to")
            .formula("x in another element type")
            .operands("x: any shape")
            .parameter("dtype", "float64", "the element type of the result")
            .nonSmooth("nowhere, but for rounding")
            .page(PAGE)
            .operator(
                parameters ->
                    new Cast(DType.valueOf(parameters.text("dtype").toUpperCase(Locale.ROOT))))
            .reference(Reference.unary(x -> x))
            .samples(
                Samples.unary(Domain.all())
                    .and(draw -> Sample.of(draw.tensor(draw.shape(0, 3))).with("dtype", "float32"))
                    .invalid(
                        Sample.of(Tensor.scalar(1e300)).with("dtype", "float32"),
                        ValueException.class,
                        "1.0E300",
                        "float64[]")),
        OperatorEntry.named("stop-gradient")
            .formula("x, as a constant")
            .operands("x: any shape")
            .nonSmooth("nowhere: derivative 0")
            .page(PAGE)
            .operator(parameters -> StopGradient.STOP_GRADIENT)
            .reference(Reference.unary(x -> x))
            .samples(
                Samples.unary(Domain.all()).ownDerivative("its derivative is 0 by definition")));
  }

  /** The greatest integer that is not above x, for x of moderate size. */
  private static double floor(double x) {
    long integer = (long) x; // towards 0
    return integer > x ? integer - 1 : integer;
  }

  /** The nearest integer, of two the even one. */
  private static double round(double x) {
    double below = floor(x);
    double part = x - below;
    boolean up = part > 0.5 || (part == 0.5 && below % 2 != 0);
    return up ? below + 1 : below;
  }

  /** By decimal numbers, which have all that binary ones have. */
  private static double remainder(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y) || y == 0) {
      return Double.isInfinite(y) && Double.isFinite(x) ? x : Double.NaN;
    }
    double size = new BigDecimal(x).remainder(new BigDecimal(y)).abs().doubleValue();
    return Math.copySign(size, x);
  }
}
