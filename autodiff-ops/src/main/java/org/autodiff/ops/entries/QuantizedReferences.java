package org.autodiff.ops.entries;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What quantizing operators must give: codes in a plain loop, and dense products of them. */
final class QuantizedReferences {
  private QuantizedReferences() {}

  /** Replaces each group of elements that share a scale. */
  private static NumberArray grouped(NumberArray x, String sharing, UnaryOperator<double[]> f) {
    return switch (sharing) {
      case "row" -> x.along(-1, f);
      case "column" -> x.along(-2, f);
      default -> NumberArray.of(x.shape(), f.apply(x.elements()));
    };
  }

  /** {@code round(x s) / s} with {@code s = (2^(bits−1) − 1) / max |x|}, 0 where all is 0. */
  private static NumberArray quantized(NumberArray x, int bits, String sharing) {
    return grouped(
        x,
        sharing,
        line -> {
          double largest = Arrays.stream(line).map(Math::abs).max().orElse(0);
          double scale = (Math.pow(2, bits - 1) - 1) / largest;
          return Arrays.stream(line)
              .map(v -> largest == 0 ? 0 : Math.rint(v * scale) / scale)
              .toArray();
        });
  }

  private static NumberArray product(NumberArray x, NumberArray w) {
    return NumberArray.of(
        x.shape().remove(x.rank() - 1).insert(x.rank() - 1, w.dim(1)),
        index -> {
          double sum = 0;
          int[] from = index.clone();
          for (int k = 0; k < w.dim(0); k++) {
            from[from.length - 1] = k;
            sum += x.at(from) * w.at(k, index[index.length - 1]);
          }
          return sum;
        });
  }

  static Reference matmul() {
    return Reference.of(
        (x, p) ->
            product(
                quantized(x[0], p.integer("bits"), p.flag("row-scales") ? "row" : "tensor"),
                quantized(x[1], p.integer("bits"), p.flag("column-scales") ? "column" : "tensor")));
  }

  static Reference fakeQuantize() {
    return Reference.of((x, p) -> quantized(x[0], p.integer("bits"), p.text("scales")));
  }

  /** The power of 2 whose logarithm is nearest, by logarithms. */
  static Reference powerOfTwo() {
    return Reference.of(
        (x, p) ->
            x[0].map(
                w -> {
                  double e = Math.rint(StrictMath.log(Math.abs(w)) / StrictMath.log(2));
                  double bounded = Math.clamp(e, p.integer("least"), p.integer("greatest"));
                  return w == 0 ? 0 : Math.signum(w) * StrictMath.pow(2, bounded);
                }));
  }

  static Reference bitLinear() {
    return Reference.of(
        (x, p) -> {
          NumberArray normal =
              x[0].along(-1, row -> NormalizationReferences.rmsNorm(row, p.number("eps")));
          NumberArray gained =
              NumberArray.of(
                  normal.shape(), index -> normal.at(index) * x[1].at(index[index.length - 1]));
          NumberArray weights =
              NumberArray.of(x[2].shape(), TernaryReferences.absmean(x[2].elements()));
          return product(quantized(gained, 8, "row"), weights);
        });
  }
}
