package org.autodiff.ops.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/**
 * The pullbacks of the aggregates of floats; columns come in multiples of the vector length.
 *
 * <p>2ᵘ is computed as in {@link VectorFloatAggregates}.
 */
final class VectorFloatPullbacks {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  // 2ᵘ is written out in each loop: a method of its own is inlined only while it is small, and
  // vectors that are passed become objects
  private static final float MAGIC = 0x1.8p23f;
  private static final float LEAST = -126;
  private static final float MOST = 128;

  private VectorFloatPullbacks() {}

  static void pull(FloatPanel p, FloatPanel.Cotangents cot) {
    // a vector of zeros, and room for one
    float[] zeros = new float[2 * LANES];
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
    float c = VectorFloatAggregates.scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    // the term of an infinite one weighs nothing, or makes everything NaN
    float factor = Float.isInfinite(x) ? 0 : x;
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector above = w.mul(x).sub(FloatVector.fromArray(S, p.base(), base + i));
      FloatVector u = above.sub(FloatVector.fromArray(S, p.y(), y + i)).mul(c);
      VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
      FloatVector shifted = u.add(MAGIC);
      FloatVector f = u.sub(shifted.sub(MAGIC));
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector q =
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
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w.blend(0f, small), sum);
      d.mul(factor).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  private static float pullPowersOfSums(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = VectorFloatAggregates.scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector term = FloatVector.fromArray(S, p.w(), from + i).add(x);
      FloatVector above = term.sub(FloatVector.fromArray(S, p.base(), base + i));
      FloatVector u = above.sub(FloatVector.fromArray(S, p.y(), y + i)).mul(c);
      VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
      FloatVector shifted = u.add(MAGIC);
      FloatVector f = u.sub(shifted.sub(MAGIC));
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector q =
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
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      d.add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  private static float pullMagnitudes(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = VectorFloatAggregates.scale(p);
    float shift = (float) ScalarFloatAggregates.shift(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector most = FloatVector.fromArray(S, p.base(), base + i);
      FloatVector term = w.mul(x);
      FloatVector y = FloatVector.fromArray(S, p.y(), at + i);
      y = y.blend(y.neg(), most.test(VectorOperators.IS_NEGATIVE));
      FloatVector u = term.abs().sub(most.abs()).sub(y).mul(c).add(shift);
      VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
      FloatVector shifted = u.add(MAGIC);
      FloatVector f = u.sub(shifted.sub(MAGIC));
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector q =
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
      FloatVector d = q.mul(FloatVector.fromArray(S, cot.g(), g + i));
      IntVector signs =
          term.reinterpretAsInts()
              .lanewise(VectorOperators.XOR, most.reinterpretAsInts())
              .and(Integer.MIN_VALUE);
      d =
          d.reinterpretAsInts()
              .lanewise(VectorOperators.XOR, signs)
              .reinterpretAsFloats()
              .blend(0f, term.compare(VectorOperators.EQ, 0f));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  /** Here aux is (1/α) ln(2 cosh(α y)) less the size of the base. */
  private static float pullCosh(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = VectorFloatAggregates.scale(p);
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.auxAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector norm = FloatVector.fromArray(S, p.aux(), at + i);
      FloatVector size = FloatVector.fromArray(S, p.base(), base + i).abs();
      FloatVector term = w.mul(x);
      FloatVector uRising = term.sub(size).sub(norm).mul(c);
      VectorMask<Float> smallRising = uRising.compare(VectorOperators.LT, LEAST);
      FloatVector shiftedRising = uRising.add(MAGIC);
      FloatVector fRising = uRising.sub(shiftedRising.sub(MAGIC));
      IntVector exponentRising =
          shiftedRising.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector rising =
          fRising
              .mul(1.326472731307149e-3f)
              .add(9.671512991189957e-3f)
              .fma(fRising, FloatVector.broadcast(S, 5.550733581185341e-2f))
              .fma(fRising, FloatVector.broadcast(S, 0.24022242426872253f))
              .fma(fRising, FloatVector.broadcast(S, 0.6931470036506653f))
              .fma(fRising, FloatVector.broadcast(S, 1f))
              .reinterpretAsInts()
              .add(exponentRising)
              .reinterpretAsFloats()
              .blend(0f, smallRising)
              .blend(Float.POSITIVE_INFINITY, uRising.compare(VectorOperators.GE, MOST));
      FloatVector uFalling = term.add(size).add(norm).mul(-c);
      VectorMask<Float> smallFalling = uFalling.compare(VectorOperators.LT, LEAST);
      FloatVector shiftedFalling = uFalling.add(MAGIC);
      FloatVector fFalling = uFalling.sub(shiftedFalling.sub(MAGIC));
      IntVector exponentFalling =
          shiftedFalling.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector falling =
          fFalling
              .mul(1.326472731307149e-3f)
              .add(9.671512991189957e-3f)
              .fma(fFalling, FloatVector.broadcast(S, 5.550733581185341e-2f))
              .fma(fFalling, FloatVector.broadcast(S, 0.24022242426872253f))
              .fma(fFalling, FloatVector.broadcast(S, 0.6931470036506653f))
              .fma(fFalling, FloatVector.broadcast(S, 1f))
              .reinterpretAsInts()
              .add(exponentFalling)
              .reinterpretAsFloats()
              .blend(0f, smallFalling)
              .blend(Float.POSITIVE_INFINITY, uFalling.compare(VectorOperators.GE, MOST));
      FloatVector d = rising.add(falling).mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  /** Here aux is (1/α) ln Σ exp(α |p|) less the size of the base. */
  private static float pullWeighted(
      FloatPanel p, FloatPanel.Cotangents cot, int k, int row, float[] zeros) {
    float c = VectorFloatAggregates.scale(p);
    float alpha = (float) p.alpha();
    float x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int at = p.auxAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    FloatVector sum = FloatVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      FloatVector w = FloatVector.fromArray(S, p.w(), from + i);
      FloatVector term = w.mul(x);
      FloatVector size = term.abs();
      FloatVector most = FloatVector.fromArray(S, p.base(), base + i);
      FloatVector u = size.sub(most.abs()).sub(FloatVector.fromArray(S, p.aux(), at + i)).mul(c);
      VectorMask<Float> small = u.compare(VectorOperators.LT, LEAST);
      FloatVector shifted = u.add(MAGIC);
      FloatVector f = u.sub(shifted.sub(MAGIC));
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector q =
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
      // s times the base and s y, where s is the sign of the term and 0 at 0
      VectorMask<Float> negative = term.compare(VectorOperators.LT, 0f);
      VectorMask<Float> none = term.compare(VectorOperators.EQ, 0f);
      FloatVector mean = FloatVector.fromArray(S, p.y(), y + i);
      mean = mean.blend(mean.neg(), negative).blend(0f, none);
      most = most.blend(most.neg(), negative).blend(0f, none);
      FloatVector d =
          size.sub(most)
              .sub(mean)
              .mul(alpha)
              .add(1f)
              .mul(q)
              .mul(FloatVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(FloatVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
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
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
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
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }
}
