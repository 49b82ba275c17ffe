package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.Composed;
import org.jspecify.annotations.Nullable;

/**
 * The product of an elementary function's slope with a tangent or cotangent, by the fused kernel
 * that a derivative on concrete tensors takes. It exists in compiled functions only: there it
 * stands for what that kernel does. Whoever differentiates it differentiates the formula of the
 * slope.
 *
 * @param function f; the operands are the point (or, where the slope is a function of it, the
 *     value) and the tangent
 */
public record SlopeProduct(UnaryElementwise function)
    implements SingleResultOperator, Composed, ElementwiseRun {
  @Override
  public String name() {
    return function.name() + "-slope";
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    return Operands.broadcast(operands[0], operands[1], name());
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor point = operands[0].broadcastTo(result.shape()).dense();
    UnaryElementwise.multiply(function.kind(), point, operands[1], result);
  }

  @Override
  public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
    UnaryElementwise.multiply(
        function.kind(), x[0], offsets[0], x[1], offsets[1], steps[1], y, yOffset, n);
  }

  @Override
  public boolean repeats(int operand) {
    return operand == 1;
  }

  @Override
  public Tensor composed(Tensor[] operands) {
    return function.slopeFormula(operands[0], operands[1]);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    throw new IllegalStateException("the formula is differentiated in place of " + name());
  }
}
