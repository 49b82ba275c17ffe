package org.autodiff.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.ops.Aggregate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One layer with a pluggable aggregate against the dense product. */
@Command(
    name = "aggregate",
    description = {
      "A layer whose sum of products is replaced by other aggregates, against the dense layer.",
      "Times are of value and gradient, the shortest of many; the JMH benchmarks measure better."
    })
final class AggregateProgram implements Callable<Integer> {
  private static final int[][] SIZES = {{8, 128, 256}, {8, 1024, 1024}};

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Output output = new Output();

  private record Line(String aggregate, int[] size, double microseconds, double timesDense) {}

  private record Report(double sumAgainstDense, List<Line> times) {}

  private record Pair(Tensor x, Tensor w) {}

  @Override
  public Integer call() {
    List<Aggregate> aggregates =
        List.of(
            Aggregate.sum(),
            Aggregate.mean(),
            Aggregate.max(),
            Aggregate.min(),
            Aggregate.absMax(),
            Aggregate.logSumExp(1),
            Aggregate.softAbsMax(10),
            Aggregate.sinhSum(1),
            Aggregate.lseDifference(1),
            Aggregate.boltzmann(1),
            Aggregate.of("root of squares", AggregateProgram::norm, (p, y, inputs) -> p.div(y)));
    List<Line> lines = new ArrayList<>();
    double difference = 0;
    try (Progress progress =
        new Progress("aggregate", SIZES.length * Timing.steps(1 + aggregates.size()))) {
      for (int[] size : SIZES) {
        Tensor x = seed.key().fold(1).normal(size[0], size[1]).to(DType.FLOAT32);
        Tensor w = seed.key().fold(2).normal(size[1], size[2]).to(DType.FLOAT32);
        Tensor apart = Aggregate.sum().apply(x, w).sub(x.matmul(w)).abs().max();
        difference = Math.max(difference, apart.item());
        Pair pair = new Pair(x, w);
        List<Supplier<Tensor>> works = new ArrayList<>();
        works.add(() -> Autodiff.grad((Pair p) -> p.x().matmul(p.w()).sum()).apply(pair).x());
        for (Aggregate aggregate : aggregates) {
          works.add(
              () -> Autodiff.grad((Pair p) -> aggregate.apply(p.x(), p.w()).sum()).apply(pair).x());
        }
        double[] times = Timing.microseconds(works, progress);
        for (int i = 0; i < aggregates.size(); i++) {
          double time = times[i + 1];
          lines.add(new Line(aggregates.get(i).name(), size, time, time / times[0]));
        }
      }
    }
    Table table =
        new Table(
            "The sum differs from the dense product by at most " + Table.number(difference),
            "aggregate",
            "size",
            "time in µs",
            "times the dense layer's");
    for (Line line : lines) {
      table.row(
          line.aggregate,
          line.size[0] + "x" + line.size[1] + "x" + line.size[2],
          Math.rint(10 * line.microseconds) / 10,
          Math.rint(10 * line.timesDense) / 10);
    }
    output.print(new Report(difference, lines), table);
    return 0;
  }

  private static Tensor norm(Tensor p) {
    return p.square().sum(-1).sqrt();
  }
}
