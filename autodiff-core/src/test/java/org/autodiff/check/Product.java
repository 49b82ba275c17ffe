package org.autodiff.check;

import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.SingleResultOperator;

/** The product, right in every part: the tests of the laws break one part at a time. */
class Product implements SingleResultOperator {
  @Override
  public String name() {
    return "product";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    if (operands[0].dtype() != operands[1].dtype()) {
      throw new DTypeException(
          "product: the operands must have one element type, got "
              + operands[0]
              + " and "
              + operands[1]
              + "; convert one");
    }
    return operands[0].withShape(
        Shape.broadcast(operands[0].shape(), operands[1].shape(), "product"));
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    double[] x = operands[0].broadcastTo(result.shape()).toDoubles();
    double[] y = operands[1].broadcastTo(result.shape()).toDoubles();
    for (int i = 0; i < x.length; i++) {
      if (result.dtype() == DType.FLOAT64) {
        TensorArrays.doubles(result)[i] = value(x[i], y[i]);
      } else {
        TensorArrays.floats(result)[i] = single((float) x[i], (float) y[i]);
      }
    }
  }

  double value(double x, double y) {
    return x * y;
  }

  float single(float x, float y) {
    return x * y;
  }

  @Override
  public LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new LinearMap[] {
      LinearMap.broadcast(operands[0].shape(), result.shape())
          .then(scale(operands[0], operands[1])),
      LinearMap.broadcast(operands[1].shape(), result.shape())
          .then(LinearMap.scale(() -> operands[0]))
    };
  }

  /** The derivative by x, which is y. */
  LinearMap scale(Tensor x, Tensor y) {
    return LinearMap.scale(() -> y);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    int rank = 0;
    for (int i = 0; i < operands.length; i++) {
      rank = Math.max(rank, operands[i].rank() + (batched[i] ? 0 : 1));
    }
    Tensor[] aligned = operands.clone();
    for (int i = 0; i < operands.length; i++) {
      while (batched[i] && aligned[i].rank() < rank) {
        aligned[i] = aligned[i].expandDims(1);
      }
    }
    return apply(aligned);
  }
}
