package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.RandomKey;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.ValueAndGrad;
import org.autodiff.ValueException;
import org.autodiff.nn.Activation;
import org.autodiff.nn.Adam;
import org.autodiff.nn.Batches;
import org.autodiff.nn.Checkpoint;
import org.autodiff.nn.Layer;
import org.autodiff.nn.Losses;
import org.autodiff.nn.Optimizer;
import org.autodiff.nn.Schedule;
import org.autodiff.nn.Sequential;
import org.autodiff.nn.Sgd;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network 784-256-128-64-10 to read digits, with and without matrix products. */
@Command(
    name = "mnist",
    description = {
      "Trains a network on digits, with a layer of your choice in place of the matrix product.",
      "Without --data it reads digits that it draws itself. --save writes the training after each",
      "epoch; --resume goes on from such a file, to the same parameters, bit for bit."
    })
final class MnistProgram implements Callable<Integer> {
  private static final int CHUNK = 1000;

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
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Decides weights and order (default: ${DEFAULT-VALUE}).")
  private long seed;

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

  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** All that training needs to go on: a tree. */
  private record Training(Sequential model, Optimizer.State<Sequential> state) {}

  /** What one epoch came to. */
  record Epoch(int epoch, double loss, double testAccuracy, double seconds) {}

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
    if (!Network.RECIPES.containsKey(layer)) {
      throw new Refusal(
          "--layer: it must be one of "
              + String.join(", ", Network.RECIPES.keySet())
              + ", got '"
              + layer
              + "'; choose one");
    }
    if (asWritten && !layer.equals("soft-abs-max")) {
      throw new Refusal(
          "--as-written: it is the recipe of soft-abs-max, got --layer "
              + layer
              + "; add --layer soft-abs-max");
    }
    if (epochs < 1 || epochs > 10_000) {
      throw new Refusal("--epochs: from 1 to 10000 are possible, got " + epochs + "; write 10");
    }
    figures.requireDirectory();
    Digits digits = data == null ? Digits.drawn(1) : Digits.read(data);
    Report report = run(digits);
    output.print(report, tables(report));
    return 0;
  }

  /** Trains on the digits and writes the figures. */
  Report run(Digits digits) throws IOException {
    RandomKey key = RandomKey.of(seed);
    Network.Recipe recipe =
        asWritten ? new Network.Recipe("", 0.001, 0, 16) : Network.recipe(layer);
    int batch = recipe.batch();
    long perEpoch = Math.ceilDiv(digits.trainX().shape().dim(0), batch);
    long total = perEpoch * epochs;
    Optimizer optimizer =
        asWritten
            ? new Sgd(Schedule.constant(recipe.rate()), 0.8, false)
            : Adam.withDecay(Schedule.cosine(recipe.rate(), perEpoch / 2, total), recipe.decay());
    Sequential first =
        asWritten ? Network.asWritten(key.fold(1)) : Network.of(layer, 1, key.fold(1));
    Training training = resumed(new Training(first, optimizer.start(first)));
    List<Epoch> done = new ArrayList<>();
    int begun = (int) ((long) training.state().step().item() / perEpoch);
    try (Progress progress = new Progress(layer, perEpoch * (epochs - begun))) {
      for (int epoch = begun; epoch < Math.min(epochs, stopAfter); epoch++) {
        long start = System.nanoTime();
        double loss = 0;
        List<Batches.Batch> batches =
            Batches.shuffled(digits.trainX(), digits.trainY(), batch, key.fold(2).fold(epoch));
        for (Batches.Batch some : batches) {
          Sequential model = warmed(training.model(), training.state(), total);
          ValueAndGrad<Sequential> step = gradient(some).apply(model);
          loss += step.value().item() / batches.size();
          Optimizer.Update<Sequential> update =
              optimizer.step(model, step.grad(), training.state());
          training = new Training(update.parameters(), update.state());
          progress.step();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = accuracy(training.model(), digits.testX(), digits.testY());
        done.add(new Epoch(epoch + 1, loss, accuracy, seconds));
        if (save != null) {
          Checkpoint.save(save, training);
        }
      }
    }
    return report(digits, training.model(), done);
  }

  private Training resumed(Training start) throws IOException {
    if (resume == null) {
      return start;
    }
    if (!Files.exists(resume)) {
      throw new Refusal("--resume: there is no file '" + resume + "'; give one that --save wrote");
    }
    try {
      return Checkpoint.load(resume, start);
    } catch (ValueException e) {
      throw new Refusal("--resume: " + e.getMessage());
    }
  }

  /** Soft-abs-max begins softest, where every product has a share of the gradient. */
  private Sequential warmed(Sequential model, Optimizer.State<Sequential> state, long total) {
    if (asWritten || !layer.equals("soft-abs-max")) {
      return model;
    }
    double share = state.step().item() / total;
    return Network.at(model, 1 + share);
  }

  private static Function<Sequential, ValueAndGrad<Sequential>> gradient(Batches.Batch batch) {
    return Autodiff.valueAndGrad(
        model -> Losses.crossEntropy(model.apply(batch.x()), batch.labels()));
  }

  private static Tensor logits(Sequential model, Tensor x) {
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < x.shape().dim(0); from += CHUNK) {
      int to = Math.min(x.shape().dim(0), from + CHUNK);
      parts.add(model.apply(x.slice(Slice.of(from, to))));
    }
    return Shaping.concatenate(0, parts.toArray(new Tensor[0]));
  }

  private static double accuracy(Sequential model, Tensor x, Tensor labels) {
    return Losses.accuracy(logits(model, x), labels);
  }

  private Report report(Digits digits, Sequential model, List<Epoch> done) throws IOException {
    Tensor logits = logits(model, digits.testX());
    double[] predicted = logits.argmax(1).toDoubles();
    float[] labels = digits.testY().toFloats();
    int[][] confusion = new int[10][10];
    for (int i = 0; i < labels.length; i++) {
      confusion[(int) labels[i]][(int) predicted[i]]++;
    }
    List<String> files = new ArrayList<>();
    if (!done.isEmpty()) {
      files.addAll(figures.write("mnist-" + layer, plot(done)));
    }
    files.add(
        figures.write(
            "mnist-" + layer + "-samples", DigitSheet.of(digits.testX(), labels, predicted)));
    long parameters = org.autodiff.Tree.leaves(model).stream().mapToLong(leaf -> leaf.size()).sum();
    return new Report(
        asWritten ? layer + ", as written" : layer,
        digits.source(),
        parameters,
        done,
        Losses.accuracy(logits, digits.testY()),
        confusion,
        asWritten ? saturation(model, digits.testX().slice(Slice.to(CHUNK))) : List.of(),
        files);
  }

  private static LinePlot plot(List<Epoch> done) {
    double[] epoch = done.stream().mapToDouble(Epoch::epoch).toArray();
    return new LinePlot("Training", "epoch", "loss, and share of errors")
        .marked("training loss", epoch, done.stream().mapToDouble(Epoch::loss).toArray())
        .marked(
            "errors on the test set",
            epoch,
            done.stream().mapToDouble(e -> 1 - e.testAccuracy()).toArray());
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
      epochs.row(e.epoch, e.loss, 100 * e.testAccuracy, Math.rint(100 * e.seconds) / 100);
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
