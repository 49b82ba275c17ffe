package org.autodiff.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The work of our benchmarks in DJL with libtorch: products, and aggregates by broadcasting. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgs = {
      "-Xms2g",
      "-Xmx2g",
      "--enable-native-access=ALL-UNNAMED",
      "-Dai.djl.pytorch.num_threads=1",
      "-Dai.djl.pytorch.num_interop_threads=1"
    })
public class DjlBenchmark {
  /** Rows, inputs and outputs. */
  @Param({"16x784x256", "64x784x256"})
  public String size;

  /** The work. */
  @Param({"matmul", "hadamard-sum", "max", "abs-max", "soft-abs-max"})
  public String operator;

  /** The element type. */
  @Param({"FLOAT32", "FLOAT64"})
  public String dtype;

  private NDManager manager;
  private NDArray x;
  private NDArray w;
  private BinaryOperator<NDArray> function;

  /** Makes the operands. */
  @Setup
  public void setUp() {
    String[] extents = size.split("x", -1);
    int rows = Integer.parseInt(extents[0]);
    int inputs = Integer.parseInt(extents[1]);
    int outputs = Integer.parseInt(extents[2]);
    manager = NDManager.newBaseManager();
    DataType type = DataType.valueOf(dtype);
    x = manager.randomUniform(0, 1, new Shape(rows, inputs), DataType.FLOAT32).toType(type, true);
    w = manager.randomNormal(0, 1, new Shape(inputs, outputs), DataType.FLOAT32).toType(type, true);
    x.setRequiresGradient(true);
    w.setRequiresGradient(true);
    function =
        switch (operator) {
          case "matmul" -> NDArray::matMul;
          case "hadamard-sum" -> (a, b) -> products(a, b).sum(new int[] {1});
          case "max" -> (a, b) -> products(a, b).max(new int[] {1});
          case "abs-max" -> (a, b) -> winner(products(a, b));
          case "soft-abs-max" -> (a, b) -> soft(products(a, b), 10);
          default -> throw new IllegalArgumentException(operator);
        };
  }

  /** Frees what is outside of the heap. */
  @TearDown
  public void tearDown() {
    manager.close();
  }

  private static NDArray products(NDArray a, NDArray b) {
    return a.expandDims(2).mul(b.expandDims(0));
  }

  private static NDArray winner(NDArray p) {
    NDArray k = p.abs().argMax(1).expandDims(1);
    return p.gather(k, 1).squeeze(1);
  }

  private static NDArray soft(NDArray p, double alpha) {
    NDArray size = p.abs().mul(alpha);
    NDArray most = size.max(new int[] {1}, true);
    NDArray sum = size.sub(most).exp().sum(new int[] {1}).log().add(most.squeeze(1)).div(alpha);
    return sum.mul(winner(p).stopGradient().sign());
  }

  /** The value alone. */
  @Benchmark
  public float value() {
    try (NDManager sub = manager.newSubManager()) {
      NDList operands = new NDList(x.stopGradient(), w.stopGradient());
      operands.attach(sub);
      NDArray y = function.apply(operands.get(0), operands.get(1));
      return (float) y.size();
    }
  }

  /** Value and gradient of its sum. */
  @Benchmark
  public long gradient() {
    try (NDManager sub = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      x.tempAttach(sub);
      w.tempAttach(sub);
      NDArray loss = function.apply(x, w).sum();
      collector.backward(loss);
      return x.getGradient().size() + w.getGradient().size();
    }
  }
}
