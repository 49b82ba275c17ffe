package org.autodiff.ops.kernels;

import java.util.Arrays;

/**
 * The aggregates of floats in plain Java, computed in double: the reference of the vector kernels.
 */
final class ScalarFloatAggregates {
  private ScalarFloatAggregates() {}

  static void forward(FloatPanel p) {
    float[] best = new float[p.columns()];
    double[] least = new double[p.columns()];
    double[] sum = new double[p.columns()];
    double[] other = new double[p.columns()];
    boolean ofSums = p.kind() == AggregateKind.LOG_SUM_EXP_OF_SUMS;
    boolean signed = ofSums || p.kind() == AggregateKind.LOG_SUM_EXP;
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      Arrays.fill(best, signed ? Float.NEGATIVE_INFINITY : 0);
      Arrays.fill(sum, 0);
      Arrays.fill(other, 0);
      if (p.kind().hasTemperature()) {
        extremes(p, row, !signed, ofSums, best);
      }
      if (p.kind() == AggregateKind.SINH_SUM) {
        for (int i = 0; i < least.length; i++) {
          least[i] = Math.exp(-p.alpha() * Math.abs((double) best[i]));
        }
      }
      for (int k = 0; k < p.inputs(); k++) {
        add(p, row, k, best, least, sum, other);
      }
      finish(p, row, best, sum, other);
    }
  }

  /** Adds the terms of one input to all sums of a row: a loop for each aggregate. */
  private static void add(
      FloatPanel p, int row, int k, float[] best, double[] least, double[] sum, double[] other) {
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    float[] w = p.w();
    double alpha = p.alpha();
    int count = best.length;
    switch (p.kind()) {
      case LOG_SUM_EXP -> {
        for (int i = 0; i < count; i++) {
          sum[i] += Math.exp(alpha * (x * w[from + i] - best[i]));
        }
      }
      case LOG_SUM_EXP_OF_SUMS -> {
        for (int i = 0; i < count; i++) {
          sum[i] += Math.exp(alpha * (x + w[from + i] - best[i]));
        }
      }
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> {
        for (int i = 0; i < count; i++) {
          sum[i] += Math.exp(alpha * (Math.abs(x * w[from + i]) - Math.abs(best[i])));
        }
      }
      case SINH_SUM -> {
        for (int i = 0; i < count; i++) {
          double z = alpha * x * w[from + i];
          sum[i] += scaledSinh(z, alpha * Math.abs(best[i]), least[i]);
        }
      }
      case BOLTZMANN -> {
        for (int i = 0; i < count; i++) {
          double term = x * w[from + i];
          double e = Math.exp(alpha * (Math.abs(term) - Math.abs(best[i])));
          sum[i] += e;
          other[i] += e * (term - best[i]);
        }
      }
      case ADDER, ADDER_SURROGATE -> {
        for (int i = 0; i < count; i++) {
          sum[i] += Math.abs(x - w[from + i]);
        }
      }
    }
  }

  private static double scaledSinh(double z, double most, double least) {
    return Math.abs(z) < 1
        ? Math.sinh(z) * least
        : 0.5 * (Math.exp(z - most) - Math.exp(-z - most));
  }

  private static void extremes(
      FloatPanel p, int row, boolean magnitude, boolean sums, float[] best) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < best.length; i++) {
        float w = p.w()[from + i];
        float term = sums ? x + w : x * w;
        if (magnitude ? Math.abs(term) > Math.abs(best[i]) : term > best[i]) {
          best[i] = term;
        }
      }
    }
  }

  /** Results from the sums of a row. */
  static void finish(FloatPanel p, int row, float[] best, float[] sum, float[] other) {
    finish(p, row, best, widened(sum), widened(other));
  }

  private static double[] widened(float[] x) {
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wide[i] = x[i];
    }
    return wide;
  }

  /** Results from the sums of a row. */
  static void finish(FloatPanel p, int row, float[] best, double[] sum, double[] other) {
    int to = row * p.yStride();
    for (int i = 0; i < best.length; i++) {
      double m = best[i];
      double y;
      double base = m;
      double log = Math.log(sum[i]) / p.alpha();
      if (p.kind().hasTemperature() && Double.isInfinite(m)) {
        y = infinite(p, row, i, m);
        base = 0;
        log = Math.abs(y);
      } else {
        y =
            switch (p.kind()) {
              case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> log;
              case SOFT_ABS_MAX -> m == 0 ? 0 * sum[i] : Math.signum(m) * log;
              case CENTERED_SOFT_ABS_MAX -> {
                double mean = log - Math.log(p.inputs()) / p.alpha();
                yield m == 0 ? 0 * sum[i] : Math.signum(m) * Math.max(-Math.abs(m), mean);
              }
              case SINH_SUM -> {
                double exponent = p.alpha() * Math.abs(m);
                if (Sinh.isLarge(sum[i], exponent)) {
                  base = Math.copySign(m, sum[i]);
                  yield Math.copySign(1, sum[i]) * Math.log(2 * Math.abs(sum[i])) / p.alpha();
                }
                base = 0;
                yield Sinh.inverse(sum[i], exponent) / p.alpha();
              }
              case BOLTZMANN -> other[i] / sum[i];
              case ADDER, ADDER_SURROGATE -> -sum[i];
            };
      }
      p.y()[p.yAt() + to + i] = (float) y;
      if (p.kind() == AggregateKind.BOLTZMANN) {
        p.aux()[p.auxAt() + to + i] = (float) log;
      }
      if (p.kind().hasTemperature()) {
        p.base()[p.baseAt() + to + i] = (float) base;
      }
    }
  }

  /** The value where the largest term is infinite; NaN if a term is. */
  private static double infinite(FloatPanel p, int row, int column, double m) {
    boolean sums = p.kind() == AggregateKind.LOG_SUM_EXP_OF_SUMS;
    boolean cancels = p.kind() == AggregateKind.SINH_SUM || p.kind() == AggregateKind.BOLTZMANN;
    double value = m;
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      double w = p.w()[p.wAt() + k * p.wStride() + column];
      double term = sums ? x + w : x * w;
      if (Double.isNaN(term) || (cancels && term == -m)) {
        value = Double.NaN;
      }
    }
    return value;
  }

  /** What is added to the exponent of 2 in the weights of the soft abs-max. */
  static double shift(FloatPanel p) {
    return p.kind() == AggregateKind.CENTERED_SOFT_ABS_MAX
        ? -Math.log(p.inputs()) / Math.log(2)
        : 0;
  }

  /** A number, or 0 for an infinite one, whose term weighs nothing or makes everything NaN. */
  private static double orZero(double x) {
    return Double.isInfinite(x) ? 0 : x;
  }

  static void pull(FloatPanel p, FloatPanel.Cotangents cot) {
    for (int k = cot.fromInput(); k < cot.toInput(); k++) {
      for (int row = p.fromRow(); row < p.toRow(); row++) {
        cot.x()[cot.xAt() + row * p.inputs() + k] += (float) pull(p, cot, k, row);
      }
    }
  }

  /** One row and input: a loop for each aggregate; the sum belongs to x. */
  private static double pull(FloatPanel p, FloatPanel.Cotangents cot, int k, int row) {
    double alpha = p.alpha();
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    float[] w = p.w();
    float[] y = p.y();
    float[] aux = p.aux();
    float[] base = p.base();
    float[] g = cot.g();
    float[] wBar = cot.w();
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int yAt = p.yAt() + row * p.yStride();
    int auxAt = p.auxAt() + row * p.yStride();
    int baseAt = p.baseAt() + row * p.yStride();
    int gAt = cot.gAt() + row * p.yStride();
    int count = p.columns();
    double sum = 0;
    switch (p.kind()) {
      case LOG_SUM_EXP -> {
        for (int i = 0; i < count; i++) {
          double above = x * w[from + i] - base[baseAt + i];
          double d = Math.exp(alpha * (above - y[yAt + i])) * g[gAt + i];
          sum += d * orZero(w[from + i]);
          wBar[to + i] += (float) (d * orZero(x));
        }
      }
      case LOG_SUM_EXP_OF_SUMS -> {
        for (int i = 0; i < count; i++) {
          double above = x + w[from + i] - base[baseAt + i];
          double d = Math.exp(alpha * (above - y[yAt + i])) * g[gAt + i];
          sum += d;
          wBar[to + i] += (float) d;
        }
      }
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> {
        double share = p.kind() == AggregateKind.CENTERED_SOFT_ABS_MAX ? 1.0 / p.inputs() : 1;
        for (int i = 0; i < count; i++) {
          double term = x * w[from + i];
          double sign = Math.copySign(1.0, base[baseAt + i]);
          double above = Math.abs(term) - Math.abs(base[baseAt + i]);
          double q = share * Math.exp(alpha * (above - sign * y[yAt + i]));
          // the sign of both; a product of 0 has none
          double d = term == 0 ? 0 : Math.copySign(q, term * sign) * g[gAt + i];
          sum += d * w[from + i];
          wBar[to + i] += (float) (d * x);
        }
      }
      case SINH_SUM -> {
        for (int i = 0; i < count; i++) {
          double term = x * w[from + i];
          double norm = aux[auxAt + i];
          double size = Math.abs(base[baseAt + i]);
          double rising = Math.exp(alpha * (term - size - norm));
          double d = (rising + Math.exp(-alpha * (term + size + norm))) * g[gAt + i];
          sum += d * w[from + i];
          wBar[to + i] += (float) (d * x);
        }
      }
      case BOLTZMANN -> {
        for (int i = 0; i < count; i++) {
          double term = x * w[from + i];
          double size = Math.abs(term);
          double largest = base[baseAt + i];
          double sign = Math.signum(term);
          double q = Math.exp(alpha * (size - Math.abs(largest) - aux[auxAt + i]));
          double slope = 1 + alpha * (size - sign * largest - sign * y[yAt + i]);
          double d = q * slope * g[gAt + i];
          sum += d * w[from + i];
          wBar[to + i] += (float) (d * x);
        }
      }
      case ADDER -> {
        for (int i = 0; i < count; i++) {
          double difference = w[from + i] - x;
          boolean none = difference == 0 || Double.isNaN(difference);
          double d = (none ? difference : Math.copySign(1, difference)) * g[gAt + i];
          sum += d;
          wBar[to + i] -= (float) d;
        }
      }
      case ADDER_SURROGATE -> {
        for (int i = 0; i < count; i++) {
          double difference = w[from + i] - x;
          sum += Math.clamp(difference, -1.0, 1.0) * g[gAt + i];
          wBar[to + i] -= (float) (difference * g[gAt + i]);
        }
      }
    }
    return sum;
  }
}
