package org.autodiff.benchmarks;

import java.util.concurrent.TimeUnit;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.ops.Ternary;
import org.autodiff.ops.TernaryMatrix;
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

/** Products with ternary weights, two thirds of them not 0, on one thread. */
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
public class TernaryMatMulBenchmark {
  /** Rows, inputs and outputs. */
  @Param({"1x1024x1024", "1x4096x4096", "16x784x256"})
  public String size;

  /** The element type of activations. */
  @Param({"FLOAT32", "FLOAT64"})
  public DType dtype;

  private Tensor x = Tensor.scalar(0);
  private Tensor dense = Tensor.scalar(0);
  private Tensor scale = Tensor.scalar(1);
  private TernaryMatrix weights = TernaryMatrix.of(Tensor.ones(1, 1));
  private byte[] codes = {};
  private int[] rowStarts = {};
  private int[] columns = {};
  private float[] values = {};

  /** Makes the operands. */
  @Setup
  public void setUp() {
    String[] extents = size.split("x", -1);
    int rows = Integer.parseInt(extents[0]);
    int inputs = Integer.parseInt(extents[1]);
    int outputs = Integer.parseInt(extents[2]);
    weights = TernaryMatrix.random(inputs, outputs, 2.0 / 3, RandomKey.of(1));
    dense = weights.toDense(dtype);
    x = RandomKey.of(2).normal(rows, inputs).to(dtype);
    scale = Tensor.scalar(0.5, dtype);
    codes = new byte[rows * inputs];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (i * 37);
    }
    // the transposed weights in compressed rows, as libraries multiply them from the left
    TernaryMatrix.Entries entries = TernaryMatrix.of(dense.transpose().to(DType.FLOAT64)).entries();
    rowStarts = new int[outputs + 1];
    for (int row : entries.rows()) {
      rowStarts[row + 1]++;
    }
    for (int i = 0; i < outputs; i++) {
      rowStarts[i + 1] += rowStarts[i];
    }
    columns = entries.columns();
    values = new float[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = entries.values()[i];
    }
  }

  /** From two bits a weight. */
  @Benchmark
  public Tensor packed() {
    return Ternary.matmul(x, weights, scale);
  }

  /** The same with the gradient by activations and scale. */
  @Benchmark
  public Tensor packedGradient() {
    return Autodiff.grad((Tensor t) -> Ternary.matmul(t, weights, scale).sum()).apply(x);
  }

  /** With activations in bytes, exact in 32 bits. */
  @Benchmark
  public int[] bytes() {
    return weights.multiply(codes, x.shape().dim(0));
  }

  /** The dense product with the same weights. */
  @Benchmark
  public Tensor denseProduct() {
    return x.matmul(dense);
  }

  /** Compressed sparse rows of floats, one row of x after another. */
  @Benchmark
  public float[] compressedRows() {
    int outputs = rowStarts.length - 1;
    int inputs = x.shape().dim(1);
    float[] activations = dtype == DType.FLOAT32 ? TensorArrays.floats(x.dense()) : x.toFloats();
    float[] y = new float[x.shape().dim(0) * outputs];
    for (int row = 0; row < x.shape().dim(0); row++) {
      for (int n = 0; n < outputs; n++) {
        float sum = 0;
        for (int i = rowStarts[n]; i < rowStarts[n + 1]; i++) {
          sum += values[i] * activations[row * inputs + columns[i]];
        }
        y[row * outputs + n] = sum;
      }
    }
    return y;
  }
}
