package org.autodiff.operators.shaping;

import java.util.List;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.AxisRange;
import org.jspecify.annotations.Nullable;

/**
 * Puts the operand at evenly spaced positions of a larger tensor, one value elsewhere: padding, and
 * for the value 0 the transpose of {@link StridedSlice}.
 *
 * @param shape the shape of the result
 * @param ranges the positions, as {@link StridedSlice} would take them from the result
 * @param fill the value elsewhere
 */
public record StridedPad(Shape shape, List<AxisRange> ranges, double fill)
    implements SingleResultOperator {
  /** Copies the list. */
  public StridedPad {
    ranges = List.copyOf(ranges);
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape selected = AxisRange.selected(shape, ranges, name());
    if (!selected.equals(operands[0].shape())) {
      throw new ShapeException(
          name()
              + ": the operand must fit the positions it is put at, got "
              + operands[0]
              + " for positions of shape "
              + selected
              + "; give ranges of the operand's extents");
    }
    if (operands[0].dtype() == DType.FLOAT32
        && Double.isFinite(fill)
        && Float.isInfinite((float) fill)) {
      throw new ValueException(
          name()
              + ": the value must fit float32 (at most 3.4e38), got "
              + fill
              + " for operand "
              + operands[0]
              + "; use FLOAT64 or a smaller value");
    }
    return operands[0].withShape(shape);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.fill(result, fill);
    Placement.copy(operands[0], StridedSlice.view(result, ranges, operands[0].shape()));
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      LinearMap.of(
          t -> new StridedPad(shape, ranges, 0).apply(t), g -> new StridedSlice(ranges).apply(g))
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new StridedPad(shape.insert(0, size), AxisRange.batched(size, ranges), fill)
        .apply(operands[0]);
  }
}
