package org.autodiff.extend;

import java.util.Arrays;
import org.autodiff.DTypeException;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** Checks of the operands of an operator, for its inference, and what broadcasting needs. */
public final class Operands {
  private Operands() {}

  /**
   * {@return the broadcast type of two operands of one element type}
   *
   * @param a the type of one operand
   * @param b the type of the other
   * @param operator the name for messages
   * @throws DTypeException if the element types differ
   * @throws ShapeException if the shapes do not broadcast
   */
  public static TensorType broadcast(TensorType a, TensorType b, String operator) {
    if (a == b) {
      return a;
    }
    requireSameDType(a, b, operator);
    Shape shape = Shape.broadcast(a.shape(), b.shape(), operator);
    return shape == a.shape() ? a : b.withShape(shape);
  }

  /**
   * Requires one element type.
   *
   * @param a the type of one operand
   * @param b the type of another
   * @param operator the name for messages
   * @throws DTypeException if the element types differ
   */
  public static void requireSameDType(TensorType a, TensorType b, String operator) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          operator
              + ": the operands must have one element type, got "
              + a
              + " and "
              + b
              + "; convert one of them with to("
              + a.dtype().name()
              + ") or to("
              + b.dtype().name()
              + ")");
    }
  }

  /**
   * Requires one element type.
   *
   * @param operands the types of the operands
   * @param operator the name for messages
   * @throws DTypeException if the element types differ
   */
  public static void requireSameDType(TensorType[] operands, String operator) {
    for (TensorType operand : operands) {
      requireSameDType(operands[0], operand, operator);
    }
  }

  /**
   * Requires a number of operands.
   *
   * @param operands the types of the operands
   * @param count how many there must be
   * @param operator the name for messages
   * @throws ShapeException if there are more or fewer
   */
  public static void requireCount(TensorType[] operands, int count, String operator) {
    if (operands.length != count) {
      throw new ShapeException(
          operator
              + ": takes "
              + count
              + (count == 1 ? " operand" : " operands")
              + ", got "
              + operands.length
              + "; pass "
              + count);
    }
  }

  /**
   * Aligns batched operands for broadcasting: axes are matched from the last one, so that an
   * example of lower rank than the others gets axes of extent 1 between the batch axis and its own.
   *
   * @param operands the operands; batched ones with the batch as leading axis
   * @param batched which of them are batched
   * @return the operands, reshaped so that they broadcast
   */
  public static Tensor[] align(Tensor[] operands, boolean[] batched) {
    int rank = 0;
    for (int i = 0; i < operands.length; i++) {
      rank = Math.max(rank, operands[i].rank() - (batched[i] ? 1 : 0));
    }
    Tensor[] aligned = operands.clone();
    for (int i = 0; i < operands.length; i++) {
      int own = operands[i].rank() - 1;
      if (batched[i] && own < rank) {
        int[] dims = new int[rank + 1];
        Arrays.fill(dims, 1);
        dims[0] = operands[i].shape().dim(0);
        for (int k = 0; k < own; k++) {
          dims[rank - own + 1 + k] = operands[i].shape().dim(k + 1);
        }
        aligned[i] = operands[i].reshape(dims);
      }
    }
    return aligned;
  }
}
