package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.Autodiff;
import org.autodiff.Tensor;

/** Laws 1 to 3: the JVP is the derivative, and the VJP is its transpose. */
final class DerivativeLaws {
  private static final double RTOL = 1e-8;
  private static final double ROUNDING = 32; // of five values, in units of the last place
  private static final double ADJOINT = 32;

  private DerivativeLaws() {}

  /** Law 1. */
  static void jvp(Trial trial) {
    FunctionAtPoint point = trial.point();
    if (!point.isDouble()) {
      return;
    }
    List<Tensor> v = Elements.directions(point.primal(), trial.random());
    double[] pushed = Elements.of(point.jvp(v).tangent());
    double[] value = Elements.of(point.value());
    compare(trial, pushed, value, step -> point.differences(v, step), point.step(), "J v");
  }

  /** A derivative by finite differences with a given step. */
  interface Differences {
    double[] with(double step);
  }

  /**
   * Compares with finite differences, each entry on its own scale. What is tolerated is a share of
   * the entry's value and slope, and the rounding of the differences, to which the largest value
   * may have contributed. Where the fifth derivative is large the usual step is too long, so
   * shorter ones are tried: a wrong derivative agrees with none of them.
   *
   * @param trial the case
   * @param analytic the derivatives
   * @param value the values they are the derivatives of
   * @param numeric the derivatives by differences
   * @param step the usual step
   * @param what the name of the derivative, for messages
   */
  static void compare(
      Trial trial,
      double[] analytic,
      double[] value,
      Differences numeric,
      double step,
      String what) {
    double[] least = new double[analytic.length];
    double[] nearest = new double[analytic.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    double largest = Math.max(1, Elements.maxAbs(value));
    double best = Double.POSITIVE_INFINITY;
    int at = 0;
    for (double h = step; h > step / 100 && best > 1; h /= 4) {
      double[] differences = numeric.with(h);
      double rounding = ROUNDING * Math.ulp(1.0) * largest / h;
      best = 0;
      for (int i = 0; i < analytic.length; i++) {
        double own = Math.max(Math.abs(value[i]), Math.abs(differences[i]));
        double error = Math.abs(analytic[i] - differences[i]) / (RTOL * own + rounding);
        if (error < least[i] || h == step) {
          least[i] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
          nearest[i] = differences[i];
        }
        if (least[i] > best) {
          best = least[i];
          at = i;
        }
      }
    }
    if (best > 1) {
      int element = at;
      double numerically = nearest[at];
      trial.require(
          false,
          () ->
              what
                  + " at element "
                  + element
                  + ": got "
                  + analytic[element]
                  + " where finite differences give "
                  + numerically);
    }
    trial.close(best, 0, 1, () -> what);
  }

  /**
   * Law 2: fails only if it fails in a direction, in the opposite one and in a third, as the terms
   * of two orders may cancel in one of them.
   */
  static void taylor(Trial trial) {
    FunctionAtPoint point = trial.point();
    if (!point.isDouble() || point.primal().isEmpty()) {
      return;
    }
    List<Tensor> v = Elements.directions(point.primal(), trial.random());
    String failure = remainder(point, v);
    if (!failure.isEmpty()) {
      failure = remainder(point, Elements.moved(v, -2, v));
    }
    if (!failure.isEmpty()) {
      failure = remainder(point, Elements.directions(point.primal(), trial.random()));
    }
    if (!failure.isEmpty()) {
      throw new Trial.Broken(failure);
    }
  }

  private static String remainder(FunctionAtPoint point, List<Tensor> v) {
    List<Tensor> x = point.primal();
    double[] value = Elements.of(point.value());
    double[] first = Elements.of(point.jvp(v).tangent());
    double[] second =
        Elements.of(
            Autodiff.jvp((List<Tensor> y) -> Autodiff.jvp(point.mapping(), y, v).tangent(), x, v)
                .tangent());
    double size = Elements.maxAbs(Elements.of(x));
    double slope = Elements.norm(first);
    double bend = Elements.norm(second);
    double spread = Elements.norm(Elements.of(v));
    double slope1 = Double.NaN;
    double slope2 = Double.NaN;
    double last1 = 0;
    double last2 = 0;
    for (double h = 0.004; h > 1e-5; h /= 2) {
      double[] moved = Elements.of(point.call(Elements.moved(x, h, v)));
      double[] r1 = new double[value.length];
      double[] r2 = new double[value.length];
      for (int i = 0; i < r1.length; i++) {
        r1[i] = moved[i] - value[i] - h * first[i];
        r2[i] = r1[i] - h * h / 2 * second[i];
      }
      double rounded = Elements.norm(value) + slope * size + h * (size + spread + h * bend);
      double floor = 1e4 * Math.ulp(1.0) * rounded; // below it, errors are those of rounding
      double e1 = Elements.norm(r1);
      double e2 = Elements.norm(r2);
      if (last1 > 0 && !(e1 < floor)) {
        slope1 = Math.log(last1 / e1) / Math.log(2);
      }
      if (last2 > 0 && !(e2 < floor)) {
        slope2 = Math.log(last2 / e2) / Math.log(2);
      }
      last1 = e1;
      last2 = e2;
    }
    if (Double.isNaN(last1)) {
      return "the Taylor remainder is NaN";
    }
    if (slope1 < 1.9) {
      return "the remainder f(x + h v) - f(x) - h J v falls with slope " + slope1;
    }
    if (slope2 < 2.9) {
      return "the remainder with the second-order term falls with slope " + slope2;
    }
    return "";
  }

  /** Law 3, at smooth points. */
  static void adjoint(Trial trial) {
    adjoint(trial, trial.point());
  }

  /** Law 3 at a point, for all operands jointly and one by one. */
  static void adjoint(Trial trial, FunctionAtPoint point) {
    List<Tensor> v = Elements.directions(point.primal(), trial.random());
    List<Tensor> u = Elements.directions(point.value(), trial.random());
    inner(trial, point, v, u, "jointly");
    for (int i = 0; i < v.size() && v.size() > 1; i++) {
      inner(trial, point.only(i), v.subList(i, i + 1), u, "by operand " + point.active().get(i));
    }
  }

  private static void inner(
      Trial trial, FunctionAtPoint point, List<Tensor> v, List<Tensor> u, String which) {
    double[] tangent = Elements.of(v);
    double[] cotangent = Elements.of(u);
    double[] pushed = Elements.of(point.jvp(v).tangent());
    double[] pulled = Elements.of(point.vjp().pullback(u));
    trial.require(
        pushed.length == cotangent.length && pulled.length == tangent.length,
        () ->
            "J v and Jᵀu have "
                + pushed.length
                + " and "
                + pulled.length
                + " elements for "
                + cotangent.length
                + " results and "
                + tangent.length
                + " operand elements");
    double terms =
        Elements.absDot(cotangent, pushed)
            + Elements.absDot(pulled, tangent)
            + Elements.norm(cotangent) * Elements.norm(pushed)
            + Elements.norm(pulled) * Elements.norm(tangent);
    List<Tensor> all = new ArrayList<>(v);
    all.addAll(u);
    double tolerance = ADJOINT * Elements.epsilon(all) * terms;
    if (Double.isFinite(terms)) {
      trial.close(
          Elements.dot(cotangent, pushed),
          Elements.dot(pulled, tangent),
          tolerance,
          () -> "<u, J v> against <Jᵀu, v> " + which);
    }
  }
}
