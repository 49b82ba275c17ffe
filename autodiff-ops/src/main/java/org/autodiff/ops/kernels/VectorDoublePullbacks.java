package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The pullbacks of the aggregates of doubles; columns come in multiples of the vector length. */
final class VectorDoublePullbacks {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private VectorDoublePullbacks() {}

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
    double c = VectorDoubleAggregates.scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector w = DoubleVector.fromArray(S, p.w(), from + i);
      DoubleVector q =
          VectorDoublePowers.exp2(w.mul(x).sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c));
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullPowersOfSums(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
    double x = p.x()[p.xAt() + row * p.inputs() + k];
    int from = p.wAt() + k * p.wStride();
    int to = cot.wAt() + k * p.wStride();
    int y = p.yAt() + row * p.yStride();
    int g = cot.gAt() + row * p.yStride();
    DoubleVector sum = DoubleVector.fromArray(S, zeros, 0);
    for (int i = 0; i < p.columns(); i += LANES) {
      DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).add(x);
      DoubleVector q =
          VectorDoublePowers.exp2(term.sub(DoubleVector.fromArray(S, p.y(), y + i)).mul(c));
      DoubleVector d = q.mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = sum.add(d);
      d.add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static double pullMagnitudes(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
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
      DoubleVector q = VectorDoublePowers.exp2(term.abs().sub(y.abs()).mul(c).add(shift));
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
    double c = VectorDoubleAggregates.scale(p);
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
          VectorDoublePowers.exp2OrInfinity(term.sub(norm).mul(c))
              .add(VectorDoublePowers.exp2OrInfinity(term.add(norm).mul(-c)))
              .mul(DoubleVector.fromArray(S, cot.g(), g + i));
      sum = d.fma(w, sum);
      d.mul(x).add(DoubleVector.fromArray(S, cot.w(), to + i)).intoArray(cot.w(), to + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Here aux is (1/α) ln Σ exp(α |p|). */
  private static double pullWeighted(
      DoublePanel p, DoublePanel.Cotangents cot, int k, int row, double[] zeros) {
    double c = VectorDoubleAggregates.scale(p);
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
      DoubleVector q =
          VectorDoublePowers.exp2(size.sub(DoubleVector.fromArray(S, p.aux(), at + i)).mul(c));
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
