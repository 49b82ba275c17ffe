package org.autodiff.ops.entries;

import static org.autodiff.ops.entries.AggregateSamples.EQUAL;
import static org.autodiff.ops.entries.AggregateSamples.ONES;
import static org.autodiff.ops.entries.AggregateSamples.W;
import static org.autodiff.ops.entries.AggregateSamples.X;
import static org.autodiff.ops.entries.AggregateSamples.apart;
import static org.autodiff.ops.entries.AggregateSamples.apartBySum;
import static org.autodiff.ops.entries.AggregateSamples.gap;
import static org.autodiff.ops.entries.AggregateSamples.pair;
import static org.autodiff.ops.entries.AggregateSamples.pairs;
import static org.autodiff.ops.entries.AggregateSamples.rejecting;
import static org.autodiff.ops.entries.AggregateSamples.rejectingNone;
import static org.autodiff.ops.entries.AggregateSamples.sample;
import static org.autodiff.ops.entries.AggregateSamples.shapes;
import static org.autodiff.ops.entries.AggregateSamples.temperatures;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.OperatorEntry;
import org.autodiff.check.Parameters;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;
import org.autodiff.check.TensorFunction;
import org.autodiff.ops.Adder;
import org.autodiff.ops.Aggregate;
import org.autodiff.ops.Hadamard;
import org.autodiff.ops.Tropical;
import org.autodiff.ops.operators.LayerOperands;

/** The registration of the aggregates. */
public final class AggregateEntries {
  private static final String OPERANDS = "x: [..., in]; w: [in, out]; optionally bias: [out]";
  private static final String WITH_TEMPERATURE =
      OPERANDS + "; where learnable, alpha: a scalar, last";

  private AggregateEntries() {}

  static List<OperatorEntry> all() {
    return List.of(
        sum(),
        mean(),
        extreme("hadamard-max", "max xₖ wₖₙ", 1),
        extreme("hadamard-min", "min xₖ wₖₙ", -1),
        smooth("hadamard-logsumexp", "(1/α) ln Σ exp(α xₖ wₖₙ)", "nowhere")
            .page("derivations/aggregates.md")
            .function(p -> withTemperature(p, "hadamard-logsumexp", Hadamard::logSumExp))
            .reference(AggregateReferences.logSumExp())
            .samples(temperatures(pairs(Domain.all()))),
        absMax(),
        softAbsMax(),
        smooth("sinh-sum", "(1/α) asinh Σ sinh(α xₖ wₖₙ)", "nowhere")
            .function(p -> withTemperature(p, "sinh-sum", Hadamard::sinhSum))
            .reference(AggregateReferences.sinhSum())
            .samples(
                temperatures(pairs(Domain.between(-1.5, 1.5)))
                    .example(sample(X, Tensor.of(new double[] {3, -1.5}, 2, 1), 1), 0)),
        smooth("lse-difference", "(1/α) ln Σ exp(α xₖ wₖₙ) - (1/α) ln Σ exp(-α xₖ wₖₙ)", "nowhere")
            .function(p -> withTemperature(p, "lse-difference", Hadamard::lseDifference))
            .reference(AggregateReferences.lseDifference())
            .samples(temperatures(pairs(Domain.all()), AggregateSamples::threeInputs)),
        smooth(
                "boltzmann",
                "Σ xₖ wₖₙ qₖ, q = softmax(α |x w|)",
                "a product 0: the second derivative jumps")
            .function(p -> withTemperature(p, "boltzmann", Hadamard::boltzmann))
            .reference(AggregateReferences.boltzmann())
            .samples(temperatures(pairs(Domain.all().except(0)))),
        tropical("max-plus", "max (xₖ + wₖₙ); soft: (1/α) ln Σ exp(α (xₖ + wₖₙ))", true),
        tropical("min-plus", "min (xₖ + wₖₙ); soft: -(1/α) ln Σ exp(-α (xₖ + wₖₙ))", false),
        adder());
  }

  /** {@return the entry of an aggregate that a user has made} */
  public static OperatorEntry of(Aggregate aggregate, Domain products) {
    return OperatorEntry.named(aggregate.name())
        .formula("the aggregate " + aggregate.name() + " of xₖ wₖₙ")
        .operands(OPERANDS)
        .nonSmooth("as its author says")
        .page("derivations/aggregates.md")
        .function(p -> operands -> layer(aggregate.name(), operands, aggregate::apply))
        .reference(AggregateReferences.alone(aggregate))
        .samples(rejecting(pairs(products)));
  }

  private static OperatorEntry.Builder hadamard(
      String name, String formula, String nonSmooth, Aggregate aggregate) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands(OPERANDS)
        .nonSmooth(nonSmooth)
        .page("derivations/aggregates.md")
        .function(p -> operands -> layer(name, operands, aggregate::apply));
  }

  /** The sum; for those who choose an operator by name, its parameter chooses the aggregate too. */
  private static OperatorEntry sum() {
    return OperatorEntry.named("hadamard-sum")
        .formula("Σ xₖ wₖₙ, or another aggregate over k of xₖ wₖₙ")
        .operands(OPERANDS)
        .parameter("aggregate", "sum", "sum, mean, max, min or logsumexp")
        .parameter("alpha", 1.0, "the temperature of logsumexp, positive")
        .nonSmooth("max, min: where two products are equal; the first counts")
        .page("derivations/aggregates.md")
        .function(AggregateEntries::chosen)
        .reference(AggregateReferences.sum())
        .samples(
            rejecting(pairs(Domain.all()))
                .example(Sample.of(X, W), 1)
                .example(Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 1)), 0)
                .invalid(
                    Sample.of(X, W).with("aggregate", "median"), ValueException.class, "median"));
  }

  private static TensorFunction chosen(Parameters p) {
    Aggregate aggregate =
        switch (p.text("aggregate")) {
          case "sum" -> Aggregate.sum();
          case "mean" -> Aggregate.mean();
          case "max" -> Aggregate.max();
          case "min" -> Aggregate.min();
          case "logsumexp" -> Aggregate.logSumExp(p.number("alpha"));
          default ->
              throw new ValueException(
                  "hadamard-sum: aggregate must be sum, mean, max, min or logsumexp, got '"
                      + p.text("aggregate")
                      + "'; choose one of them");
        };
    return operands -> layer("hadamard-sum", operands, aggregate::apply);
  }

  private static OperatorEntry mean() {
    return hadamard("hadamard-mean", "Σ xₖ wₖₙ / in", "nowhere", Aggregate.mean())
        .reference(AggregateReferences.mean())
        .samples(rejectingNone(rejecting(pairs(Domain.all()))).example(Sample.of(X, W), 0.5));
  }

  private static OperatorEntry extreme(String name, String formula, int sign) {
    return hadamard(
            name,
            formula,
            "where two products are equal: the first counts",
            sign > 0 ? Aggregate.max() : Aggregate.min())
        .reference(AggregateReferences.extreme(sign))
        .samples(
            rejectingNone(rejecting(Samples.of(draw -> apart(draw, terms -> gap(terms, sign)))))
                .kink(Sample.of(ONES, EQUAL), new double[] {2, 0}, new double[] {1, 0})
                .example(Sample.of(X, W), sign > 0 ? 3 : -2)
                .example(Sample.of(X, W, Tensor.of(10.0)), sign > 0 ? 13 : 8));
  }

  private static OperatorEntry absMax() {
    return OperatorEntry.named("abs-max")
        .formula("xₖ wₖₙ at k = argmax |xₖ wₖₙ|")
        .operands(OPERANDS)
        .nonSmooth("where two magnitudes are equal: the first counts; it jumps if signs differ")
        .page("derivations/abs-max.md")
        .function(p -> operands -> layer("abs-max", operands, Hadamard::absMax))
        .reference(AggregateReferences.absMax())
        .samples(
            rejecting(Samples.of(draw -> apart(draw, AggregateSamples::gapOfMagnitudes)))
                .kink(Sample.of(ONES, EQUAL), new double[] {2, 0}, new double[] {1, 0})
                .example(Sample.of(X, W), 3)
                .example(Sample.of(X, Tensor.of(new double[] {3, -2}, 2, 1)), -4)
                .example(Sample.of(X, Tensor.of(new double[] {-4, 2}, 2, 1)), -4));
  }

  private static OperatorEntry softAbsMax() {
    return OperatorEntry.named("soft-abs-max")
        .formula("S (1/α) ln Σ exp(α |xₖ wₖₙ|), S the sign of the largest; centered: mean for Σ")
        .operands(WITH_TEMPERATURE)
        .parameter("alpha", 10.0, "the temperature, positive")
        .parameter("centered", false, "whether to take the mean of the exponentials")
        .parameter("learnable", false, "whether alpha is an operand")
        .nonSmooth(
            "a product 0: its sign counts as 0; it jumps where the two largest magnitudes are equal"
                + " and signs differ")
        .page("derivations/soft-abs-max.md")
        .function(
            p ->
                withTemperature(
                    p,
                    "soft-abs-max",
                    p.flag("centered") ? Hadamard::centeredSoftAbsMax : Hadamard::softAbsMax))
        .reference(AggregateReferences.softAbsMax())
        .samples(
            temperatures(Samples.of(draw -> apart(draw, AggregateSamples::gapOfMagnitudes)))
                .and(
                    draw ->
                        apart(draw, AggregateSamples::gapOfMagnitudes)
                            .with("centered", true)
                            .with("alpha", draw.any(0.5, 1.0, 2.0)))
                .kink(
                    Sample.of(Tensor.zeros(1, 2), EQUAL), new double[] {0, 0}, new double[] {0, 0})
                .example(
                    Sample.of(
                        Tensor.of(new double[] {2}, 1, 1), Tensor.of(new double[] {-3, 4}, 1, 2)),
                    -6,
                    8)
                .example(Sample.of(Tensor.zeros(1, 2), EQUAL), 0)
                .example(Sample.of(ONES, EQUAL).with("centered", true), 2));
  }

  private static OperatorEntry.Builder smooth(String name, String formula, String nonSmooth) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands(WITH_TEMPERATURE)
        .parameter("alpha", 1.0, "the temperature, positive")
        .parameter("learnable", false, "whether alpha is an operand")
        .nonSmooth(nonSmooth)
        .page("derivations/" + name + ".md");
  }

  private static OperatorEntry tropical(String name, String formula, boolean max) {
    return OperatorEntry.named(name)
        .formula(formula)
        .operands(WITH_TEMPERATURE)
        .parameter("soft", false, "whether the soft variant is meant")
        .parameter("alpha", 1.0, "the temperature of the soft variant, positive")
        .parameter("learnable", false, "whether alpha is an operand")
        .nonSmooth("hard: where two sums are equal; the first counts")
        .page("derivations/max-plus.md")
        .function(
            p ->
                p.flag("soft")
                    ? withTemperature(p, name, max ? Tropical::softMaxPlus : Tropical::softMinPlus)
                    : operands ->
                        layer(name, operands, max ? Tropical::maxPlus : Tropical::minPlus))
        .reference(AggregateReferences.tropical(max))
        .samples(
            rejecting(Samples.of(draw -> apartBySum(draw, max ? 1 : -1)))
                .and(
                    draw ->
                        pair(draw, Domain.all())
                            .with("soft", true)
                            .with("alpha", draw.any(0.5, 1.0, 2.0)))
                .kink(Sample.of(ONES, EQUAL), new double[] {1, 0}, new double[] {1, 0})
                .example(Sample.of(X, W), max ? 4 : 1)
                .invalid(sample(X, W, -1).with("soft", true), ValueException.class, "-1.0"));
  }

  private static OperatorEntry adder() {
    return OperatorEntry.named("adder")
        .formula("-Σ |xₖ - wₖₙ|")
        .operands(OPERANDS)
        .nonSmooth("xₖ = wₖₙ: 0")
        .page("derivations/adder.md")
        .function(p -> operands -> layer("adder", operands, Adder::adder))
        .reference(AggregateReferences.adder())
        .samples(
            rejecting(
                    Samples.of(
                        draw -> {
                          Shape[] shapes = shapes(draw);
                          return Sample.of(
                              draw.distinct(shapes[0], 0), draw.distinct(shapes[1], 1));
                        }))
                .kink(
                    Sample.of(ONES, Tensor.of(new double[] {1, 3}, 2, 1)),
                    new double[] {0, 1},
                    new double[] {0, -1})
                .example(Sample.of(X, W), -5));
  }

  /** A layer with a temperature, with what it does with operands beyond x and w. */
  @FunctionalInterface
  private interface WithTemperature {
    Tensor apply(Tensor x, Tensor w, Tensor alpha);
  }

  private static TensorFunction withTemperature(Parameters p, String name, WithTemperature f) {
    double alpha = p.number("alpha");
    boolean learnable = p.flag("learnable");
    if (!learnable) {
      LayerOperands.requireTemperature(alpha, name);
    }
    return operands -> {
      if (!learnable) {
        return layer(
            name,
            operands,
            (x, w) -> f.apply(x, w, LayerOperands.temperature(alpha, x.dtype(), name)));
      }
      if (operands.length < 3) {
        throw new ShapeException(
            name
                + ": alpha must be the last operand where it is learnable, got "
                + operands.length
                + " operands; pass it, or set learnable to false");
      }
      Tensor last = operands[operands.length - 1];
      return layer(
          name, Arrays.copyOf(operands, operands.length - 1), (x, w) -> f.apply(x, w, last));
    };
  }

  private static Tensor[] layer(String name, Tensor[] operands, BinaryOperator<Tensor> f) {
    if (operands.length != 2 && operands.length != 3) {
      throw new ShapeException(
          name
              + ": there must be x, w and perhaps a bias, got "
              + operands.length
              + " operands; pass two or three");
    }
    Tensor y = f.apply(operands[0], operands[1]);
    return new Tensor[] {operands.length == 2 ? y : LayerOperands.addBias(y, operands[2], name)};
  }
}
