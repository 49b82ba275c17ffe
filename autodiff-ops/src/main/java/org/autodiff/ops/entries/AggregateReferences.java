package org.autodiff.ops.entries;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Parameters;
import org.autodiff.check.Reference;
import org.autodiff.ops.Aggregate;

/** What the aggregates must give: all terms of an output side by side, and their formula. */
final class AggregateReferences {
  private static final DoubleBinaryOperator PRODUCT = (x, w) -> x * w;
  private static final DoubleBinaryOperator SUM = (x, w) -> x + w;

  private AggregateReferences() {}

  /** An aggregate of some terms. */
  private interface Aggregated {
    double of(double[] terms, double alpha, Parameters parameters);
  }

  /** {@code yₙ = φ(x₁ ∘ w₁ₙ, x₂ ∘ w₂ₙ, …) + biasₙ}; a learnable temperature is the last operand. */
  private static Reference layer(
      DoubleBinaryOperator combination, boolean temperature, Aggregated phi) {
    return Reference.of(
        (operands, p) -> {
          boolean learnable = temperature && p.flag("learnable");
          int count = operands.length - (learnable ? 1 : 0);
          double alpha =
              learnable ? operands[count].at() : temperature ? p.number("alpha") : Double.NaN;
          NumberArray x = operands[0];
          NumberArray w = operands[1];
          Shape shape = x.shape().remove(x.rank() - 1).insert(x.rank() - 1, w.dim(1));
          return NumberArray.of(
              shape,
              index -> {
                int column = index[index.length - 1];
                double[] terms = new double[w.dim(0)];
                for (int k = 0; k < terms.length; k++) {
                  int[] from = index.clone();
                  from[from.length - 1] = k;
                  terms[k] = combination.applyAsDouble(x.at(from), w.at(k, column));
                }
                double bias = count == 3 ? operands[2].at(column) : 0;
                return phi.of(terms, alpha, p) + bias;
              });
        });
  }

  private static double sum(double[] terms) {
    return Arrays.stream(terms).sum();
  }

  private static double largest(double[] terms) {
    return Arrays.stream(terms).max().orElseThrow();
  }

  private static double smallest(double[] terms) {
    return Arrays.stream(terms).min().orElseThrow();
  }

  /** {@code (1/α) ln Σ exp(α terms)}, α of either sign, relative to the largest exponent. */
  private static double logSumExp(double[] terms, double alpha) {
    double most = alpha * (alpha > 0 ? largest(terms) : smallest(terms));
    double sum = 0;
    for (double term : terms) {
      sum += StrictMath.exp(alpha * term - most);
    }
    return (most + StrictMath.log(sum)) / alpha;
  }

  private static double[] magnitudes(double[] terms) {
    return Arrays.stream(terms).map(Math::abs).toArray();
  }

  /** The first term of the largest magnitude. */
  private static double absMax(double[] terms) {
    double largest = largest(magnitudes(terms));
    return Arrays.stream(terms).filter(term -> Math.abs(term) == largest).findFirst().orElseThrow();
  }

  static Reference sum() {
    return layer(PRODUCT, false, (terms, none, p) -> sum(terms));
  }

  static Reference mean() {
    return layer(PRODUCT, false, (terms, none, p) -> sum(terms) / terms.length);
  }

  /** The maximum (1) or the minimum (-1). */
  static Reference extreme(int sign) {
    return layer(PRODUCT, false, (terms, none, p) -> sign > 0 ? largest(terms) : smallest(terms));
  }

  static Reference logSumExp() {
    return layer(PRODUCT, true, (terms, alpha, p) -> logSumExp(terms, alpha));
  }

  static Reference absMax() {
    return layer(PRODUCT, false, (terms, none, p) -> absMax(terms));
  }

  static Reference softAbsMax() {
    return layer(
        PRODUCT,
        true,
        (terms, alpha, p) -> {
          double size = logSumExp(magnitudes(terms), alpha);
          double less = p.flag("centered") ? StrictMath.log(terms.length) / alpha : 0;
          return Math.signum(absMax(terms)) * (size - less);
        });
  }

  /** {@code asinh s = ln(s + √(s² + 1))}, taken of the magnitude. */
  static Reference sinhSum() {
    return layer(
        PRODUCT,
        true,
        (terms, alpha, p) -> {
          double sum = 0;
          for (double term : terms) {
            sum += (StrictMath.exp(alpha * term) - StrictMath.exp(-alpha * term)) / 2;
          }
          double size = Math.abs(sum);
          return Math.signum(sum) * StrictMath.log(size + Math.sqrt(size * size + 1)) / alpha;
        });
  }

  static Reference lseDifference() {
    return layer(
        PRODUCT,
        true,
        (terms, alpha, p) -> {
          double[] negated = Arrays.stream(terms).map(term -> -term).toArray();
          return logSumExp(terms, alpha) - logSumExp(negated, alpha);
        });
  }

  static Reference boltzmann() {
    return layer(
        PRODUCT,
        true,
        (terms, alpha, p) -> {
          double most = largest(magnitudes(terms));
          double above = 0;
          double below = 0;
          for (double term : terms) {
            double weight = StrictMath.exp(alpha * (Math.abs(term) - most));
            above += weight * term;
            below += weight;
          }
          return above / below;
        });
  }

  static Reference tropical(boolean max) {
    return layer(
        SUM,
        true,
        (terms, alpha, p) ->
            p.flag("soft")
                ? logSumExp(terms, max ? alpha : -alpha)
                : max ? largest(terms) : smallest(terms));
  }

  static Reference adder() {
    return layer((x, w) -> -Math.abs(x - w), false, (terms, none, p) -> sum(terms));
  }

  /** Each output of a user's aggregate, computed alone: from one row and one column, in float64. */
  static Reference alone(Aggregate aggregate) {
    return layer(
        PRODUCT,
        false,
        (terms, none, p) -> {
          Tensor row = Tensor.of(terms).reshape(1, terms.length);
          return aggregate.apply(row, Tensor.ones(terms.length, 1)).item();
        });
  }
}
