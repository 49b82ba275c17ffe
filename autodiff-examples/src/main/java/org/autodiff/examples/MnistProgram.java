package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.examples.DigitTraining.Epoch;
import org.autodiff.nn.Activation;
import org.autodiff.nn.Layer;
import org.autodiff.nn.Losses;
import org.autodiff.nn.Sequential;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network 784-256-128-64-10 to read digits, with and without matrix products. */
@Command(
    name = "mnist",
    description = {
      "Trains a network on digits, with a layer of your choice in place of the matrix product.",
      "Without --data it reads digits that it draws itself. --save writes the training after each"
          + " epoch; --resume goes on from such a file, with the same --seed, --epochs and --data,"
          + " to the same parameters, bit for bit."
    })
final class MnistProgram implements Callable<Integer> {
  private static final int SATURATED = 1000; // examples whose saturation is told

  @Option(
      names = "--layer",
      paramLabel = "KIND",
      defaultValue = "dense",
      description =
          "abs-max, adder, bit-linear, dense, hadamard-max, sinh-sum, soft-abs-max or ternary"
              + " (default: ${DEFAULT-VALUE}).")
  private String layer = "dense";

  @Option(names = "--data", paramLabel = "DIR", description = "The folder of MNIST's four files.")
  private @Nullable Path data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How often each example is seen (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--as-written",
      description =
          "The original recipe for soft-abs-max: normal weights, hardtanh, batches of 16, SGD with"
              + " 0.001 and momentum 0.8.")
  private boolean asWritten;

  @Option(names = "--save", paramLabel = "FILE", description = "A .safetensors or .npz file.")
  private @Nullable Path save;

  @Option(names = "--resume", paramLabel = "FILE", description = "A file that --save wrote.")
  private @Nullable Path resume;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Ends after this epoch of all, to go on later with --resume.")
  private int stopAfter;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** The share of saturated outputs and the mean size, by layer. */
  private record Saturation(int layer, double meanMagnitude, double beyondOne) {}

  /** What a run came to. */
  record Report(
      String layer,
      String data,
      long parameters,
      List<Epoch> epochs,
      double testAccuracy,
      int[][] confusion,
      List<Saturation> saturation,
      List<String> files) {}

  @Override
  public Integer call() throws IOException {
    DigitTraining.requireLayer(layer);
    if (asWritten && !layer.equals("soft-abs-max")) {
      throw new Refusal(
          "--as-written: it is the recipe of soft-abs-max, got --layer "
              + layer
              + "; add --layer soft-abs-max");
    }
    DigitTraining.requireEpochs(epochs);
    DigitTraining training =
        new DigitTraining(layer, asWritten, epochs, stopAfter, seed.number(), save, resume);
    training.requireSavable();
    figures.requireDirectory();
    if (data != null) {
      output.error("reading MNIST from " + data + " ...");
    }
    Digits digits = data == null ? Digits.drawn(1) : Digits.read(data);
    try (Interruption stop = new Interruption()) {
      DigitTraining.Result result;
      try (Progress progress = new Progress(layer, training.steps(digits))) {
        result =
            training.run(
                digits, stop, progress, epoch -> output.print(progress, epoch.line(epochs)));
      }
      if (stop.requested()) {
        output.error(
            result.epochs().isEmpty()
                ? "stopped before the end of an epoch: there are no results"
                : "stopped: these are the results so far");
      } else if (result.epochs().isEmpty()) {
        output.error(nothingToTrain(result.resumedAfter()));
      }
      if (!stop.requested() || !result.epochs().isEmpty()) {
        Report report = report(digits, result);
        output.print(report, tables(report));
      }
      if (save != null && !result.epochs().isEmpty()) {
        output.error(saved(save, result.epochs().getLast().epoch()));
      }
    }
    return 0;
  }

  private String nothingToTrain(int after) {
    return after >= epochs
        ? "'" + resume + "' is at its last epoch, " + epochs + ": there is nothing to train"
        : String.format(
            Locale.ROOT,
            "'%s' is after epoch %d of %d: up to --stop-after %d there is nothing to train",
            resume,
            after,
            epochs,
            stopAfter);
  }

  /** Where the training is, and how to go on with it. */
  private String saved(Path file, int after) {
    String where =
        String.format(Locale.ROOT, "saved in '%s' after epoch %d of %d", file, after, epochs);
    return after < epochs ? where + "; go on with --resume " + file : where;
  }

  private Report report(Digits digits, DigitTraining.Result result) throws IOException {
    Tensor logits = result.logits();
    double[] predicted = logits.argmax(1).toDoubles();
    float[] labels = digits.testY().toFloats();
    int[][] confusion = new int[10][10];
    for (int i = 0; i < labels.length; i++) {
      confusion[(int) labels[i]][(int) predicted[i]]++;
    }
    List<String> files = new ArrayList<>();
    if (!result.epochs().isEmpty()) {
      files.addAll(figures.write("mnist-" + layer, plot(digits, result.epochs())));
    }
    files.add(
        figures.write(
            "mnist-" + layer + "-samples", DigitSheet.of(digits.testX(), labels, predicted)));
    Sequential model = result.model();
    long parameters = Tree.leaves(model).stream().mapToLong(Tensor::size).sum();
    return new Report(
        asWritten ? layer + ", as written" : layer,
        digits.source(),
        parameters,
        result.epochs(),
        Losses.accuracy(logits, digits.testY()),
        confusion,
        asWritten ? saturation(model, digits.testX().slice(Slice.to(SATURATED))) : List.of(),
        files);
  }

  private LinePlot plot(Digits digits, List<Epoch> done) {
    double[] epoch = done.stream().mapToDouble(Epoch::epoch).toArray();
    String title = String.format(Locale.ROOT, "%s: 784-256-128-64-10 on %s", layer, digits.size());
    return new LinePlot(title, "epoch", "cross entropy")
        .line("training loss (left)", epoch, done.stream().mapToDouble(Epoch::loss).toArray())
        .onTheRight("accuracy in %")
        .line(
            "test accuracy (right)",
            epoch,
            done.stream().mapToDouble(e -> 100 * e.testAccuracy()).toArray());
  }

  /** How far outputs lie beyond ±1, where hardtanh is flat. */
  private static List<Saturation> saturation(Sequential model, Tensor x) {
    List<Saturation> found = new ArrayList<>();
    Tensor y = x;
    for (Layer part : model.layers()) {
      y = part.apply(y);
      if (!(part instanceof Activation)) {
        Tensor size = y.abs();
        double beyond = size.gt(Tensor.full(1, size.type())).mean().item();
        found.add(new Saturation(found.size() + 1, size.mean().item(), beyond));
      }
    }
    return found;
  }

  private static Table[] tables(Report report) {
    List<Table> tables = new ArrayList<>();
    Table epochs =
        new Table(
            report.layer + " on " + report.data + ", " + report.parameters + " parameters",
            "epoch",
            "training loss",
            "test accuracy in %",
            "seconds");
    for (Epoch e : report.epochs) {
      epochs.row(e.epoch(), e.loss(), 100 * e.testAccuracy(), Math.rint(100 * e.seconds()) / 100);
    }
    tables.add(epochs);
    Table confusion =
        new Table(
            "Digits (rows) and what they were taken for",
            "",
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9");
    for (int i = 0; i < 10; i++) {
      Object[] row = new Object[11];
      row[0] = i;
      for (int j = 0; j < 10; j++) {
        row[j + 1] = report.confusion[i][j];
      }
      confusion.row(row);
    }
    tables.add(confusion);
    if (!report.saturation.isEmpty()) {
      Table saturation =
          new Table(
              "Why it stays near chance: hardtanh passes no gradient beyond ±1",
              "layer",
              "mean size of its outputs",
              "beyond ±1 in %");
      for (Saturation s : report.saturation) {
        saturation.row(s.layer, s.meanMagnitude, 100 * s.beyondOne);
      }
      tables.add(saturation);
    }
    tables.add(Figures.table(report.files));
    return tables.toArray(new Table[0]);
  }
}
