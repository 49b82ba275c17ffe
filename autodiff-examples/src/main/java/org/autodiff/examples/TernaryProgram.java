package org.autodiff.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.ops.Ternary;
import org.autodiff.ops.TernaryMatrix;
import org.autodiff.ops.TernaryMatrix.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ternary weights from sparse to full: memory and time against dense ones. */
@Command(
    name = "ternary",
    description = {
      "Products with random weights -1, 0 and 1 over a range of densities, against dense ones.",
      "Times are the shortest of many; the JMH benchmarks measure better."
    })
final class TernaryProgram implements Callable<Integer> {
  private static final double[] DENSITIES = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Inputs and outputs (default: ${DEFAULT-VALUE}).")
  private int size;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Line(
      double density,
      long nonzeros,
      double share,
      String chosen,
      long bytes,
      double packed,
      double lists,
      double gradient,
      double largestDifference) {}

  private record Report(
      int size, long denseBytes, double dense, List<Line> densities, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    if (size < 1 || size > 8192) {
      throw new Refusal("--size: from 1 to 8192 are possible, got " + size + "; write 1024");
    }
    figures.requireDirectory();
    Tensor x = seed.key().normal(1, size).to(DType.FLOAT32);
    Tensor one = Tensor.scalar(1, DType.FLOAT32);
    Tensor full = seed.key().fold(1).normal(size, size).to(DType.FLOAT32);
    List<TernaryMatrix> matrices = new ArrayList<>();
    List<Supplier<Tensor>> works = new ArrayList<>(List.of(() -> x.matmul(full)));
    for (double density : DENSITIES) {
      TernaryMatrix chosen = TernaryMatrix.random(size, size, density, seed.key().fold(2));
      Tensor w = chosen.toDense(DType.FLOAT32);
      TernaryMatrix packed = TernaryMatrix.of(w, Storage.PACKED);
      TernaryMatrix lists = TernaryMatrix.of(w, Storage.INDEXED);
      matrices.add(chosen);
      works.add(() -> Ternary.matmul(x, packed, one));
      works.add(() -> Ternary.matmul(x, lists, one));
      works.add(() -> Autodiff.grad((Tensor t) -> Ternary.matmul(t, chosen, one).sum()).apply(x));
    }
    double[] times;
    try (Progress progress = new Progress("ternary", Timing.steps(works.size()))) {
      times = Timing.microseconds(works, progress);
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < DENSITIES.length; i++) {
      TernaryMatrix chosen = matrices.get(i);
      Tensor expected = x.matmul(chosen.toDense(DType.FLOAT32));
      lines.add(
          new Line(
              DENSITIES[i],
              chosen.nonzeros(),
              chosen.density(),
              chosen.storage().name().toLowerCase(java.util.Locale.ROOT),
              chosen.bytes(),
              times[3 * i + 1],
              times[3 * i + 2],
              times[3 * i + 3],
              Ternary.matmul(x, chosen, one).sub(expected).abs().max().item()));
    }
    double dense = times[0];
    List<String> files = figures.write("ternary", plot(lines, dense));
    report(new Report(size, 4L * size * size, dense, lines, files));
    return 0;
  }

  private LinePlot plot(List<Line> lines, double dense) {
    return new LinePlot(
            String.format(java.util.Locale.ROOT, "One row times %d×%d ternary weights", size, size),
            "share of nonzeros",
            "time in µs, the shortest of many")
        .logarithmicX()
        .logarithmicY()
        .line("two bits a weight", column(lines, Line::share), column(lines, Line::packed))
        .line("lists of indices", column(lines, Line::share), column(lines, Line::lists))
        .line("dense float32", column(lines, Line::share), column(lines, line -> dense));
  }

  private static double[] column(List<Line> lines, ToDoubleFunction<Line> value) {
    return lines.stream().mapToDouble(value).toArray();
  }

  private void report(Report report) {
    Table table =
        new Table(
            String.format(
                java.util.Locale.ROOT,
                "%d x %d weights; dense float32: %d bytes, %.1f µs",
                size,
                size,
                report.denseBytes,
                report.dense),
            "density",
            "nonzeros",
            "stored",
            "bytes",
            "packed µs",
            "lists µs",
            "with gradient µs",
            "off by");
    for (Line l : report.densities) {
      table.row(
          l.density,
          l.nonzeros,
          l.chosen,
          l.bytes,
          Math.rint(10 * l.packed) / 10,
          Math.rint(10 * l.lists) / 10,
          Math.rint(10 * l.gradient) / 10,
          l.largestDifference);
    }
    output.print(report, table, Figures.table(report.files));
  }
}
