package org.autodiff.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/** Programs run by the engine, and compiled. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector"})
public class CompileBenchmark {
  /** The program. */
  @Param public CompiledProgram program = CompiledProgram.SCALAR_CALL;

  private Supplier<Object> eager = () -> program;
  private Supplier<Object> compiled = () -> program;

  /** Makes the arguments; the first call compiles. */
  @Setup
  public void setUp() {
    eager = program.eager();
    compiled = program.compiled();
  }

  /** By the engine. */
  @Benchmark
  public Object eager() {
    return eager.get();
  }

  /** Compiled; the program is known. */
  @Benchmark
  public Object compiled() {
    return compiled.get();
  }

  /** Staging, planning and one run, again for each call. */
  @Benchmark
  public Object staging() {
    return program.compiled().get();
  }
}
