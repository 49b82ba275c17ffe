package org.autodiff.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.RandomKey;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.ValueAndGrad;
import org.autodiff.ValueException;
import org.autodiff.check.OperatorRegistry;
import org.autodiff.nn.Adam;
import org.autodiff.nn.Batches;
import org.autodiff.nn.Checkpoint;
import org.autodiff.nn.Losses;
import org.autodiff.nn.Optimizer;
import org.autodiff.nn.Schedule;
import org.autodiff.nn.Sequential;
import org.autodiff.nn.Sgd;
import org.jspecify.annotations.Nullable;

/**
 * The training of a network that reads digits.
 *
 * @param layer the kind of its layers
 * @param asWritten whether by the original recipe for soft-abs-max
 * @param epochs how often each example is seen
 * @param stopAfter the epoch after which to end, to go on later
 * @param seed decides weights and order
 * @param save where to write the training after each epoch
 * @param resume what was written, to go on from
 */
record DigitTraining(
    String layer,
    boolean asWritten,
    int epochs,
    int stopAfter,
    long seed,
    @Nullable Path save,
    @Nullable Path resume) {
  private static final int CHUNK = 1000;
  private static final int MAX_EPOCHS = 10_000;

  /** All that training needs to go on: a tree. */
  private record Training(Sequential model, Optimizer.State<Sequential> state, Begun begun) {}

  /** What one epoch came to. */
  record Epoch(int epoch, double loss, double testAccuracy, double seconds) {

    /** One line for a person who waits. */
    String line(int of) {
      return String.format(
          Locale.ROOT,
          seconds < 10
              ? "epoch %d/%d: loss %.4g, %.2f %% right, %.1f s"
              : "epoch %d/%d: loss %.4g, %.2f %% right, %.0f s",
          epoch,
          of,
          loss,
          100 * testAccuracy,
          seconds);
    }
  }

  /**
   * What the training came to.
   *
   * @param model after the last whole epoch
   * @param logits of the test set by that model
   * @param resumedAfter the number of epochs done before, by the file
   * @param epochs those done here
   */
  record Result(Sequential model, Tensor logits, int resumedAfter, List<Epoch> epochs) {}

  static void requireLayer(String layer) {
    if (!Network.RECIPES.containsKey(layer)) {
      List<String> near = OperatorRegistry.near(layer, Network.RECIPES.keySet());
      throw new Refusal(
          "--layer: it must be one of "
              + String.join(", ", Network.RECIPES.keySet())
              + ", got '"
              + layer
              + "'; "
              + (near.isEmpty() ? "choose one" : "did you mean " + String.join(", ", near) + "?"));
    }
  }

  static void requireEpochs(int epochs) {
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      throw new Refusal(
          "--epochs: from 1 to " + MAX_EPOCHS + " are possible, got " + epochs + "; write 10");
    }
  }

  /** Refuses a file to write that cannot be written: before anything is computed. */
  void requireSavable() {
    if (save == null) {
      return;
    }
    Path folder = save.toAbsolutePath().getParent();
    if (!save.toString().endsWith(".safetensors") && !save.toString().endsWith(".npz")) {
      throw new Refusal(
          "--save: the file must end in .safetensors or .npz, got '" + save + "'; rename it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Refusal("--save: there is no folder '" + folder + "'; make it, or choose another");
    }
    if (Files.isDirectory(save)) {
      throw new Refusal("--save: '" + save + "' is a folder; give the name of a file");
    }
    if (!Files.isWritable(folder)) {
      throw new Refusal("--save: cannot write in '" + folder + "'; choose another folder");
    }
  }

  /** Trains until the last epoch, or until it is to stop, which takes effect within an epoch. */
  Result run(Digits digits, Interruption stop, Progress progress, Consumer<Epoch> each)
      throws IOException {
    Network.Recipe recipe = recipe();
    long perEpoch = perEpoch(digits);
    long total = perEpoch * epochs;
    Optimizer optimizer = optimizer(perEpoch);
    Training training = resumed(start(optimizer, digits), digits);
    Training whole = training;
    Tensor logits = null;
    List<Epoch> done = new ArrayList<>();
    int begun = (int) ((long) training.state().step().item() / perEpoch);
    for (int epoch = begun; epoch < Math.min(epochs, stopAfter); epoch++) {
      long start = System.nanoTime();
      double loss = 0;
      List<Batches.Batch> batches =
          Batches.shuffled(
              digits.trainX(), digits.trainY(), recipe.batch(), key().fold(2).fold(epoch));
      for (int i = 0; i < batches.size() && !stop.requested(); i++) {
        Sequential model = warmed(training.model(), training.state(), total);
        ValueAndGrad<Sequential> step = gradient(batches.get(i)).apply(model);
        loss += step.value().item();
        Optimizer.Update<Sequential> update = optimizer.step(model, step.grad(), training.state());
        training = new Training(update.parameters(), update.state(), training.begun());
        progress.note(
            String.format(
                Locale.ROOT, "epoch %d/%d, loss %.3g", epoch + 1, epochs, loss / (i + 1)));
        progress.step();
      }
      if (stop.requested()) {
        break;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      whole = training;
      logits = logits(whole.model(), digits.testX());
      double accuracy = Losses.accuracy(logits, digits.testY());
      Epoch came = new Epoch(epoch + 1, loss / batches.size(), accuracy, seconds);
      done.add(came);
      if (save != null) {
        Checkpoint.save(save, Map.of(kind(), whole));
      }
      each.accept(came);
    }
    return new Result(
        whole.model(),
        logits != null ? logits : logits(whole.model(), digits.testX()),
        begun,
        done);
  }

  /** How many steps there are, at most, for a bar. */
  long steps(Digits digits) {
    return perEpoch(digits) * Math.min(epochs, stopAfter);
  }

  private Network.Recipe recipe() {
    return asWritten ? new Network.Recipe("", 0.001, 0, 16) : Network.recipe(layer);
  }

  private long perEpoch(Digits digits) {
    return Math.ceilDiv(digits.trainX().shape().dim(0), recipe().batch());
  }

  private Optimizer optimizer(long perEpoch) {
    Network.Recipe recipe = recipe();
    return asWritten
        ? new Sgd(Schedule.constant(recipe.rate()), 0.8, false)
        : Adam.withDecay(
            Schedule.cosine(recipe.rate(), perEpoch / 2, perEpoch * epochs), recipe.decay());
  }

  private Training start(Optimizer optimizer, Digits digits) {
    RandomKey weights = key().fold(1);
    Sequential first = asWritten ? Network.asWritten(weights) : Network.of(layer, 1, weights);
    int examples = digits.trainX().shape().dim(0);
    return new Training(
        first, optimizer.start(first), Begun.of(seed, epochs, recipe().batch(), examples));
  }

  private RandomKey key() {
    return RandomKey.of(seed);
  }

  /** Under which name the training is in a file: layers of the same shapes are told apart. */
  private String kind() {
    return asWritten ? layer + " as written" : layer;
  }

  private Training resumed(Training start, Digits digits) throws IOException {
    if (resume == null) {
      return start;
    }
    if (!Files.exists(resume)) {
      throw new Refusal("--resume: there is no file '" + resume + "'; give one that --save wrote");
    }
    try {
      Training training = load(resume, start);
      training.begun().require(resume, start.begun());
      return training;
    } catch (ValueException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("checkpoint: ")) {
        throw new Refusal("--resume: '" + resume + "' cannot be read: " + message);
      }
      String other = kindIn(resume, digits);
      throw new Refusal(
          other.isEmpty()
              ? "--resume: '"
                  + resume
                  + "' is not a training that --save wrote; give one that it wrote"
              : "--resume: '"
                  + resume
                  + "' holds "
                  + (other.matches("[aeiou].*") ? "an " : "a ")
                  + other
                  + " network, not "
                  + kind()
                  + "; write --layer "
                  + other.replace(" as written", " --as-written"));
    }
  }

  private Training load(Path file, Training like) throws IOException {
    Training training = Checkpoint.load(file, Map.of(kind(), like)).get(kind());
    if (training == null) {
      throw new ValueException("checkpoint: " + kind() + " is missing");
    }
    return training;
  }

  /** The kind of training that a file can be read as; empty if there is none. */
  private static String kindIn(Path file, Digits digits) throws IOException {
    List<DigitTraining> kinds = new ArrayList<>();
    for (String layer : Network.RECIPES.keySet()) {
      kinds.add(new DigitTraining(layer, false, 1, 1, 0, null, null));
    }
    kinds.add(new DigitTraining("soft-abs-max", true, 1, 1, 0, null, null));
    for (DigitTraining kind : kinds) {
      try {
        kind.load(file, kind.start(kind.optimizer(kind.perEpoch(digits)), digits));
        return kind.kind();
      } catch (ValueException e) {
        // another one
      }
    }
    return "";
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
}
