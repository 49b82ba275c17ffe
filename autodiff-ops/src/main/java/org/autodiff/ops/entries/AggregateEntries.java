package org.autodiff.ops.entries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Draw;
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
  private static final Tensor X = Tensor.of(new double[] {1, 2}, 1, 2);
  private static final Tensor W = Tensor.of(new double[] {3, -1}, 2, 1);
  private static final Tensor EQUAL = Tensor.of(new double[] {2, 2}, 2, 1);
  private static final Tensor ONES = Tensor.ones(1, 2);

  /** Two terms this close could change places within the steps of a finite difference. */
  private static final double GAP = 0.1;

  private AggregateEntries() {}

  static List<OperatorEntry> all() {
    return List.of(
        sums(),
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
            .samples(temperatures(pairs(Domain.all()), AggregateEntries::threeInputs)),
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

  /** The entry of an aggregate that a user has made. */
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

  private static OperatorEntry sums() {
    return OperatorEntry.named("hadamard-sum")
        .formula("the aggregate over k of xₖ wₖₙ")
        .operands(OPERANDS)
        .parameter("aggregate", "sum", "sum, mean, max, min or logsumexp")
        .parameter("alpha", 1.0, "the temperature of logsumexp, positive")
        .nonSmooth("max, min: where two products are equal; the first counts")
        .page("derivations/aggregates.md")
        .function(AggregateEntries::sum)
        .reference(AggregateReferences.sums())
        .samples(
            rejecting(pairs(Domain.all()))
                .and(draw -> pair(draw, Domain.all()).with("aggregate", "mean"))
                .and(draw -> logSumExp(draw, pair(draw, Domain.all())))
                .and(draw -> apart(draw, terms -> gap(terms, 1)).with("aggregate", "max"))
                .and(draw -> apart(draw, terms -> gap(terms, -1)).with("aggregate", "min"))
                .kink(
                    Sample.of(ONES, EQUAL).with("aggregate", "max"),
                    new double[] {2, 0},
                    new double[] {1, 0})
                .kink(
                    Sample.of(ONES, EQUAL).with("aggregate", "min"),
                    new double[] {2, 0},
                    new double[] {1, 0})
                .example(Sample.of(X, W), 1)
                .example(Sample.of(X, W).with("aggregate", "mean"), 0.5)
                .example(Sample.of(X, W).with("aggregate", "max"), 3)
                .example(Sample.of(X, W).with("aggregate", "min"), -2)
                .example(Sample.of(X, W, Tensor.of(10.0)).with("aggregate", "min"), 8)
                .example(Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 1)), 0)
                .invalid(
                    Sample.of(X, W).with("aggregate", "median"), ValueException.class, "median")
                .invalid(
                    sample(X, W, 0).with("aggregate", "logsumexp"), ValueException.class, "0.0")
                .invalid(
                    Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 1)).with("aggregate", "max"),
                    ShapeException.class,
                    "[1, 0]"));
  }

  private static Sample logSumExp(Draw draw, Sample sample) {
    return sample.with("aggregate", "logsumexp").with("alpha", draw.any(0.5, 1.0, 2.0));
  }

  private static TensorFunction sum(Parameters p) {
    String name = "hadamard-sum";
    Aggregate aggregate =
        switch (p.text("aggregate")) {
          case "sum" -> Aggregate.sum();
          case "mean" -> Aggregate.mean();
          case "max" -> Aggregate.max();
          case "min" -> Aggregate.min();
          case "logsumexp" -> Aggregate.logSumExp(p.number("alpha"));
          default ->
              throw new ValueException(
                  name
                      + ": aggregate must be sum, mean, max, min or logsumexp, got '"
                      + p.text("aggregate")
                      + "'; choose one of them");
        };
    return operands -> layer(name, operands, aggregate::apply);
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
            rejecting(Samples.of(draw -> apart(draw, AggregateEntries::gapOfMagnitudes)))
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
            temperatures(Samples.of(draw -> apart(draw, AggregateEntries::gapOfMagnitudes)))
                .and(
                    draw ->
                        apart(draw, AggregateEntries::gapOfMagnitudes)
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

  private static Samples pairs(Domain domain) {
    return Samples.of(draw -> pair(draw, domain))
        .and(
            draw -> {
              Sample two = pair(draw, domain);
              int out = two.operands().get(1).shape().dim(1);
              List<Tensor> three = new ArrayList<>(two.operands());
              three.add(draw.tensor(Shape.of(out)));
              return two.withOperands(three);
            });
  }

  private static Sample pair(Draw draw, Domain domain) {
    return pair(draw, shapes(draw), domain);
  }

  private static Sample pair(Draw draw, Shape[] shapes, Domain domain) {
    return Sample.of(draw.tensor(shapes[0], domain), draw.tensor(shapes[1], domain));
  }

  /** Of one or two inputs the LSE-difference does not depend on the temperature at all. */
  private static Sample threeInputs(Draw draw) {
    return pair(draw, new Shape[] {Shape.of(2, 3), Shape.of(3, 2)}, Domain.all());
  }

  /** Shapes of x, of rank 1, 2 or 3, and of w; now and then more columns than a vector has. */
  private static Shape[] shapes(Draw draw) {
    int inputs = draw.integer(1, 4);
    int columns = draw.integer(0, 5) == 0 ? 17 : draw.integer(1, 3);
    Shape lead =
        switch (draw.integer(0, 3)) {
          case 0 -> Shape.SCALAR;
          case 1 -> Shape.of(2, 1);
          default -> Shape.of(draw.integer(1, 3));
        };
    return new Shape[] {lead.insert(lead.rank(), inputs), Shape.of(inputs, columns)};
  }

  private static Samples temperatures(Samples samples) {
    return temperatures(samples, draw -> samples.smooth(draw, 0));
  }

  private static Samples temperatures(Samples samples, Function<Draw, Sample> learnable) {
    return rejecting(samples.map((draw, sample) -> sample.with("alpha", draw.any(0.5, 1.0, 2.0))))
        .and(
            draw -> {
              Sample two = learnable.apply(draw);
              List<Tensor> three = new ArrayList<>(two.operands());
              three.add(draw.tensor(Shape.SCALAR, Domain.between(0.4, 2)));
              return two.withOperands(three).with("learnable", true);
            })
        .invalid(sample(X, W, 0), ValueException.class, "0.0")
        .invalid(sample(X, W, -2), ValueException.class, "-2.0")
        .invalid(sample(X, W, Double.NaN), ValueException.class, "NaN")
        .invalid(sample(X, W, Double.POSITIVE_INFINITY), ValueException.class, "Infinity")
        .invalid(
            Sample.of(X, W, Tensor.of(1.0, 2)).with("learnable", true), ShapeException.class, "[2]")
        .invalid(
            Sample.of(X, W, Tensor.scalar(-1)).with("learnable", true),
            ValueException.class,
            "-1.0")
        .invalid(Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 1)), ShapeException.class, "[0, 1]");
  }

  private static Samples rejecting(Samples samples) {
    return samples
        .invalid(
            Sample.of(Tensor.ones(2, 3), Tensor.ones(2, 3)),
            ShapeException.class,
            "[2, 3]",
            "3 and 2")
        .invalid(Sample.of(Tensor.scalar(1), W), ShapeException.class, "[]", "[2, 1]")
        .invalid(Sample.of(X, Tensor.ones(2)), ShapeException.class, "[1, 2]", "[2]")
        .invalid(
            Sample.of(X, Tensor.of(new float[] {1, 1}, 2, 1)),
            DTypeException.class,
            "float64",
            "float32");
  }

  private static Sample sample(Tensor x, Tensor w, double alpha) {
    return Sample.of(x, w).with("alpha", alpha);
  }

  /** Operands of which no output has two products that are about to change places. */
  private static Sample apart(Draw draw, Function<double[], Double> gap) {
    Shape[] shapes = shapes(draw);
    while (true) {
      Sample sample = pair(draw, shapes, Domain.all().except(0));
      if (smallestGap(sample, gap, true) > GAP) {
        return sample;
      }
    }
  }

  private static Sample apartBySum(Draw draw, int sign) {
    Shape[] shapes = shapes(draw);
    while (true) {
      Sample sample = pair(draw, shapes, Domain.all());
      if (smallestGap(sample, terms -> gap(terms, sign), false) > GAP) {
        return sample;
      }
    }
  }

  private static double smallestGap(
      Sample sample, Function<double[], Double> gap, boolean products) {
    double[] x = sample.operands().get(0).toDoubles();
    double[] w = sample.operands().get(1).toDoubles();
    int inputs = sample.operands().get(1).shape().dim(0);
    int columns = sample.operands().get(1).shape().dim(1);
    double smallest = Double.POSITIVE_INFINITY;
    for (int row = 0; row < x.length / inputs; row++) {
      for (int n = 0; n < columns; n++) {
        double[] terms = new double[inputs];
        for (int k = 0; k < inputs; k++) {
          double a = x[row * inputs + k];
          double b = w[k * columns + n];
          terms[k] = products ? a * b : a + b;
        }
        smallest = Math.min(smallest, gap.apply(terms));
      }
    }
    return smallest;
  }

  private static double gap(double[] terms, int sign) {
    double first = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      second = Math.max(second, Math.min(first, sign * term));
      first = Math.max(first, sign * term);
    }
    return first - second;
  }

  private static double gapOfMagnitudes(double[] terms) {
    double[] magnitudes = terms.clone();
    for (int i = 0; i < terms.length; i++) {
      magnitudes[i] = Math.abs(terms[i]);
    }
    return gap(magnitudes, 1);
  }
}
