package org.autodiff.check.entries;

import java.util.List;
import java.util.Map;
import org.autodiff.check.Extremes;

/**
 * The first three derivatives of the elementwise functions in closed form, written so that no part
 * overflows or cancels where the whole does not. They share nothing with the rules.
 */
final class ClosedDerivatives {
  private static final double SLOPE_OF_ERF = 2 / Math.sqrt(Math.PI);
  private static final double[] LOW = {1e-300, 1e-200, 1e-37, 1e-30, 1e-20};
  private static final double[] HIGH = {1e20, 1e30, 1e38, 1e100, 1e200, 1e300};

  private static final Map<String, List<Extremes>> BY_NAME =
      Map.ofEntries(
          Map.entry("neg", List.of(Extremes.of(x -> -1, x -> 0, x -> 0))),
          Map.entry("square", List.of(Extremes.of(x -> 2 * x, x -> 2, x -> 0))),
          Map.entry("abs", List.of(Extremes.of(Math::signum, x -> 0, x -> 0))),
          Map.entry("relu", List.of(Extremes.of(x -> x > 0 ? 1 : 0, x -> 0, x -> 0))),
          Map.entry("reciprocal", List.of(quotient(1))),
          Map.entry("div", List.of(quotient(3).by(1, 3))),
          Map.entry("pow", List.of(power(2.5), power(-1.5), power(3), powerOf(2), powerOf(0.25))),
          Map.entry("sqrt", List.of(sqrt())),
          Map.entry("safe-sqrt", List.of(sqrt())),
          Map.entry("rsqrt", List.of(rsqrt())),
          Map.entry("cbrt", List.of(cbrt())),
          Map.entry("exp", List.of(Extremes.of(Math::exp, Math::exp, Math::exp))),
          Map.entry(
              "expm1",
              // 1 is added to the value
              List.of(Extremes.of(Math::exp, Math::exp, Math::exp).allowing(x -> 1))),
          Map.entry("log", List.of(log().between(0, 1e300))),
          Map.entry("log1p", List.of(log1p())),
          Map.entry("sigmoid", List.of(sigmoid())),
          Map.entry("softplus", List.of(softplus())),
          Map.entry("sin", List.of(Extremes.of(Math::cos, x -> -Math.sin(x), x -> -Math.cos(x)))),
          Map.entry("cos", List.of(Extremes.of(x -> -Math.sin(x), x -> -Math.cos(x), Math::sin))),
          Map.entry("tan", List.of(tan())),
          Map.entry("asin", List.of(asin(1))),
          Map.entry("acos", List.of(asin(-1))),
          Map.entry("atan", List.of(atan(1))),
          Map.entry("atan2", List.of(atan(1).by(0, 1), atan(-1).by(1, 1))),
          Map.entry("hypot", List.of(hypot().by(0, 1), hypot().by(1, 1))),
          Map.entry("sinh", List.of(Extremes.of(Math::cosh, Math::sinh, Math::cosh))),
          Map.entry("cosh", List.of(Extremes.of(Math::sinh, Math::cosh, Math::sinh))),
          Map.entry("tanh", List.of(tanh())),
          Map.entry("asinh", List.of(asinh())),
          Map.entry("acosh", List.of(acosh())),
          Map.entry("atanh", List.of(atanh())),
          Map.entry("erf", List.of(erf())),
          Map.entry("lgamma", List.of(gammaNearZero(0), gammaFarOut(0))),
          Map.entry("digamma", List.of(gammaNearZero(1), gammaFarOut(1))),
          Map.entry("polygamma", List.of(gammaNearZero(2), gammaFarOut(2))));

  private ClosedDerivatives() {}

  /** The closed forms of an operator, of which there must be some. */
  static Extremes[] of(String name) {
    List<Extremes> closed = BY_NAME.get(name);
    if (closed == null) {
      // an empty list would let the law EXTREMES pass without having looked at anything
      throw new IllegalArgumentException("there are no closed derivatives of " + name);
    }
    return closed.toArray(new Extremes[0]);
  }

  private static Extremes quotient(double c) {
    return Extremes.of(x -> -c / x / x, x -> 2 * c / x / x / x, x -> -6 * c / x / x / x / x);
  }

  private static Extremes power(double y) {
    return Extremes.of(
            x -> y * Math.pow(x, y - 1),
            x -> y * (y - 1) * Math.pow(x, y - 2),
            x -> y * (y - 1) * (y - 2) * Math.pow(x, y - 3))
        .between(0, Double.MAX_VALUE)
        .by(0, y);
  }

  private static Extremes powerOf(double x) {
    double log = Math.log(x);
    return Extremes.of(
            y -> log * Math.pow(x, y),
            y -> log * log * Math.pow(x, y),
            y -> log * log * log * Math.pow(x, y))
        .by(1, x);
  }

  private static Extremes sqrt() {
    return Extremes.of(
            x -> 0.5 / Math.sqrt(x),
            x -> -0.25 / Math.sqrt(x) / x,
            x -> 0.375 / Math.sqrt(x) / x / x)
        .between(0, Double.MAX_VALUE);
  }

  private static Extremes rsqrt() {
    return Extremes.of(
            x -> -0.5 / Math.sqrt(x) / x,
            x -> 0.75 / Math.sqrt(x) / x / x,
            x -> -1.875 / Math.sqrt(x) / x / x / x)
        .between(0, Double.MAX_VALUE);
  }

  private static Extremes cbrt() {
    return Extremes.of(
        x -> 1 / Math.cbrt(x) / Math.cbrt(x) / 3,
        x -> -2 / Math.cbrt(x) / Math.cbrt(x) / x / 9,
        x -> 10 / Math.cbrt(x) / Math.cbrt(x) / x / x / 27);
  }

  private static Extremes log() {
    return Extremes.of(x -> 1 / x, x -> -1 / x / x, x -> 2 / x / x / x);
  }

  private static Extremes log1p() {
    return Extremes.of(
            x -> 1 / (1 + x), x -> -1 / (1 + x) / (1 + x), x -> 2 / (1 + x) / (1 + x) / (1 + x))
        .between(-1, Double.MAX_VALUE);
  }

  private static double logistic(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  private static double logistic1(double x) {
    double e = Math.exp(-Math.abs(x));
    return e / (1 + e) / (1 + e);
  }

  private static double logistic2(double x) {
    double e = Math.exp(-Math.abs(x));
    return Math.copySign(e * Math.expm1(-Math.abs(x)) / Math.pow(1 + e, 3), -x);
  }

  private static double logistic3(double x) {
    double e = Math.exp(-Math.abs(x));
    return e * (1 - 4 * e + e * e) / Math.pow(1 + e, 4);
  }

  private static Extremes sigmoid() {
    // 1 less the value
    return Extremes.of(
            ClosedDerivatives::logistic1,
            ClosedDerivatives::logistic2,
            ClosedDerivatives::logistic3)
        .allowing(ClosedDerivatives::logistic);
  }

  private static Extremes softplus() {
    return Extremes.of(
            ClosedDerivatives::logistic, ClosedDerivatives::logistic1, ClosedDerivatives::logistic2)
        .allowing(ClosedDerivatives::logistic);
  }

  private static Extremes tan() {
    return Extremes.of(
        x -> 1 + Math.pow(Math.tan(x), 2),
        x -> 2 * Math.tan(x) * (1 + Math.pow(Math.tan(x), 2)),
        x -> 2 * (1 + Math.pow(Math.tan(x), 2)) * (1 + 3 * Math.pow(Math.tan(x), 2)));
  }

  private static Extremes asin(double sign) {
    return Extremes.of(
            x -> sign / Math.sqrt((1 - x) * (1 + x)),
            x -> sign * x / Math.pow((1 - x) * (1 + x), 1.5),
            x -> sign * (1 + 2 * x * x) / Math.pow((1 - x) * (1 + x), 2.5))
        .between(-1, 1)
        .at(0x1p-24 - 1, 1 - 0x1p-24);
  }

  private static Extremes atan(double sign) {
    return Extremes.of(
        x -> sign / Math.hypot(1, x) / Math.hypot(1, x),
        x -> -2 * sign * (x / Math.hypot(1, x)) / Math.pow(Math.hypot(1, x), 3),
        x ->
            sign
                * (6 * Math.pow(x / Math.hypot(1, x), 2) - 2 / Math.pow(Math.hypot(1, x), 2))
                / Math.pow(Math.hypot(1, x), 4));
  }

  private static Extremes hypot() {
    // 1 − (x/f)², where x/f is close to 1
    return Extremes.of(
            x -> x / Math.hypot(1, x),
            x -> 1 / Math.pow(Math.hypot(1, x), 3),
            x -> -3 * (x / Math.hypot(1, x)) / Math.pow(Math.hypot(1, x), 4))
        .allowing(x -> 1 / Math.hypot(1, x));
  }

  private static Extremes tanh() {
    return Extremes.of(
            x -> 4 * logistic1(2 * x),
            x -> -8 * Math.tanh(x) * logistic1(2 * x),
            x -> 8 * logistic1(2 * x) * (2 * Math.pow(Math.tanh(x), 2) - 4 * logistic1(2 * x)))
        .allowing(x -> Math.abs(Math.tanh(x)));
  }

  private static Extremes asinh() {
    return Extremes.of(
        x -> 1 / Math.hypot(1, x),
        x -> -(x / Math.hypot(1, x)) / Math.pow(Math.hypot(1, x), 2),
        x ->
            (2 * Math.pow(x / Math.hypot(1, x), 2) - 1 / Math.pow(Math.hypot(1, x), 2))
                / Math.pow(Math.hypot(1, x), 3));
  }

  /** 1/√(x²−1). */
  private static double inverseRoot(double x) {
    return 1 / Math.sqrt(x - 1) / Math.sqrt(x + 1);
  }

  private static Extremes acosh() {
    return Extremes.of(
            ClosedDerivatives::inverseRoot,
            x -> -x * inverseRoot(x) * Math.pow(inverseRoot(x), 2),
            x ->
                (2 * Math.pow(x * inverseRoot(x), 2) + Math.pow(inverseRoot(x), 2))
                    * Math.pow(inverseRoot(x), 3))
        .between(1, Double.MAX_VALUE);
  }

  private static Extremes atanh() {
    // outside of ±1 the function has no value; its derivatives are those of the formula
    return Extremes.of(
            x -> 1 / (1 - x) / (1 + x),
            x -> 2 * (x / (1 - x) / (1 + x)) / (1 - x) / (1 + x),
            x ->
                (2 / (1 - x) / (1 + x) + 8 * (x / (1 - x) / (1 + x)) * (x / (1 - x) / (1 + x)))
                    / (1 - x)
                    / (1 + x))
        .between(-1, 1)
        .at(0x1p-24 - 1, 1 - 0x1p-24, 1e20, -1e20, 1e200, -1e200);
  }

  private static double slopeOfErf(double x) {
    double square = x * x;
    return SLOPE_OF_ERF * Math.exp(-square) * (1 - Math.fma(x, x, -square));
  }

  private static Extremes erf() {
    // the rounding of x², in the exponent
    return Extremes.of(
            x -> slopeOfErf(Math.clamp(x, -1e3, 1e3)),
            x -> -2 * x * slopeOfErf(Math.clamp(x, -1e3, 1e3)),
            x -> Math.abs(x) > 1e3 ? 0 : (4 * x * x - 2) * slopeOfErf(x))
        .allowing(x -> Math.abs(x) > 1e3 ? 0 : Math.pow(x, 4) * slopeOfErf(x));
  }

  /** From ln |Γ(x)| ≈ −ln |x| − γ x on: its derivatives from an order on, near 0. */
  private static Extremes gammaNearZero(int order) {
    return Extremes.of(
            x -> inversePower(order + 1, x),
            x -> inversePower(order + 2, x),
            x -> inversePower(order + 3, x))
        .between(0, 0)
        .at(LOW);
  }

  /** The derivative of an order, from 1 on, of −ln x. */
  private static double inversePower(int order, double x) {
    double y = order % 2 == 0 ? 1 : -1;
    for (int i = 1; i <= order; i++) {
      y = y / x * Math.max(1, i - 1);
    }
    return y;
  }

  /** From ln Γ(x) ≈ x ln x − x on: its derivatives from an order on, far from 0. */
  private static Extremes gammaFarOut(int order) {
    return Extremes.of(
            x -> farOut(order + 1, x), x -> farOut(order + 2, x), x -> farOut(order + 3, x))
        .between(0, 0)
        .at(HIGH);
  }

  private static double farOut(int order, double x) {
    return order == 1 ? Math.log(x) : -inversePower(order - 1, x);
  }
}
