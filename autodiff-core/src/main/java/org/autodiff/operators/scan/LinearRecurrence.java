package org.autodiff.operators.scan;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.AlongAxis;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.kernels.DoubleRecurrences;
import org.autodiff.kernels.FloatRecurrences;
import org.jspecify.annotations.Nullable;

/**
 * The recurrence {@code hᵢ = fᵢ hᵢ₋₁ + bᵢ} along an axis, starting from 0, of factors f and inputs
 * b; or, transposed, {@code hᵢ = fᵢ₊₁ hᵢ₊₁ + bᵢ}, running from the end. In b it is linear, and the
 * two are each other's transposes. In f the derivative is the same recurrence with inputs {@code ḟᵢ
 * hᵢ₋₁}, or transposed {@code ḟᵢ₊₁ hᵢ₊₁}.
 *
 * @param axis the axis, not negative
 * @param transposed whether it runs from the last element to the first
 */
public record LinearRecurrence(int axis, boolean transposed) implements AlongAxis {
  @Override
  public String name() {
    return "linear-recurrence";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new LinearRecurrence(newAxis, transposed);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    TensorType f = operands[0];
    TensorType b = operands[1];
    Operands.requireSameDType(f, b, name());
    if (!f.shape().equals(b.shape())) {
      throw new ShapeException(
          "linear-recurrence: factors and inputs must have one shape, got "
              + f.shape()
              + " and "
              + b.shape()
              + "; broadcastTo the larger");
    }
    f.shape().axis(axis, name());
    return b;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = result.shape();
    DenseTensor f = operands[0].contiguous();
    DenseTensor b = operands[1].contiguous();
    int fo = f.offset();
    int bo = b.offset();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (result.dtype() == DType.FLOAT64) {
      if (transposed) {
        DoubleRecurrences.backward(
            outer,
            count,
            inner,
            TensorArrays.doubles(f),
            fo,
            TensorArrays.doubles(b),
            bo,
            TensorArrays.doubles(result));
      } else {
        DoubleRecurrences.forward(
            outer,
            count,
            inner,
            TensorArrays.doubles(f),
            fo,
            TensorArrays.doubles(b),
            bo,
            TensorArrays.doubles(result));
      }
    } else if (transposed) {
      FloatRecurrences.backward(
          outer,
          count,
          inner,
          TensorArrays.floats(f),
          fo,
          TensorArrays.floats(b),
          bo,
          TensorArrays.floats(result));
    } else {
      FloatRecurrences.forward(
          outer,
          count,
          inner,
          TensorArrays.floats(f),
          fo,
          TensorArrays.floats(b),
          bo,
          TensorArrays.floats(result));
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor f = operands[0];
    LinearRecurrence other = new LinearRecurrence(axis, !transposed);
    LinearMap byInput = LinearMap.of(t -> apply(f, t), g -> other.apply(f, g));
    LinearMap byFactor =
        transposed
            ? LinearMap.scale(result).then(Shift.map(axis, -1)).then(byInput)
            : LinearMap.scale(() -> new Shift(axis, 1).apply(result)).then(byInput);
    return new @Nullable LinearMap[] {byFactor, byInput};
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] all = new Tensor[2];
    for (int i = 0; i < 2; i++) {
      Tensor x = operands[i];
      all[i] = batched[i] ? x : x.broadcastTo(x.shape().insert(0, size));
    }
    return along(axis + 1).apply(all);
  }
}
