package org.autodiff.operators.shaping;

import java.util.Arrays;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.Operator;
import org.autodiff.internal.AxisRange;
import org.jspecify.annotations.Nullable;

/**
 * Tensors one after another along an axis. A scalar counts as a vector of one element. Linear; the
 * transpose cuts the cotangent into its parts. One joint derivative serves all operands, so that n
 * scalars cost O(n) in both modes.
 *
 * @param axis the axis, from 0 to rank − 1
 */
public record Concatenate(int axis) implements Operator {
  private static final Shape ONE = Shape.of(1);

  /**
   * {@return the tensors one after another}
   *
   * @param operands the tensors
   */
  public Tensor apply(Tensor... operands) {
    return applyAll(operands)[0];
  }

  /**
   * Tensors of one shape side by side along a new axis.
   *
   * @param axis where the new axis stands in the result; negative counts from the end
   * @param operands the tensors
   * @return the stack
   * @throws ShapeException if there is none, or their shapes differ
   */
  public static Tensor stack(int axis, Tensor... operands) {
    requireSome(operands.length, "stack");
    TensorType first = operands[0].type();
    for (Tensor operand : operands) {
      Operands.requireSameDType(first, operand.type(), "stack");
      if (!operand.shape().equals(first.shape())) {
        throw new ShapeException(
            "stack: the shapes must be equal, got "
                + first.shape()
                + " and "
                + operand.shape()
                + "; broadcast or reshape them, or concatenate along an existing axis");
      }
    }
    int rank = first.shape().rank();
    int at = Reshape.newAxis(first.shape(), axis, "stack");
    if (rank == 0) {
      return new Concatenate(0).apply(operands);
    }
    if (at < rank) {
      // the parts are contiguous along the axis: the new axis only cuts it in n
      return new Concatenate(at)
          .apply(operands)
          .reshape(first.shape().insert(at, operands.length).dims());
    }
    Tensor[] columns = new Tensor[operands.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = operands[i].expandDims(-1);
    }
    return new Concatenate(at).apply(columns);
  }

  private static void requireSome(int count, String operator) {
    if (count == 0) {
      throw new ShapeException(
          operator
              + ": at least one tensor is needed, got none; use Tensor.zeros for an empty one");
    }
  }

  @Override
  public String name() {
    return "concatenate";
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    return OperationCount.NONE;
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    requireSome(operands.length, name());
    TensorType first = operands[0];
    Shape shape = vector(first.shape());
    if (axis < 0 || axis >= shape.rank()) {
      throw new ShapeException(
          name()
              + ": the axis must be from 0 to "
              + (shape.rank() - 1)
              + ", got axis "
              + axis
              + " for shape "
              + shape
              + "; choose an existing axis, or stack along a new one");
    }
    long total = 0;
    for (TensorType operand : operands) {
      Operands.requireSameDType(first, operand, name());
      Shape other = vector(operand.shape());
      if (!agree(shape, other)) {
        throw new ShapeException(
            name()
                + ": the shapes must be equal except on axis "
                + axis
                + ", got "
                + first.shape()
                + " and "
                + operand.shape()
                + "; reshape or broadcast one of them");
      }
      total += other.dim(axis);
    }
    if (total > Integer.MAX_VALUE) {
      throw new ShapeException(
          name()
              + ": an axis has at most 2147483647 positions, got "
              + total
              + " of "
              + operands.length
              + " operands; concatenate fewer");
    }
    int[] dims = shape.dims();
    dims[axis] = (int) total;
    return new TensorType[] {first.withShape(Shape.of(dims))};
  }

  private static Shape vector(Shape shape) {
    return shape.rank() == 0 ? ONE : shape;
  }

  private boolean agree(Shape a, Shape b) {
    boolean equal = a.rank() == b.rank();
    for (int i = 0; equal && i < a.rank(); i++) {
      equal = i == axis || a.dim(i) == b.dim(i);
    }
    return equal;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    DenseTensor y = results[0];
    int[] strides = y.strides();
    int start = 0;
    for (DenseTensor operand : operands) {
      Shape shape = vector(operand.shape());
      DenseTensor x =
          operand.rank() == 0 ? operand.view(shape, operand.offset(), new int[1]) : operand;
      Placement.copy(x, y.view(shape, start * strides[axis], strides));
      start += shape.dim(axis);
    }
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    TensorType[] types = new TensorType[operands.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = operands[i].type();
    }
    return new Parts(this, List.of(types));
  }

  /** Joins the tangents of all parts at once; cuts the cotangent. */
  private record Parts(Concatenate operator, List<TensorType> operands) implements Linearization {
    @Override
    public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
      Tensor[] parts = new Tensor[operands.size()];
      for (int i = 0; i < parts.length; i++) {
        Tensor tangent = tangents[i];
        parts[i] = tangent == null ? Tensor.full(0, operands.get(i)) : tangent;
      }
      return new @Nullable Tensor[] {operator.apply(parts)};
    }

    @Override
    public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
      Tensor cotangent = cotangents[0];
      if (cotangent == null) {
        return;
      }
      int start = 0;
      for (int i = 0; i < operands.size(); i++) {
        Shape shape = operands.get(i).shape();
        CotangentSink sink = sinks[i];
        if (sink != null && shape.rank() == 0) {
          sink.add(cotangent.get(start));
        } else if (sink != null) {
          sink.add(part(cotangent, operator.axis, start, shape.dim(operator.axis)));
        }
        start += vector(shape).dim(operator.axis);
      }
    }
  }

  private static Tensor part(Tensor x, int axis, int start, int count) {
    AxisRange[] ranges = new AxisRange[axis + 1];
    for (int i = 0; i < axis; i++) {
      ranges[i] = AxisRange.of(0, x.shape().dim(i));
    }
    ranges[axis] = AxisRange.of(start, count);
    return new StridedSlice(List.of(ranges)).apply(x);
  }

  /**
   * Cuts a tensor into neighbouring parts: the inverse of concatenation.
   *
   * @param x the tensor
   * @param axis the axis, from 0 to rank − 1
   * @param sizes the extents of the parts, whose sum is the axis' extent
   * @return the parts, views of a concrete tensor
   * @throws ShapeException if the extents do not add up to the axis
   */
  public static List<Tensor> split(Tensor x, int axis, int... sizes) {
    long total = 0;
    boolean negative = false;
    for (int size : sizes) {
      total += size;
      negative |= size < 0;
    }
    if (negative || total != x.shape().dim(axis)) {
      throw new ShapeException(
          "split: the sizes must not be negative and add up to the extent of axis "
              + axis
              + ", got "
              + Arrays.toString(sizes)
              + " for shape "
              + x.shape()
              + "; correct the sizes");
    }
    Tensor[] parts = new Tensor[sizes.length];
    int start = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(x, axis, start, sizes[i]);
      start += sizes[i];
    }
    return List.of(parts);
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] all = new Tensor[operands.length];
    for (int i = 0; i < all.length; i++) {
      Tensor x = Placement.inBatch(operands[i], batched[i], size);
      all[i] = x.rank() == 1 ? x.expandDims(1) : x;
    }
    return new Concatenate(axis + 1).applyAll(all);
  }
}
