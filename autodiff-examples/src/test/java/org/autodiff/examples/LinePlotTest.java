package org.autodiff.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {
  private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");

  @TempDir Path directory;

  private String svg(LinePlot plot) throws Exception {
    Path file = directory.resolve("plot.svg");
    plot.writeSvg(file);
    return Files.readString(file);
  }

  private List<String> texts(LinePlot plot) throws Exception {
    return TEXT.matcher(svg(plot)).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static LinePlot plot(double[] x, double[] y) {
    return new LinePlot("the title", "across", "upwards").line("a line", x, y);
  }

  private static double[] to(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
  }

  @Test
  void allTextIsText() throws Exception {
    assertThat(texts(plot(to(5), to(5))))
        .contains("the title", "across", "upwards", "a line", "1", "2", "3", "4", "5");
  }

  @Test
  void theSameFigureIsTheSameFile() throws Exception {
    assertThat(svg(plot(to(5), to(5)))).isEqualTo(svg(plot(to(5), to(5))));
  }

  @Test
  void longNamesAreNotCut() throws Exception {
    List<String> names = new ArrayList<>();
    LinePlot plot = new LinePlot("the title", "across", "upwards");
    for (int i = 0; i < 8; i++) {
      names.add("a line with a long name, number " + i);
      plot.line(names.get(i), to(5), to(5));
    }
    assertThat(texts(plot)).containsAll(names);
  }

  @Test
  void wholeNumbersHaveNoFractionsBetweenThem() throws Exception {
    for (int n : new int[] {2, 3, 7, 10, 50}) {
      double[] y = new double[n];
      Arrays.fill(y, 7777.5);
      List<String> ticks = texts(plot(to(n), y));
      assertThat(ticks).contains(n < 10 ? "2" : "10").doesNotContain("1.5", "2.5");
      assertThat(ticks.stream().filter(tick -> tick.matches("[0-9.]+")))
          .as("%d points", n)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void decadesAreLabelledAndTheDigitsBetweenHaveTicks() throws Exception {
    double[] y = {0.003, 40};
    List<String> ticks = texts(plot(to(2), y).logarithmicY());
    assertThat(ticks).contains("0.01", "0.1", "1", "10").doesNotContain("0.02", "0.001", "100");

    double[] few = {0.3, 4};
    assertThat(texts(plot(to(2), few).logarithmicY())).contains("0.5", "1", "2");
    double[] many = {1e-7, 1e3};
    assertThat(texts(plot(to(2), many).logarithmicY())).contains("10⁻⁶", "10⁰", "10²");
    double[] very = {1e-60, 1e40};
    assertThat(texts(plot(to(2), very).logarithmicY()))
        .contains("10⁻⁴⁰", "10⁰")
        .hasSizeLessThan(20);
  }

  @Test
  void logarithmicLimitsFitTheNumbers() {
    Axis axis = Axis.fitting(List.of(new double[] {0.003, Double.NaN, -1, 40}), true);

    assertThat(axis.low()).isBetween(0.001, 0.003);
    assertThat(axis.high()).isBetween(40.0, 80.0);
    assertThat(axis.share(0.003)).isEqualTo(0.04 / 1.08, within(1e-9));
    assertThat(axis.place(-1)).isNaN();
  }

  @Test
  void eachLineHasAMarkerOfItsOwnAlsoWhereItHasManyPoints() throws Exception {
    double[] x = to(1000);
    String one = svg(plot(x, x));
    String two = svg(plot(x, x).line("another", x, x));

    // some markers and that of the legend, filled in the colour of the line
    assertThat(count(one, "fill:rgb(0,114,178)")).isBetween(8, 10);
    assertThat(count(two, "fill:rgb(213,94,0)")).isBetween(8, 10);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void twoKindsOfNumbersHaveAxesOfTheirOwn() throws Exception {
    double[] percent = {91.5, 97.5};
    LinePlot plot =
        plot(to(2), new double[] {0.25, 0.75}).onTheRight("in %").line("right", to(2), percent);

    assertThat(texts(plot)).contains("upwards", "in %", "0.3", "0.7", "92", "97");
  }
}
