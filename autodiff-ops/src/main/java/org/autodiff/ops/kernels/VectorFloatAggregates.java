package org.autodiff.ops.kernels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The aggregates of floats over vectors of outputs; columns come in multiples of {@link #LANES}.
 *
 * <p>Terms are taken relative to the largest, in the units of p. The power 2ᵘ is computed here: u
 * is split into an integer, which goes into the exponent, and a fraction f within ±½, for which the
 * series of 2ᶠ converges to the last bit in eight terms. Below the smallest normal number it is 0.
 */
final class VectorFloatAggregates {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int LANES = S.length();
  private static final float MAGIC = 0x1.8p23f;
  private static final float LEAST = -126;
  private static final float MOST = 128;

  private VectorFloatAggregates() {}

  /** 2ᵘ for u below 128; NaN for NaN. */
  private static FloatVector exp2(FloatVector u) {
    VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
    FloatVector shifted = u.add(MAGIC);
    FloatVector f = u.sub(shifted.sub(MAGIC));
    FloatVector s =
        f.mul(1.5252734e-05f)
            .add(1.540353e-04f)
            .fma(f, FloatVector.broadcast(S, 1.3333558e-03f))
            .fma(f, FloatVector.broadcast(S, 9.618129e-03f))
            .fma(f, FloatVector.broadcast(S, 5.550411e-02f))
            .fma(f, FloatVector.broadcast(S, 2.402265e-01f))
            .fma(f, FloatVector.broadcast(S, 6.931472e-01f))
            .fma(f, FloatVector.broadcast(S, 1f));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return s.reinterpretAsInts().add(exponent).reinterpretAsFloats().blend(0f, small);
  }

  /** 2ᵘ for any u. */
  private static FloatVector exp2OrInfinity(FloatVector u) {
    return exp2(u).blend(Float.POSITIVE_INFINITY, u.compare(VectorOperators.GE, MOST));
  }

  static void forward(FloatPanel p) {
    float[] best = new float[p.columns()];
    float[] sum = new float[p.columns()];
    float[] other = new float[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      Arrays.fill(sum, 0);
      Arrays.fill(other, 0);
      switch (p.kind()) {
        case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> {
          boolean sums = p.kind() == AggregateKind.LOG_SUM_EXP_OF_SUMS;
          Arrays.fill(best, Float.NEGATIVE_INFINITY);
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
      ScalarFloatAggregates.finish(p, row, best, sum, other);
    }
  }

  private static float scale(FloatPanel p) {
    return (float) (p.alpha() / Math.log(2));
  }

  /** The largest term of each column, or the one of the largest magnitude; the first of equals. */
  private static void extremes(
      FloatPanel p, int row, boolean magnitude, boolean sums, float[] best) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
        FloatVector term = sums ? w.add(x) : w.mul(x);
        FloatVector old = FloatVector.fromArray(S, best, i);
        VectorMask<Float> better =
            magnitude
                ? term.abs().compare(VectorOperators.GT, old.abs())
                : term.compare(VectorOperators.GT, old);
        old.blend(term, better).intoArray(best, i);
      }
    }
  }

  private static void powers(FloatPanel p, int row, boolean sums, float[] best, float[] sum) {
    float c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
        FloatVector term = sums ? w.add(x) : w.mul(x);
        FloatVector e = exp2(term.sub(FloatVector.fromArray(S, best, i)).mul(c));
        FloatVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
      }
    }
  }

  private static void powersOfMagnitudes(FloatPanel p, int row, float[] best, float[] sum) {
    float c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        FloatVector e = exp2(term.abs().sub(FloatVector.fromArray(S, best, i).abs()).mul(c));
        FloatVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
      }
    }
  }

  /** Sums of sinh(α p) e^(-α m): by the series below 1, where the difference would cancel. */
  private static void sinh(FloatPanel p, int row, float[] best, float[] sum, float[] least) {
    float c = scale(p);
    float alpha = (float) p.alpha();
    for (int i = 0; i < p.columns(); i += LANES) {
      exp2(FloatVector.fromArray(S, best, i).abs().mul(-c)).intoArray(least, i);
    }
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        FloatVector m = FloatVector.fromArray(S, best, i).abs();
        FloatVector z = term.mul(alpha);
        FloatVector square = z.mul(z);
        FloatVector series =
            square
                .mul(1f / 110)
                .add(1f)
                .mul(square)
                .mul(1f / 72)
                .add(1f)
                .mul(square)
                .mul(1f / 42)
                .add(1f)
                .mul(square)
                .mul(1f / 20)
                .add(1f)
                .mul(square)
                .mul(1f / 6)
                .add(1f)
                .mul(z)
                .mul(FloatVector.fromArray(S, least, i));
        FloatVector difference = exp2(term.sub(m).mul(c)).sub(exp2(term.add(m).mul(-c))).mul(0.5f);
        FloatVector value = difference.blend(series, z.abs().compare(VectorOperators.LT, 1f));
        FloatVector.fromArray(S, sum, i).add(value).intoArray(sum, i);
      }
    }
  }

  private static void weighted(FloatPanel p, int row, float[] best, float[] sum, float[] products) {
    float c = scale(p);
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        FloatVector e = exp2(term.abs().sub(FloatVector.fromArray(S, best, i).abs()).mul(c));
        FloatVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
        e.fma(term, FloatVector.fromArray(S, products, i)).intoArray(products, i);
      }
    }
  }

  private static void distances(FloatPanel p, int row, float[] sum) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector distance = FloatVector.fromArray(S, p.w(), from + i).sub(x).abs();
        FloatVector.fromArray(S, sum, i).add(distance).intoArray(sum, i);
      }
    }
  }

  static void pull(FloatPanel p, FloatPanel.Cotangents cot) {
    float[] zeros = new float[LANES];
    for (int k = cot.fromInput(); k < cot.toInput(); k++) {
      for (int row = p.fromRow(); row < p.toRow(); row++) {
        float sum =
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

  private static float pullPowers(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector q = exp2(w.mul(x).sub(FloatVector.fromArray(S, p.y(), y + i)).mul(c));
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static float pullPowersOfSums(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector term = FloatVector.fromArray(S, p.w(), from + i).add(x);
      FloatVector q = exp2(term.sub(FloatVector.fromArray(S, p.y(), y + i)).mul(c));
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      d.add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static float pullMagnitudes(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = scale(p);
    float shift = (float) ScalarFloatAggregates.shift(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector y = FloatVector.fromArray(S, p.y(), at + i);
      FloatVector term = w.mul(x);
      FloatVector q = exp2(term.abs().sub(y.abs()).mul(c).add(shift));
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      IntVector signs =
          term.reinterpretAsInts()
              .lanewise(VectorOperators.XOR, y.reinterpretAsInts())
              .and(Integer.MIN_VALUE);
      d =
          d.reinterpretAsInts()
              .lanewise(VectorOperators.XOR, signs)
              .reinterpretAsFloats()
              .blend(0f, term.compare(VectorOperators.EQ, 0f));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Here aux is (1/α) ln(2 cosh(α y)). */
  private static float pullCosh(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.auxAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector norm = FloatVector.fromArray(S, p.aux(), at + i);
      FloatVector term = w.mul(x);
      FloatVector d =
          exp2OrInfinity(term.sub(norm).mul(c))
              .add(exp2OrInfinity(term.add(norm).mul(-c)))
              .mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Here aux is (1/α) ln Σ exp(α |p|). */
  private static float pullWeighted(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = scale(p);
    float alpha = (float) p.alpha();
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int at = p.auxAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector term = w.mul(x);
      FloatVector size = term.abs();
      FloatVector q = exp2(size.sub(FloatVector.fromArray(S, p.aux(), at + i)).mul(c));
      // s y, where s is the sign of the term and 0 at 0
      FloatVector mean = FloatVector.fromArray(S, p.y(), y + i);
      mean =
          mean.blend(mean.neg(), term.compare(VectorOperators.LT, 0f))
              .blend(0f, term.compare(VectorOperators.EQ, 0f));
      FloatVector d =
          size.sub(mean).mul(alpha).add(1f).mul(q).mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static float pullSigns(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector difference = FloatVector.fromArray(S, p.w(), from + i).sub(x);
      // the sign of w - x; 0 and NaN stay
      FloatVector d =
          difference
              .blend(1f, difference.compare(VectorOperators.GT, 0f))
              .blend(-1f, difference.compare(VectorOperators.LT, 0f))
              .mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      FloatVector.fromArray(S, cot.w(), to + i).sub(d).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static float pullDifferences(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector g = FloatVector.fromArray(S, cot.g(), at + i);
      FloatVector difference = FloatVector.fromArray(S, p.w(), from + i).sub(x);
      FloatVector clipped =
          difference
              .blend(1f, difference.compare(VectorOperators.GT, 1f))
              .blend(-1f, difference.compare(VectorOperators.LT, -1f));
      sum = clipped.fma(g, sum);
      FloatVector.fromArray(S, cot.w(), to + i).sub(difference.mul(g)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
