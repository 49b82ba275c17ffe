package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * The power with a number as exponent; see {@link org.autodiff.Arithmetic#pow(double)}. Since the
 * exponent is known, the derivatives of a whole power end with a constant, whatever the operand: no
 * factor 0 ever meets an infinite power of a tiny operand.
 *
 * @param exponent the exponent, a number of the operand's element type
 */
public record PowerOf(double exponent) implements SingleResultOperator {
  @Override
  public String name() {
    return "pow-of";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor power = Tensor.scalar(exponent, result.dtype()).dense();
    BinaryElementwise.POW.computeInto(new DenseTensor[] {operands[0], power}, result);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    LinearMap map = null;
    if (exponent == 1) {
      map = LinearMap.identity();
    } else if (exponent != 0) {
      // pow rounds the smaller exponent to the element type, as it did this one
      map = LinearMap.scale(() -> slope(x));
    }
    return new @Nullable LinearMap[] {map};
  }

  private Tensor slope(Tensor x) {
    Tensor slope = x.pow(exponent - 1).mul(exponent);
    // where the exponent is even and one less is rounded to an even number, the sign is lost
    boolean lost = BinaryElementwise.isEvenAndNextLost(exponent, x.dtype());
    return lost ? Select.WHERE.apply(x.lt(0), slope.neg(), slope) : slope;
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
