package org.autodiff.ops;

import java.util.Arrays;
import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/** What normalizing and quantizing operators require of their operands. */
final class OperandRules {
  private OperandRules() {}

  static void requireCount(TensorType[] operands, int count, String operator) {
    if (operands.length != count) {
      throw new ShapeException(
          operator
              + ": there must be "
              + count
              + (count == 1 ? " operand" : " operands")
              + ", got "
              + Arrays.toString(operands)
              + "; pass as many");
    }
  }

  static void requireOneDType(TensorType[] operands, String operator) {
    for (TensorType operand : operands) {
      if (operand.dtype() != operands[0].dtype()) {
        throw new DTypeException(
            operator
                + ": the operands must have one element type, got "
                + Arrays.toString(operands)
                + "; convert one of them with to");
      }
    }
  }

  static void requireRank(TensorType operand, int rank, String what, String operator) {
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

  static void requirePositive(double value, String what, String operator) {
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
}
