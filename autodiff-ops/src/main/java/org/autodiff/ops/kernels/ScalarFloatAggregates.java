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
        double x = p.x()[p.xAt() + row * p.inputs() + k];
        int from = p.wAt() + k * p.wStride();
        for (int i = 0; i < best.length; i++) {
          double w = p.w()[from + i];
          switch (p.kind()) {
            case LOG_SUM_EXP -> sum[i] += Math.exp(p.alpha() * (x * w - best[i]));
            case LOG_SUM_EXP_OF_SUMS -> sum[i] += Math.exp(p.alpha() * (x + w - best[i]));
            case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
                sum[i] += Math.exp(p.alpha() * (Math.abs(x * w) - Math.abs(best[i])));
            case SINH_SUM ->
                sum[i] += scaledSinh(p.alpha() * x * w, p.alpha() * Math.abs(best[i]), least[i]);
            case BOLTZMANN -> {
              double e = Math.exp(p.alpha() * (Math.abs(x * w) - Math.abs(best[i])));
              sum[i] += e;
              other[i] += e * x * w;
            }
            case ADDER, ADDER_SURROGATE -> sum[i] += Math.abs(x - w);
          }
        }
      }
      finish(p, row, best, sum, other);
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
      if (p.kind().hasTemperature() && Double.isInfinite(m)) {
        m = infinite(p, row, i, m);
        p.y()[p.yAt() + to + i] = (float) m;
        if (p.kind().results() > 1) {
          p.aux()[p.auxAt() + to + i] = (float) Math.abs(m);
        }
        continue;
      }
      double norm = Math.abs(m) + Math.log(sum[i]) / p.alpha();
      double y =
          switch (p.kind()) {
            case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> m + Math.log(sum[i]) / p.alpha();
            case SOFT_ABS_MAX -> m == 0 ? 0 * sum[i] : Math.copySign(norm, m);
            case CENTERED_SOFT_ABS_MAX ->
                m == 0
                    ? 0 * sum[i]
                    : Math.copySign(Math.max(0, norm - Math.log(p.inputs()) / p.alpha()), m);
            case SINH_SUM -> Sinh.inverse(sum[i], p.alpha() * Math.abs(m)) / p.alpha();
            case BOLTZMANN -> other[i] / sum[i];
            case ADDER, ADDER_SURROGATE -> -sum[i];
          };
      p.y()[p.yAt() + to + i] = (float) y;
      if (p.kind().results() > 1) {
        p.aux()[p.auxAt() + to + i] = (float) norm;
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

  static void pull(FloatPanel p, FloatPanel.Cotangents cot) {
    double share = p.kind() == AggregateKind.CENTERED_SOFT_ABS_MAX ? 1.0 / p.inputs() : 1;
    for (int k = cot.fromInput(); k < cot.toInput(); k++) {
      int from = p.wAt() + k * p.wStride();
      int to = cot.wAt() + k * p.wStride();
      for (int row = p.fromRow(); row < p.toRow(); row++) {
        double x = p.x()[p.xAt() + row * p.inputs() + k];
        int at = row * p.yStride();
        double sum = 0;
        for (int i = 0; i < p.columns(); i++) {
          double w = p.w()[from + i];
          double y = p.y()[p.yAt() + at + i];
          double g = cot.g()[cot.gAt() + at + i];
          double byX;
          double byW;
          switch (p.kind()) {
            case LOG_SUM_EXP -> {
              double q = Math.exp(p.alpha() * (x * w - y));
              byX = q * w;
              byW = q * x;
            }
            case LOG_SUM_EXP_OF_SUMS -> {
              byX = Math.exp(p.alpha() * (x + w - y));
              byW = byX;
            }
            case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX -> {
              double q = share * Math.exp(p.alpha() * (Math.abs(x * w) - Math.abs(y)));
              double d = q * Math.signum(x * w) * Math.signum(y);
              byX = d * w;
              byW = d * x;
            }
            case SINH_SUM -> {
              double norm = p.aux()[p.auxAt() + at + i];
              double d =
                  Math.exp(p.alpha() * (x * w - norm)) + Math.exp(-p.alpha() * (x * w + norm));
              byX = d * w;
              byW = d * x;
            }
            case BOLTZMANN -> {
              double size = Math.abs(x * w);
              double q = Math.exp(p.alpha() * (size - p.aux()[p.auxAt() + at + i]));
              double d = q * (1 + p.alpha() * (size - Math.signum(x * w) * y));
              byX = d * w;
              byW = d * x;
            }
            case ADDER -> {
              byX = Math.signum(w - x);
              byW = -byX;
            }
            default -> {
              byX = Math.clamp(w - x, -1.0, 1.0);
              byW = x - w;
            }
          }
          sum += byX * g;
          cot.w()[to + i] += (float) (byW * g);
        }
        cot.x()[cot.xAt() + row * p.inputs() + k] += (float) sum;
      }
    }
  }
}
