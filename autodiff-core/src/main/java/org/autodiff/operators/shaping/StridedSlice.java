package org.autodiff.operators.shaping;

import java.util.ArrayList;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.ViewOperator;
import org.autodiff.internal.AxisRange;
import org.jspecify.annotations.Nullable;

/**
 * Evenly spaced positions of each axis, as a view of the operand. Linear; the transpose is {@link
 * StridedPad} with zeros, and a pullback adds to the part alone.
 *
 * @param ranges one range for each axis, from the first on; further axes are taken whole
 */
public record StridedSlice(List<AxisRange> ranges) implements ViewOperator {
  /** Copies the list. */
  public StridedSlice {
    ranges = List.copyOf(ranges);
  }

  /**
   * The part at given indices of the leading axes. The view of a concrete tensor is made directly.
   *
   * @param x the operand
   * @param indices indices of the leading axes; a negative one counts from the end
   * @return the part, of the shape of the remaining axes
   * @throws ShapeException if there are more indices than axes
   * @throws ValueException if an index is out of range
   */
  public static Tensor at(Tensor x, int... indices) {
    Shape shape = x.shape();
    if (indices.length > shape.rank()) {
      throw new ShapeException(
          "get: there must be at most one index for each axis, got "
              + indices.length
              + " indices for shape "
              + shape
              + "; leave out "
              + (indices.length - shape.rank()));
    }
    return x instanceof DenseTensor dense ? viewAt(dense, indices) : sliceAt(x, indices);
  }

  private static DenseTensor viewAt(DenseTensor x, int[] indices) {
    Shape shape = x.shape();
    int[] strides = x.strides();
    int offset = x.offset();
    for (int axis = 0; axis < indices.length; axis++) {
      offset += index(indices[axis], axis, shape) * strides[axis];
    }
    int rank = shape.rank() - indices.length;
    int[] dims = new int[rank];
    int[] rest = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = shape.dim(indices.length + i);
      rest[i] = strides[indices.length + i];
    }
    return x.view(Shape.of(dims), offset, rest);
  }

  private static Tensor sliceAt(Tensor x, int[] indices) {
    List<AxisRange> ranges = new ArrayList<>(indices.length);
    for (int axis = 0; axis < indices.length; axis++) {
      ranges.add(AxisRange.at(index(indices[axis], axis, x.shape())));
    }
    return ranges.isEmpty() ? x : new StridedSlice(ranges).apply(x);
  }

  private static int index(int index, int axis, Shape shape) {
    int extent = shape.dim(axis);
    int resolved = index < 0 ? index + extent : index;
    if (resolved < 0 || resolved >= extent) {
      throw new ValueException(
          "get: the index on axis "
              + axis
              + (extent == 0
                  ? " does not exist, as the axis is empty"
                  : " must be from " + -extent + " to " + (extent - 1))
              + ", got "
              + index
              + " for shape "
              + shape
              + "; correct the index");
    }
    return resolved;
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0].withShape(AxisRange.selected(operands[0].shape(), ranges, name()));
  }

  @Override
  public DenseTensor view(DenseTensor[] operands, TensorType result) {
    return view(operands[0], ranges, result.shape());
  }

  /** The selection as a view; the ranges are valid. */
  static DenseTensor view(DenseTensor x, List<AxisRange> ranges, Shape selected) {
    int[] strides = x.strides();
    int[] kept = new int[selected.rank()];
    int offset = x.offset();
    int rank = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      if (axis >= ranges.size()) {
        kept[rank++] = strides[axis];
        continue;
      }
      AxisRange range = ranges.get(axis);
      offset += range.start() * strides[axis];
      if (!range.removed()) {
        kept[rank++] = range.step() * strides[axis];
      }
    }
    return x.view(selected, offset, kept);
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {new Part(this, operands[0].type())};
  }

  /** Takes a part; the transpose puts a cotangent in its place. */
  private record Part(StridedSlice slice, TensorType operand) implements LinearMap {
    @Override
    public Tensor apply(Tensor tangent) {
      return slice.apply(tangent);
    }

    @Override
    public Tensor transpose(Tensor cotangent) {
      return new StridedPad(operand.shape(), slice.ranges, 0).apply(cotangent);
    }

    @Override
    public void transposeInto(Tensor cotangent, CotangentSink sink) {
      sink.addToPart(operand, cotangent, slice, () -> transpose(cotangent));
    }
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new StridedSlice(AxisRange.batched(size, ranges)).apply(operands[0]);
  }
}
