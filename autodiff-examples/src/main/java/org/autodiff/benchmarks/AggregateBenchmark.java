package org.autodiff.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ops.Adder;
import org.autodiff.ops.Hadamard;
import org.autodiff.ops.Tropical;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Aggregates in place of the matrix product: the value, and the gradient of its sum by x and w. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {
      "-Xms4g",
      "-Xmx4g",
      "-XX:+UseParallelGC",
      "-Dorg.autodiff.threads=1",
      "--add-modules",
      "jdk.incubator.vector"
    })
public class AggregateBenchmark {
  /** Rows, inputs and outputs. */
  @Param({"8x128x256", "16x784x256", "64x784x256"})
  public String size;

  /** The aggregate. */
  @Param({
    "sum",
    "max",
    "abs-max",
    "logsumexp",
    "soft-abs-max",
    "sinh-sum",
    "boltzmann",
    "max-plus",
    "adder"
  })
  public String aggregate;

  /** The element type. */
  @Param({"FLOAT32", "FLOAT64"})
  public DType dtype;

  private Tensor x = Tensor.scalar(0);
  private Tensor w = Tensor.scalar(0);
  private BinaryOperator<Tensor> function = Hadamard::sum;
  private Function<Pair, Pair> gradient = pair -> pair;

  /**
   * Both operands.
   *
   * @param x activations
   * @param w weights
   */
  public record Pair(Tensor x, Tensor w) {}

  /** Makes the operands. */
  @Setup
  public void setUp() {
    String[] extents = size.split("x", -1);
    int rows = Integer.parseInt(extents[0]);
    int inputs = Integer.parseInt(extents[1]);
    int outputs = Integer.parseInt(extents[2]);
    x = RandomKey.of(1).uniform(rows, inputs).to(dtype);
    w = RandomKey.of(2).normal(inputs, outputs).to(dtype);
    function =
        switch (aggregate.toLowerCase(Locale.ROOT)) {
          case "sum" -> Hadamard::sum;
          case "max" -> Hadamard::max;
          case "abs-max" -> Hadamard::absMax;
          case "logsumexp" -> (a, b) -> Hadamard.logSumExp(a, b, 10);
          case "soft-abs-max" -> (a, b) -> Hadamard.softAbsMax(a, b, 10);
          case "sinh-sum" -> (a, b) -> Hadamard.sinhSum(a, b, 1);
          case "boltzmann" -> (a, b) -> Hadamard.boltzmann(a, b, 10);
          case "max-plus" -> Tropical::maxPlus;
          case "adder" -> Adder::adder;
          default -> throw new IllegalArgumentException(aggregate);
        };
    gradient = Autodiff.grad(pair -> function.apply(pair.x(), pair.w()).sum());
  }

  /** The value alone. */
  @Benchmark
  public Tensor value() {
    return function.apply(x, w);
  }

  /** Value and gradient. */
  @Benchmark
  public Pair gradient() {
    return gradient.apply(new Pair(x, w));
  }

  /** Value and gradient by plain Java, as without the vector module. */
  @Benchmark
  @Fork(
      value = 3,
      jvmArgs = {
        "-Xms4g",
        "-Xmx4g",
        "-XX:+UseParallelGC",
        "-Dorg.autodiff.threads=1",
        "-Dorg.autodiff.kernels=scalar"
      })
  public Pair gradientInPlainJava() {
    return gradient.apply(new Pair(x, w));
  }

  /** Value and gradient on two threads. */
  @Benchmark
  @Fork(
      value = 3,
      jvmArgs = {
        "-Xms4g",
        "-Xmx4g",
        "-XX:+UseParallelGC",
        "-Dorg.autodiff.threads=2",
        "--add-modules",
        "jdk.incubator.vector"
      })
  public Pair gradientOnTwoThreads() {
    return gradient.apply(new Pair(x, w));
  }
}
