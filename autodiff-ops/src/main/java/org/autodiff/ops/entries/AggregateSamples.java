package org.autodiff.ops.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.check.Domain;
import org.autodiff.check.Draw;
import org.autodiff.check.Sample;
import org.autodiff.check.Samples;

/** The operands that aggregates are tried with, and those that they refuse. */
final class AggregateSamples {
  static final Tensor X = Tensor.of(new double[] {1, 2}, 1, 2);
  static final Tensor W = Tensor.of(new double[] {3, -1}, 2, 1);
  static final Tensor EQUAL = Tensor.of(new double[] {2, 2}, 2, 1);
  static final Tensor ONES = Tensor.ones(1, 2);

  /** Two terms this close could change places within the steps of a finite difference. */
  private static final double GAP = 0.1;

  private AggregateSamples() {}

  static Samples pairs(Domain domain) {
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

  static Sample pair(Draw draw, Domain domain) {
    return pair(draw, shapes(draw), domain);
  }

  static Sample pair(Draw draw, Shape[] shapes, Domain domain) {
    return Sample.of(draw.tensor(shapes[0], domain), draw.tensor(shapes[1], domain));
  }

  /** Of one or two inputs the LSE-difference does not depend on the temperature at all. */
  static Sample threeInputs(Draw draw) {
    return pair(draw, new Shape[] {Shape.of(2, 3), Shape.of(3, 2)}, Domain.all());
  }

  /** Shapes of x, of rank 1, 2 or 3, and of w; now and then more columns than a vector has. */
  static Shape[] shapes(Draw draw) {
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

  static Samples temperatures(Samples samples) {
    return temperatures(samples, draw -> samples.smooth(draw, 0));
  }

  static Samples temperatures(Samples samples, Function<Draw, Sample> learnable) {
    return rejectingNone(
            rejecting(samples.map((draw, sample) -> sample.with("alpha", draw.any(0.5, 1.0, 2.0)))))
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
            "-1.0");
  }

  /** Of no products there is no aggregate but their sum. */
  static Samples rejectingNone(Samples samples) {
    return samples.invalid(
        Sample.of(Tensor.zeros(1, 0), Tensor.zeros(0, 1)),
        ShapeException.class,
        "[1, 0]",
        "[0, 1]");
  }

  static Samples rejecting(Samples samples) {
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

  static Sample sample(Tensor x, Tensor w, double alpha) {
    return Sample.of(x, w).with("alpha", alpha);
  }

  /** Operands of which no output has two products that are about to change places. */
  static Sample apart(Draw draw, Function<double[], Double> gap) {
    Shape[] shapes = shapes(draw);
    while (true) {
      Sample sample = pair(draw, shapes, Domain.all().except(0));
      if (smallestGap(sample, gap, true) > GAP) {
        return sample;
      }
    }
  }

  static Sample apartBySum(Draw draw, int sign) {
    Shape[] shapes = shapes(draw);
    while (true) {
      Sample sample = pair(draw, shapes, Domain.all());
      if (smallestGap(sample, terms -> gap(terms, sign), false) > GAP) {
        return sample;
      }
    }
  }

  static double smallestGap(Sample sample, Function<double[], Double> gap, boolean products) {
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

  static double gap(double[] terms, int sign) {
    double first = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      second = Math.max(second, Math.min(first, sign * term));
      first = Math.max(first, sign * term);
    }
    return first - second;
  }

  static double gapOfMagnitudes(double[] terms) {
    double[] magnitudes = terms.clone();
    for (int i = 0; i < terms.length; i++) {
      magnitudes[i] = Math.abs(terms[i]);
    }
    return gap(magnitudes, 1);
  }
}
