package org.autodiff.operators;

import java.util.Arrays;
import org.autodiff.DTypeException;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** What all operators share that work element by element and broadcast their operands. */
final class Elementwise {
  private Elementwise() {}

  /** The broadcast type of two operands of one element type. */
  static TensorType broadcast(TensorType a, TensorType b, String operator) {
    if (a == b) {
      return a;
    }
    requireSameDType(a, b, operator);
    Shape shape = Shape.broadcast(a.shape(), b.shape(), operator);
    return shape == a.shape() ? a : b.withShape(shape);
  }

  static void requireSameDType(TensorType a, TensorType b, String operator) {
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

  static void requireOperands(TensorType[] operands, int count, String operator) {
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
   */
  static Tensor[] align(Tensor[] operands, boolean[] batched) {
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

  /** The factor where x is a number, and NaN where x is NaN: never a finite slope at a NaN. */
  static Tensor nanWhereNaN(Tensor factor, Tensor x) {
    return factor.where(x.eq(x), Double.NaN);
  }

  /** The operand over the whole shape, as a contiguous array or as one repeated element. */
  static DenseTensor spread(DenseTensor x, Shape shape) {
    DenseTensor whole = x.shape().equals(shape) ? x : x.broadcastTo(shape).dense();
    return whole.isRepeated() ? whole : whole.contiguous();
  }

  /** How an operand of {@link #spread} advances: 0 for one repeated element, otherwise 1. */
  static int step(DenseTensor spread) {
    return spread.isRepeated() ? 0 : 1;
  }
}
