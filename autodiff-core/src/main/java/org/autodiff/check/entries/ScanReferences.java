package org.autodiff.check.entries;

import java.util.function.UnaryOperator;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What the operators along one axis must give, from their definitions. */
final class ScanReferences {
  private ScanReferences() {}

  private static Reference along(UnaryOperator<double[]> f) {
    return Reference.of((x, p) -> x[0].along(p.integer("axis"), f));
  }

  static Reference cumsum() {
    return along(
        x -> {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            for (int j = 0; j <= i; j++) {
              y[i] += x[j];
            }
          }
          return y;
        });
  }

  static Reference cumprod() {
    return along(
        x -> {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            y[i] = 1;
            for (int j = 0; j <= i; j++) {
              y[i] *= x[j];
            }
          }
          return y;
        });
  }

  static Reference softmax() {
    return along(
        x -> {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            double sum = 0; // 1/yᵢ = Σ exp(xⱼ − xᵢ)
            for (double value : x) {
              sum += Series.exp(value - x[i]);
            }
            y[i] = 1 / sum;
          }
          return y;
        });
  }

  static Reference logSoftmax() {
    return along(
        x -> {
          double[] y = new double[x.length];
          double total = x.length == 0 ? 0 : ReductionReferences.logsumexp(x);
          for (int i = 0; i < y.length; i++) {
            y[i] = x[i] - total;
          }
          return y;
        });
  }

  /** Each element's position in rising order: how many are smaller, or equal and before it. */
  private static int[] ranks(double[] x) {
    int[] ranks = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        ranks[i] += x[j] < x[i] || (x[j] == x[i] && j < i) ? 1 : 0;
      }
    }
    return ranks;
  }

  private static double[] positions(double[] x) {
    double[] positions = new double[x.length];
    int[] ranks = ranks(x);
    for (int i = 0; i < x.length; i++) {
      positions[ranks[i]] = i;
    }
    return positions;
  }

  private static double[] sorted(double[] x) {
    double[] sorted = new double[x.length];
    int[] ranks = ranks(x);
    for (int i = 0; i < x.length; i++) {
      sorted[ranks[i]] = x[i];
    }
    return sorted;
  }

  static Reference argsort() {
    return along(ScanReferences::positions);
  }

  static Reference sort() {
    return Reference.ofAll(
        (x, p) -> {
          int axis = p.integer("axis");
          return new NumberArray[] {
            x[0].along(axis, ScanReferences::sorted), x[0].along(axis, ScanReferences::positions)
          };
        });
  }

  /** The first position of the largest element; of the smallest for the sign −1. */
  static Reference argmax(int sign) {
    return Reference.of(
        (x, p) ->
            x[0].reduce(
                new int[] {p.integer("axis")},
                false,
                line -> {
                  int best = 0;
                  for (int i = 1; i < line.length; i++) {
                    best = sign * line[i] > sign * line[best] ? i : best;
                  }
                  return best;
                }));
  }
}
