package org.autodiff.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.ValueException;

/**
 * The positions taken from one axis: start, start + step, … ({@code count} of them). Two ranges
 * that take the same positions are equal.
 *
 * @param start the first position
 * @param step the distance to the next; negative runs backwards
 * @param count how many positions
 * @param removed whether the axis is left out of the result, for which count is 1
 */
public record AxisRange(int start, int step, int count, boolean removed) {
  /**
   * Checks the count, and brings ranges of no or one position into one form, so that equal ones
   * compare equal.
   */
  public AxisRange {
    if (count < 0 || (removed && count != 1) || (step == 0 && count > 1)) {
      throw new ValueException(
          "slice: a range needs a count of 0 or more, 1 where the axis is removed, and a step other"
              + " than 0, got count "
              + count
              + " and step "
              + step
              + "; correct the range");
    }
    start = count == 0 ? 0 : start;
    step = count <= 1 ? 1 : step;
  }

  /**
   * {@return one position, whose axis is removed}
   *
   * @param index the position
   */
  public static AxisRange at(int index) {
    return new AxisRange(index, 1, 1, true);
  }

  /**
   * {@return neighbouring positions}
   *
   * @param start the first
   * @param count how many
   */
  public static AxisRange of(int start, int count) {
    return new AxisRange(start, 1, count, false);
  }

  /** The shape of the selection; trailing axes without a range are taken whole. */
  public static Shape selected(Shape shape, List<AxisRange> ranges, String operator) {
    int given = ranges.size();
    if (given > shape.rank()) {
      throw new ShapeException(
          operator
              + ": there must be at most one range for each axis, got "
              + given
              + " ranges for shape "
              + shape
              + "; leave out "
              + (given - shape.rank()));
    }
    int[] dims = new int[shape.rank()];
    int rank = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      int extent = shape.dim(axis);
      if (axis >= given) {
        dims[rank++] = extent;
        continue;
      }
      AxisRange range = ranges.get(axis);
      range.requireWithin(extent, axis, shape, operator);
      if (!range.removed) {
        dims[rank++] = range.count;
      }
    }
    return Shape.of(rank == dims.length ? dims : Arrays.copyOf(dims, rank));
  }

  private void requireWithin(int extent, int axis, Shape shape, String operator) {
    long last = start + (long) step * (count - 1);
    if (count > 0 && (start < 0 || start >= extent || last < 0 || last >= extent)) {
      throw new ValueException(
          operator
              + ": the positions on axis "
              + axis
              + " must be from 0 to "
              + (extent - 1)
              + ", got "
              + start
              + " to "
              + last
              + " for shape "
              + shape
              + "; take fewer");
    }
  }

  /** The ranges under vmap: the batch axis, in front, is taken whole. */
  public static List<AxisRange> batched(int size, List<AxisRange> ranges) {
    List<AxisRange> all = new ArrayList<>(ranges.size() + 1);
    all.add(of(0, size));
    all.addAll(ranges);
    return all;
  }
}
