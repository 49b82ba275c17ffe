package org.autodiff.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A figure of a function and its two derivatives, without a screen. */
final class CurvePlot {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final double FINEST = 4000; // steps of this part of the figure are not seen
  private static final int DPI = 144; // twice the 72 of the figure's own size

  /** The colours of Okabe and Ito, which most people with colour blindness can tell apart. */
  private static final Color VALUE = new Color(0x0072B2);

  private static final Color FIRST = new Color(0xD55E00);
  private static final Color SECOND = new Color(0x009E73);
  private static final Color GRID = new Color(0xE0E0E0);
  private static final Color INK = new Color(0x222222);

  private final XYChart chart;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  CurvePlot(String title, Curve curve) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.XChart)
            .title(title)
            .xAxisTitle("x")
            .yAxisTitle("value")
            .build();
    style(chart.getStyler());
    double[] range = range(curve);
    chart.getStyler().setYAxisMin(range[0]).setYAxisMax(range[1]);
    double left = curve.x()[0];
    double right = curve.x()[curve.x().length - 1];
    chart.getStyler().setXAxisMin(left).setXAxisMax(right);
    if (range[0] < 0 && range[1] > 0) {
      add("0", new double[] {left, right}, new double[] {0, 0}, INK, 1).setShowInLegend(false);
    }
    addCut("f(x)", curve.x(), curve.value(), range, VALUE, 3.2f);
    addCut("f′(x)", curve.x(), curve.first(), range, FIRST, 2.4f);
    addCut("f″(x)", curve.x(), curve.second(), range, SECOND, 2);
  }

  void writePng(Path file) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DPI);
  }

  void writeSvg(Path file) throws IOException {
    ChartEncoder.saveChart(chart, file.toString(), "svg");
  }

  static void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(48);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(INK);
    styler.setPlotContentSize(1);
    styler.setChartTitlePadding(12);
    styler.setChartPadding(16);
    styler.setXAxisTickMarkSpacingHint(90);
    styler.setYAxisTickMarkSpacingHint(60);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
  }

  private XYSeries add(String name, double[] x, double[] y, Color colour, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    return series;
  }

  /** Adds a curve as far as it is within a range of y, with gaps elsewhere. */
  private void addCut(
      String name, double[] x, double[] y, double[] range, Color colour, float width) {
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
    add(name, array(xs), array(ys), colour, width);
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
