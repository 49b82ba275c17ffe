package org.autodiff.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.autodiff.DenseTensor;
import org.autodiff.LinearAlgebra;
import org.autodiff.RandomKey;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The road from three nested loops to the operator. */
@Command(
    name = "matmul",
    description = {
      "The road from three nested loops to the matmul operator, on 5x784 by 784x10.",
      "Every step gives the same result. Times are medians after a warm-up."
    })
final class MatmulProgram implements Callable<Integer> {
  private static final int MAX_MILLIS = 60_000;

  @Option(
      names = "--millis",
      paramLabel = "T",
      defaultValue = "300",
      description =
          "For how long each step is warmed up, and then timed, in ms (default: ${DEFAULT-VALUE}).")
  private int millis;

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Output output = new Output();

  /** The last product: kept, so that the compiler cannot leave the work out. */
  private Tensor last = Tensor.zeros(0);

  /** Three loops over the elements of tensors: each one read is a tensor of its own. */
  private static Tensor elements(Tensor a, Tensor b) {
    double[][] c = new double[a.shape().dim(0)][b.shape().dim(1)];
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c[i].length; j++) {
        for (int k = 0; k < b.shape().dim(0); k++) {
          c[i][j] += a.get(i, k).item() * b.get(k, j).item();
        }
      }
    }
    return Tensor.of(c);
  }

  /** A row times a column, for each pair of them. */
  private static Tensor rowAndColumn(Tensor a, Tensor b) {
    double[][] c = new double[a.shape().dim(0)][b.shape().dim(1)];
    Tensor columns = b.transpose();
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c[i].length; j++) {
        c[i][j] = a.get(i).mul(columns.get(j)).sum().item();
      }
    }
    return Tensor.of(c);
  }

  /** A row as a column [784, 1], broadcast over all columns of the other matrix. */
  private static Tensor broadcastRow(Tensor a, Tensor b) {
    Tensor[] rows = new Tensor[a.shape().dim(0)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = a.get(i).expandDims(1).mul(b).sum(0);
    }
    return Shaping.stack(0, rows);
  }

  /** All rows at once: [5, 784, 1] times [784, 10], summed over the middle axis. */
  private static Tensor broadcast(Tensor a, Tensor b) {
    return a.expandDims(2).mul(b).sum(1);
  }

  /** Three loops over Java arrays, with the columns in the innermost one. */
  private static double[][] arrays(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[k].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private record Step(String name, double micros, double speedup, double largestDifference) {}

  private record Storage(int[] shape, int[] strides, int elements, int stored, long bytes) {
    static Storage of(Tensor tensor) {
      DenseTensor dense = tensor.dense();
      int stored = TensorArrays.doubles(dense).length;
      return new Storage(dense.shape().dims(), dense.strides(), dense.size(), stored, 8L * stored);
    }
  }

  private record Report(List<Step> steps, Storage vector, Storage broadcast, Storage copy) {}

  @Override
  public Integer call() {
    if (millis < 1 || millis > MAX_MILLIS) {
      throw new Refusal(
          "--millis: from 1 to " + MAX_MILLIS + " are possible, got " + millis + "; write 300");
    }
    RandomKey key = seed.key();
    Tensor a = key.fold(0).normal(5, 784);
    Tensor b = key.fold(1).normal(784, 10);
    double[][] rows = a.toMatrix();
    double[][] columns = b.toMatrix();
    Map<String, Supplier<Tensor>> road = new LinkedHashMap<>();
    road.put("three loops over elements", () -> elements(a, b));
    road.put("rows times columns", () -> rowAndColumn(a, b));
    road.put("rows broadcast over the matrix", () -> broadcastRow(a, b));
    road.put("all rows broadcast at once", () -> broadcast(a, b));
    road.put("einsum ik,kj->ij", () -> LinearAlgebra.einsum("ik,kj->ij", a, b));
    road.put("the matmul operator", () -> a.matmul(b));
    road.put("(three loops over Java arrays)", () -> Tensor.of(arrays(rows, columns)));

    Tensor expected = elements(a, b);
    List<Step> steps = new ArrayList<>();
    try (Progress progress = new Progress("matmul", road.size())) {
      road.forEach(
          (name, product) -> {
            steps.add(step(name, product, steps, expected));
            progress.step();
          });
    }
    report(steps);
    return 0;
  }

  /** Times a step, after as long a warm-up; its result is compared with that of the first. */
  private Step step(String name, Supplier<Tensor> product, List<Step> before, Tensor expected) {
    times(product);
    double micros = times(product);
    double first = before.isEmpty() ? micros : before.get(0).micros();
    return new Step(name, micros, first / micros, Differences.largest(last, expected));
  }

  /** The median time of a call, in microseconds. */
  private double times(Supplier<Tensor> product) {
    long end = System.nanoTime() + 1_000_000L * millis;
    List<Long> times = new ArrayList<>();
    do {
      long start = System.nanoTime();
      last = product.get();
      times.add(System.nanoTime() - start);
    } while (System.nanoTime() < end);
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow() / 1e3;
  }

  private void report(List<Step> steps) {
    Table table =
        new Table("5x784 by 784x10", "step", "time in µs", "times faster", "largest difference");
    for (Step step : steps) {
      table.row(
          step.name(), tenths(step.micros()), tenths(step.speedup()), step.largestDifference());
    }
    Tensor vector = Tensor.arange(10);
    Tensor wide = vector.broadcastTo(784, 10);
    Storage[] storages = {
      Storage.of(vector), Storage.of(wide), Storage.of(wide.dense().contiguous())
    };
    String[] names = {"a vector", "the same, broadcast to a matrix", "that matrix, copied"};
    Table stored =
        new Table(
            "How a broadcast vector is stored: a stride of 0 reads the same elements again",
            "tensor",
            "shape",
            "strides",
            "elements",
            "stored",
            "bytes");
    for (int i = 0; i < names.length; i++) {
      stored.row(
          names[i],
          Arrays.toString(storages[i].shape()),
          Arrays.toString(storages[i].strides()),
          storages[i].elements(),
          storages[i].stored(),
          storages[i].bytes());
    }
    output.print(new Report(steps, storages[0], storages[1], storages[2]), table, stored);
  }

  private static double tenths(double x) {
    return Math.round(10 * x) / 10.0;
  }
}
