package org.autodiff.ops.kernels;

import java.util.Arrays;

/** The selected inputs of doubles, in plain Java. */
final class ScalarDoubleSelection {
  private ScalarDoubleSelection() {}

  static void find(
      SelectionRule rule,
      DoublePanel p, /* always */
      double[] selected,
      int selectedAt,
      int stride) {
    double[] best = new double[p.columns()];
    for (int row = p.fromRow(); row < p.toRow(); row++) {
      int to = selectedAt + row * stride;
      Arrays.fill(best, Double.NEGATIVE_INFINITY);
      Arrays.fill(selected, to, to + best.length, 0);
      for (int k = 0; k < p.inputs(); k++) {
        double x = p.x()[p.xAt() + row * p.inputs() + k];
        int from = p.wAt() + k * p.wStride();
        for (int i = 0; i < best.length; i++) {
          double w = p.w()[from + i];
          double term =
              switch (rule) {
                case LARGEST_PRODUCT -> x * w;
                case SMALLEST_PRODUCT -> -x * w;
                case LARGEST_MAGNITUDE -> Math.abs(x * w);
                case LARGEST_SUM -> x + w;
                case SMALLEST_SUM -> -(x + w);
              };
          if (term > best[i] || Double.isNaN(term)) {
            best[i] = term;
            selected[to + i] = k;
          }
        }
      }
    }
  }
}
