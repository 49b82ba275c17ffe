package org.autodiff.ops;

import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operands;
import org.autodiff.operators.scan.LinearRecurrence;

/**
 * The gated linear recurrence {@code hₜ = fₜ hₜ₋₁ + iₜ} along an axis, in one pass over the data;
 * the gradient takes one pass backwards. Linear in i and in the initial state, smooth everywhere.
 */
public final class GatedScan {
  private static final String NAME = "gated-scan";

  private GatedScan() {}

  /**
   * The scan from a state of 0, so that the first gate does not matter.
   *
   * @param f the gates
   * @param i the inputs, in the shape of f
   * @param axis the axis of time, negative ones counted from the end
   * @return all states, in the shape of i
   * @throws ShapeException if the shapes differ or there is no such axis
   * @throws DTypeException if the element types differ
   */
  public static Tensor scan(Tensor f, Tensor i, int axis) {
    require(f, i);
    return new LinearRecurrence(i.shape().axis(axis, NAME), false).apply(f, i);
  }

  /**
   * The scan from a given state h₀, which is multiplied by the first gate.
   *
   * @param f the gates
   * @param i the inputs, in the shape of f
   * @param initial h₀, in the shape of f without the axis
   * @param axis the axis of time, negative ones counted from the end
   * @return all states after h₀, in the shape of i
   * @throws ShapeException if the shapes do not fit or there is no such axis
   * @throws DTypeException if the element types differ
   */
  public static Tensor scan(Tensor f, Tensor i, Tensor initial, int axis) {
    require(f, i);
    int along = i.shape().axis(axis, NAME);
    Operands.requireSameDType(new TensorType[] {i.type(), initial.type()}, NAME);
    Shape state = i.shape().remove(along);
    if (!initial.shape().equals(state)) {
      throw new ShapeException(
          NAME
              + ": the initial state must have the shape of the inputs without axis "
              + along
              + ", got "
              + initial.shape()
              + " for inputs of "
              + i.shape()
              + "; use "
              + state);
    }
    if (i.shape().dim(along) == 0) {
      return new LinearRecurrence(along, false).apply(f, i);
    }
    Tensor first = f.slice(until(along, 1)).mul(initial.expandDims(along));
    Tensor inputs = i.slice(until(along, 1)).add(first);
    if (i.shape().dim(along) > 1) {
      inputs = Shaping.concatenate(along, inputs, i.slice(from(along, 1)));
    }
    return new LinearRecurrence(along, false).apply(f, inputs);
  }

  private static Slice[] until(int axis, int stop) {
    return only(axis, Slice.of(0, stop));
  }

  private static Slice[] from(int axis, int start) {
    return only(axis, Slice.from(start));
  }

  private static Slice[] only(int axis, Slice slice) {
    Slice[] slices = new Slice[axis + 1];
    for (int k = 0; k < axis; k++) {
      slices[k] = Slice.all();
    }
    slices[axis] = slice;
    return slices;
  }

  private static void require(Tensor f, Tensor i) {
    Operands.requireSameDType(new TensorType[] {f.type(), i.type()}, NAME);
    if (!f.shape().equals(i.shape())) {
      throw new ShapeException(
          NAME
              + ": gates and inputs must have one shape, got "
              + f.shape()
              + " and "
              + i.shape()
              + "; broadcastTo the larger");
    }
  }
}
