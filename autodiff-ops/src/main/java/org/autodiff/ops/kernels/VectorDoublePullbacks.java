package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/**
 * The pullbacks of the aggregates of doubles; columns come in multiples of the vector length.
 *
 * <p>2ᵘ is computed as in {@link VectorDoubleAggregates}.
 */
final class VectorDoublePullbacks {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  // 2ᵘ is written out in each loop: a method of its own is inlined only while it is small, and
  // vectors that are passed become objects
  private static final double MAGIC = 0x1.8p52;
  private static final double LEAST = -1022;
  private static final double MOST = 1024;

  private VectorDoublePullbacks() {}

  static void pull(DoublePanel p, DoublePanel.Cotangents cot) {
    // a vector of zeros, and room for one
    double[] zeros = new double[2 * LANES];
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
    double c = VectorDoubleAggregates.scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    // the term of an infinite one weighs nothing, or makes everything NaN
    double factor = Double.isInfinite(x) ? 0 : x;
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector above = w.mul(x).sub(DoubleVector.fromArray(S, p.base(), base + i));
      DoubleVector u = above.sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c);
      VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
      DoubleVector shifted = u.add(MAGIC);
      DoubleVector f = u.sub(shifted.sub(MAGIC));
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector q =
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
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w.blend(0, small), sum);
      d.mul(factor).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  private static double pullPowersOfSums(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).add(x);
      DoubleVector above = term.sub(DoubleVector.fromArray(S, p.base(), base + i));
      DoubleVector u = above.sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c);
      VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
      DoubleVector shifted = u.add(MAGIC);
      DoubleVector f = u.sub(shifted.sub(MAGIC));
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector q =
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
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      d.add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  private static double pullMagnitudes(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
    double shift = ScalarDoubleAggregates.shift(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.yAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector most = DoubleVector.fromArray(S, p.base(), base + i);
      DoubleVector term = w.mul(x);
      DoubleVector y = DoubleVector.fromArray(S, p.y(), at + i);
      y = y.blend(y.neg(), most.test(VectorOperators.IS_NEGATIVE));
      DoubleVector u = term.abs().sub(most.abs()).sub(y).mul(c).add(shift);
      VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
      DoubleVector shifted = u.add(MAGIC);
      DoubleVector f = u.sub(shifted.sub(MAGIC));
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector q =
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
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      LongVector signs =
          term.reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, most.reinterpretAsLongs())
              .and(Long.MIN_VALUE);
      d =
          d.reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, signs)
              .reinterpretAsDoubles()
              .blend(0, term.compare(VectorOperators.EQ, 0));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  /** Here aux is (1/α) ln(2 cosh(α y)) less the size of the base. */
  private static double pullCosh(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int at = p.auxAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector norm = DoubleVector.fromArray(S, p.aux(), at + i);
      DoubleVector size = DoubleVector.fromArray(S, p.base(), base + i).abs();
      DoubleVector term = w.mul(x);
      DoubleVector uRising = term.sub(size).sub(norm).mul(c);
      VectorMask<Double> smallRising = uRising.compare(VectorOperators.LT, LEAST);
      DoubleVector shiftedRising = uRising.add(MAGIC);
      DoubleVector fRising = uRising.sub(shiftedRising.sub(MAGIC));
      LongVector exponentRising =
          shiftedRising.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector rising =
          fRising
              .mul(1.3691488853904128e-12)
              .add(2.5678435993488206e-11)
              .fma(fRising, DoubleVector.broadcast(S, 4.4455382718708116e-10))
              .fma(fRising, DoubleVector.broadcast(S, 7.054911620801123e-09))
              .fma(fRising, DoubleVector.broadcast(S, 1.01780860092397e-07))
              .fma(fRising, DoubleVector.broadcast(S, 1.321548679014431e-06))
              .fma(fRising, DoubleVector.broadcast(S, 1.5252733804059841e-05))
              .fma(fRising, DoubleVector.broadcast(S, 0.0001540353039338161))
              .fma(fRising, DoubleVector.broadcast(S, 0.0013333558146428443))
              .fma(fRising, DoubleVector.broadcast(S, 0.009618129107628477))
              .fma(fRising, DoubleVector.broadcast(S, 0.05550410866482158))
              .fma(fRising, DoubleVector.broadcast(S, 0.24022650695910072))
              .fma(fRising, DoubleVector.broadcast(S, 0.6931471805599453))
              .fma(fRising, DoubleVector.broadcast(S, 1))
              .reinterpretAsLongs()
              .add(exponentRising)
              .reinterpretAsDoubles()
              .blend(0, smallRising)
              .blend(Double.POSITIVE_INFINITY, uRising.compare(VectorOperators.GE, MOST));
      DoubleVector uFalling = term.add(size).add(norm).mul(-c);
      VectorMask<Double> smallFalling = uFalling.compare(VectorOperators.LT, LEAST);
      DoubleVector shiftedFalling = uFalling.add(MAGIC);
      DoubleVector fFalling = uFalling.sub(shiftedFalling.sub(MAGIC));
      LongVector exponentFalling =
          shiftedFalling.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector falling =
          fFalling
              .mul(1.3691488853904128e-12)
              .add(2.5678435993488206e-11)
              .fma(fFalling, DoubleVector.broadcast(S, 4.4455382718708116e-10))
              .fma(fFalling, DoubleVector.broadcast(S, 7.054911620801123e-09))
              .fma(fFalling, DoubleVector.broadcast(S, 1.01780860092397e-07))
              .fma(fFalling, DoubleVector.broadcast(S, 1.321548679014431e-06))
              .fma(fFalling, DoubleVector.broadcast(S, 1.5252733804059841e-05))
              .fma(fFalling, DoubleVector.broadcast(S, 0.0001540353039338161))
              .fma(fFalling, DoubleVector.broadcast(S, 0.0013333558146428443))
              .fma(fFalling, DoubleVector.broadcast(S, 0.009618129107628477))
              .fma(fFalling, DoubleVector.broadcast(S, 0.05550410866482158))
              .fma(fFalling, DoubleVector.broadcast(S, 0.24022650695910072))
              .fma(fFalling, DoubleVector.broadcast(S, 0.6931471805599453))
              .fma(fFalling, DoubleVector.broadcast(S, 1))
              .reinterpretAsLongs()
              .add(exponentFalling)
              .reinterpretAsDoubles()
              .blend(0, smallFalling)
              .blend(Double.POSITIVE_INFINITY, uFalling.compare(VectorOperators.GE, MOST));
      DoubleVector d = rising.add(falling).mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }

  /** Here aux is (1/α) ln Σ exp(α |p|) less the size of the base. */
  private static double pullWeighted(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
    double alpha = p.alpha();
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int at = p.auxAt() + row * p.yStride();
    int base = p.baseAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector term = w.mul(x);
      DoubleVector size = term.abs();
      DoubleVector most = DoubleVector.fromArray(S, p.base(), base + i);
      DoubleVector u = size.sub(most.abs()).sub(DoubleVector.fromArray(S, p.aux(), at + i)).mul(c);
      VectorMask<Double> small = u.compare(VectorOperators.LT, LEAST);
      DoubleVector shifted = u.add(MAGIC);
      DoubleVector f = u.sub(shifted.sub(MAGIC));
      LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector q =
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
      // s times the base and s y, where s is the sign of the term and 0 at 0
      VectorMask<Double> negative = term.compare(VectorOperators.LT, 0);
      VectorMask<Double> none = term.compare(VectorOperators.EQ, 0);
      DoubleVector mean = DoubleVector.fromArray(S, p.y(), y + i);
      mean = mean.blend(mean.neg(), negative).blend(0, none);
      most = most.blend(most.neg(), negative).blend(0, none);
      DoubleVector d =
          size.sub(most)
              .sub(mean)
              .mul(alpha)
              .add(1)
              .mul(q)
              .mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
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
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
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
    sum.intoArray(zeros, LANES);
    return LaneSums.of(zeros, LANES, LANES);
  }
}
