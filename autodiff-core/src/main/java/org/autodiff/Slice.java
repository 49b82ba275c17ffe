package org.autodiff;

import org.autodiff.internal.AxisRange;

/**
 * The positions that {@link Indexing#slice} takes from one axis: start, start + step, … up to and
 * not including stop. Negative starts and stops count from the end, so that −1 is the last
 * position. Positions outside the axis are errors, not cut off.
 *
 * @param start the first position, or {@link #OPEN} for the end from which the step leads away
 * @param stop the bound, not reached, or {@link #OPEN} for as far as the axis goes
 * @param step the distance, not 0; negative runs backwards
 * @param single whether only {@code start} is taken and the axis removed
 */
public record Slice(int start, int stop, int step, boolean single) {
  /** Stands for no bound: the beginning or end of the axis, as the sign of the step has it. */
  public static final int OPEN = Integer.MIN_VALUE;

  /**
   * Checks the step.
   *
   * @throws ValueException if it is 0
   */
  public Slice {
    if (step == 0) {
      throw new ValueException(
          "slice: the step must not be 0, got start "
              + start
              + ", stop "
              + stop
              + " and step 0; use Slice.at(index) for one position");
    }
  }

  /**
   * {@return the positions from start to before stop}
   *
   * @param start the first position
   * @param stop the bound, not reached
   */
  public static Slice of(int start, int stop) {
    return new Slice(start, stop, 1, false);
  }

  /**
   * {@return every step-th position from start to before stop}
   *
   * @param start the first position
   * @param stop the bound, not reached
   * @param step the distance, not 0; negative runs backwards
   */
  public static Slice of(int start, int stop, int step) {
    return new Slice(start, stop, step, false);
  }

  /**
   * {@return the positions from start to the end}
   *
   * @param start the first position
   */
  public static Slice from(int start) {
    return new Slice(start, OPEN, 1, false);
  }

  /**
   * {@return the positions from the beginning to before stop}
   *
   * @param stop the bound, not reached
   */
  public static Slice to(int stop) {
    return new Slice(OPEN, stop, 1, false);
  }

  /**
   * {@return every step-th position of the whole axis, from its end where the step is negative}
   *
   * @param step the distance, not 0
   */
  public static Slice every(int step) {
    return new Slice(OPEN, OPEN, step, false);
  }

  /** {@return the whole axis} */
  public static Slice all() {
    return new Slice(OPEN, OPEN, 1, false);
  }

  /**
   * {@return one position, whose axis is removed}
   *
   * @param index the position
   */
  public static Slice at(int index) {
    return new Slice(index, OPEN, 1, true);
  }

  /** The positions on an axis of a tensor. */
  AxisRange on(Shape shape, int axis) {
    int extent = shape.dim(axis);
    if (single) {
      return AxisRange.at(position(start, 0, extent - 1, shape, axis));
    }
    // forwards a bound lies in 0..extent; backwards in 0..extent−1, and before 0 when open
    int last = step > 0 ? extent : extent - 1;
    long first =
        start == OPEN ? (step > 0 ? 0 : extent - 1) : position(start, 0, last, shape, axis);
    long bound = stop == OPEN ? (step > 0 ? extent : -1) : position(stop, 0, last, shape, axis);
    long distance = step > 0 ? bound - first : first - bound;
    long size = Math.abs((long) step);
    long count = distance <= 0 ? 0 : (distance + size - 1) / size;
    return new AxisRange((int) first, step, (int) count, false);
  }

  private int position(int given, int least, int most, Shape shape, int axis) {
    int extent = shape.dim(axis);
    int resolved = given < 0 ? given + extent : given;
    if (resolved < least || resolved > most) {
      throw new ValueException(
          "slice: positions on axis "
              + axis
              + " must be from "
              + -extent
              + " to "
              + most
              + ", got "
              + this
              + " for shape "
              + shape
              + (single ? "; correct the index" : "; use Slice.OPEN for no bound"));
    }
    return resolved;
  }

  /** {@return the slice as NumPy writes it, for example {@code 1:5:2}} */
  @Override
  public String toString() {
    if (single) {
      return Integer.toString(start);
    }
    return (start == OPEN ? "" : start)
        + ":"
        + (stop == OPEN ? "" : stop)
        + (step == 1 ? "" : ":" + step);
  }
}
