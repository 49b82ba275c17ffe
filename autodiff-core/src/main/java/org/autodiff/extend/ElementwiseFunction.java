package org.autodiff.extend;

import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.autodiff.DType;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number as an operator: name, value and slope; inference, batching, counting and
 * both directions of the derivative follow.
 *
 * {@snippet :
 * static final ElementwiseFunction SOFTSIGN =
 *     new ElementwiseFunction(
 *         "softsign", x -> x / (1 + Math.abs(x)), (x, y) -> x.abs().add(1).square().reciprocal());
 *
 * Tensor y = SOFTSIGN.apply(x);
 * }
 *
 * <p>The result has the operand's shape and element type. A FLOAT32 operand is widened exactly, and
 * the value rounded to FLOAT32. The derivative is {@code f′(x) t}; non-smooth points are what the
 * slope says there.
 *
 * @param name the name that messages print
 * @param value f, for one element; must give the same for the same number
 * @param slope f′, of the operand and the result, in the operand's element type; written in
 *     operators, so that derivatives of every order follow
 */
public record ElementwiseFunction(
    String name, DoubleUnaryOperator value, BinaryOperator<Tensor> slope)
    implements SingleResultOperator, ElementwiseRun {
  /**
   * {@inheritDoc}
   *
   * @throws ShapeException if there is not exactly one operand
   */
  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name);
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    boolean doubles = result.dtype() == DType.FLOAT64;
    Object from = doubles ? TensorArrays.doubles(x) : TensorArrays.floats(x);
    Object to = doubles ? TensorArrays.doubles(result) : TensorArrays.floats(result);
    run(new Object[] {from}, new int[] {x.offset()}, new int[] {1}, to, 0, result.size());
  }

  /** Applies the function to a run of elements. */
  @Override
  public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
    int at = offsets[0];
    if (y instanceof double[] to) {
      double[] from = (double[]) x[0];
      for (int i = 0; i < n; i++) {
        to[yOffset + i] = value.applyAsDouble(from[at + i]);
      }
    } else {
      float[] from = (float[]) x[0];
      float[] to = (float[]) y;
      for (int i = 0; i < n; i++) {
        to[yOffset + i] = (float) value.applyAsDouble(from[at + i]);
      }
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new @Nullable LinearMap[] {LinearMap.scale(() -> checkedSlope(x, result))};
  }

  private Tensor checkedSlope(Tensor x, Tensor result) {
    Tensor factor = slope.apply(x, result);
    if (!factor.type().equals(x.type())) {
      String message =
          name
              + ": the slope must have the operand's type, got "
              + factor.type()
              + " for "
              + x.type()
              + "; compute it element by element, with numbers or tensors of that element type";
      throw factor.dtype() == x.dtype() ? new ShapeException(message) : new DTypeException(message);
    }
    return factor;
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  @Override
  public String toString() {
    return name;
  }
}
