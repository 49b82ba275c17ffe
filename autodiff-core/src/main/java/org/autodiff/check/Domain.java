package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where an elementwise operator is smooth: an interval without some points. Samples keep away from
 * its finite ends and from the excluded points by {@link #margin}.
 *
 * @param low the lower end
 * @param high the upper end
 * @param excluded the points inside at which the operator is not smooth
 * @param period where positive, the excluded points repeat at this distance
 */
public record Domain(double low, double high, List<Double> excluded, double period) {
  private static final Domain ALL = new Domain(-3, 3, List.of(), 0);

  /** Copies what it is given. */
  public Domain {
    excluded = List.copyOf(excluded);
  }

  /** {@return all numbers: samples come from −3 to 3} */
  public static Domain all() {
    return ALL;
  }

  /**
   * {@return the numbers between two ends, which are not sampled themselves}
   *
   * @param low the lower end
   * @param high the upper end
   */
  public static Domain between(double low, double high) {
    return new Domain(low, high, List.of(), 0);
  }

  /** {@return the positive numbers: samples reach to 4} */
  public static Domain positive() {
    return between(0, 4);
  }

  /**
   * {@return this domain without some more points}
   *
   * @param points the points
   */
  public Domain except(double... points) {
    List<Double> all = new ArrayList<>(excluded);
    Arrays.stream(points).forEach(all::add);
    return new Domain(low, high, all, period);
  }

  /**
   * {@return this domain without a point and its repetitions in both directions}
   *
   * @param point the point
   * @param distance the distance of the repetitions
   */
  public Domain exceptEvery(double point, double distance) {
    return new Domain(low, high, List.of(point), distance);
  }

  /**
   * {@return the distance kept from a non-smooth point: more than 10 steps of the finite
   * differences}
   *
   * @param x the point
   */
  public static double margin(double x) {
    return 0.01 * Math.max(1, Math.abs(x));
  }

  /**
   * {@return whether a number is inside with the margin around it}
   *
   * @param x the number
   */
  public boolean contains(double x) {
    double margin = margin(x);
    if (x < low + margin || x > high - margin) {
      return false;
    }
    for (double point : excluded) {
      double distance = Math.abs(x - point);
      if (period > 0) {
        distance = Math.abs(Math.IEEEremainder(x - point, period));
      }
      if (distance < margin) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "("
        + low
        + ", "
        + high
        + ") except "
        + excluded
        + (period > 0 ? " every " + period : "");
  }
}
