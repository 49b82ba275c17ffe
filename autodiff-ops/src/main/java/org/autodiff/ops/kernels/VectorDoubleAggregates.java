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
 * <p>Terms are taken relative to the largest, in the units of p. The power 2ᵘ is computed here: u
 * is split into an integer, which goes into the exponent, and a fraction f within ±½, for which the
 * series of 2ᶠ converges to the last bit in fourteen terms. Below the smallest normal number it is
 * 0.
 */
final class VectorDoubleAggregates {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = S.length();
  private static final double MAGIC = 0x1.8p52;
  private static final double LEAST = -1022;
  private static final double MOST = 1024;

  private VectorDoubleAggregates() {}

  /** 2ᵘ for u below 1024; NaN for NaN. */
  private static DoubleVector exp2(DoubleVector u) {
    VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
    DoubleVector shifted = u.add(MAGIC);
    DoubleVector f = u.sub(shifted.sub(MAGIC));
    DoubleVector s =
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
            .fma(f, DoubleVector.broadcast(S, 1));
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return s.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().blend(0, small);
  }

  /** 2ᵘ for any u. */
  private static DoubleVector exp2OrInfinity(DoubleVector u) {
    return exp2(u).blend(Double.POSITIVE_INFINITY, u.compare(VectorOperators.GE, MOST));
  }

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

  private static double scale(DoublePanel p) {
    return (p.alpha() / Math.log(2));
  }

  /** The largest term of each column, or the one of the largest magnitude; the first of equals. */
  private static void extremes(
      DoublePanel p, int row, boolean magnitude, boolean sums, double[] best) {
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
        DoubleVector term = sums ? w.add(x) : w.mul(x);
        DoubleVector old = DoubleVector.fromArray(S, best, i);
        VectorMask<Double> better =
            magnitude
                ? term.abs().compare(VectorOperators.GT, old.abs())
                : term.compare(VectorOperators.GT, old);
        old.blend(term, better).intoArray(best, i);
      }
    }
  }

  private static void powers(DoublePanel p, int row, boolean sums, double[] best, double[] sum) {
    double c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
        DoubleVector term = sums ? w.add(x) : w.mul(x);
        DoubleVector e = exp2(term.sub(DoubleVector.fromArray(S, best, i)).mul(c));
        DoubleVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
      }
    }
  }

  private static void powersOfMagnitudes(DoublePanel p, int row, double[] best, double[] sum) {
    double c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        DoubleVector e = exp2(term.abs().sub(DoubleVector.fromArray(S, best, i).abs()).mul(c));
        DoubleVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
      }
    }
  }

  /** Sums of sinh(α p) e^(-α m): by the series below 1, where the difference would cancel. */
  private static void sinh(DoublePanel p, int row, double[] best, double[] sum, double[] least) {
    double c = scale(p);
    double alpha = p.alpha();
    for (int i = 0; i < p.columns(); i += LANES) {
      exp2(DoubleVector.fromArray(S, best, i).abs().mul(-c)).intoArray(least, i);
    }
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        DoubleVector m = DoubleVector.fromArray(S, best, i).abs();
        DoubleVector z = term.mul(alpha);
        DoubleVector square = z.mul(z);
        DoubleVector series =
            square
                .mul(1.0 / 272)
                .add(1)
                .mul(square)
                .mul(1.0 / 210)
                .add(1)
                .mul(square)
                .mul(1.0 / 156)
                .add(1)
                .mul(square)
                .mul(1.0 / 110)
                .add(1)
                .mul(square)
                .mul(1.0 / 72)
                .add(1)
                .mul(square)
                .mul(1.0 / 42)
                .add(1)
                .mul(square)
                .mul(1.0 / 20)
                .add(1)
                .mul(square)
                .mul(1.0 / 6)
                .add(1)
                .mul(z)
                .mul(DoubleVector.fromArray(S, least, i));
        DoubleVector difference = exp2(term.sub(m).mul(c)).sub(exp2(term.add(m).mul(-c))).mul(0.5);
        DoubleVector value = difference.blend(series, z.abs().compare(VectorOperators.LT, 1));
        DoubleVector.fromArray(S, sum, i).add(value).intoArray(sum, i);
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
        DoubleVector e = exp2(term.abs().sub(DoubleVector.fromArray(S, best, i).abs()).mul(c));
        DoubleVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
        e.fma(term, DoubleVector.fromArray(S, products, i)).intoArray(products, i);
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

  static void pull(DoublePanel p, DoublePanel.Cotangents cot) {
    double[] zeros = new double[LANES];
    for (int k = cot.fromInput(); k < cot.toInput(); k++) {
      for (int row = p.fromRow(); row < p.toRow(); row++) {
        double sum =
            switch (p.kind()) {
              case LOG_SUM_EXP -> pullPowers(p, cot, k, row, zeros);
              case LOG_SUM_EXP_OF_SUMS -> pullPowersOfSums(p, cot, k, row, zeros);
              case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> pullMagnitudes(p, cot, k, row, zeros);
              case SINH_SUM -> pullCosh(p, cot, k, row, zeros);
              case BOLTZMANN -> pullWeighted(p, cot, k, row, zeros);
              case ADDER -> pullSigns(p, cot, k, row, zeros);
              case ADDER_SURROGATE -> pullDifferences(p, cot, k, row, zeros);
            };
        cot.x()[cot.xAt() + row * p.inputs() + k] += sum;
      }
    }
  }

  private static double pullPowers(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector q = exp2(w.mul(x).sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c));
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullPowersOfSums(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).add(x);
      DoubleVector q = exp2(term.sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c));
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      d.add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullMagnitudes(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = scale(p);
    double shift = ScalarDoubleAggregates.shift(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector y = DoubleVector.fromArray(S, p.y(), at + i);
      DoubleVector term = w.mul(x);
      DoubleVector q = exp2(term.abs().sub(y.abs()).mul(c).add(shift));
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      LongVector signs =
          term.reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, y.reinterpretAsLongs())
              .and(Long.MIN_VALUE);
      d =
          d.reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, signs)
              .reinterpretAsDoubles()
              .blend(0, term.compare(VectorOperators.EQ, 0));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Here aux is (1/α) ln(2 cosh(α y)). */
  private static double pullCosh(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.auxAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector norm = DoubleVector.fromArray(S, p.aux(), at + i);
      DoubleVector term = w.mul(x);
      DoubleVector d =
          exp2OrInfinity(term.sub(norm).mul(c))
              .add(exp2OrInfinity(term.add(norm).mul(-c)))
              .mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Here aux is (1/α) ln Σ exp(α |p|). */
  private static double pullWeighted(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = scale(p);
    double alpha = p.alpha();
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int at = p.auxAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector term = w.mul(x);
      DoubleVector size = term.abs();
      DoubleVector q = exp2(size.sub(DoubleVector.fromArray(S, p.aux(), at + i)).mul(c));
      // s y, where s is the sign of the term and 0 at 0
      DoubleVector mean = DoubleVector.fromArray(S, p.y(), y + i);
      mean =
          mean.blend(mean.neg(), term.compare(VectorOperators.LT, 0))
              .blend(0, term.compare(VectorOperators.EQ, 0));
      DoubleVector d =
          size.sub(mean).mul(alpha).add(1).mul(q).mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullSigns(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector difference = DoubleVector.fromArray(S, p.w(), from + i).sub(x);
      // the sign of w - x; 0 and NaN stay
      DoubleVector d =
          difference
              .blend(1, difference.compare(VectorOperators.GT, 0))
              .blend(-1, difference.compare(VectorOperators.LT, 0))
              .mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      DoubleVector.fromArray(S, cot.w(), to + i).sub(d).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullDifferences(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector g = DoubleVector.fromArray(S, cot.g(), at + i);
      DoubleVector difference = DoubleVector.fromArray(S, p.w(), from + i).sub(x);
      DoubleVector clipped =
          difference
              .blend(1, difference.compare(VectorOperators.GT, 1))
              .blend(-1, difference.compare(VectorOperators.LT, -1));
      sum = clipped.fma(g, sum);
      DoubleVector.fromArray(S, cot.w(), to + i).sub(difference.mul(g)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
