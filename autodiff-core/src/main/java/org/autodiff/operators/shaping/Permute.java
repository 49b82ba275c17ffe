package org.autodiff.operators.shaping;

import java.util.Arrays;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.ViewOperator;
import org.jspecify.annotations.Nullable;

/**
 * The axes in another order, as a view. Linear; the transpose is the inverse permutation.
 *
 * @param axes for each axis of the result, the operand's axis it is, from 0 on
 */
public record Permute(List<Integer> axes) implements ViewOperator {
  /** Copies the list. */
  public Permute {
    axes = List.copyOf(axes);
  }

  /**
   * {@return the tensor with its axes in the given order; the tensor itself where that is theirs}
   *
   * @param x the tensor
   * @param operator the name under which errors are reported
   * @param axes a permutation of the axes; negative ones count from the end
   * @throws ShapeException if it is not a permutation
   */
  public static Tensor apply(Tensor x, String operator, int... axes) {
    int rank = x.rank();
    boolean[] seen = new boolean[rank];
    Integer[] resolved = new Integer[axes.length];
    boolean identity = true;
    if (axes.length != rank) {
      throw notPermutation(operator, Arrays.toString(axes), x.shape());
    }
    for (int i = 0; i < rank; i++) {
      int axis = x.shape().axis(axes[i], operator);
      if (seen[axis]) {
        throw notPermutation(operator, Arrays.toString(axes), x.shape());
      }
      seen[axis] = true;
      identity &= axis == i;
      resolved[i] = axis;
    }
    return identity ? x : new Permute(List.of(resolved)).apply(x);
  }

  /**
   * {@return the tensor with one axis at another place, the others in their order}
   *
   * @param x the tensor
   * @param from the axis, from 0 to rank − 1
   * @param to its place in the result, from 0 to rank − 1
   */
  public static Tensor moveAxis(Tensor x, int from, int to) {
    int[] axes = new int[x.rank()];
    for (int i = 0, next = 0; i < axes.length; i++) {
      if (i == to) {
        axes[i] = from;
      } else {
        next += next == from ? 1 : 0;
        axes[i] = next++;
      }
    }
    return apply(x, "moveAxis", axes);
  }

  private static ShapeException notPermutation(String operator, String axes, Shape shape) {
    return new ShapeException(
        operator
            + ": the axes must name each axis once, got "
            + axes
            + " for shape "
            + shape
            + "; give a permutation of 0 to "
            + (shape.rank() - 1));
  }

  @Override
  public String name() {
    return "permute";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    Shape shape = operands[0].shape();
    int rank = shape.rank();
    int[] dims = new int[rank];
    boolean[] seen = new boolean[rank];
    if (axes.size() != rank) {
      throw notPermutation(name(), axes.toString(), shape);
    }
    for (int i = 0; i < rank; i++) {
      int axis = axes.get(i);
      if (axis < 0 || axis >= rank || seen[axis]) {
        throw notPermutation(name(), axes.toString(), shape);
      }
      seen[axis] = true;
      dims[i] = shape.dim(axis);
    }
    return operands[0].withShape(Shape.of(dims));
  }

  @Override
  public DenseTensor view(DenseTensor[] operands, TensorType result) {
    DenseTensor x = operands[0];
    int[] strides = x.strides();
    int[] permuted = new int[strides.length];
    for (int i = 0; i < permuted.length; i++) {
      permuted[i] = strides[axes.get(i)];
    }
    return x.view(result.shape(), x.offset(), permuted);
  }

  private Permute inverse() {
    Integer[] inverse = new Integer[axes.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[axes.get(i)] = i;
    }
    return new Permute(List.of(inverse));
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {LinearMap.of(t -> apply(t), g -> inverse().apply(g))};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Integer[] shifted = new Integer[axes.size() + 1];
    shifted[0] = 0;
    for (int i = 1; i < shifted.length; i++) {
      shifted[i] = axes.get(i - 1) + 1;
    }
    return new Permute(List.of(shifted)).apply(operands[0]);
  }
}
