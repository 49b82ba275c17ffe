package org.autodiff.compile;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.UnaryElementwise;
import org.autodiff.operators.shaping.BroadcastTo;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.trace.Program;
import org.autodiff.trace.StagingTrace;

/**
 * The identities by which an operation gives a value that is there already, to the bit, also for
 * zeros of either sign, infinities and NaN: {@code x · 1}, {@code x / 1}, {@code x − 0}, {@code x +
 * −0}, {@code −(−x)}, and movements that move nothing. {@code x + 0} is none of them: it turns −0
 * into 0.
 */
final class KnownValues implements StagingTrace.Identities {
  @Override
  public int same(StagingTrace staging, Operator operator, int[] operands, TensorType result) {
    int candidate = -1;
    if (operator instanceof BinaryElementwise binary) {
      candidate = binary(staging, binary, operands);
    } else if (operator == UnaryElementwise.NEG) {
      Program.Step inner = staging.maker(operands[0]);
      candidate =
          inner != null && inner.operator() == UnaryElementwise.NEG ? inner.operands()[0] : -1;
    } else if (operator instanceof Reshape || operator instanceof BroadcastTo) {
      candidate = operands[0];
    } else if (operator instanceof Permute permute) {
      candidate = permutation(staging, permute, operands[0]);
    }
    return candidate >= 0 && staging.type(candidate).equals(result) ? candidate : -1;
  }

  private static int binary(StagingTrace staging, BinaryElementwise binary, int[] operands) {
    int first = operands[0];
    int second = operands[1];
    return switch (binary.kind()) {
      case MUL -> isFull(staging, second, 1) ? first : isFull(staging, first, 1) ? second : -1;
      case DIV -> isFull(staging, second, 1) ? first : -1;
      case SUB -> isFull(staging, second, 0.0) ? first : -1;
      case ADD ->
          isFull(staging, second, -0.0) ? first : isFull(staging, first, -0.0) ? second : -1;
      default -> -1;
    };
  }

  /** Whether a value is a constant with one element, or one that repeats, of these very bits. */
  private static boolean isFull(StagingTrace staging, int value, double number) {
    Tensor constant = staging.constant(value);
    return constant instanceof DenseTensor dense
        && dense.size() > 0
        && dense.isRepeated()
        && Double.doubleToRawLongBits(dense.flat(0)) == Double.doubleToRawLongBits(number);
  }

  private static int permutation(StagingTrace staging, Permute permute, int operand) {
    int[] axes = permute.axes().stream().mapToInt(axis -> axis).toArray();
    if (isIdentity(axes)) {
      return operand;
    }
    Program.Step inner = staging.maker(operand);
    if (inner == null || !(inner.operator() instanceof Permute before)) {
      return -1;
    }
    int[] both = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      both[i] = before.axes().get(axes[i]);
    }
    return isIdentity(both) ? inner.operands()[0] : -1;
  }

  private static boolean isIdentity(int[] axes) {
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != i) {
        return false;
      }
    }
    return true;
  }
}
