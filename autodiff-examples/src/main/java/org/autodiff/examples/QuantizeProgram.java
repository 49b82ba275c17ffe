package org.autodiff.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.autodiff.Tensor;
import org.autodiff.ops.Quantized;
import org.autodiff.ops.QuantizedMatrix;
import org.autodiff.ops.ScaleSharing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A product of quantized matrices at 2 to 8 bits. */
@Command(
    name = "quantize",
    description = "A matrix product in 2 to 8 bits: values, errors, memory, and a sum that wraps.")
final class QuantizeProgram implements Callable<Integer> {
  private static final Tensor A = Tensor.of(new double[][] {{1.23, 4.56}, {7.89, 0.12}});
  private static final Tensor B = Tensor.of(new double[][] {{3.45}, {6.78}});

  @Mixin private final Seed seed = new Seed();
  @Mixin private final Figures figures = new Figures();
  @Mixin private final Output output = new Output();

  private record Line(
      int bits, double[] product, double largestError, long bytes, double relativeError) {}

  private record Report(
      double[] exact, List<Line> bits, double[] wrapped, int[] sums, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    figures.requireDirectory();
    Tensor exact = A.matmul(B);
    Tensor large = seed.key().fold(1).normal(100, 100);
    Tensor other = seed.key().fold(2).normal(100, 100);
    List<Line> lines = new ArrayList<>();
    for (int bits = 2; bits <= 8; bits++) {
      Tensor product = Quantized.matmul(A, B, bits);
      QuantizedMatrix a = QuantizedMatrix.quantize(A, bits, ScaleSharing.TENSOR);
      QuantizedMatrix b = QuantizedMatrix.quantize(B, bits, ScaleSharing.TENSOR);
      lines.add(
          new Line(
              bits,
              product.toDoubles(),
              product.sub(exact).abs().max().item(),
              a.packedBytes() + b.packedBytes(),
              relativeError(large, other, bits)));
    }
    QuantizedMatrix a = QuantizedMatrix.quantize(A, 8, ScaleSharing.TENSOR);
    QuantizedMatrix b = QuantizedMatrix.quantize(B, 8, ScaleSharing.TENSOR);
    int[] sums = new int[2];
    double[] wrapped = new double[2];
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < 2; k++) {
        sums[row] += a.values()[2 * row + k] * b.values()[k];
      }
      // what is left of the sum in an accumulator of 8 bits
      wrapped[row] = (byte) sums[row] / (a.scales()[0] * b.scales()[0]);
    }
    LinePlot plot =
        new LinePlot(
                "Error of the quantized product of a 2×2 and a 2×1 matrix",
                "bits of a weight",
                "largest error")
            .logarithmicY()
            .line(
                "per tensor",
                lines.stream().mapToDouble(Line::bits).toArray(),
                lines.stream().mapToDouble(Line::largestError).toArray());
    List<String> files = figures.write("quantize", plot);
    report(new Report(exact.toDoubles(), lines, wrapped, sums, files));
    return 0;
  }

  /** The size of the error over the size of the product. */
  private static double relativeError(Tensor a, Tensor b, int bits) {
    Tensor exact = a.matmul(b);
    return Quantized.matmul(a, b, bits).sub(exact).norm().item() / exact.norm().item();
  }

  private void report(Report report) {
    Table table =
        new Table(
            "[[1.23,4.56],[7.89,0.12]]·[[3.45],[6.78]] = " + Table.vector(report.exact),
            "bits",
            "product",
            "largest error",
            "bytes",
            "random 100x100: error in %");
    for (Line line : report.bits) {
      table.row(
          line.bits,
          Table.vector(rounded(line.product[0]), rounded(line.product[1])),
          line.largestError,
          line.bytes,
          Math.rint(1e4 * line.relativeError) / 100);
    }
    Table wrap =
        new Table(
            "Why sums need 32 bits", "sum of codes", "left in 8 bits", "taken as the product");
    for (int i = 0; i < 2; i++) {
      wrap.row(report.sums[i], (int) (byte) report.sums[i], rounded(report.wrapped[i]));
    }
    output.print(report, table, wrap, Figures.table(report.files));
  }

  private static double rounded(double x) {
    return Math.rint(x * 1e4) / 1e4;
  }
}
