package org.autodiff.ops.entries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What ternary weights and the products with them must be. */
final class TernaryReferences {
  /** How near a tie a number is that rounding may have decided. */
  private static final double TIE = 1e-9;

  private TernaryReferences() {}

  /** {@code Σₖ xₖ wₖₙ sₙ}, with the scale of the group that input k belongs to. */
  static Reference matmul() {
    return Reference.of(
        (operands, p) -> {
          NumberArray x = operands[0];
          NumberArray w = operands[1];
          NumberArray scale = operands[2];
          int groups = scale.rank() == 2 ? scale.dim(0) : 1;
          return NumberArray.of(
              x.shape().remove(x.rank() - 1).insert(x.rank() - 1, w.dim(1)),
              index -> {
                double sum = 0;
                int column = index[index.length - 1];
                int[] from = index.clone();
                for (int k = 0; k < w.dim(0); k++) {
                  from[from.length - 1] = k;
                  sum += x.at(from) * w.at(k, column) * scale.spread(k * groups / w.dim(0), column);
                }
                return sum;
              });
        });
  }

  private static double mean(double[] w) {
    double sum = 0;
    for (double value : w) {
      sum += Math.abs(value) / w.length;
    }
    return sum;
  }

  /** {@code s clip(round(w/s), −1, 1)}, s the mean magnitude, 1e-5 or more. */
  static double[] absmean(double[] w) {
    double scale = Math.max(mean(w), 1e-5);
    return Arrays.stream(w).map(v -> scale * Math.clamp(Math.rint(v / scale), -1, 1)).toArray();
  }

  /** As the result has it where w is about to change over, else by the definition. */
  private static boolean kept(double w, double limit, double result) {
    double size = Math.abs(w);
    return Math.abs(size - limit) <= TIE * limit ? result != 0 : size > limit;
  }

  /** {@code s sign(w)} where something is kept; s the mean magnitude of that, if not given. */
  private static double[] signs(double[] w, boolean[] kept, double scale) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < w.length; i++) {
      sum += kept[i] ? Math.abs(w[i]) : 0;
      count += kept[i] ? 1 : 0;
    }
    double s = Double.isNaN(scale) ? sum / count : scale;
    double[] y = new double[w.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = kept[i] ? s * Math.signum(w[i]) : 0;
    }
    return y;
  }

  private static double[] expected(String method, double[] w, double[] result) {
    double scale = method.equals("absmean") ? Math.max(mean(w), 1e-5) : Double.NaN;
    boolean[] kept = new boolean[w.length];
    for (int i = 0; i < w.length; i++) {
      kept[i] =
          switch (method) {
            case "absmean" -> kept(w[i], scale / 2, result[i]);
            case "threshold" -> kept(w[i], 0.7 * mean(w), result[i]);
            default -> result[i] != 0; // any: the residual is compared
          };
    }
    return signs(w, kept, scale);
  }

  private static double residual(double[] w, double[] y) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += (w[i] - y[i]) * (w[i] - y[i]);
    }
    return sum;
  }

  /** The least residual: of keeping the m largest magnitudes, for the best m. */
  private static double leastResidual(double[] w) {
    double least = residual(w, new double[w.length]);
    for (double limit : w) {
      boolean[] kept = new boolean[w.length];
      for (int i = 0; i < w.length; i++) {
        kept[i] = Math.abs(w[i]) >= Math.abs(limit);
      }
      least = Math.min(least, residual(w, signs(w, kept, Double.NaN)));
    }
    return least;
  }

  /** The elements that share a scale: those of a column, at one place of the last axis, or all. */
  private static List<double[]> lines(NumberArray x, boolean columns) {
    int count = columns ? x.dim(-1) : 1;
    double[] elements = x.elements();
    List<double[]> lines = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      double[] line = new double[elements.length / count];
      for (int i = 0; i < line.length; i++) {
        line[i] = elements[i * count + c];
      }
      lines.add(line);
    }
    return lines;
  }

  private static NumberArray joined(List<double[]> lines) {
    double[] all = lines.stream().flatMapToDouble(Arrays::stream).toArray();
    return NumberArray.of(Shape.of(all.length), all);
  }

  /** What rounding may have decided is left to the result; all the rest is held to it. */
  static Reference ternarize() {
    return Reference.property(
        (x, p, results) -> {
          String method = p.text("method");
          List<double[]> w = lines(x[0], p.flag("columns"));
          List<double[]> y = lines(results[0], p.flag("columns"));
          List<double[]> expected = new ArrayList<>();
          List<double[]> residuals = new ArrayList<>();
          List<double[]> least = new ArrayList<>();
          for (int i = 0; i < w.size(); i++) {
            expected.add(expected(method, w.get(i), y.get(i)));
            residuals.add(new double[] {residual(w.get(i), y.get(i))});
            least.add(new double[] {leastResidual(w.get(i))});
          }
          List<Reference.Equation> equations = new ArrayList<>();
          equations.add(
              new Reference.Equation("the value, scale by scale", joined(y), joined(expected)));
          if (method.equals("least-squares")) {
            equations.add(
                new Reference.Equation("the sum of squares", joined(residuals), joined(least)));
          }
          return equations;
        });
  }
}
