package org.autodiff.ops.operators;

import java.util.Arrays;
import org.autodiff.DType;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.Operands;

/** What operators check of their operands, and how they pass them on. */
public final class LayerOperands {
  private LayerOperands() {}

  public static void requireRank(TensorType operand, int rank, String what, String operator) {
    if (operand.shape().rank() < rank) {
      throw new ShapeException(
          operator
              + ": "
              + what
              + " must have "
              + rank
              + (rank == 1 ? " axis" : " axes")
              + " or more, got "
              + operand
              + "; reshape it");
    }
  }

  /**
   * Checks activations and weights.
   *
   * @param x [..., in]
   * @param w [in, out]
   * @param operator the name for messages
   */
  public static void requireLayer(TensorType x, TensorType w, String operator) {
    Operands.requireSameDType(x, w, operator);
    if (x.shape().rank() == 0 || w.shape().rank() != 2) {
      throw new ShapeException(
          operator
              + ": x must be [..., in] and w [in, out], got shapes "
              + x.shape()
              + " and "
              + w.shape()
              + "; reshape them");
    }
    if (x.shape().dim(-1) != w.shape().dim(0)) {
      throw new ShapeException(
          operator
              + ": the last axis of x must match the rows of w, got shapes "
              + x.shape()
              + " and "
              + w.shape()
              + " ("
              + x.shape().dim(-1)
              + " and "
              + w.shape().dim(0)
              + "); transpose or reshape one of them");
    }
  }

  /** Checks that there is something to aggregate. */
  public static void requireInputs(TensorType x, TensorType w, String operator) {
    if (w.shape().dim(0) == 0) {
      throw new ShapeException(
          operator
              + ": there must be at least one input to aggregate, got shapes "
              + x.shape()
              + " and "
              + w.shape()
              + "; use the aggregate sum, which is 0 of nothing");
    }
  }

  public static void requireTemperature(double alpha, String operator) {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new ValueException(
          operator
              + ": alpha must be positive and finite, got "
              + alpha
              + "; use the hard aggregate for its limit");
    }
  }

  /**
   * {@return a checked temperature}
   *
   * @param alpha the temperature
   * @param dtype the element type
   * @param operator the name for messages
   */
  public static Tensor temperature(double alpha, DType dtype, String operator) {
    requireTemperature(alpha, operator);
    Tensor tensor = Tensor.scalar(alpha, dtype);
    requireTemperature(tensor.item(), operator);
    return tensor;
  }

  /** Checks what is added to a variance, so that its root is not 0. */
  public static void requirePositive(double value, String what, String operator) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ValueException(
          operator
              + ": "
              + what
              + " must be positive and finite, got "
              + value
              + "; a usual one is 1e-5");
    }
  }

  /** Adds a bias [out] to results [..., out]. */
  public static Tensor addBias(Tensor y, Tensor bias, String operator) {
    Operands.requireSameDType(y.type(), bias.type(), operator);
    if (bias.rank() != 1 || bias.shape().dim(0) != y.shape().dim(-1)) {
      throw new ShapeException(
          operator
              + ": the bias must have one element for each output, got shape "
              + bias.shape()
              + " for results "
              + y.shape()
              + "; reshape it to ["
              + y.shape().dim(-1)
              + "]");
    }
    return y.add(bias);
  }

  public static Tensor[] append(Tensor[] operands, Tensor one) {
    Tensor[] all = Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = one;
    return all;
  }

  public static Tensor[] replace(Tensor[] operands, int position, Tensor one) {
    Tensor[] all = operands.clone();
    all[position] = one;
    return all;
  }
}
