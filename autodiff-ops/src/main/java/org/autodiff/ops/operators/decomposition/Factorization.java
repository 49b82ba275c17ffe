package org.autodiff.ops.operators.decomposition;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;

/**
 * An operator that factors each matrix of a batch into several results. Computed in float64 for
 * both element types. A matrix with a NaN or an infinity gives NaN.
 */
interface Factorization extends Operator {
  /**
   * Factors one finite, not empty matrix.
   *
   * @param a the matrix
   * @param m its rows
   * @param n its columns
   * @param parts receive the results
   * @return false if the iteration does not converge
   */
  boolean factor(double[] a, int m, int n, double[][] parts);

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    DenseTensor x = operands[0];
    int m = x.shape().dim(-2);
    int n = x.shape().dim(-1);
    int count = results.length;
    double[][] all = new double[count][];
    for (int r = 0; r < count; r++) {
      all[r] = new double[results[r].shape().size()];
    }
    if (m * n > 0) {
      double[] elements = x.toDoubles();
      int matrices = elements.length / (m * n);
      for (int i = 0; i < matrices; i++) {
        double[] a = Arrays.copyOfRange(elements, i * m * n, (i + 1) * m * n);
        double[][] parts = new double[count][];
        for (int r = 0; r < count; r++) {
          parts[r] = new double[all[r].length / matrices];
        }
        if (!Matrices.isFinite(a)) {
          for (double[] part : parts) {
            Arrays.fill(part, Double.NaN);
          }
        } else if (!factor(a, m, n, parts)) {
          throw Matrices.unconverged(name(), x.shape(), i);
        }
        for (int r = 0; r < count; r++) {
          System.arraycopy(parts[r], 0, all[r], i * parts[r].length, parts[r].length);
        }
      }
    }
    for (int r = 0; r < count; r++) {
      Matrices.write(all[r], results[r]);
    }
  }

  @Override
  default Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    return applyAll(operands);
  }
}
