package org.autodiff.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one operation costs on a scalar: a chain of 1,000 multiplications, per multiplication. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"})
public class ScalarChainBenchmark {
  private static final int LENGTH = 1000;
  private final Tensor x = Tensor.scalar(1.0001);
  private final Function<Tensor, Tensor> gradient = Autodiff.grad(ScalarChainBenchmark::chain);

  private static Tensor chain(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < LENGTH; i++) {
      y = y.mul(x);
    }
    return y;
  }

  /** The chain without a derivative. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public Tensor forward() {
    return chain(x);
  }

  /** The chain, forward and backward. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public Tensor forwardAndBackward() {
    return gradient.apply(x);
  }

  /** The chain with one tangent. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public Tensor jvp() {
    return Autodiff.jvp(ScalarChainBenchmark::chain, x, x).tangent();
  }
}
