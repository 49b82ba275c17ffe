package org.autodiff.examples;

import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure of lines and points over named axes, each linear or logarithmic, drawn without a screen.
 * Lines are told apart by colour and by marker.
 */
final class LinePlot implements Figure {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final int DPI = 144; // twice the 72 of the figure's own size
  private static final double ASPECT = 1.9; // of the plot without titles and legend
  private static final int BESIDE = 4; // names, which no longer fit below the plot
  private static final int FEW = 40; // points of a line, each of which has a marker
  private static final int MOST_SPACING = 350; // of ticks; wider than a plot, there are none at all
  private static final int MARKERS = 8; // on a line of more points

  private static final Pattern CLIP = Pattern.compile("clip[0-9]+");
  private static final Color GRID = new Color(0xE0E0E0);
  private static final Color INK = new Color(0x222222);

  /** Colours of Okabe and Ito, which most people with colour blindness can tell apart. */
  private static final int[] COLOURS = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x222222, 0x999999
  };

  private static final List<Marker> SHAPES =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS,
          SeriesMarkers.OVAL);

  private record Line(String name, double[] x, double[] y, boolean joined, int group) {}

  private final String title;
  private final String xTitle;
  private final List<String> yTitles = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private boolean logarithmicX;
  private boolean logarithmicY;
  private boolean equalScales;
  private @Nullable Axis fixedX;
  private @Nullable Axis fixedY;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  LinePlot(String title, String xTitle, String yTitle) {
    this.title = title;
    this.xTitle = xTitle;
    yTitles.add(yTitle);
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

  /** Shows just these ranges; where y = 0 is within, there is a line. */
  LinePlot between(double left, double right, double low, double high) {
    fixedX = Axis.between(left, right);
    fixedY = Axis.between(low, high);
    return this;
  }

  /** What is added from here on has an axis of its own, on the right. */
  LinePlot onTheRight(String yTitle) {
    yTitles.add(yTitle);
    return this;
  }

  LinePlot line(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y, true, yTitles.size() - 1));
    return this;
  }

  /** Markers only. */
  LinePlot points(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y, false, yTitles.size() - 1));
    return this;
  }

  @Override
  public void writePng(Path file) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(
        chart(new LinkedHashSet<>()), file.toString(), BitmapFormat.PNG, DPI);
  }

  @Override
  public void writeSvg(Path file) throws IOException {
    Set<String> texts = new LinkedHashSet<>(yTitles);
    texts.addAll(List.of(title, xTitle));
    lines.forEach(line -> texts.add(line.name()));
    XYChart chart = chart(texts);
    XYStyler styler = chart.getStyler();
    TextGraphics graphics =
        new TextGraphics(
            texts,
            List.of(
                styler.getChartTitleFont(),
                styler.getLegendFont(),
                styler.getAxisTitleFont(),
                styler.getAxisTickLabelsFont()));
    chart.paint(graphics, WIDTH, HEIGHT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SVGProcessor()
        .getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT))
        .writeTo(out);
    Files.writeString(file, portable(out.toString(StandardCharsets.UTF_8)));
  }

  /** With any sans-serif font where ours is missing, and with names that are the same each time. */
  private static String portable(String svg) {
    Matcher clip = CLIP.matcher(svg);
    List<String> names = new ArrayList<>();
    return clip.replaceAll(
            match -> {
              if (!names.contains(match.group())) {
                names.add(match.group());
              }
              return "clip" + names.indexOf(match.group());
            })
        .replaceAll("font-family:(&quot;.*?&quot;|[^;&]+);", "font-family:$1,sans-serif;");
  }

  /**
   * The figure as a chart.
   *
   * @param labels where to note what stands at its ticks
   */
  private XYChart chart(Set<String> labels) {
    Axis x = fixedX != null ? fixedX : Axis.fitting(all(lines, Line::x), logarithmicX);
    List<Axis> ys = new ArrayList<>();
    for (int group = 0; group < yTitles.size(); group++) {
      int of = group;
      List<Line> shown = lines.stream().filter(line -> line.group() == of).toList();
      ys.add(fixedY != null ? fixedY : Axis.fitting(all(shown, Line::y), logarithmicY));
    }
    if (equalScales) {
      double missing = ASPECT * (ys.get(0).high() - ys.get(0).low()) - (x.high() - x.low());
      x = Axis.between(x.low() - Math.max(0, missing / 2), x.high() + Math.max(0, missing / 2));
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.XChart)
            .title(title)
            .xAxisTitle(xTitle)
            .build();
    style(chart.getStyler());
    scale(chart, x, ys, labels);
    if (fixedY != null && fixedY.low() < 0 && fixedY.high() > 0) {
      XYSeries zero = chart.addSeries("0", new double[] {x.low(), x.high()}, new double[] {0, 0});
      zero.setMarker(SeriesMarkers.NONE).setLineColor(INK).setLineStyle(stroke(1));
      zero.setShowInLegend(false);
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(chart, i, x, ys.get(lines.get(i).group()));
    }
    return chart;
  }

  private static List<double[]> all(List<Line> lines, Function<Line, double[]> numbers) {
    return lines.stream().map(numbers).toList();
  }

  private void scale(XYChart chart, Axis x, List<Axis> ys, Set<String> labels) {
    XYStyler styler = chart.getStyler();
    Axis y = ys.get(0);
    styler.setXAxisMin(x.low()).setXAxisMax(x.high());
    styler.setXAxisLogarithmic(x.isOfDecades()).setXAxisLogarithmicDecadeOnly(!x.isShort());
    styler.setYAxisLogarithmic(y.isOfDecades()).setYAxisLogarithmicDecadeOnly(!y.isShort());
    styler.setXAxisTickLabelsFormattingFunction(tick -> noted(x.label(tick), labels));
    styler.setYAxisTickLabelsFormattingFunction(tick -> noted(y.label(tick), labels));
    for (int group = 0; group < ys.size(); group++) {
      styler.setYAxisMin(group, ys.get(group).low()).setYAxisMax(group, ys.get(group).high());
      chart.setYAxisGroupTitle(group, yTitles.get(group));
    }
    styler.setXAxisTickMarkSpacingHint(spacing(x, 90, 0.85 * WIDTH));
    styler.setYAxisTickMarkSpacingHint(spacing(y, 60, 0.7 * HEIGHT));
    if (ys.size() > 1) {
      styler.setYAxisGroupPosition(1, YAxisPosition.Right);
    }
    if (lines.size() > BESIDE) {
      styler.setLegendPosition(LegendPosition.OutsideE);
      styler.setLegendLayout(LegendLayout.Vertical);
    }
  }

  /** How far apart ticks are, at least: on an axis of whole numbers rarely at fractions. */
  private static int spacing(Axis axis, int least, double length) {
    boolean whole = axis.scale() == Axis.Scale.WHOLE;
    double one = Math.min(MOST_SPACING, length / (axis.high() - axis.low()));
    return whole ? (int) Math.max(least, one) : least;
  }

  private static String noted(String label, Set<String> labels) {
    labels.add(label);
    return label;
  }

  /**
   * Adds a line. Of a line of many points, the series that the legend names has only a few, with
   * gaps between them: its markers; the line itself has none.
   */
  private void draw(XYChart chart, int index, Axis x, Axis y) {
    Line line = lines.get(index);
    double[] xs = places(line.x(), x::place);
    double[] ys = places(line.y(), y::place);
    boolean dense = line.joined() && xs.length > FEW;
    if (dense) {
      XYSeries whole = chart.addSeries(line.name() + ", all points", xs, ys);
      style(whole, index, line.group()).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
      double[][] few = few(line, index, x, y);
      xs = few[0];
      ys = few[1];
    }
    XYSeries series = chart.addSeries(line.name(), xs, ys);
    style(series, index, line.group()).setMarker(SHAPES.get(index % SHAPES.size()));
    if (!line.joined()) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
  }

  private static XYSeries style(XYSeries series, int index, int group) {
    Color colour = new Color(COLOURS[index % COLOURS.length]);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
    series.setLineStyle(stroke(2.4f));
    series.setYAxisGroup(group);
    return series;
  }

  private static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** Some points of a line, evenly spread over the axis, other ones than those of other lines. */
  private double[][] few(Line line, int index, Axis x, Axis y) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < MARKERS; k++) {
      double share = (k + (index + 0.5) / lines.size()) / MARKERS;
      while (at < line.x().length && !(x.share(line.x()[at]) >= share)) {
        at++;
      }
      if (at < line.x().length && Double.isFinite(y.place(line.y()[at]))) {
        if (!xs.isEmpty()) {
          xs.add(x.place(line.x()[at]));
          ys.add(Double.NaN);
        }
        xs.add(x.place(line.x()[at]));
        ys.add(y.place(line.y()[at]));
      }
    }
    if (xs.isEmpty()) { // a name in the legend all the same
      xs.add(x.place(line.x()[0]));
      ys.add(Double.NaN);
    }
    return new double[][] {places(xs, place -> place), places(ys, place -> place)};
  }

  private static double[] places(double[] numbers, ToDoubleFunction<Double> place) {
    return Arrays.stream(numbers).map(place::applyAsDouble).toArray();
  }

  private static double[] places(List<Double> numbers, ToDoubleFunction<Double> place) {
    return numbers.stream().mapToDouble(place).toArray();
  }

  private static void style(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(48);
    styler.setLegendPadding(16);
    styler.setMarkerSize(9);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(INK);
    styler.setPlotContentSize(1);
    styler.setChartTitlePadding(12);
    styler.setChartPadding(16);
    styler.setYAxisLabelAlignment(org.knowm.xchart.style.AxesChartStyler.TextAlignment.Right);
  }
}
