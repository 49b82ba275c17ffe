package org.autodiff.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains every kind of layer on the same digits. */
@Command(
    name = "mnist-compare",
    description = "Trains every layer of the program mnist: one table and one plot.")
final class MnistCompareProgram implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "The folder of MNIST's four files.")
  private @Nullable String data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each example is seen (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Decides weights and order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Line(
      String layer, String description, double testAccuracy, double secondsAnEpoch) {}

  private record Report(String data, List<Line> layers, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    figures.requireDirectory();
    LinePlot plot = new LinePlot("Errors on the test set", "epoch", "share of errors");
    List<Line> lines = new ArrayList<>();
    String source = "";
    for (String layer : Network.RECIPES.keySet()) {
      List<String> arguments =
          new ArrayList<>(
              List.of("mnist", "--layer", layer, "--epochs", "" + epochs, "--seed", "" + seed));
      arguments.addAll(List.of("--out", figures.directory()));
      if (data != null) {
        arguments.addAll(List.of("--data", data));
      }
      JsonNode report = Runs.json(arguments.toArray(new String[0]));
      source = report.get("data").textValue();
      double[] errors = new double[epochs];
      double[] numbers = new double[epochs];
      double seconds = 0;
      for (int i = 0; i < epochs; i++) {
        JsonNode epoch = report.get("epochs").get(i);
        errors[i] = 1 - epoch.get("testAccuracy").doubleValue();
        numbers[i] = i + 1;
        seconds += epoch.get("seconds").doubleValue() / epochs;
      }
      plot.marked(layer, numbers, errors);
      lines.add(
          new Line(
              layer,
              Network.recipe(layer).description(),
              report.get("testAccuracy").doubleValue(),
              seconds));
    }
    List<String> files = figures.write("mnist-compare", plot.logarithmicY());
    Table table =
        new Table(
            source + ", " + epochs + " epochs",
            "layer",
            "network",
            "test accuracy in %",
            "seconds an epoch");
    for (Line line : lines) {
      table.row(
          line.layer,
          line.description,
          Math.rint(1e4 * line.testAccuracy) / 100,
          Math.rint(100 * line.secondsAnEpoch) / 100);
    }
    output.print(new Report(source, lines, files), table, Figures.table(files));
    return 0;
  }
}
