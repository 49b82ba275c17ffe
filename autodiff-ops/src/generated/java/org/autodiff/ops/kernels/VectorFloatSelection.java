// Generated from VectorDoubleSelection.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The selected inputs, over vectors of outputs of floats. */
final class VectorFloatSelection {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

  private VectorFloatSelection() {}

  static void find(
      SelectionRule rule,
      FloatPanel p, double[] selected,
      int selectedAt,
      int stride) {
    float[] best = new float[p.columns()];
    int[] index = new int[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      // nothing is larger than nothing, so that the first term always wins against it
      Arrays.fill(best, rule == SelectionRule.LARGEST_MAGNITUDE ? -1 : Float.NEGATIVE_INFINITY);
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

  private static void products(FloatPanel p, int row, float sign, float[] best, int[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = sign * p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x);
        FloatVector old = FloatVector.fromArray(S, best, i);
        VectorMask<Float> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        IntVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }

  private static void magnitudes(FloatPanel p, int row, float[] best, int[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).mul(x).abs();
        FloatVector old = FloatVector.fromArray(S, best, i);
        VectorMask<Float> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        IntVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }

  private static void sums(FloatPanel p, int row, float sign, float[] best, int[] index) {
    for (int k = 0; k < p.inputs(); k++) {
      float x = p.x()[p.xAt() + row * p.inputs() + k];
      int from = p.wAt() + k * p.wStride();
      for (int i = 0; i < p.columns(); i += S.length()) {
        FloatVector term = FloatVector.fromArray(S, p.w(), from + i).add(x).mul(sign);
        FloatVector old = FloatVector.fromArray(S, best, i);
        VectorMask<Float> better =
            term.compare(VectorOperators.GT, old).or(term.test(VectorOperators.IS_NAN));
        old.blend(term, better).intoArray(best, i);
        IntVector.fromArray(I, index, i).blend(k, better.cast(I)).intoArray(index, i);
      }
    }
  }
}
