package org.autodiff.ops.kernels;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The selected inputs, over vectors of outputs of doubles. */
final class VectorDoubleSelection {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> I = LongVector.SPECIES_PREFERRED;

  private VectorDoubleSelection() {}

  static void find(
      SelectionRule rule,
      DoublePanel p, /* always */
      double[] selected,
      int selectedAt,
      int stride) {
    double[] best = new double[p.columns()];
    long[] index = new long[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      // nothing is larger than nothing, so that the first term always wins against it
      Arrays.fill(best, rule == SelectionRule.LARGEST_MAGNITUDE ? -1 : Double.NEGATIVE_INFINITY);
      Arrays.fill(index, 0);
      switch (rule) {
        case LARGEST_PRODUCT -> products(p, row, 1, best, index);
        case SMALLEST_PRODUCT -> products(p, row, -1, best, index);
        case LARGEST_MAGNITUDE -> magnitudes(p, row, best, index);
        case LARGEST_SUM -> sums(p, row, 1, best, index);
        case SMALLEST_SUM -> sums(p, row, -1, best, index);
      }
      int to = selectedAt + row * stride;
      for (int i = 0; i < index.length; i++) {
        selected[to + i] = index[i];
      }
    }
  }

  private static void products(DoublePanel p, int row, double sign, double[] best, long[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      double x = sign * p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x);
        DoubleVector old = DoubleVector.fromArray(S, best, i);
        VectorMask<Double> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        LongVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }

  private static void magnitudes(DoublePanel p, int row, double[] best, long[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).mul(x).abs();
        DoubleVector old = DoubleVector.fromArray(S, best, i);
        VectorMask<Double> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        LongVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }

  private static void sums(DoublePanel p, int row, double sign, double[] best, long[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      double x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        DoubleVector term = DoubleVector.fromArray(S, p.w(), from + i).add(x).mul(sign);
        DoubleVector old = DoubleVector.fromArray(S, best, i);
        VectorMask<Double> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        LongVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }
}
