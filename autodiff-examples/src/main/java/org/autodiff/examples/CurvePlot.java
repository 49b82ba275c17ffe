package org.autodiff.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The figure of a function and its two derivatives. */
final class CurvePlot {
  private static final double FINEST = 4000; // steps of this part of the figure are not seen

  private CurvePlot() {}

  static Figure of(String title, Curve curve) {
    double[] range = range(curve);
    LinePlot plot = new LinePlot(title, "x", "value");
    plot.between(curve.x()[0], curve.x()[curve.x().length - 1], range[0], range[1]);
    addCut(plot, "f(x)", curve.x(), curve.value(), range);
    addCut(plot, "f′(x)", curve.x(), curve.first(), range);
    addCut(plot, "f″(x)", curve.x(), curve.second(), range);
    return plot;
  }

  /** Adds a curve as far as it is within a range of y, with gaps elsewhere. */
  private static void addCut(LinePlot plot, String name, double[] x, double[] y, double[] range) {
    double across = (x[x.length - 1] - x[0]) / FINEST;
    double up = (range[1] - range[0]) / FINEST;
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      boolean drawn = isIn(y, i - 1, range) || isIn(y, i, range) || isIn(y, i + 1, range);
      double cut =
          drawn && Double.isFinite(y[i]) ? Math.clamp(y[i], range[0], range[1]) : Double.NaN;
      double last = ys.isEmpty() ? Double.NaN : ys.getLast();
      if (Math.abs(cut - last) >= range[1] - range[0]) { // over a pole
        xs.add(x[i]);
        ys.add(Double.NaN);
      } else if (Math.abs(cut - last) < up && x[i] - xs.getLast() < across && i < y.length - 1) {
        continue; // too close to be seen
      }
      xs.add(x[i]);
      ys.add(cut);
    }
    plot.line(name, array(xs), array(ys));
  }

  private static boolean isIn(double[] y, int i, double[] range) {
    return i >= 0 && i < y.length && y[i] >= range[0] && y[i] <= range[1];
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The range of y: all of it, unless poles would flatten everything else; then what the middle
   * halves of the curves take, and as much again and a half on each side.
   */
  private static double[] range(Curve curve) {
    double[][] curves = {curve.value(), curve.first(), curve.second()};
    double low = of(curves, 0).min().orElse(-1);
    double high = of(curves, 1).max().orElse(1);
    double coreLow = of(curves, 0.25).min().orElse(-1);
    double coreHigh = of(curves, 0.75).max().orElse(1);
    double whisker = 1.5 * (coreHigh - coreLow);
    double steepest = Arrays.stream(curves).mapToDouble(CurvePlot::steepest).max().orElse(0);
    boolean poles = steepest > 0.2 * (high - low) && high - low > 20 * whisker && whisker > 0;
    if (poles) {
      low = Math.max(low, coreLow - whisker);
      high = Math.min(high, coreHigh + whisker);
    }
    double margin = high > low ? 0.04 * (high - low) : Math.max(1, 0.1 * Math.abs(high));
    return new double[] {low - margin, high + margin};
  }

  /** A quantile of each curve that has any finite values. */
  private static DoubleStream of(double[][] curves, double share) {
    return Arrays.stream(curves)
        .map(y -> Curve.finite(y).sorted().toArray())
        .filter(y -> y.length > 0)
        .mapToDouble(y -> y[(int) Math.round(share * (y.length - 1))]);
  }

  /** The largest step between neighbours. */
  private static double steepest(double[] y) {
    double steepest = 0;
    for (int i = 1; i < y.length; i++) {
      double step = Math.abs(y[i] - y[i - 1]);
      steepest = Double.isFinite(step) ? Math.max(steepest, step) : steepest;
    }
    return steepest;
  }
}
