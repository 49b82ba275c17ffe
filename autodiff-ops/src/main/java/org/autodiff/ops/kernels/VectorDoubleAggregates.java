package org.autodiff.ops.kernels;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The aggregates of doubles over vectors of outputs; columns come in multiples of {@link #LANES}.
 *
 * <p>2ᵘ: u is split into an integer, which goes into the exponent, and a fraction f within ±½, for
 * which 2ᶠ is a polynomial: the first fourteen terms of its series. Below the smallest normal
 * number the power is 0.
 */
final class VectorDoubleAggregates {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = S.length();

  // 2ᵘ is written out in each loop: a method of its own is inlined only while it is small, and
  // vectors that are passed become objects
  private static final double MAGIC = 0x1.8p52;
  private static final double LEAST = -1022;

  private VectorDoubleAggregates() {}

  static void forward(DoublePanel p) {
    double[] best = new double[p.columns()];
    double[] sum = new double[p.columns()];
    double[] other = new double[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      Arrays.fill(sum, 0);
      Arrays.fill(other, 0);
      switch (p.kind()) {
        case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> {
          boolean sums = p.kind() == AggregateKind.LOG_SUM_EXP_OF_SUMS;
          Arrays.fill(best, Double.NEGATIVE_INFINITY);
          extremes(p, row, false, sums, best);
          powers(p, row, sums, best, sum);
        }
        case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> {
          Arrays.fill(best, 0);
          extremes(p, row, true, false, best);
          powersOfMagnitudes(p, row, best, sum);
        }
        case SINH_SUM -> {
          Arrays.fill(best, 0);
          extremes(p, row, true, false, best);
          sinh(p, row, best, sum, other);
        }
        case BOLTZMANN -> {
          Arrays.fill(best, 0);
          extremes(p, row, true, false, best);
          weighted(p, row, best, sum, other);
        }
        case ADDER, ADDER_SURROGATE -> distances(p, row, sum);
      }
      ScalarDoubleAggregates.finish(p, row, best, sum, other);
    }
  }

  /** The factor that makes a difference of terms an exponent of 2. */
  static double scale(DoublePanel p) {
    return (p.alpha() / Math.log(2));
  }

  /** The largest term of each column, or the one of the largest magnitude; the first of equals. */
  private static void extremes(
      DoublePanel p, int row, boolean magnitude, boolean sums, double[] best) {
    double[] activations = p.x();
    double[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector most = DoubleVector.fromArray(S, best, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        double x = activations[first + k];
        DoubleVector w = DoubleVector.fromArray(S, weights, at + k * stride);
        DoubleVector term = sums ? w.add(x) : w.mul(x);
        VectorMask<Double> better =
            magnitude
                ? term.abs().compare(VectorOperators.GT, most.abs())
                : term.compare(VectorOperators.GT, most);
        most = most.blend(term, better);
      }
      most.intoArray(best, i);
    }
  }

  private static void powers(DoublePanel p, int row, boolean sums, double[] best, double[] sum) {
    double c = scale(p);
    double[] activations = p.x();
    double[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector most = DoubleVector.fromArray(S, best, i);
      DoubleVector total = DoubleVector.fromArray(S, sum, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        double x = activations[first + k];
        DoubleVector w = DoubleVector.fromArray(S, weights, at + k * stride);
        DoubleVector term = sums ? w.add(x) : w.mul(x);
        DoubleVector u = term.sub(most).mul(c);
        VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
        DoubleVector shifted = u.add(MAGIC);
        DoubleVector f = u.sub(shifted.sub(MAGIC));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector e =
            f.mul(1.3691488853904128e-12)
                .add(2.5678435993488206e-11)
                .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
                .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
                .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
                .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
                .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
                .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
                .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
                .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
                .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
                .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
                .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
                .fma(f, DoubleVector.broadcast(S, 1))
                .reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(0, small);
        total = total.add(e);
      }
      total.intoArray(sum, i);
    }
  }

  private static void powersOfMagnitudes(DoublePanel p, int row, double[] best, double[] sum) {
    double c = scale(p);
    double[] activations = p.x();
    double[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector most = DoubleVector.fromArray(S, best, i).abs();
      DoubleVector total = DoubleVector.fromArray(S, sum, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        DoubleVector term =
            DoubleVector.fromArray(S, weights, at + k * stride).mul(activations[first + k]);
        DoubleVector u = term.abs().sub(most).mul(c);
        VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
        DoubleVector shifted = u.add(MAGIC);
        DoubleVector f = u.sub(shifted.sub(MAGIC));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector e =
            f.mul(1.3691488853904128e-12)
                .add(2.5678435993488206e-11)
                .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
                .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
                .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
                .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
                .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
                .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
                .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
                .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
                .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
                .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
                .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
                .fma(f, DoubleVector.broadcast(S, 1))
                .reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(0, small);
        total = total.add(e);
      }
      total.intoArray(sum, i);
    }
  }

  /**
   * Sums of sinh(α p) e^(-α m): by the series below 1, where the difference of the exponentials
   * would cancel. In a method of its own each exponential is inlined; in one they are not.
   */
  private static void sinh(DoublePanel p, int row, double[] best, double[] sum, double[] least) {
    leastPowers(p, best, least);
    addGrowing(p, row, best, sum, least);
    subtractFalling(p, row, best, sum);
  }

  private static void leastPowers(DoublePanel p, double[] best, double[] least) {
    double c = scale(p);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector u = DoubleVector.fromArray(S, best, i).abs().mul(-c);
      VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
      DoubleVector shifted = u.add(MAGIC);
      DoubleVector f = u.sub(shifted.sub(MAGIC));
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector e =
          f.mul(1.3691488853904128e-12)
              .add(2.5678435993488206e-11)
              .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
              .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
              .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
              .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
              .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
              .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
              .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
              .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
              .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
              .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
              .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
              .fma(f, DoubleVector.broadcast(S, 1))
              .reinterpretAsLongs()
              .add(exponent)
              .reinterpretAsDoubles()
              .blend(0, small);
      e.intoArray(least, i);
    }
  }

  private static void addGrowing(
      DoublePanel p, int row, double[] best, double[] sum, double[] least) {
    double c = scale(p);
    double alpha = p.alpha();
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        DoubleVector z = term.mul(alpha);
        DoubleVector square = z.mul(z);
        DoubleVector series =
            square
                .mul(1.0 / 355687428096000.0)
                .add(1.0 / 1307674368000.0)
                .fma(square, DoubleVector.broadcast(S, 1.0 / 6227020800.0))
                .fma(square, DoubleVector.broadcast(S, 1.0 / 39916800))
                .fma(square, DoubleVector.broadcast(S, 1.0 / 362880))
                .fma(square, DoubleVector.broadcast(S, 1.0 / 5040))
                .fma(square, DoubleVector.broadcast(S, 1.0 / 120))
                .fma(square, DoubleVector.broadcast(S, 1.0 / 6))
                .fma(square, DoubleVector.broadcast(S, 1))
                .mul(z)
                .mul(DoubleVector.fromArray(S, least, i));
        DoubleVector u = term.sub(DoubleVector.fromArray(S, best, i).abs()).mul(c);
        VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
        DoubleVector shifted = u.add(MAGIC);
        DoubleVector f = u.sub(shifted.sub(MAGIC));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector e =
            f.mul(1.3691488853904128e-12)
                .add(2.5678435993488206e-11)
                .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
                .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
                .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
                .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
                .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
                .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
                .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
                .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
                .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
                .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
                .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
                .fma(f, DoubleVector.broadcast(S, 1))
                .reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(0, small);
        DoubleVector half = e.mul(0.5);
        DoubleVector value = half.blend(series, z.abs().compare(VectorOperators.LT, 1));
        DoubleVector.fromArray(S, sum, i).add(value).intoArray(sum, i);
      }
    }
  }

  private static void subtractFalling(DoublePanel p, int row, double[] best, double[] sum) {
    double c = scale(p);
    double alpha = p.alpha();
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        VectorMask<Double> inSeries = term.mul(alpha).abs().compare(VectorOperators.LT, 1);
        DoubleVector u = term.add(DoubleVector.fromArray(S, best, i).abs()).mul(-c);
        VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
        DoubleVector shifted = u.add(MAGIC);
        DoubleVector f = u.sub(shifted.sub(MAGIC));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector e =
            f.mul(1.3691488853904128e-12)
                .add(2.5678435993488206e-11)
                .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
                .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
                .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
                .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
                .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
                .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
                .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
                .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
                .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
                .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
                .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
                .fma(f, DoubleVector.broadcast(S, 1))
                .reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(0, small);
        DoubleVector half = e.mul(0.5);
        DoubleVector.fromArray(S, sum, i).sub(half.blend(0, inSeries)).intoArray(sum, i);
      }
    }
  }

  private static void weighted(
      DoublePanel p, int row, double[] best, double[] sum, double[] products) {
    double c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        DoubleVector u = term.abs().sub(DoubleVector.fromArray(S, best, i).abs()).mul(c);
        VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
        DoubleVector shifted = u.add(MAGIC);
        DoubleVector f = u.sub(shifted.sub(MAGIC));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector e =
            f.mul(1.3691488853904128e-12)
                .add(2.5678435993488206e-11)
                .fma(f, DoubleVector.broadcast(S, 4.4455382718708116e-10))
                .fma(f, DoubleVector.broadcast(S, 7.054911620801123e-09))
                .fma(f, DoubleVector.broadcast(S, 1.01780860092397e-07))
                .fma(f, DoubleVector.broadcast(S, 1.321548679014431e-06))
                .fma(f, DoubleVector.broadcast(S, 1.5252733804059841e-05))
                .fma(f, DoubleVector.broadcast(S, 0.0001540353039338161))
                .fma(f, DoubleVector.broadcast(S, 0.0013333558146428443))
                .fma(f, DoubleVector.broadcast(S, 0.009618129107628477))
                .fma(f, DoubleVector.broadcast(S, 0.05550410866482158))
                .fma(f, DoubleVector.broadcast(S, 0.24022650695910072))
                .fma(f, DoubleVector.broadcast(S, 0.6931471805599453))
                .fma(f, DoubleVector.broadcast(S, 1))
                .reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(0, small);
        DoubleVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
        DoubleVector difference = term.sub(DoubleVector.fromArray(S, best, i));
        e.fma(difference, DoubleVector.fromArray(S, products, i)).intoArray(products, i);
      }
    }
  }

  private static void distances(DoublePanel p, int row, double[] sum) {
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector distance = DoubleVector.fromArray(S, p.w(), from + i).sub(x).abs();
        DoubleVector.fromArray(S, sum, i).add(distance).intoArray(sum, i);
      }
    }
  }
}
