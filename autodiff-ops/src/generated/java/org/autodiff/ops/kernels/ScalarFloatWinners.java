// Generated from ScalarDoubleWinners.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

import java.util.Arrays;

/** The winning inputs of floats, in plain Java. */
final class ScalarFloatWinners {
  private ScalarFloatWinners() {}

  static void find(
      Contest contest, FloatPanel p, double[] winners, int winnersAt, int stride) {
    float[] best = new float[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      int to = winnersAt + row * stride;
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      Arrays.fill(winners, to, to + best.length, 0);
      for (int k = 0; k < p.inputs(); k++) {
        float x = p.x()[p.xAt() + row * p.inputs() + k];
        int from = p.wAt() + k * p.wStride();
        for (int i = 0; i < best.length; i++) {
          float w = p.w()[from + i];
          float term =
              switch (contest) {
                case LARGEST_PRODUCT -> x * w;
                case SMALLEST_PRODUCT -> -x * w;
                case LARGEST_MAGNITUDE -> Math.abs(x * w);
                case LARGEST_SUM -> x + w;
                case SMALLEST_SUM -> -(x + w);
              };
          if (term > best[i] || Float.isNaN(term)) {
            best[i] = term;
            winners[to + i] = k;
          }
        }
      }
    }
  }
}
