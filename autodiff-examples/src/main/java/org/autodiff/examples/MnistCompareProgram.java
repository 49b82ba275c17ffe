package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.autodiff.examples.DigitTraining.Epoch;
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
  private @Nullable Path data;

  @Option(
      names = "--layer",
      paramLabel = "KIND",
      description = "Only this layer; may be repeated (default: all of the program mnist).")
  private List<String> layers = List.copyOf(Network.RECIPES.keySet());

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each example is seen (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Line(
      String layer, String description, double testAccuracy, double secondsAnEpoch) {}

  private record Report(String data, List<Line> layers, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    layers.forEach(DigitTraining::requireLayer);
    DigitTraining.requireEpochs(epochs);
    figures.requireDirectory();
    if (data != null) {
      output.error("reading MNIST from " + data + " ...");
    }
    Digits digits = data == null ? Digits.drawn(1) : Digits.read(data);
    try (Interruption stop = new Interruption()) {
      compare(digits, stop);
    }
    return 0;
  }

  private void compare(Digits digits, Interruption stop) throws IOException {
    LinePlot plot =
        new LinePlot(
            "784-256-128-64-10 networks on " + digits.size(),
            "epoch",
            "errors on the test set in %");
    List<Line> lines = new ArrayList<>();
    for (String layer : layers) {
      DigitTraining training =
          new DigitTraining(layer, false, epochs, epochs, seed.number(), null, null);
      List<Epoch> done;
      try (Progress progress = new Progress(layer, training.steps(digits))) {
        done =
            training
                .run(
                    digits,
                    stop,
                    progress,
                    epoch -> output.print(progress, layer + ", " + epoch.line(epochs)))
                .epochs();
      }
      if (!done.isEmpty()) {
        plot.line(
            layer,
            done.stream().mapToDouble(Epoch::epoch).toArray(),
            done.stream().mapToDouble(e -> 100 * (1 - e.testAccuracy())).toArray());
        lines.add(
            new Line(
                layer,
                Network.recipe(layer).description(),
                done.getLast().testAccuracy(),
                done.stream().mapToDouble(Epoch::seconds).average().orElse(0)));
      }
      if (stop.requested()) {
        output.error("stopped: these are the results so far");
        break;
      }
    }
    report(digits, plot, lines);
  }

  private void report(Digits digits, LinePlot plot, List<Line> lines) throws IOException {
    String source = digits.source();
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
  }
}
