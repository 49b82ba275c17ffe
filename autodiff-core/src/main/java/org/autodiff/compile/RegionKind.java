package org.autodiff.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.Operator;
import org.autodiff.operators.reduction.Sum;
import org.autodiff.operators.reduction.SumTo;
import org.autodiff.trace.Program;
import org.jspecify.annotations.Nullable;

/**
 * What steps must have in common to be fused: the element type, and how their tensors lie along the
 * lanes, the elements that are computed side by side.
 *
 * @param dtype the element type
 * @param lanes how many lanes there are; 1 for small tensors, whose elements are scalars
 * @param flat whether a lane is one element of tensors of one shape; otherwise it is one position
 *     of their leading axis, and the elements there are scalars of the lane
 */
record RegionKind(DType dtype, int lanes, boolean flat) {
  /** Up to so many elements a tensor is taken apart into scalars. */
  static final int SMALL = 64;

  /** How many scalars a lane may have in one tensor. */
  private static final int WIDE = 1024;

  /** Up to so many scalars a lane has where the tensors could as well be taken flat. */
  private static final int NARROW = 16;

  /**
   * The kind of a step, or null where it is not fused.
   *
   * @param kinds the kinds of the steps before it, by value
   */
  static @Nullable RegionKind of(Program program, Program.Step step, @Nullable RegionKind[] kinds) {
    if (step.results() != 1 || !Lowering.isKnown(step.operator())) {
      return null;
    }
    TensorType result = program.type(step.first());
    DType dtype = result.dtype();
    boolean small = result.shape().size() <= SMALL;
    boolean flat = Lowering.isElementwise(step.operator());
    int lanes = result.shape().rank() == 0 ? 0 : result.shape().dim(0);
    for (int operand : step.operands()) {
      TensorType type = program.type(operand);
      if (type.dtype() != dtype) {
        return null;
      }
      Shape shape = type.shape();
      small &= shape.size() <= SMALL;
      flat &= shape.equals(result.shape()) || shape.size() == 1;
    }
    if (result.shape().size() == 0 || program.type(step.operands()[0]).shape().size() == 0) {
      return null;
    }
    if (SmallReduction.is(step.operator())) {
      TensorType operand = program.type(step.operands()[0]);
      RegionKind before = kinds[step.operands()[0]];
      if (before != null && before.sumsLanes(step.operator(), operand.shape())) {
        return before;
      }
      if (!SmallReduction.fits(step.operator(), operand, result)) {
        return null;
      }
    }
    if (small) {
      return new RegionKind(dtype, 1, false);
    }
    RegionKind along = new RegionKind(dtype, lanes, false);
    boolean preferred =
        !flat
            || result.shape().size() <= (long) NARROW * lanes
            || IntStream.of(step.operands()).anyMatch(operand -> along.equals(kinds[operand]));
    if (lanes > SMALL && preferred && isAlongLanes(program, step, lanes)) {
      return along;
    }
    return flat ? new RegionKind(dtype, result.shape().size(), true) : null;
  }

  /** Whether a step does the same at each position of the leading axis. */
  private static boolean isAlongLanes(Program program, Program.Step step, int lanes) {
    TensorType result = program.type(step.first());
    if (!isLaned(result.shape(), lanes) || !isLong(result.shape(), lanes)) {
      return false;
    }
    List<Shape> operands = new ArrayList<>();
    for (int operand : step.operands()) {
      Shape shape = program.type(operand).shape();
      if (isLaned(shape, lanes) ? !isLong(shape, lanes) : shape.size() > WIDE) {
        return false;
      }
      operands.add(shape);
    }
    return Lowering.isAlongLanes(step.operator(), operands, result.shape(), lanes);
  }

  /**
   * Whether there are so many lanes for the scalars in each that it pays to read them with a
   * stride. A tensor of many axes is what a broadcast made, and would be large in memory.
   */
  private static boolean isLong(Shape shape, int lanes) {
    int each = shape.size() / lanes;
    return each <= NARROW
        || (each <= SMALL && lanes >= 4 * each)
        || (shape.rank() > 2 && each <= WIDE && lanes >= 12 * each);
  }

  /** Whether a step sums over the lanes of a region of this kind, which ends there. */
  boolean sumsLanes(Operator operator, Shape operand) {
    return lanes > 1
        && SmallReduction.sumsLanes(operator, operand)
        && (flat
            ? operand.size() == lanes && operator.equals(whole(operator, operand))
            : isLaned(operand, lanes) && operand.size() / lanes <= WIDE);
  }

  /** The sum over all axes that is most like another. */
  private static Operator whole(Operator operator, Shape operand) {
    return switch (operator) {
      case Sum sum -> new Sum(Axes.all(operand.rank()), sum.keepDims());
      case SumTo to -> to.target().size() == 1 ? to : new SumTo(Shape.of());
      default -> operator;
    };
  }

  static boolean isLaned(Shape shape, int lanes) {
    return lanes > 1 && shape.rank() > 0 && shape.dim(0) == lanes;
  }

  /** The units that compute the steps of a region. */
  List<Plan.Unit> units(Program program, List<Program.Step> steps, boolean[] needed) {
    if (steps.stream().allMatch(step -> !Lowering.computes(step.operator()))
        || (steps.size() == 1 && lanes > 1)) {
      List<Plan.Unit> single = new ArrayList<>();
      steps.forEach(step -> single.add(new Plan.StepUnit(program, step)));
      return single;
    }
    return List.of(new RegionUnit(program, this, steps, needed));
  }
}
