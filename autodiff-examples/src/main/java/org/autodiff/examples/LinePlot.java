package org.autodiff.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A figure of lines and points over two named axes, each linear or logarithmic. */
final class LinePlot {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final int DPI = 144; // twice the 72 of the figure's own size
  private static final double ASPECT = 1.9; // of the plot without titles and legend
  private static final int BESIDE = 5; // names, which no longer fit below the plot
  private static final double MARGIN = 0.04; // of the range of an axis

  /** Further colours of Okabe and Ito, which most people with colour blindness can tell apart. */
  private static final int[] COLOURS = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x222222, 0x999999
  };

  private enum Style {
    LINE,
    MARKED,
    POINTS
  }

  private record Line(String name, double[] x, double[] y, Style style) {}

  private final XYChart chart;
  private final List<Line> lines = new ArrayList<>();
  private boolean logarithmicX;
  private boolean logarithmicY;
  private boolean equalScales;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  LinePlot(String title, String xAxis, String yAxis) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.XChart)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    CurvePlot.style(chart.getStyler());
    chart.getStyler().setLegendPadding(16);
  }

  LinePlot logarithmicX() {
    logarithmicX = true;
    return this;
  }

  LinePlot logarithmicY() {
    logarithmicY = true;
    return this;
  }

  /** One unit of x as long as one of y. */
  LinePlot equalScales() {
    equalScales = true;
    return this;
  }

  LinePlot line(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y, Style.LINE));
    return this;
  }

  /** A line with a dot at each point. */
  LinePlot marked(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y, Style.MARKED));
    return this;
  }

  /** Dots only. */
  LinePlot points(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y, Style.POINTS));
    return this;
  }

  /** Writes the figure as PNG and as SVG, and gives the names of the two files. */
  List<String> write(Path directory, String name) throws IOException {
    double[] x = range(lines.stream().map(Line::x).toList(), logarithmicX);
    double[] y = range(lines.stream().map(Line::y).toList(), logarithmicY);
    if (equalScales) {
      double missing = Math.max(0, ASPECT * (y[1] - y[0]) - (x[1] - x[0]));
      x = new double[] {x[0] - missing / 2, x[1] + missing / 2};
    }
    chart.getStyler().setXAxisMin(x[0]).setXAxisMax(x[1]).setYAxisMin(y[0]).setYAxisMax(y[1]);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(tick -> label(tick, logarithmicX));
    chart.getStyler().setYAxisTickLabelsFormattingFunction(tick -> label(tick, logarithmicY));
    chart.getStyler().setMarkerSize(8);
    if (lines.size() > BESIDE) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(lines.get(i), new Color(COLOURS[i % COLOURS.length]));
    }
    Path png = directory.resolve(name + ".png");
    Path svg = directory.resolve(name + ".svg");
    BitmapEncoder.saveBitmapWithDPI(chart, png.toString(), BitmapFormat.PNG, DPI);
    ChartEncoder.saveChart(chart, svg.toString(), "svg");
    return List.of(png.toString(), svg.toString());
  }

  private void draw(Line line, Color colour) {
    XYSeries series =
        chart.addSeries(
            line.name(), placed(line.x(), logarithmicX), placed(line.y(), logarithmicY));
    series.setMarker(line.style() == Style.LINE ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    if (line.style() == Style.POINTS) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
  }

  /** Where numbers are on an axis: on a logarithmic one at their exponents; NaN is a gap. */
  private static double[] placed(double[] numbers, boolean logarithmic) {
    double[] placed = new double[numbers.length];
    for (int i = 0; i < placed.length; i++) {
      double place = logarithmic ? Math.log10(numbers[i]) : numbers[i];
      placed[i] = Double.isFinite(place) ? place : Double.NaN;
    }
    return placed;
  }

  /** A tick: on a logarithmic axis the number at an exponent, large and small ones as powers. */
  private static String label(double tick, boolean logarithmic) {
    if (!logarithmic) {
      return Table.number(Math.rint(tick * 1e9) / 1e9);
    }
    long exponent = Math.round(tick);
    boolean power = Math.abs(tick - exponent) < 1e-6;
    if (Math.abs(tick) > 4.5) {
      return power ? "10" + superscript(exponent) : "";
    }
    return Table.number(new BigDecimal(Math.pow(10, tick)).round(new MathContext(2)).doubleValue());
  }

  private static String superscript(long exponent) {
    StringBuilder text = new StringBuilder();
    for (char digit : Long.toString(exponent).toCharArray()) {
      text.append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }

  /** What all the numbers take, and a little more; whole powers of ten where that is needed. */
  private static double[] range(List<double[]> numbers, boolean logarithmic) {
    double[] shown =
        numbers.stream()
            .flatMapToDouble(line -> Arrays.stream(placed(line, logarithmic)))
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(shown).min().orElse(0);
    double high = Arrays.stream(shown).max().orElse(low);
    if (logarithmic) {
      return new double[] {Math.floor(low), Math.max(Math.floor(low) + 1, Math.ceil(high))};
    }
    double margin = high > low ? MARGIN * (high - low) : 1;
    return new double[] {low - margin, high + margin};
  }
}
