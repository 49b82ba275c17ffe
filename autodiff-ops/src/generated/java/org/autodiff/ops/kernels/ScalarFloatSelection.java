// Generated from ScalarDoubleSelection.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;

/** The selected inputs of floats, in plain Java. */
final class ScalarFloatSelection {
  private ScalarFloatSelection() {}

  static void find(
      SelectionRule rule,
      FloatPanel p, double[] selected,
      int selectedAt,
      int stride) {
    float[] best = new float[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      int to = selectedAt + row * stride;
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      Arrays.fill(selected, to, to + best.length, 0);
      for (int k = 0; k < p.inputs(); k++) {
        float x = p.x()[p.xAt() + row * p.inputs() + k];
        int from = p.wAt() + k * p.wStride();
        for (int i = 0; i < best.length; i++) {
          float w = p.w()[from + i];
          float term =
              switch (rule) {
                case LARGEST_PRODUCT -> x * w;
                case SMALLEST_PRODUCT -> -x * w;
                case LARGEST_MAGNITUDE -> Math.abs(x * w);
                case LARGEST_SUM -> x + w;
                case SMALLEST_SUM -> -(x + w);
              };
          if (term > best[i] || Float.isNaN(term)) {
            best[i] = term;
            selected[to + i] = k;
          }
        }
      }
    }
  }
}
