package org.autodiff.ops.operators.decomposition;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.SingleResultOperator;

/**
 * A solution X of {@code op(A) X = B}, for each matrix of two equal batches. Computed in float64
 * for both element types.
 */
public interface LinearSystem extends SingleResultOperator {
  /**
   * Solves one system.
   *
   * @param a the matrix
   * @param n its extent
   * @param x the right side, replaced by the solution
   * @param k the number of its columns
   * @return whether there is a solution
   */
  boolean solve(double[] a, int n, double[] x, int k);

  @Override
  default TensorType inferResult(TensorType[] operands) {
    Matrices.requireSystem(operands, name());
    return operands[1];
  }

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor result) {
    int n = result.shape().dim(-2);
    int k = result.shape().dim(-1);
    double[] y = operands[1].toDoubles().clone();
    if (n > 0 && k > 0) {
      double[] all = operands[0].toDoubles();
      for (int i = 0; i < y.length / (n * k); i++) {
        double[] a = Arrays.copyOfRange(all, i * n * n, (i + 1) * n * n);
        double[] x = Arrays.copyOfRange(y, i * n * k, (i + 1) * n * k);
        if (!solve(a, n, x, k)) {
          throw Matrices.singular(name(), operands[0].shape(), i);
        }
        System.arraycopy(x, 0, y, i * n * k, n * k);
      }
    }
    Matrices.write(y, result);
  }

  @Override
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(Matrices.batched(size, operands, batched));
  }
}
