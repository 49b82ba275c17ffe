package org.autodiff.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Tensor;
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

/** The gradient of {@code sum(sin(x²) cos(x))} over n elements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"})
public class ElementwiseGradientBenchmark {
  /** The number of elements. */
  @Param({"1000", "1000000"})
  public int n;

  /** The element type. */
  @Param({"FLOAT64", "FLOAT32"})
  public DType dtype;

  private Tensor x = Tensor.scalar(0);
  private final Function<Tensor, Tensor> gradient =
      Autodiff.grad(x -> x.square().sin().mul(x.cos()).sum());

  /** Makes the point: n numbers from −3 to 3. */
  @Setup
  public void setUp() {
    x = Tensor.linspace(-3, 3, n).to(dtype);
  }

  /** With the kernels of the Vector API. */
  @Benchmark
  public Tensor vector() {
    return gradient.apply(x);
  }

  /** With the scalar kernels, as without the module. */
  @Benchmark
  @Fork(
      value = 3,
      jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-Dorg.autodiff.kernels=scalar"})
  public Tensor scalar() {
    return gradient.apply(x);
  }
}
