package org.autodiff.compile;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorType;
import org.autodiff.extend.AxisReduction;
import org.autodiff.extend.Operator;
import org.autodiff.kernels.OrderedSum;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.reduction.Extremum;
import org.autodiff.operators.reduction.Mean;
import org.autodiff.operators.reduction.Sum;
import org.autodiff.operators.reduction.SumTo;

/**
 * Sums and extrema over axes of a few elements, as operations on scalars; additions in the order of
 * {@link OrderedSum}. Sums of floats are made in double and rounded once, so only those of two
 * terms are sums of scalars.
 */
final class SmallReduction {
  private static final int LANES = OrderedSum.LANES;
  private static final int BLOCK = OrderedSum.BLOCK / OrderedSum.LANES;

  private SmallReduction() {}

  /** Whether an operator is such a reduction. */
  static boolean is(Operator operator) {
    return operator instanceof Sum
        || operator instanceof SumTo
        || operator instanceof Mean
        || operator instanceof Extremum;
  }

  /** Whether a reduction can be taken apart; its operand has an element or more. */
  static boolean fits(Operator operator, TensorType operand, TensorType result) {
    int terms = operand.shape().size() / Math.max(1, result.shape().size());
    return operator instanceof Extremum || operand.dtype() == DType.FLOAT64 || terms <= 2;
  }

  /** Whether an operator sums over the leading axis, perhaps with others. */
  static boolean sumsLanes(Operator operator, Shape operand) {
    return (operator instanceof Sum || operator instanceof SumTo)
        && operand.rank() > 0
        && summed(operator, operand)[0];
  }

  /** Whether a reduction leaves the leading axis alone. */
  static boolean isAlongLanes(Operator operator, Shape operand, Shape result) {
    boolean[] summed = summed(operator, operand);
    return !summed[0] && result.rank() > 0 && result.dim(0) == operand.dim(0);
  }

  private static boolean[] summed(Operator operator, Shape operand) {
    return switch (operator) {
      case AxisReduction reduction -> reduction.axes().mask(operand.rank());
      case SumTo to -> {
        boolean[] summed = new boolean[operand.rank()];
        int lead = operand.rank() - to.target().rank();
        for (int i = 0; i < summed.length; i++) {
          summed[i] = i < lead || to.target().dim(i - lead) != operand.dim(i);
        }
        yield summed;
      }
      default -> throw new IllegalStateException(operator.name() + " is no reduction");
    };
  }

  /**
   * Lowers a reduction.
   *
   * @param operator the reduction, for one lane
   * @param operand the nodes of the operand's elements
   */
  static DenseTensor lower(Operator operator, DenseTensor operand, LaneGraph nodes) {
    Shape shape = operator.infer(new TensorType[] {operand.type()})[0].shape();
    int[][] terms = terms(operator, operand);
    double[] result = new double[shape.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = reduced(operator, terms[i], nodes);
    }
    return LaneGraph.tensor(result, shape);
  }

  /** For each element of the result, the nodes that are reduced to it, in order. */
  static int[][] terms(Operator operator, DenseTensor operand) {
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
    int each = 1;
    for (int axis = 0; axis < axes.length; axis++) {
      each *= summed[axis] ? operand.shape().dim(axis) : 1;
    }
    int[][] terms = new int[inOrder.length / each][each];
    for (int i = 0; i < inOrder.length; i++) {
      terms[i / each][i % each] = (int) inOrder[i];
    }
    return terms;
  }

  private static int reduced(Operator operator, int[] terms, LaneGraph nodes) {
    if (operator instanceof Extremum extremum) {
      BinaryElementwise better = extremum.largest() ? BinaryElementwise.MAX : BinaryElementwise.MIN;
      int best = terms[0];
      for (int i = 1; i < terms.length; i++) {
        best = nodes.apply(better, best, terms[i]);
      }
      return best;
    }
    int sum = sum(terms, nodes);
    return operator instanceof Mean
        ? nodes.apply(BinaryElementwise.DIV, sum, nodes.constant(terms.length))
        : sum;
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
