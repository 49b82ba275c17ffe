package org.autodiff.examples;

import static org.autodiff.Autodiff.valueAndGrad;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.autodiff.RandomKey;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.ValueAndGrad;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A small regression network: its gradient in three ways, and its training. */
@Command(
    name = "mlp",
    description = {
      "A 100-50-1 regression network: gradients by hand, by the engine and by differences;"
          + " training.",
      "It learns |x0| + tanh(x1) of 100 inputs, of which the other 98 say nothing."
    })
final class MlpProgram implements Callable<Integer> {
  private static final int INPUTS = 100;
  private static final int HIDDEN = 50;
  private static final int CHECKED = 32; // examples in the comparison of gradients
  private static final int TRAINED = 4096;
  private static final int TESTED = 1024;
  private static final int BATCH = 64;
  private static final double STEP = 1e-6; // of differences: the loss is piecewise quadratic
  private static final double RATE = 0.02;
  private static final int MAX_EPOCHS = 10_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      description = "How often the data are gone through (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** relu(x w1 + b1) w2 + b2. */
  private record Mlp(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    static Mlp random(RandomKey key) {
      return new Mlp(
          key.fold(1).normal(INPUTS, HIDDEN).mul(Math.sqrt(2.0 / INPUTS)),
          Tensor.zeros(HIDDEN),
          key.fold(2).normal(HIDDEN, 1).mul(Math.sqrt(1.0 / HIDDEN)),
          Tensor.zeros(1));
    }

    Tensor hidden(Tensor x) {
      return x.matmul(w1).add(b1);
    }

    Tensor apply(Tensor x) {
      return hidden(x).relu().matmul(w2).add(b2);
    }
  }

  private record Batch(Tensor x, Tensor y) {
    static Batch random(RandomKey key, int examples) {
      Tensor x = key.normal(examples, INPUTS);
      Tensor y = x.slice(Slice.all(), Slice.of(0, 1)).abs();
      return new Batch(x, y.add(x.slice(Slice.all(), Slice.of(1, 2)).tanh()));
    }
  }

  private static Tensor loss(Mlp net, Batch batch) {
    return net.apply(batch.x()).sub(batch.y()).square().mean();
  }

  /** The gradient by hand, from the loss back to the first layer. */
  private static Mlp byHand(Mlp net, Batch batch) {
    Tensor z = net.hidden(batch.x());
    Tensor h = z.relu();
    Tensor prediction = h.matmul(net.w2()).add(net.b2());
    Tensor toPrediction = prediction.sub(batch.y()).mul(2.0 / batch.y().size());
    Tensor toW2 = h.transpose().matmul(toPrediction);
    Tensor toB2 = toPrediction.sum(0);
    Tensor toHidden = toPrediction.matmul(net.w2().transpose());
    Tensor toZ = toHidden.mul(z.gt(0)); // relu lets pass what is positive
    Tensor toW1 = batch.x().transpose().matmul(toZ);
    Tensor toB1 = toZ.sum(0);
    return new Mlp(toW1, toB1, toW2, toB2);
  }

  private record Line(
      String name,
      int[] shape,
      double[] hand,
      double[] engine,
      double[] differences,
      double handFromEngine,
      double differencesFromEngine) {}

  private record Epoch(double trainLoss, double testLoss) {}

  private record Report(
      List<Line> gradients,
      double largestDifference,
      double largestDifferenceFromDifferences,
      List<Epoch> epochs,
      List<String> files) {}

  @Override
  public Integer call() throws IOException {
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      throw new Refusal(
          "--epochs: from 1 to " + MAX_EPOCHS + " are possible, got " + epochs + "; write 40");
    }
    figures.requireDirectory();
    RandomKey key = seed.key();
    Mlp net = Mlp.random(key);
    List<Line> gradients = compare(net, awayFromKinks(net, key.fold(3)));
    List<Epoch> losses = train(net, key);
    double[] number = IntStream.rangeClosed(0, epochs).asDoubleStream().toArray();
    LinePlot plot =
        new LinePlot(
                "100-50-1 network, SGD on " + TRAINED + " examples", "epoch", "mean squared error")
            .logarithmicY()
            .line("training", number, losses.stream().mapToDouble(Epoch::trainLoss).toArray())
            .line("test", number, losses.stream().mapToDouble(Epoch::testLoss).toArray());
    report(gradients, losses, figures.write("mlp", plot));
    return 0;
  }

  /** A batch for which no hidden unit is so close to 0 that differences would step over it. */
  private static Batch awayFromKinks(Mlp net, RandomKey key) {
    for (int attempt = 0; ; attempt++) {
      Batch batch = Batch.random(key.fold(attempt), CHECKED);
      double reach = 2 * STEP * Math.max(1, batch.x().abs().max().item());
      if (net.hidden(batch.x()).abs().min().item() > reach) {
        return batch;
      }
    }
  }

  private static List<Line> compare(Mlp net, Batch batch) {
    List<Tensor> hand = Tree.leaves(byHand(net, batch));
    List<Tensor> engine = Tree.leaves(valueAndGrad(MlpProgram::loss).apply(net, batch).grad());
    List<Tensor> differences =
        Tree.leaves(Differences.gradient((Mlp moved) -> loss(moved, batch), net, STEP));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < engine.size(); i++) {
      lines.add(
          new Line(
              Tree.paths(net).get(i).substring(1),
              engine.get(i).shape().dims(),
              hand.get(i).toDoubles(),
              engine.get(i).toDoubles(),
              differences.get(i).toDoubles(),
              Differences.largest(hand.get(i), engine.get(i)),
              Differences.largest(differences.get(i), engine.get(i))));
    }
    return lines;
  }

  /** Plain SGD: a shuffled pass over the data in batches, again and again. */
  private List<Epoch> train(Mlp start, RandomKey key) {
    Batch train = Batch.random(key.fold(4), TRAINED);
    Batch test = Batch.random(key.fold(5), TESTED);
    BiFunction<Mlp, Batch, ValueAndGrad<Mlp>> step = valueAndGrad(MlpProgram::loss);
    Mlp net = start;
    List<Epoch> losses = new ArrayList<>();
    losses.add(new Epoch(loss(net, train).item(), loss(net, test).item()));
    try (Progress progress = new Progress("training", epochs)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Tensor order = key.fold(6).fold(epoch).permutation(TRAINED);
        for (int i = 0; i < TRAINED; i += BATCH) {
          Tensor chosen = order.slice(Slice.of(i, i + BATCH));
          Batch batch = new Batch(train.x().gather(chosen, 0), train.y().gather(chosen, 0));
          net = Tree.zip((w, g) -> w.sub(g.mul(RATE)), net, step.apply(net, batch).grad());
        }
        losses.add(new Epoch(loss(net, train).item(), loss(net, test).item()));
        progress.step();
      }
    }
    return losses;
  }

  private void report(List<Line> gradients, List<Epoch> losses, List<String> files) {
    Table compared =
        new Table(
            "The gradient in three ways: first entries, and the largest difference of all",
            "by",
            "shape",
            "by hand",
            "by the engine",
            "by differences",
            "hand − engine",
            "differences − engine");
    for (Line line : gradients) {
      compared.row(
          line.name(),
          Arrays.toString(line.shape()),
          line.hand()[0],
          line.engine()[0],
          line.differences()[0],
          line.handFromEngine(),
          line.differencesFromEngine());
    }
    Table training = new Table("Training", "epoch", "training loss", "test loss");
    for (int i = 0; i < losses.size(); i += Math.max(1, epochs / 8)) {
      training.row(i, losses.get(i).trainLoss(), losses.get(i).testLoss());
    }
    double hand = gradients.stream().mapToDouble(Line::handFromEngine).max().orElse(0);
    double differences =
        gradients.stream().mapToDouble(Line::differencesFromEngine).max().orElse(0);
    output.print(
        new Report(gradients, hand, differences, losses, files),
        compared,
        training,
        Figures.table(files));
  }
}
