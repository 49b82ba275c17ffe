package org.autodiff.examples;

import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.stopGradient;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A network whose weights are a product of two factors, element by element. */
@Command(
    name = "hadamard",
    description = {
      "The two-factor network relu(x (A∘B)) + bias: all its gradients, its training, its traps.",
      "It learns from examples of a network of the same form, in five ways."
    })
final class HadamardProgram implements Callable<Integer> {
  private static final int INPUTS = 20;
  private static final int OUTPUTS = 10;
  private static final int EXAMPLES = 256;
  private static final double STEP = 1e-6; // of differences: the loss is piecewise quadratic
  private static final double RATE = 0.5;
  private static final int MAX_STEPS = 100_000;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many steps of gradient descent (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** relu(x (A∘B)) + bias. */
  private record Net(Tensor a, Tensor b, Tensor bias) {
    static Net random(RandomKey key) {
      double scale = Math.pow(2.0 / INPUTS, 0.25); // of each factor: He's for the product
      return new Net(
          key.fold(1).normal(INPUTS, OUTPUTS).mul(scale),
          key.fold(2).normal(INPUTS, OUTPUTS).mul(scale),
          key.fold(3).normal(OUTPUTS));
    }

    Tensor weights() {
      return a.mul(b);
    }

    Tensor apply(Tensor x) {
      return x.matmul(weights()).relu().add(bias);
    }
  }

  /** A network and its input together: whatever has a gradient. */
  private record All(Net net, Tensor input) {}

  private record Line(
      String name,
      int[] shape,
      double[] engine,
      double[] hand,
      double[] differences,
      double error) {}

  private record Way(String name, double[] losses, double gradientError) {}

  private record Report(
      List<Line> gradients, double largestDifference, List<Way> ways, List<String> files) {}

  private static Tensor loss(Tensor prediction, Tensor y) {
    return prediction.sub(y).square().mean();
  }

  /** By hand: the gradient by W = A∘B reaches each factor times the other one. */
  private static All byHand(All all, Tensor y) {
    Net net = all.net();
    Tensor z = all.input().matmul(net.weights());
    Tensor toOutput = z.relu().add(net.bias()).sub(y).mul(2.0 / y.size());
    Tensor toZ = toOutput.mul(z.gt(0));
    Tensor toW = all.input().transpose().matmul(toZ);
    return new All(
        new Net(toW.mul(net.b()), toW.mul(net.a()), toOutput.sum(0)),
        toZ.matmul(net.weights().transpose()));
  }

  /** Naive: W as a parameter of its own, whose gradient both factors are given as it is. */
  private static Net wholeGradientToEach(Net net, Tensor x, Tensor y) {
    Tensor toW =
        grad((Tensor w) -> loss(x.matmul(w).relu().add(net.bias()), y)).apply(net.weights());
    Net right = grad((Net n) -> loss(n.apply(x), y)).apply(net);
    return new Net(toW, toW, right.bias());
  }

  /** Naive: W taken out of the computation as data; nothing comes back to its factors. */
  private static Net detached(Net net, Tensor x, Tensor y) {
    return grad((Net n) -> loss(x.matmul(stopGradient(n.weights())).relu().add(n.bias()), y))
        .apply(net);
  }

  @Override
  public Integer call() throws IOException {
    if (steps < 1 || steps > MAX_STEPS) {
      throw new Refusal(
          "--steps: from 1 to " + MAX_STEPS + " are possible, got " + steps + "; write 1000");
    }
    figures.requireDirectory();
    RandomKey key = seed.key();
    Net start = Net.random(key);
    Tensor x = awayFromKinks(start, key.fold(4));
    Tensor y = Net.random(key.fold(5)).apply(x);
    List<Line> gradients = compare(new All(start, x), y);
    List<Way> ways = train(start, x, y);
    double[] number = IntStream.rangeClosed(0, steps).asDoubleStream().toArray();
    LinePlot plot =
        new LinePlot(
                "relu(x (A∘B)) + bias, factors 20×10, gradient descent on "
                    + EXAMPLES
                    + " examples",
                "step",
                "mean squared error")
            .logarithmicY();
    ways.forEach(way -> plot.line(way.name(), number, whileSmall(way.losses())));
    report(gradients, ways, figures.write("hadamard", plot));
    return 0;
  }

  /** The losses as far as they can be drawn beside the others: what diverges is cut off. */
  private static double[] whileSmall(double[] losses) {
    return Arrays.stream(losses).map(loss -> loss < 10 ? loss : Double.NaN).toArray();
  }

  /** Inputs for which no unit is so close to 0 that differences would step over it. */
  private static Tensor awayFromKinks(Net net, RandomKey key) {
    for (int attempt = 0; ; attempt++) {
      Tensor x = key.fold(attempt).normal(EXAMPLES, INPUTS);
      double steepest = Math.max(x.abs().max().item(), net.weights().abs().max().item());
      if (x.matmul(net.weights()).abs().min().item() > 5 * STEP * steepest) {
        return x;
      }
    }
  }

  private static List<Line> compare(All all, Tensor y) {
    Function<All, Tensor> f = point -> loss(point.net().apply(point.input()), y);
    List<Tensor> engine = Tree.leaves(grad(f).apply(all));
    List<Tensor> hand = Tree.leaves(byHand(all, y));
    List<Tensor> differences = Tree.leaves(Differences.gradient(f, all, STEP));
    List<String> names = List.of("A", "B", "bias", "input");
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      lines.add(
          new Line(
              names.get(i),
              engine.get(i).shape().dims(),
              engine.get(i).toDoubles(),
              hand.get(i).toDoubles(),
              differences.get(i).toDoubles(),
              Math.max(
                  Differences.largest(engine.get(i), hand.get(i)),
                  Differences.largest(engine.get(i), differences.get(i)))));
    }
    return lines;
  }

  /** What a way of training does with a network: its gradient. */
  private interface Rule {
    Net gradient(Net net);
  }

  private record Trial(Net start, Rule rule) {}

  private List<Way> train(Net start, Tensor x, Tensor y) {
    Rule right = net -> grad((Net n) -> loss(n.apply(x), y)).apply(net);
    Tensor zero = Tensor.zeros(INPUTS, OUTPUTS);
    Map<String, Trial> trials = new LinkedHashMap<>();
    trials.put("right", new Trial(start, right));
    trials.put("gradient by W to each", new Trial(start, net -> wholeGradientToEach(net, x, y)));
    trials.put("W detached", new Trial(start, net -> detached(net, x, y)));
    trials.put("from A = B", new Trial(new Net(start.a(), start.a(), start.bias()), right));
    trials.put("from A = B = 0", new Trial(new Net(zero, zero, start.bias()), right));
    List<Way> ways = new ArrayList<>();
    try (Progress progress = new Progress("training", (long) trials.size() * steps)) {
      trials.forEach((name, trial) -> ways.add(way(name, trial, right, x, y, progress)));
    }
    return ways;
  }

  private Way way(String name, Trial trial, Rule right, Tensor x, Tensor y, Progress progress) {
    double error =
        Differences.largest(trial.rule().gradient(trial.start()), right.gradient(trial.start()));
    Net net = trial.start();
    double[] losses = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      losses[i] = loss(net.apply(x), y).item();
      net = Tree.zip((w, g) -> w.sub(g.mul(RATE)), net, trial.rule().gradient(net));
      progress.step();
    }
    losses[steps] = loss(net.apply(x), y).item();
    return new Way(name, losses, error);
  }

  private void report(List<Line> gradients, List<Way> ways, List<String> files) {
    Table compared =
        new Table(
            "All gradients: first entries, and the largest difference of all three",
            "by",
            "shape",
            "by the engine",
            "by hand",
            "by differences",
            "difference");
    for (Line line : gradients) {
      compared.row(
          line.name(),
          Arrays.toString(line.shape()),
          line.engine()[0],
          line.hand()[0],
          line.differences()[0],
          line.error());
    }
    Table training =
        new Table(
            "Training, right and naively",
            "way",
            "error of the first gradient",
            "loss before",
            "loss after " + steps);
    for (Way way : ways) {
      training.row(way.name(), way.gradientError(), way.losses()[0], way.losses()[steps]);
    }
    double largest = gradients.stream().mapToDouble(Line::error).max().orElse(0);
    output.print(
        new Report(gradients, largest, ways, files),
        compared,
        training,
        new Table(
                "What was wrong with doing it naively",
                "The gradient by W = A∘B is not that by A: by the product rule it is times B, and")
            .row("that by B is times A. A W made outside of the function has no way back to its")
            .row("factors. Factors that start equal have equal gradients and stay equal: then")
            .row(
                "W = A² has no negative weights. And A = B = 0 is a saddle: both gradients are 0."),
        Figures.table(files));
  }
}
