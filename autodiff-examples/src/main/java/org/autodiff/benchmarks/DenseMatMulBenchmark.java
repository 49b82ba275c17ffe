package org.autodiff.benchmarks;

import java.util.concurrent.TimeUnit;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Tensor;
import org.autodiff.ops.EjmlMatrices;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
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

/** The dense matrix product on one thread, and EJML's. */
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
public class DenseMatMulBenchmark {
  /** Rows, inputs and columns. */
  @Param({
    "8x8x8",
    "32x32x32",
    "256x256x256",
    "1024x1024x1024",
    "16x784x256",
    "64x784x256",
    "1x4096x4096",
    "128x2048x2048"
  })
  public String size;

  /** The element type. */
  @Param({"FLOAT32", "FLOAT64"})
  public DType dtype;

  private Tensor a = Tensor.scalar(0);
  private Tensor b = Tensor.scalar(0);

  /**
   * Both operands.
   *
   * @param a the first
   * @param b the second
   */
  public record Pair(Tensor a, Tensor b) {}

  /** Makes the operands. */
  @Setup
  public void setUp() {
    String[] extents = size.split("x", -1);
    int m = Integer.parseInt(extents[0]);
    int k = Integer.parseInt(extents[1]);
    int n = Integer.parseInt(extents[2]);
    a = RandomKey.of(1).normal(m, k).to(dtype);
    b = RandomKey.of(2).normal(k, n).to(dtype);
  }

  /** The product. */
  @Benchmark
  public Tensor value() {
    return a.matmul(b);
  }

  /** Product and gradient of its sum by both operands. */
  @Benchmark
  public Pair gradient() {
    return Autodiff.grad((Pair pair) -> pair.a().matmul(pair.b()).sum()).apply(new Pair(a, b));
  }

  /** EJML's product, of the same arrays. */
  @Benchmark
  public Object ejml() {
    int m = a.shape().dim(0);
    int n = b.shape().dim(1);
    if (dtype == DType.FLOAT64) {
      DMatrixRMaj product = new DMatrixRMaj(m, n);
      CommonOps_DDRM.mult(EjmlMatrices.toDoubles(a), EjmlMatrices.toDoubles(b), product);
      return product;
    }
    FMatrixRMaj product = new FMatrixRMaj(m, n);
    CommonOps_FDRM.mult(EjmlMatrices.toFloats(a), EjmlMatrices.toFloats(b), product);
    return product;
  }
}
