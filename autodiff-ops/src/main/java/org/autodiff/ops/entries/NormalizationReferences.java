package org.autodiff.ops.entries;

import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What the normalizations and the gated scan must give, from their definitions. */
final class NormalizationReferences {
  private NormalizationReferences() {}

  /** {@code x / √(mean x² + eps)}, computed relative to the largest |x|, whose square may be ∞. */
  static double[] rmsNorm(double[] x, double eps) {
    double largest = 1;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    double sum = 0;
    for (double value : x) {
      sum += (value / largest) * (value / largest);
    }
    double root = Math.sqrt(sum / x.length + eps / largest / largest);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] / largest / root;
    }
    return y;
  }

  private static double[] centred(double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[i] - mean;
    }
    return y;
  }

  static Reference rmsNorm() {
    return Reference.of((x, p) -> affine(x[0].along(-1, row -> rmsNorm(row, p.number("eps"))), x));
  }

  /** The variance is the mean square of what is centred. */
  static Reference layerNorm() {
    return Reference.of(
        (x, p) -> affine(x[0].along(-1, row -> rmsNorm(centred(row), p.number("eps"))), x));
  }

  private static NumberArray affine(NumberArray normal, NumberArray[] operands) {
    return NumberArray.of(
        normal.shape(),
        index -> {
          int feature = index[index.length - 1];
          double bias = operands.length == 3 ? operands[2].at(feature) : 0;
          return normal.at(index) * operands[1].at(feature) + bias;
        });
  }

  /** {@code hₜ = fₜ hₜ₋₁ + iₜ}, each from the start anew. */
  static Reference gatedScan() {
    return Reference.of(
        (x, p) -> {
          int rank = x[0].rank();
          int axis = p.integer("axis") < 0 ? p.integer("axis") + rank : p.integer("axis");
          return NumberArray.of(
              x[0].shape(),
              index -> {
                int[] others = new int[rank - 1];
                for (int k = 0; k < others.length; k++) {
                  others[k] = index[k < axis ? k : k + 1];
                }
                double h = x.length == 3 ? x[2].at(others) : 0;
                int[] at = index.clone();
                for (int t = 0; t <= index[axis]; t++) {
                  at[axis] = t;
                  h = x[0].at(at) * h + x[1].at(at);
                }
                return h;
              });
        });
  }
}
