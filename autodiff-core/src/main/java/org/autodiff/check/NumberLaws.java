package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.autodiff.DType;
import org.autodiff.Tensor;
import org.autodiff.ValueException;

/** Laws 12 to 14: float32, NaN, kinks. */
final class NumberLaws {
  /** A difference quotient beyond which a step was a jump, at which no interval bounds. */
  private static final double JUMP = 1e4;

  private NumberLaws() {}

  /** Law 12: the trial's operands are float32. */
  static void precision(Trial trial) {
    FunctionAtPoint single = trial.point();
    if (!single.operands().stream().allMatch(x -> x.dtype() == DType.FLOAT32)) {
      return;
    }
    FunctionAtPoint twice =
        single.withOperands(Elements.converted(single.operands(), DType.FLOAT64));
    List<Tensor> value = twice.value();
    List<Tensor> v = Elements.directions(single.primal(), trial.random());
    List<Tensor> v64 = Elements.converted(v, DType.FLOAT64);
    agree(trial, single.value(), value, 0, () -> "the value in float32");
    double probes = 0;
    for (int i = 0; i < 4; i++) {
      List<Tensor> probe = Elements.directions(twice.primal(), trial.random());
      probes = Math.max(probes, largest(Elements.of(twice.jvp(probe).tangent())));
    }
    agree(
        trial,
        single.jvp(v).tangent(),
        twice.jvp(v64).tangent(),
        probes,
        () -> "the JVP in float32");
    List<Tensor> u = Elements.directions(single.value(), trial.random());
    List<Tensor> u64 = Elements.like(value, Elements.of(u));
    probes = 0;
    for (int i = 0; i < 4; i++) {
      List<Tensor> probe = Elements.directions(value, trial.random());
      probes = Math.max(probes, largest(Elements.of(twice.vjp().pullback(probe))));
    }
    agree(
        trial,
        single.vjp().pullback(u),
        twice.vjp().pullback(u64),
        probes,
        () -> "the VJP in float32");
  }

  /** {@return the largest magnitude of the finite elements} */
  static double largest(double[] values) {
    return Elements.maxAbs(finiteOf(values));
  }

  /**
   * Compares relative to the largest element, or to that of the same derivative in some other
   * directions: in this one the terms may cancel.
   */
  private static void agree(
      Trial trial, List<Tensor> single, List<Tensor> twice, double probes, Supplier<String> what) {
    double[] a = Elements.of(single);
    double[] b = Elements.of(twice);
    int length = 0;
    for (Tensor x : trial.sample().operands()) {
      length = Math.max(length, x.size());
    }
    double scale = Math.max(1, Math.max(probes, largest(b)));
    trial.close(a, b, (16 + length) * Math.ulp(1f) * scale, what);
  }

  /** Law 13. */
  static void nan(Trial trial) {
    FunctionAtPoint point = trial.point();
    if (!point.isDouble()) {
      return;
    }
    for (int p = 0; p < point.primal().size(); p++) {
      Tensor x = point.primal().get(p);
      if (x.size() == 0) {
        continue;
      }
      int element = trial.random().nextInt(x.size());
      spread(trial, p, element);
      if (trial.entry().samples().isElementwise()) {
        slope(trial, p, element);
      }
    }
  }

  private static FunctionAtPoint drawn(Trial trial, int variant) {
    FunctionAtPoint point = trial.point();
    List<Tensor> primal = FunctionAtPoint.of(trial.entry(), trial.drawn(variant)).primal();
    return point.at(primal);
  }

  private static List<Tensor> replaced(FunctionAtPoint point, int p, int element, double value) {
    List<Tensor> out = new ArrayList<>(point.primal());
    double[] elements = out.get(p).toDoubles();
    elements[element] = value;
    out.set(p, Elements.tensor(out.get(p).type(), elements));
    return out;
  }

  /** {@return which results depend on an element at a point, by derivative or by value} */
  private static boolean[] dependent(Trial trial, FunctionAtPoint point, int p, int element) {
    double[] value = Elements.of(point.value());
    List<Tensor> unit = Elements.filled(point.primal(), 0);
    unit.set(p, replaced(point.withTangent(unit), p, element, 1).get(p));
    double[] slope = Elements.of(point.jvp(unit).tangent());
    boolean[] out = new boolean[value.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = slope[i] != 0;
    }
    for (int variant = 1; variant <= 3; variant++) {
      double other = drawn(trial, variant).primal().get(p).toDoubles()[element];
      double[] changed = Elements.of(point.call(replaced(point, p, element, other)));
      for (int i = 0; i < out.length; i++) {
        out[i] |= Double.compare(changed[i], value[i]) != 0;
      }
    }
    return out;
  }

  /** Adds the results that may depend on an element: by its place, or seen at other points. */
  private static void widen(Trial trial, boolean[] may, int p, int element) {
    FunctionAtPoint point = trial.point();
    if (trial.entry().samples().isElementwise()) {
      double[] marks = new double[point.primal().get(p).size()];
      marks[element] = 1;
      Tensor mark = Elements.like(point.primal().subList(p, p + 1), marks).get(0);
      double[] reached = mark.broadcastTo(point.value().get(0).shape()).toDoubles();
      for (int i = 0; i < may.length; i++) {
        may[i] |= reached[i] != 0;
      }
      return;
    }
    for (int variant = 1; variant <= 3; variant++) {
      FunctionAtPoint other = drawn(trial, variant);
      boolean[] there = dependent(trial, other, p, element);
      double[] value = Elements.of(other.value());
      double[] large = Elements.of(other.call(replaced(other, p, element, 1000)));
      double[] small = Elements.of(other.call(replaced(other, p, element, -1000)));
      double[] infinite =
          Elements.of(other.call(replaced(other, p, element, Double.POSITIVE_INFINITY)));
      for (int i = 0; i < may.length; i++) {
        may[i] |=
            there[i] || large[i] != value[i] || small[i] != value[i] || infinite[i] != value[i];
      }
    }
  }

  /** Whether NaN is an error at this place, which says so: as good as a NaN in the result. */
  private static boolean refuses(FunctionAtPoint point, List<Tensor> primal) {
    try {
      point.call(primal);
      return false;
    } catch (ValueException e) {
      if (String.valueOf(e.getMessage()).contains("NaN")) {
        return true;
      }
      throw e;
    }
  }

  private static void spread(Trial trial, int p, int element) {
    FunctionAtPoint point = trial.point();
    List<Tensor> there = replaced(point, p, element, Double.NaN);
    if (refuses(point, there)) {
      return;
    }
    boolean[] must = dependent(trial, point, p, element);
    boolean[] may = must.clone();
    boolean exception = !trial.entry().samples().nanException().isEmpty();
    if (!exception) {
      widen(trial, may, p, element);
    }
    double[] value = Elements.of(point.value());
    double[] result = Elements.of(point.call(there));
    for (int i = 0; i < result.length; i++) {
      int at = i;
      String where =
          "NaN at element "
              + element
              + " of operand "
              + point.active().get(p)
              + ": result element "
              + at;
      if (must[i] && !exception) {
        trial.require(
            Double.isNaN(result[i]), () -> where + " depends on it, but is " + result[at]);
      }
      if (!may[i] && !exception) {
        trial.require(
            Double.compare(result[i], value[i]) == 0,
            () -> where + " does not depend on it, but is " + result[at] + ", not " + value[at]);
      }
    }
  }

  /** The slope at NaN must be NaN, unless the slope is the same everywhere. */
  private static void slope(Trial trial, int p, int element) {
    FunctionAtPoint point = trial.point();
    double here = slopeAt(point, p, element, point.primal().get(p).toDoubles()[element]);
    for (int variant = 1; variant <= 6; variant++) {
      double[] others = drawn(trial, variant).primal().get(p).toDoubles();
      if (slopeAt(point, p, element, others[element]) != here) {
        double there = slopeAt(point, p, element, Double.NaN);
        trial.require(
            Double.isNaN(there),
            () ->
                "the derivative at NaN by operand "
                    + point.active().get(p)
                    + " must be NaN, as it varies, got "
                    + there);
        return;
      }
    }
  }

  private static double slopeAt(FunctionAtPoint point, int p, int element, double x) {
    FunctionAtPoint at = point.at(replaced(point, p, element, x));
    return at.vjp().pullback(Elements.filled(at.value(), 1)).get(p).toDoubles()[element];
  }

  /** Law 14, for one kink. */
  static void kink(Trial trial, Kink kink) {
    FunctionAtPoint point = FunctionAtPoint.of(trial.entry(), kink.sample());
    List<Tensor> ones = Elements.filled(point.value(), 1);
    List<Tensor> pulled = point.vjp().pullback(ones);
    for (int i = 0; i < point.primal().size(); i++) {
      double[] expected = kink.expected().get(point.active().get(i));
      double[] actual = pulled.get(i).toDoubles();
      int operand = point.active().get(i);
      if (expected.length > 0) {
        trial.close(
            actual,
            expected,
            1e-14 * (1 + Elements.maxAbs(finiteOf(expected))),
            () -> "the gradient by operand " + operand + " at the kink");
      }
      for (int k = 0; k < actual.length; k++) {
        column(trial, point, kink, i, k, actual[k]);
      }
    }
  }

  /** Law 3 at a kink, in both element types. */
  static void adjoint(Trial trial, Kink kink) {
    FunctionAtPoint point = FunctionAtPoint.of(trial.entry(), kink.sample());
    DerivativeLaws.adjoint(trial, point);
    List<Tensor> single = Elements.converted(point.operands(), DType.FLOAT32);
    if (point.isDouble()) {
      DerivativeLaws.adjoint(trial, point.withOperands(single));
    }
  }

  private static double[] finiteOf(double[] values) {
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Double.isFinite(out[i]) ? out[i] : 0;
    }
    return out;
  }

  /** The JVP of a unit vector agrees with the gradient, which lies in the Clarke interval. */
  private static void column(
      Trial trial, FunctionAtPoint point, Kink kink, int p, int element, double gradient) {
    List<Tensor> unit = Elements.filled(point.primal(), 0);
    unit.set(p, replaced(point.withTangent(unit), p, element, 1).get(p));
    FunctionAtPoint one = point.only(p);
    double pushed = sum(one.jvp(List.of(unit.get(p))).tangent());
    if (kink.expected().get(point.active().get(p)).length > 0) {
      trial.close(
          pushed,
          gradient,
          1e-14 * (1 + (Double.isFinite(gradient) ? Math.abs(gradient) : 0)),
          () -> "the JVP against the VJP at the kink");
    }
    double x = point.primal().get(p).toDoubles()[element];
    double h = 1e-6 * Math.max(1, Math.abs(x));
    double here = sum(point.value());
    double up = (sum(point.call(replaced(point, p, element, x + h))) - here) / h;
    double down = (here - sum(point.call(replaced(point, p, element, x - h)))) / h;
    if (kink.bounded()
        && Double.isFinite(gradient)
        && Math.abs(up) < JUMP
        && Math.abs(down) < JUMP) {
      double slack = 1e-4 * (1 + Math.abs(gradient));
      trial.require(
          gradient >= Math.min(up, down) - slack && gradient <= Math.max(up, down) + slack,
          () ->
              "the gradient "
                  + gradient
                  + " lies outside of ["
                  + Math.min(up, down)
                  + ", "
                  + Math.max(up, down)
                  + "]");
    }
  }

  private static double sum(List<Tensor> tensors) {
    double sum = 0;
    for (double x : Elements.of(tensors)) {
      sum += x;
    }
    return sum;
  }
}
