package org.autodiff.operators.indexing;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.kernels.Kernels;

/** The index operands of gather and its relatives. */
final class Indices {
  private Indices() {}

  /** The indices in row-major order, each a position on an axis of the given extent. */
  static double[] read(DenseTensor indices, int extent, String operator) {
    double[] index = indices.toDoubles();
    int invalid = Kernels.get().firstInvalidIndex(index, extent);
    if (invalid >= 0) {
      throw new ValueException(
          operator
              + (extent == 0
                  ? ": an empty axis has no positions"
                  : ": indices must be whole numbers from 0 to " + (extent - 1))
              + ", got "
              + index[invalid]
              + " at position "
              + invalid
              + " of the indices of shape "
              + indices.shape()
              + "; correct the indices (negative ones do not count from the end here)");
    }
    return index;
  }

  static void requireAxis(Shape shape, int axis, int from, String operator) {
    if (axis < from || axis >= shape.rank()) {
      throw new ShapeException(
          operator
              + ": the axis must be from "
              + from
              + " to "
              + (shape.rank() - 1)
              + ", got axis "
              + axis
              + " for shape "
              + shape
              + (shape.rank() == 0 ? "; a scalar has no axes" : "; choose an existing axis"));
    }
  }

  /** Checks that the leading axes, which both tensors share, have equal extents. */
  static void requireSharedAxes(TensorType x, TensorType indices, int shared, String operator) {
    boolean equal = indices.shape().rank() >= shared && x.shape().rank() >= shared;
    for (int i = 0; equal && i < shared; i++) {
      equal = x.shape().dim(i) == indices.shape().dim(i);
    }
    if (!equal) {
      throw new ShapeException(
          operator
              + ": the first "
              + shared
              + " axes of the indices must be those of the operand, got operand "
              + x
              + " and indices "
              + indices
              + "; broadcast one of them");
    }
  }

  /** The shape of a gather: the indices' own axes in the place of the axis. */
  static Shape gathered(Shape x, int axis, Shape indices, int shared) {
    int own = indices.rank() - shared;
    int[] dims = new int[x.rank() - 1 + own];
    for (int i = 0; i < axis; i++) {
      dims[i] = x.dim(i);
    }
    for (int i = 0; i < own; i++) {
      dims[axis + i] = indices.dim(shared + i);
    }
    for (int i = axis + 1; i < x.rank(); i++) {
      dims[own + i - 1] = x.dim(i);
    }
    return Shape.of(dims);
  }

  /** Checks that two tensors agree on all axes but one. */
  static void requireAlong(TensorType x, TensorType indices, int axis, String operator) {
    Shape a = x.shape();
    Shape b = indices.shape();
    boolean equal = a.rank() == b.rank();
    for (int i = 0; equal && i < a.rank(); i++) {
      equal = i == axis || a.dim(i) == b.dim(i);
    }
    if (!equal) {
      throw new ShapeException(
          operator
              + ": the indices must have the operand's extents except on axis "
              + axis
              + ", got operand "
              + x
              + " and indices "
              + indices
              + "; broadcast the indices");
    }
  }
}
