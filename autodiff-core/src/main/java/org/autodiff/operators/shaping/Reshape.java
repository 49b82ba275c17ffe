package org.autodiff.operators.shaping;

import java.util.Arrays;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same elements in row-major order under another shape: a view wherever strides can express it,
 * otherwise a copy. Linear; the transpose reshapes back.
 *
 * @param shape the shape of the result
 */
public record Reshape(Shape shape) implements SingleResultOperator {
  /**
   * {@return the operator for extents of which one may be −1}
   *
   * @param from the operand's shape
   * @param extents the extents of the result; −1 stands for what is left of the elements
   * @throws ShapeException if the elements do not fit
   */
  public static Reshape of(Shape from, int... extents) {
    int unknown = -1;
    for (int i = 0; i < extents.length; i++) {
      if (extents[i] == -1 && unknown < 0) {
        unknown = i;
      } else if (extents[i] < 0) {
        throw new ShapeException(
            "reshape: extents must be 0 or more, and -1 at most once, got "
                + Arrays.toString(extents)
                + " for shape "
                + from
                + "; leave only one extent open");
      }
    }
    if (unknown < 0) {
      return new Reshape(Shape.of(extents));
    }
    int[] dims = extents.clone();
    dims[unknown] = 1;
    int known = Shape.of(dims).size();
    if (known == 0 || from.size() % known != 0) {
      throw new ShapeException(
          "reshape: the extent -1 must be what is left of "
              + from.size()
              + " elements by the other extents, got "
              + Arrays.toString(extents)
              + " for shape "
              + from
              + (known == 0 ? "; give all extents where one is 0" : "; correct the extents"));
    }
    dims[unknown] = from.size() / known;
    return new Reshape(Shape.of(dims));
  }

  /**
   * {@return where a new axis stands, from 0 to the rank of the shape}
   *
   * @param shape the shape that gets one more axis
   * @param axis the place of the new axis; negative counts from the end of the longer shape
   * @param operator the operator that asks, for the message
   * @throws ShapeException if there is no such place
   */
  public static int newAxis(Shape shape, int axis, String operator) {
    int rank = shape.rank();
    int resolved = axis < 0 ? axis + rank + 1 : axis;
    if (resolved < 0 || resolved > rank) {
      throw new ShapeException(
          operator
              + ": the new axis must be from "
              + (-rank - 1)
              + " to "
              + rank
              + ", got axis "
              + axis
              + " for shape "
              + shape
              + "; choose a place between its axes, or at either end");
    }
    return resolved;
  }

  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape from = operands[0].shape();
    if (from.size() != shape.size()) {
      throw new ShapeException(
          name()
              + ": the number of elements must stay the same, got shape "
              + from
              + " ("
              + from.size()
              + ") and "
              + shape
              + " ("
              + shape.size()
              + "); correct the shape, or leave one extent open with -1");
    }
    return operands[0].withShape(shape);
  }

  @Override
  public @Nullable DenseTensor view(DenseTensor[] operands, TensorType result) {
    DenseTensor x = operands[0];
    int[] strides =
        x.isContiguous() ? shape.rowMajorStrides() : viewStrides(x.shape(), x.strides(), shape);
    return strides == null ? null : x.view(shape, x.offset(), strides);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    TensorArrays.copy(operands[0], result);
  }

  /**
   * The strides of a view that reshapes, or null where there is none. Both shapes are cut into the
   * smallest groups of axes with equal numbers of elements; inside a group of the old shape each
   * stride must be the next one times its extent.
   */
  private static int @Nullable [] viewStrides(Shape from, int[] strides, Shape to) {
    if (from.isEmpty()) {
      return to.rowMajorStrides();
    }
    int[] out = new int[to.rank()];
    int oldAxis = from.rank() - 1;
    int newAxis = to.rank() - 1;
    while (newAxis >= 0) {
      while (oldAxis >= 0 && from.dim(oldAxis) == 1) {
        oldAxis--;
      }
      int stride = oldAxis < 0 ? 0 : strides[oldAxis];
      int available = oldAxis < 0 ? 1 : from.dim(oldAxis);
      int needed = 1;
      // fill new axes from this group of old ones until both have the same number of elements
      do {
        int extent = to.dim(newAxis);
        out[newAxis--] = stride * needed;
        needed *= extent;
        while (available < needed) {
          oldAxis--;
          if (from.dim(oldAxis) != 1 && strides[oldAxis] != stride * available) {
            return null;
          }
          available *= from.dim(oldAxis);
        }
      } while (needed < available && newAxis >= 0);
      oldAxis--;
    }
    return out;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Reshape back = new Reshape(operands[0].shape());
    return new @Nullable LinearMap[] {LinearMap.of(t -> apply(t), g -> back.apply(g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return new Reshape(shape.insert(0, size)).apply(operands[0]);
  }
}
