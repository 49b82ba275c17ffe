package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.autodiff.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plots functions with their first and second derivatives. */
@Command(
    name = "curves",
    description = {
      "Plots functions of x with their first and second derivatives.",
      "Writes a PNG, an SVG and a CSV file for each function. A function is written with numbers,"
          + " x, pi, e, + - * / ^, parentheses, and every elementwise operator by its name, as sin,"
          + " atan2 or max; where it has no finite value there is a gap."
    })
final class CurvesProgram implements Callable<Integer> {
  private static final int MAX_POINTS = 100_000;
  private static final int ZEROS_SHOWN = 6;

  @Option(
      names = "--function",
      paramLabel = "EXPRESSION",
      description = "A function of x; may be repeated (default: x^2 and sin(x^2)*cos(x)).")
  private List<String> functions = List.of("x^2", "sin(x^2)*cos(x)");

  @Option(
      names = "--from",
      defaultValue = "-2.5",
      description = "Where the interval starts (default: ${DEFAULT-VALUE}).")
  private double from;

  @Option(
      names = "--to",
      defaultValue = "2.5",
      description = "Where the interval ends (default: ${DEFAULT-VALUE}).")
  private double to;

  @Option(
      names = "--points",
      defaultValue = "501",
      description = "How many points, both ends included (default: ${DEFAULT-VALUE}).")
  private int points;

  @Mixin private final Figures figures = new Figures("out/curves");
  @Mixin private final Output output = new Output();

  private record Result(
      String function, List<String> files, double[] derivativeZeros, Curve samples) {}

  private record Report(double from, double to, int points, List<Result> curves) {}

  @Override
  public Integer call() throws IOException {
    requireInterval();
    List<UnaryOperator<Tensor>> parsed = functions.stream().map(CurvesProgram::parse).toList();
    figures.requireDirectory();

    Tensor x = Tensor.linspace(from, to, points);
    Table summary =
        new Table(
            String.format(
                Locale.ROOT,
                "Curves over [%s, %s], %d points",
                Table.number(from),
                Table.number(to),
                points),
            "f(x)",
            "min",
            "max",
            "gaps",
            "zeros of f′ found");
    Table written = new Table("Files", "f(x)", "written");
    List<Result> results = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < parsed.size(); i++) {
      String text = functions.get(i).strip();
      Curve curve = Curve.of(parsed.get(i), x);
      double[] zeros = curve.stationary(parsed.get(i));
      List<String> files = write(text, curve, unique(fileName(text), names));
      results.add(new Result(text, files, zeros, curve));
      summary.row(text, curve.minimum(), curve.maximum(), curve.gaps(), list(zeros));
      files.forEach(file -> written.row(text, file));
    }
    output.print(new Report(from, to, points, results), summary, written);
    return 0;
  }

  private List<String> write(String function, Curve curve, String name) throws IOException {
    List<String> files =
        new ArrayList<>(figures.write(name, CurvePlot.of("f(x) = " + function, curve)));
    Path csv = figures.file(name + ".csv");
    Files.writeString(csv, csv(curve));
    files.add(csv.toString());
    return files;
  }

  private static String csv(Curve curve) {
    StringBuilder text = new StringBuilder("x,value,first,second\n");
    for (int i = 0; i < curve.x().length; i++) {
      text.append(curve.x()[i])
          .append(',')
          .append(curve.value()[i])
          .append(',')
          .append(curve.first()[i])
          .append(',')
          .append(curve.second()[i])
          .append('\n');
    }
    return text.toString();
  }

  private static UnaryOperator<Tensor> parse(String function) {
    try {
      return Expression.parse(function);
    } catch (Refusal e) {
      throw new Refusal("--function: " + e.getMessage());
    }
  }

  private void requireInterval() {
    if (!(Double.isFinite(from)
        && Double.isFinite(to)
        && Double.isFinite(to - from)
        && from < to)) {
      throw new Refusal(
          "--from must be less than --to, both finite, got "
              + from
              + " and "
              + to
              + "; write --from -2 --to 2");
    }
    if (points < 2 || points > MAX_POINTS) {
      throw new Refusal(
          "--points: from 2 to "
              + MAX_POINTS
              + " points are possible, got "
              + points
              + "; write --points 501");
    }
  }

  /** A name made of the words of a function: {@code sin-x-to-2-times-cos-x}. */
  private static String fileName(String function) {
    String words =
        function
            .toLowerCase(Locale.ROOT)
            .replace("+", " plus ")
            .replace("-", " minus ")
            .replace("*", " times ")
            .replace("/", " over ")
            .replace("^", " to ")
            .replaceAll("[^a-z0-9.]+", " ")
            .strip()
            .replace(' ', '-');
    return words.substring(0, Math.min(60, words.length()));
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int n = 2; !taken.add(unique); n++) {
      unique = name + "_" + n;
    }
    return unique;
  }

  private static String list(double[] zeros) {
    if (zeros.length == 0) {
      return "none";
    }
    String first =
        Arrays.stream(zeros)
            .limit(ZEROS_SHOWN)
            .mapToObj(Table::number)
            .collect(Collectors.joining(", "));
    return zeros.length <= ZEROS_SHOWN ? first : first + ", … (" + zeros.length + " in all)";
  }
}
