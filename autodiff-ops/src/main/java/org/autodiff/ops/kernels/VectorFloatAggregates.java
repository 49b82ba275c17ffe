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
 * <p>2ᵘ: u is split into an integer, which goes into the exponent, and a fraction f within ±½, for
 * which 2ᶠ is a polynomial: of degree 5, off by 9e-8 at most (fitted for least relative error).
 * Below the smallest normal number the power is 0.
 */
final class VectorFloatAggregates {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int LANES = S.length();

  // 2ᵘ is written out in each loop: a method of its own is inlined only while it is small, and
  // vectors that are passed become objects
  private static final float MAGIC = 0x1.8p23f;
  private static final float LEAST = -126;

  private VectorFloatAggregates() {}

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

  /** The factor that makes a difference of terms an exponent of 2. */
  static float scale(FloatPanel p) {
    return (float) (p.alpha() / Math.log(2));
  }

  /** The largest term of each column, or the one of the largest magnitude; the first of equals. */
  private static void extremes(
      FloatPanel p, int row, boolean magnitude, boolean sums, float[] best) {
    float[] activations = p.x();
    float[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector most = FloatVector.fromArray(S, best, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        float x = activations[first + k];
        FloatVector w = FloatVector.fromArray(S, weights, at + k * stride);
        FloatVector term = sums ? w.add(x) : w.mul(x);
        VectorMask<Float> better =
            magnitude
                ? term.abs().compare(VectorOperators.GT, most.abs())
                : term.compare(VectorOperators.GT, most);
        most = most.blend(term, better);
      }
      most.intoArray(best, i);
    }
  }

  private static void powers(FloatPanel p, int row, boolean sums, float[] best, float[] sum) {
    float c = scale(p);
    float[] activations = p.x();
    float[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector most = FloatVector.fromArray(S, best, i);
      FloatVector total = FloatVector.fromArray(S, sum, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        float x = activations[first + k];
        FloatVector w = FloatVector.fromArray(S, weights, at + k * stride);
        FloatVector term = sums ? w.add(x) : w.mul(x);
        FloatVector u = term.sub(most).mul(c);
        VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
        FloatVector shifted = u.add(MAGIC);
        FloatVector f = u.sub(shifted.sub(MAGIC));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector e =
            f.mul(1.326472731307149e-3f)
                .add(9.671512991189957e-3f)
                .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
                .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
                .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
                .fma(f, FloatVector.broadcast(S, 1f))
                .reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .blend(0f, small);
        total = total.add(e);
      }
      total.intoArray(sum, i);
    }
  }

  private static void powersOfMagnitudes(FloatPanel p, int row, float[] best, float[] sum) {
    float c = scale(p);
    float[] activations = p.x();
    float[] weights = p.w();
    int first = p.xAt() + row * p.inputs();
    int stride = p.wStride();
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector most = FloatVector.fromArray(S, best, i).abs();
      FloatVector total = FloatVector.fromArray(S, sum, i);
      int at = p.wAt() + i;
      for (int k = 0; k < p.inputs(); k++) {
        FloatVector term =
            FloatVector.fromArray(S, weights, at + k * stride).mul(activations[first + k]);
        FloatVector u = term.abs().sub(most).mul(c);
        VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
        FloatVector shifted = u.add(MAGIC);
        FloatVector f = u.sub(shifted.sub(MAGIC));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector e =
            f.mul(1.326472731307149e-3f)
                .add(9.671512991189957e-3f)
                .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
                .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
                .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
                .fma(f, FloatVector.broadcast(S, 1f))
                .reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .blend(0f, small);
        total = total.add(e);
      }
      total.intoArray(sum, i);
    }
  }

  /**
   * Sums of sinh(α p) e^(-α m): by the series below 1, where the difference of the exponentials
   * would cancel. In a method of its own each exponential is inlined; in one they are not.
   */
  private static void sinh(FloatPanel p, int row, float[] best, float[] sum, float[] least) {
    leastPowers(p, best, least);
    addGrowing(p, row, best, sum, least);
    subtractFalling(p, row, best, sum);
  }

  private static void leastPowers(FloatPanel p, float[] best, float[] least) {
    float c = scale(p);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector u = FloatVector.fromArray(S, best, i).abs().mul(-c);
      VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
      FloatVector shifted = u.add(MAGIC);
      FloatVector f = u.sub(shifted.sub(MAGIC));
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e =
          f.mul(1.326472731307149e-3f)
              .add(9.671512991189957e-3f)
              .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
              .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
              .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
              .fma(f, FloatVector.broadcast(S, 1f))
              .reinterpretAsInts()
              .add(exponent)
              .reinterpretAsFloats()
              .blend(0f, small);
      e.intoArray(least, i);
    }
  }

  private static void addGrowing(FloatPanel p, int row, float[] best, float[] sum, float[] least) {
    float c = scale(p);
    float alpha = (float) p.alpha();
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        FloatVector z = term.mul(alpha);
        FloatVector square = z.mul(z);
        FloatVector series =
            square
                .mul(1f / 39916800)
                .add(1f / 362880)
                .fma(square, FloatVector.broadcast(S, 1f / 5040))
                .fma(square, FloatVector.broadcast(S, 1f / 120))
                .fma(square, FloatVector.broadcast(S, 1f / 6))
                .fma(square, FloatVector.broadcast(S, 1f))
                .mul(z)
                .mul(FloatVector.fromArray(S, least, i));
        FloatVector u = term.sub(FloatVector.fromArray(S, best, i).abs()).mul(c);
        VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
        FloatVector shifted = u.add(MAGIC);
        FloatVector f = u.sub(shifted.sub(MAGIC));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector e =
            f.mul(1.326472731307149e-3f)
                .add(9.671512991189957e-3f)
                .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
                .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
                .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
                .fma(f, FloatVector.broadcast(S, 1f))
                .reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .blend(0f, small);
        FloatVector half = e.mul(0.5f);
        FloatVector value = half.blend(series, z.abs().compare(VectorOperators.LT, 1f));
        FloatVector.fromArray(S, sum, i).add(value).intoArray(sum, i);
      }
    }
  }

  private static void subtractFalling(FloatPanel p, int row, float[] best, float[] sum) {
    float c = scale(p);
    float alpha = (float) p.alpha();
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += LANES) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        VectorMask<Float> inSeries = term.mul(alpha).abs().compare(VectorOperators.LT, 1f);
        FloatVector u = term.add(FloatVector.fromArray(S, best, i).abs()).mul(-c);
        VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
        FloatVector shifted = u.add(MAGIC);
        FloatVector f = u.sub(shifted.sub(MAGIC));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector e =
            f.mul(1.326472731307149e-3f)
                .add(9.671512991189957e-3f)
                .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
                .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
                .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
                .fma(f, FloatVector.broadcast(S, 1f))
                .reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .blend(0f, small);
        FloatVector half = e.mul(0.5f);
        FloatVector.fromArray(S, sum, i).sub(half.blend(0f, inSeries)).intoArray(sum, i);
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
        FloatVector u = term.abs().sub(FloatVector.fromArray(S, best, i).abs()).mul(c);
        VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
        FloatVector shifted = u.add(MAGIC);
        FloatVector f = u.sub(shifted.sub(MAGIC));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector e =
            f.mul(1.326472731307149e-3f)
                .add(9.671512991189957e-3f)
                .fma(f, FloatVector.broadcast(S, 5.550733581185341e-2f))
                .fma(f, FloatVector.broadcast(S, 0.24022242426872253f))
                .fma(f, FloatVector.broadcast(S, 0.6931470036506653f))
                .fma(f, FloatVector.broadcast(S, 1f))
                .reinterpretAsInts()
                .add(exponent)
                .reinterpretAsFloats()
                .blend(0f, small);
        FloatVector.fromArray(S, sum, i).add(e).intoArray(sum, i);
        FloatVector difference = term.sub(FloatVector.fromArray(S, best, i));
        e.fma(difference, FloatVector.fromArray(S, products, i)).intoArray(products, i);
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
}
