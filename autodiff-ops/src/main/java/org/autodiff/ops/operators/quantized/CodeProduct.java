package org.autodiff.ops.operators.quantized;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;
import org.autodiff.ops.kernels.IntegerProducts;

/** The product of quantized matrices: integers, divided by both scales. */
final class CodeProduct {
  private CodeProduct() {}

  /**
   * Multiplies rows of x by w [k, n], or, where w is several matrices, as many parts of the rows by
   * one of them each.
   */
  static void multiply(QuantizedCodes x, QuantizedCodes w, int k, int n, DenseTensor result) {
    int size = result.shape().size();
    if (size == 0 || k == 0) {
      TensorArrays.fill(result, 0);
      return;
    }
    int matrices = w.values.length / (k * n);
    int rows = size / n / matrices;
    int limit = Math.max(x.limit, w.limit);
    double[] sums = new double[rows * n];
    for (int e = 0; e < matrices; e++) {
      IntegerProducts.multiply(
          rows, k, n, x.values, e * rows * k, w.values, e * k * n, limit, sums);
      for (int r = 0; r < rows; r++) {
        int row = e * rows + r;
        double ofRow = x.scales[(int) ((long) row * x.outer / ((long) matrices * rows))];
        int scale = (w.outer == 1 ? 0 : e) * w.inner;
        int at = row * n;
        for (int j = 0; j < n; j++) {
          double value = sums[r * n + j] / ofRow / w.scales[scale + (w.inner == 1 ? 0 : j)];
          if (result.dtype() == DType.FLOAT64) {
            TensorArrays.doubles(result)[at + j] = value;
          } else {
            TensorArrays.floats(result)[at + j] = (float) value;
          }
        }
      }
    }
  }
}
