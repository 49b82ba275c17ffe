package org.autodiff.ops.operators.decomposition;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.SingleResultOperator;

/**
 * An operator on each square matrix of a batch, with a matrix or a number as result. Computed in
 * float64 for both element types. A matrix with a NaN or an infinity gives NaN.
 */
interface SquareMatrixOperator extends SingleResultOperator {
  /** {@return whether the result is a number for each matrix} */
  boolean isScalar();

  /**
   * Computes the result for one finite, not empty matrix.
   *
   * @param a the matrix
   * @param n its extent
   * @param y receives the result
   * @return whether it has one
   */
  boolean factor(double[] a, int n, double[] y);

  /** {@return the result for a matrix of extent 0, where it is a number} */
  double ofEmpty();

  /**
   * {@return what is thrown where a matrix has no result}
   *
   * @param operand the type of the operand
   * @param position which matrix of the batch
   */
  RuntimeException failure(TensorType operand, int position);

  @Override
  default TensorType inferResult(TensorType[] operands) {
    Matrices.requireMatrix(operands, 1, name());
    Matrices.requireSquare(operands[0], name());
    return isScalar() ? operands[0].withShape(Matrices.leading(operands[0].shape())) : operands[0];
  }

  @Override
  default void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0];
    int n = x.shape().dim(-1);
    int area = n * n;
    int per = isScalar() ? 1 : area;
    double[] y = new double[result.shape().size()];
    if (n == 0) {
      TensorArrays.fill(result, ofEmpty());
      return;
    }
    double[] all = x.toDoubles();
    double[] one = new double[per];
    for (int i = 0; i < y.length / per; i++) {
      double[] a = Arrays.copyOfRange(all, i * area, (i + 1) * area);
      Arrays.fill(one, 0);
      if (!Matrices.isFinite(a)) {
        Arrays.fill(one, Double.NaN);
      } else if (!factor(a, n, one)) {
        throw failure(x.type(), i);
      }
      System.arraycopy(one, 0, y, i * per, per);
    }
    Matrices.write(y, result);
  }

  @Override
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands[0]);
  }
}
