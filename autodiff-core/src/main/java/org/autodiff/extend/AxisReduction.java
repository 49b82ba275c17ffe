package org.autodiff.extend;

import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** What operators that reduce some axes of their operand have in common. */
public interface AxisReduction extends SingleResultOperator {
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
    Operands.requireCount(operands, 1, name());
    TensorType x = operands[0];
    axes().requireIn(x.shape(), name());
    return x.withShape(axes().reduce(x.shape(), keepDims()));
  }

  /**
   * Requires that there is something to reduce.
   *
   * @param shape the shape of the operand
   * @param axes the axes reduced
   * @param operator the name for messages
   * @throws ShapeException if the reduced axes have no elements
   */
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
   * The linear map that sums a tangent over the reduced axes.
   *
   * @param operand the shape of the operand
   * @return the map
   */
  default LinearMap summing(Shape operand) {
    return LinearMap.of(
        t -> axes().count() == 0 ? t : t.sum(keepDims(), axes().toArray()),
        g -> spread(g, operand));
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
