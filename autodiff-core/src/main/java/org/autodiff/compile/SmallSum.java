package org.autodiff.compile;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;
import org.autodiff.kernels.OrderedSum;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.reduction.Mean;
import org.autodiff.operators.reduction.Sum;
import org.autodiff.operators.reduction.SumTo;

/**
 * Sums over axes of a few elements, as additions of scalars in the order of {@link OrderedSum}.
 * Sums of floats are made in double and rounded once, so only those of two terms are sums of
 * scalars.
 */
final class SmallSum {
  private static final int LANES = OrderedSum.LANES;
  private static final int BLOCK = OrderedSum.BLOCK / OrderedSum.LANES;

  private SmallSum() {}

  /** Whether an operator is a sum, or nearly. */
  static boolean is(Operator operator) {
    return operator instanceof Sum || operator instanceof SumTo || operator instanceof Mean;
  }

  /** Whether a sum can be taken apart; its operand has an element or more. */
  static boolean fits(TensorType operand, TensorType result) {
    int terms = operand.shape().size() / Math.max(1, result.shape().size());
    return operand.dtype() == DType.FLOAT64 || terms <= 2;
  }

  /** Whether a sum leaves the leading axis alone. */
  static boolean isAlongLanes(Operator operator, Shape operand, Shape result) {
    boolean[] summed = summed(operator, operand);
    return !summed[0] && result.rank() > 0 && result.dim(0) == operand.dim(0);
  }

  private static boolean[] summed(Operator operator, Shape operand) {
    return switch (operator) {
      case Sum sum -> sum.axes().mask(operand.rank());
      case Mean mean -> mean.axes().mask(operand.rank());
      case SumTo to -> {
        boolean[] summed = new boolean[operand.rank()];
        int lead = operand.rank() - to.target().rank();
        for (int i = 0; i < summed.length; i++) {
          summed[i] = i < lead || to.target().dim(i - lead) != operand.dim(i);
        }
        yield summed;
      }
      default -> throw new IllegalStateException(operator.name() + " is no sum");
    };
  }

  /**
   * Lowers a sum.
   *
   * @param operator the sum, for one lane
   * @param operand the nodes of the operand's elements
   */
  static DenseTensor lower(Operator operator, DenseTensor operand, LaneGraph nodes) {
    Shape shape = operator.infer(new TensorType[] {operand.type()})[0].shape();
    boolean[] summed = summed(operator, operand.shape());
    int[] axes = new int[summed.length];
    int next = 0;
    for (int axis = 0; axis < axes.length; axis++) {
      if (!summed[axis]) {
        axes[next++] = axis;
      }
    }
    for (int axis = 0; axis < axes.length; axis++) {
      if (summed[axis]) {
        axes[next++] = axis;
      }
    }
    double[] inOrder = operand.transpose(axes).toDoubles();
    double[] result = new double[shape.size()];
    int terms = inOrder.length / result.length;
    for (int i = 0; i < result.length; i++) {
      int[] numbers = new int[terms];
      for (int k = 0; k < terms; k++) {
        numbers[k] = (int) inOrder[i * terms + k];
      }
      int sum = sum(numbers, nodes);
      result[i] =
          operator instanceof Mean
              ? nodes.apply(BinaryElementwise.DIV, sum, nodes.constant(terms))
              : sum;
    }
    return Tensor.of(result).reshape(shape.dims()).dense();
  }

  private static int sum(int[] terms, LaneGraph nodes) {
    int count = Math.min(LANES, terms.length);
    int[] lanes = new int[count];
    for (int lane = 0; lane < count; lane++) {
      lanes[lane] = lane(terms, lane, nodes);
    }
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i + half < count; i++) {
        lanes[i] = nodes.apply(BinaryElementwise.ADD, lanes[i], lanes[i + half]);
      }
      count = Math.min(count, half);
    }
    return lanes[0];
  }

  /** The sum of one lane's blocks, in pairs as a binary counter counts. */
  private static int lane(int[] terms, int lane, LaneGraph nodes) {
    int[] kept = new int[Integer.SIZE];
    int depth = 0;
    int complete = 0;
    int open = -1;
    int filled = 0;
    for (int i = lane; i < terms.length; i += LANES) {
      open = open < 0 ? terms[i] : nodes.apply(BinaryElementwise.ADD, open, terms[i]);
      if (++filled == BLOCK) {
        for (int bits = complete; (bits & 1) != 0; bits >>= 1) {
          open = nodes.apply(BinaryElementwise.ADD, open, kept[--depth]);
        }
        kept[depth++] = open;
        complete++;
        open = -1;
        filled = 0;
      }
    }
    if (open < 0) {
      open = kept[--depth];
    }
    while (depth > 0) {
      open = nodes.apply(BinaryElementwise.ADD, open, kept[--depth]);
    }
    return open;
  }
}
