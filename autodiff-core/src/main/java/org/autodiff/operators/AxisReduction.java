package org.autodiff.operators;

import org.autodiff.DenseTensor;
import org.autodiff.LinearMap;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.SingleResultOperator;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** What the operators share that reduce some axes of one operand to one element each. */
interface AxisReduction extends SingleResultOperator {
  /** {@return the axes reduced} */
  Axes axes();

  /** {@return whether the reduced axes stay, with extent 1} */
  boolean keepDims();

  /**
   * {@return the same operator over other axes}
   *
   * @param newAxes the axes to reduce
   */
  AxisReduction over(Axes newAxes);

  @Override
  default TensorType inferResult(TensorType[] operands) {
    Elementwise.requireOperands(operands, 1, name());
    TensorType x = operands[0];
    axes().requireIn(x.shape(), name());
    return x.withShape(axes().reduce(x.shape(), keepDims()));
  }

  static void requireSome(Shape shape, Axes axes, String operator) {
    if (axes.extent(shape) == 0) {
      throw new ShapeException(
          operator
              + ": the reduced axes must have at least one element, got shape "
              + shape
              + " over axes "
              + axes
              + "; there is no "
              + operator
              + " of nothing, so test for an empty tensor first");
    }
  }

  @Override
  default Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return over(axes().behindBatch()).apply(operands);
  }

  /**
   * The reduction of concrete elements by one of the array reductions.
   *
   * @param kind which reduction
   * @param x the operand
   * @param result the type of the result
   * @return the result
   */
  default DenseTensor reduce(Reduction kind, DenseTensor x, TensorType result) {
    return Reducer.reduce(kind, x, axes(), keepDims() ? Axes.all(0) : axes(), result);
  }

  /**
   * The linear map that sums a tangent over the reduced axes.
   *
   * @param operand the shape of the operand
   * @return the map
   */
  default LinearMap summing(Shape operand) {
    Sum sum = new Sum(axes(), keepDims());
    return LinearMap.of(sum::apply, g -> spread(g, operand));
  }

  /**
   * The result, or a cotangent of it, repeated along the reduced axes: a view.
   *
   * @param y the result or its cotangent
   * @param operand the shape of the operand
   * @return y in the shape of the operand
   */
  default Tensor spread(Tensor y, Shape operand) {
    boolean aligned = keepDims() || axes().areLeading();
    return (aligned ? y : y.reshape(axes().reduce(operand, true).dims())).broadcastTo(operand);
  }
}
