package org.autodiff.check.entries;

import java.util.function.ToDoubleFunction;
import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What the reductions must give, from their definitions. */
final class ReductionReferences {
  private ReductionReferences() {}

  /** Reduces over the parameter {@code axes}, which stay where {@code keepDims} says so. */
  static Reference overAxes(ToDoubleFunction<double[]> f) {
    return Reference.of((x, p) -> x[0].reduce(p.integers("axes"), p.flag("keepDims"), f));
  }

  static double sum(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum;
  }

  static double mean(double[] x) {
    return sum(x) / x.length;
  }

  static double prod(double[] x) {
    double product = 1;
    for (double value : x) {
      product *= value;
    }
    return product;
  }

  static double max(double[] x) {
    double max = x[0];
    for (double value : x) {
      max = value > max ? value : max;
    }
    return max;
  }

  static double min(double[] x) {
    double min = x[0];
    for (double value : x) {
      min = value < min ? value : min;
    }
    return min;
  }

  /** Relative to the largest element, so that the exponentials do not overflow. */
  static double logsumexp(double[] x) {
    double max = x.length == 0 ? 0 : max(x);
    double sum = 0;
    for (double value : x) {
      sum += Series.exp(value - max);
    }
    return max + Series.log(sum);
  }

  /** Relative to the largest element, so that the squares do not overflow. */
  static double norm(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    double sum = 0;
    for (double value : x) {
      sum += largest == 0 ? 0 : (value / largest) * (value / largest);
    }
    return largest * Series.sqrt(sum);
  }

  static Reference variance() {
    return Reference.of(
        (x, p) ->
            x[0].reduce(
                p.integers("axes"),
                false,
                line -> {
                  double mean = mean(line);
                  double sum = 0;
                  for (double value : line) {
                    sum += (value - mean) * (value - mean);
                  }
                  return sum / (line.length - p.integer("ddof"));
                }));
  }

  /** Each element of x is added to the one that a broadcast would have taken it from. */
  static Reference sumTo() {
    return Reference.of(
        (x, p) -> {
          Shape target = Shape.of(p.integers("shape"));
          double[] sums = new double[target.size()];
          int lead = x[0].rank() - target.rank();
          NumberArray.forEachIndex(
              x[0].shape(),
              index -> {
                int to = 0;
                for (int k = 0; k < target.rank(); k++) {
                  to = to * target.dim(k) + (target.dim(k) == 1 ? 0 : index[lead + k]);
                }
                sums[to] += x[0].at(index);
              });
          return NumberArray.of(target, sums);
        });
  }
}
