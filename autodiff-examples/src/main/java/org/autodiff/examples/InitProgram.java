package org.autodiff.examples;

import static org.autodiff.Autodiff.vjp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.autodiff.DType;
import org.autodiff.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the scale of the weights does to a deep network before it has learned anything. */
@Command(
    name = "init",
    description = {
      "How activations grow or vanish over 50 layers of 100x100, by how the weights start.",
      "Each layer is relu(x W) with normal weights times a scale, of a batch of 200 inputs."
    })
final class InitProgram implements Callable<Integer> {
  private static final int LAYERS = 50;
  private static final int WIDTH = 100;
  private static final int BATCH = 200;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  /** A way to start: what normal weights are multiplied by. */
  private record Start(String name, double scale) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("no scaling: 1", 1),
          new Start("too small: 0.01", 0.01),
          new Start("Xavier: √(1/100)", Math.sqrt(1.0 / WIDTH)),
          new Start("He: √(2/100)", Math.sqrt(2.0 / WIDTH)));

  /** What came of it; the layer is 0 if float32 holds all of them. */
  private record Run(
      String name,
      double scale,
      double[] std,
      double inputGradientStd,
      int firstInfiniteFloat32Layer) {}

  private record Report(int layers, int width, List<Run> runs, List<String> files) {}

  private Tensor weights(int layer, Start start) {
    return seed.key().fold(layer).normal(WIDTH, WIDTH).mul(start.scale());
  }

  /** The activations after each layer. */
  private List<Tensor> forward(Tensor x, Start start) {
    List<Tensor> activations = new ArrayList<>();
    Tensor a = x;
    for (int layer = 0; layer < LAYERS; layer++) {
      a = a.matmul(weights(layer, start).to(x.dtype())).relu();
      activations.add(a);
    }
    return activations;
  }

  private Run run(Start start) {
    Tensor x = seed.key().fold(LAYERS).normal(BATCH, WIDTH);
    double[] std =
        forward(x, start).stream().mapToDouble(a -> a.variance(0).sqrt().item()).toArray();
    Tensor u = seed.key().fold(LAYERS + 1).normal(BATCH, WIDTH);
    Tensor gradient = vjp((Tensor input) -> forward(input, start).getLast(), x).pullback(u);
    List<Tensor> single = forward(x.to(DType.FLOAT32), start);
    int infinite =
        1
            + IntStream.range(0, LAYERS)
                .filter(layer -> !Double.isFinite(single.get(layer).max().item()))
                .findFirst()
                .orElse(-1);
    return new Run(start.name(), start.scale(), std, gradient.variance(0).sqrt().item(), infinite);
  }

  @Override
  public Integer call() throws IOException {
    figures.requireDirectory();
    List<Run> runs = STARTS.stream().map(this::run).toList();
    Table table =
        new Table(
            "Standard deviation of the activations; inputs and the gradient that comes back have 1",
            "weights are normal times",
            "after layer 1",
            "10",
            "25",
            "50",
            "of the input's gradient",
            "float32");
    double[] depth = IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray();
    LinePlot plot =
        new LinePlot(
                "50 layers of 100×100 with relu", "layer", "standard deviation of the activations")
            .logarithmicY();
    for (Run run : runs) {
      double[] std = run.std();
      int infinite = run.firstInfiniteFloat32Layer();
      table.row(
          run.name(),
          std[0],
          std[9],
          std[24],
          std[49],
          run.inputGradientStd(),
          infinite == 0 ? "finite" : "infinite from layer " + infinite);
      plot.line(run.name(), depth, std);
    }
    List<String> files = figures.write("init", plot);
    output.print(new Report(LAYERS, WIDTH, runs, files), table, Figures.table(files));
    return 0;
  }
}
