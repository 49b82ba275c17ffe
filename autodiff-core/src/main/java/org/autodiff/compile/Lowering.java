package org.autodiff.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.extend.Operator;
import org.autodiff.extend.ViewOperator;
import org.autodiff.internal.AxisRange;
import org.autodiff.operators.elementwise.BinaryElementwise;
import org.autodiff.operators.elementwise.Clip;
import org.autodiff.operators.elementwise.PowerOf;
import org.autodiff.operators.elementwise.StopGradient;
import org.autodiff.operators.reduction.SumTo;
import org.autodiff.operators.shaping.AddToPart;
import org.autodiff.operators.shaping.BroadcastTo;
import org.autodiff.operators.shaping.Concatenate;
import org.autodiff.operators.shaping.Diagonal;
import org.autodiff.operators.shaping.DiagonalEmbed;
import org.autodiff.operators.shaping.Permute;
import org.autodiff.operators.shaping.Reshape;
import org.autodiff.operators.shaping.StridedPad;
import org.autodiff.operators.shaping.StridedSlice;

/**
 * Takes steps on small tensors apart into operations on their elements. There is next to no code
 * for the operators that only move elements: they are applied to tensors whose elements are the
 * numbers of nodes, and what comes out says which node stands where.
 *
 * <p>Where tensors have a long leading axis of lanes, one lane is taken apart, and stands for all:
 * the operator is given tensors of extent 1 there. That is right for operators that do the same at
 * each position of that axis, which {@link #isAlongLanes} makes sure of.
 */
final class Lowering {
  private Lowering() {}

  /** Whether the steps of an operator can be taken apart. */
  static boolean isKnown(Operator operator) {
    return isElementwise(operator)
        || SmallReduction.is(operator)
        || operator instanceof Reshape
        || operator instanceof BroadcastTo
        || operator instanceof Permute
        || operator instanceof StridedSlice
        || operator instanceof StridedPad
        || operator instanceof Concatenate
        || operator instanceof Diagonal
        || operator instanceof DiagonalEmbed
        || operator instanceof AddToPart;
  }

  /** Whether it computes each element from those at the same place. */
  static boolean isElementwise(Operator operator) {
    return operator instanceof ElementwiseRun
        || operator instanceof Clip
        || operator instanceof PowerOf
        || operator instanceof StopGradient;
  }

  /** Whether it computes anything, and does not only move elements. */
  static boolean computes(Operator operator) {
    return (isElementwise(operator) && !(operator instanceof StopGradient))
        || SmallReduction.is(operator)
        || operator instanceof AddToPart;
  }

  /** Whether an operator does the same at each position of the leading axis. */
  static boolean isAlongLanes(Operator operator, List<Shape> operands, Shape result, int lanes) {
    for (Shape operand : operands) {
      boolean laned = RegionKind.isLaned(operand, lanes);
      // an axis that only looks like the lanes is matched with another one
      if (laned && isElementwise(operator) && operand.rank() != result.rank()) {
        return false;
      }
      if (!laned
          && isElementwise(operator)
          && operand.rank() == result.rank()
          && operand.rank() > 0
          && operand.dim(0) != 1) {
        return false;
      }
    }
    boolean all = operands.stream().allMatch(shape -> RegionKind.isLaned(shape, lanes));
    if (SmallReduction.is(operator)) {
      return all && SmallReduction.isAlongLanes(operator, operands.get(0), result);
    }
    return switch (operator) {
      case Reshape reshape -> all;
      case BroadcastTo broadcast ->
          all
              ? operands.get(0).rank() == result.rank()
              : operands.get(0).rank() < result.rank() || operands.get(0).dim(0) == 1;
      case Permute permute -> all && permute.axes().get(0) == 0;
      case StridedSlice slice -> all && isWhole(slice.ranges(), lanes);
      case StridedPad pad -> all && isWhole(pad.ranges(), lanes);
      case Concatenate concatenate -> all && concatenate.axis() > 0;
      case Diagonal diagonal -> all && operands.get(0).rank() > 2;
      case DiagonalEmbed embed -> all && operands.get(0).rank() > 1;
      case AddToPart add ->
          all
              && (add.part() instanceof StridedSlice slice
                  ? isWhole(slice.ranges(), lanes)
                  : add.part() instanceof Diagonal && operands.get(0).rank() > 2);
      default -> true;
    };
  }

  private static boolean isWhole(List<AxisRange> ranges, int lanes) {
    return ranges.isEmpty() || ranges.get(0).equals(new AxisRange(0, 1, lanes, false));
  }

  /**
   * Lowers a step.
   *
   * @param operator the operator
   * @param operands the nodes of the operands' elements, each in the shape of one lane
   * @param lanes how many lanes there are
   * @param nodes where nodes are made
   * @return the nodes of the result's elements
   */
  static DenseTensor lower(Operator operator, DenseTensor[] operands, int lanes, LaneGraph nodes) {
    if (isElementwise(operator)) {
      return elementwise(operator, operands, nodes);
    }
    if (SmallReduction.is(operator)) {
      Operator one =
          operator instanceof SumTo to ? new SumTo(oneLane(to.target(), lanes)) : operator;
      return SmallReduction.lower(one, operands[0], nodes);
    }
    return switch (operator) {
      case Reshape reshape -> moved(new Reshape(oneLane(reshape.shape(), lanes)), operands);
      case BroadcastTo to -> moved(new BroadcastTo(oneLane(to.shape(), lanes)), operands);
      case StridedSlice slice -> moved(oneLane(slice, lanes), operands);
      case StridedPad pad -> {
        int fill = nodes.constant(pad.fill());
        Shape shape = oneLane(pad.shape(), lanes);
        yield moved(new StridedPad(shape, oneLane(pad.ranges(), lanes), fill), operands);
      }
      case DiagonalEmbed embed -> embedded(embed, operands[0], nodes);
      case AddToPart add -> {
        ViewOperator part =
            add.part() instanceof StridedSlice slice ? oneLane(slice, lanes) : add.part();
        yield addedToPart(part, operands[0], operands[1], nodes);
      }
      default -> moved(operator, operands);
    };
  }

  /** The shape of what one lane has of a tensor. */
  static Shape oneLane(Shape shape, int lanes) {
    if (!RegionKind.isLaned(shape, lanes)) {
      return shape;
    }
    int[] dims = shape.dims();
    dims[0] = 1;
    return Shape.of(dims);
  }

  private static StridedSlice oneLane(StridedSlice slice, int lanes) {
    return new StridedSlice(oneLane(slice.ranges(), lanes));
  }

  private static List<AxisRange> oneLane(List<AxisRange> ranges, int lanes) {
    return lanes == 1 || ranges.isEmpty()
        ? ranges
        : AxisRange.batched(1, ranges.subList(1, ranges.size()));
  }

  private static DenseTensor moved(Operator operator, DenseTensor[] operands) {
    Tensor[] given = Arrays.copyOf(operands, operands.length, Tensor[].class);
    return operator.applyAll(given)[0].dense();
  }

  private static DenseTensor embedded(DiagonalEmbed embed, DenseTensor operand, LaneGraph nodes) {
    int zero = nodes.constant(0);
    // nodes count from 0, which is what the operator writes beside the diagonal
    DenseTensor raised = moved(embed, new DenseTensor[] {operand.add(1).dense()});
    double[] moved = raised.toDoubles();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = moved[i] == 0 ? zero : moved[i] - 1;
    }
    return LaneGraph.tensor(moved, raised.shape());
  }

  private static DenseTensor addedToPart(
      ViewOperator part, DenseTensor whole, DenseTensor added, LaneGraph nodes) {
    double[] sum = whole.toDoubles();
    double[] terms = added.toDoubles();
    Tensor positions = Tensor.arange(sum.length).reshape(whole.shape().dims());
    double[] selected = part.apply(positions).toDoubles();
    for (int i = 0; i < terms.length; i++) {
      int at = (int) selected[i];
      sum[at] = nodes.apply(BinaryElementwise.ADD, (int) sum[at], (int) terms[i]);
    }
    return LaneGraph.tensor(sum, whole.shape());
  }

  private static DenseTensor elementwise(
      Operator operator, DenseTensor[] operands, LaneGraph nodes) {
    Shape shape = operands[0].shape();
    for (DenseTensor operand : operands) {
      shape = Shape.broadcast(shape, operand.shape(), operator.name());
    }
    List<double[]> elements = new ArrayList<>();
    for (DenseTensor operand : operands) {
      elements.add(operand.broadcastTo(shape).toDoubles());
    }
    double[] result = new double[shape.size()];
    for (int i = 0; i < result.length; i++) {
      int[] arguments = new int[operands.length];
      for (int k = 0; k < arguments.length; k++) {
        arguments[k] = (int) elements.get(k)[i];
      }
      result[i] = node(operator, arguments, nodes);
    }
    return LaneGraph.tensor(result, shape);
  }

  private static int node(Operator operator, int[] x, LaneGraph nodes) {
    return switch (operator) {
      case StopGradient stop -> x[0];
      case Clip clip ->
          nodes.apply(BinaryElementwise.MIN, nodes.apply(BinaryElementwise.MAX, x[0], x[1]), x[2]);
      case PowerOf power ->
          nodes.apply(BinaryElementwise.POW, x[0], nodes.constant(power.exponent()));
      default -> nodes.apply((ElementwiseRun) operator, x);
    };
  }
}
