package org.autodiff.check.entries;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Elementary and special functions by their power series, with 34 decimal digits: the references of
 * the operators, which share nothing with the kernels. For arguments of moderate size.
 */
final class Series {
  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal TINY = new BigDecimal("1e-36");

  /** How far the argument of the gamma function and its relatives is moved up. */
  private static final int SHIFT = 20;

  private static final BigDecimal LN2 = TWO.multiply(atanhSeries(ratio(1, 3)), DIGITS);
  private static final BigDecimal PI =
      BigDecimal.valueOf(16)
          .multiply(atanSeries(ratio(1, 5)), DIGITS)
          .subtract(BigDecimal.valueOf(4).multiply(atanSeries(ratio(1, 239)), DIGITS), DIGITS);
  private static final List<BigDecimal> BERNOULLI = bernoulli(20);

  private Series() {}

  private static BigDecimal ratio(int a, int b) {
    return BigDecimal.valueOf(a).divide(BigDecimal.valueOf(b), DIGITS);
  }

  /** Applies a function to a finite number; anything else is passed to what knows the limits. */
  private static double finite(double x, double limit, UnaryOperator<BigDecimal> f) {
    return Double.isFinite(x) ? f.apply(new BigDecimal(x, DIGITS)).doubleValue() : limit;
  }

  /** {@code Σ xⁿ/n!}, of the argument halved until it is small, squared as often. */
  private static BigDecimal exp(BigDecimal x) {
    int halvings = 4 * Math.max(0, 1 + x.precision() - x.scale());
    BigDecimal z = x.divide(TWO.pow(halvings), DIGITS);
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int n = 1; term.abs().compareTo(TINY) > 0; n++) {
      term = term.multiply(z, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** {@code e ln 2 + 2 artanh((m − 1)/(m + 1))} of {@code x = m 2ᵉ}, m from ½ to 2. */
  private static BigDecimal log(BigDecimal x) {
    BigDecimal m = x;
    int e = 0;
    while (m.compareTo(TWO) > 0) {
      m = m.divide(TWO, DIGITS);
      e++;
    }
    while (m.add(m).compareTo(ONE) < 0) {
      m = m.multiply(TWO, DIGITS);
      e--;
    }
    BigDecimal z = m.subtract(ONE, DIGITS).divide(m.add(ONE, DIGITS), DIGITS);
    return TWO.multiply(atanhSeries(z), DIGITS)
        .add(LN2.multiply(BigDecimal.valueOf(e), DIGITS), DIGITS);
  }

  /** {@code Σ x²ⁿ⁺¹/(2n + 1)} */
  private static BigDecimal atanhSeries(BigDecimal x) {
    return oddSeries(x, x.multiply(x, DIGITS));
  }

  /** {@code Σ (−1)ⁿ x²ⁿ⁺¹/(2n + 1)} */
  private static BigDecimal atanSeries(BigDecimal x) {
    return oddSeries(x, x.multiply(x, DIGITS).negate());
  }

  private static BigDecimal oddSeries(BigDecimal x, BigDecimal factor) {
    BigDecimal sum = x;
    BigDecimal power = x;
    for (int n = 3; power.abs().compareTo(TINY) > 0; n += 2) {
      power = power.multiply(factor, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
    }
    return sum;
  }

  /** By {@code arctan x = 2 arctan(x/(1 + √(1 + x²)))}, thrice, and the series. */
  private static BigDecimal atan(BigDecimal x) {
    BigDecimal z = x;
    for (int i = 0; i < 3; i++) {
      BigDecimal root = z.multiply(z, DIGITS).add(ONE, DIGITS).sqrt(DIGITS);
      z = z.divide(ONE.add(root, DIGITS), DIGITS);
    }
    return atanSeries(z).multiply(BigDecimal.valueOf(8), DIGITS);
  }

  /** {@code Σ (−1)ⁿ xⁿ⁰⁺²ⁿ/(n₀ + 2n)!}: the cosine from n₀ = 0, the sine from 1. */
  private static BigDecimal circular(BigDecimal x, int first) {
    BigDecimal square = x.multiply(x, DIGITS).negate();
    BigDecimal term = first == 0 ? ONE : x;
    BigDecimal sum = term;
    for (int n = first; term.abs().compareTo(TINY) > 0; n += 2) {
      BigDecimal next = BigDecimal.valueOf((n + 1L) * (n + 2L));
      term = term.multiply(square, DIGITS).divide(next, DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  static double exp(double x) {
    return finite(x, x < 0 ? 0 : x, Series::exp);
  }

  static double expm1(double x) {
    return finite(x, x < 0 ? -1 : x, z -> exp(z).subtract(ONE));
  }

  static double log(double x) {
    if (x <= 0) {
      return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    return finite(x, x, Series::log);
  }

  static double log1p(double x) {
    if (x <= -1) {
      return x == -1 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }
    return finite(x, x, z -> log(ONE.add(z)));
  }

  /** {@code ln(1 + eˣ)} */
  static double softplus(double x) {
    return finite(x, x < 0 ? 0 : x, z -> log(ONE.add(exp(z), DIGITS)));
  }

  static double sqrt(double x) {
    return x < 0 ? Double.NaN : finite(x, x, z -> z.sqrt(DIGITS));
  }

  /** The number whose cube is x, by Newton's iteration. */
  static double cbrt(double x) {
    if (x == 0) {
      return x;
    }
    return finite(
        x,
        x,
        z -> {
          double start = Math.scalb(Math.signum(x), Math.getExponent(x) / 3);
          BigDecimal y = new BigDecimal(start);
          for (int i = 0; i < 12; i++) { // y − (y³ − x)/(3 y²)
            BigDecimal step = z.divide(y.multiply(y, DIGITS), DIGITS).subtract(y, DIGITS);
            y = y.add(step.divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
          }
          return y;
        });
  }

  /** {@code exp(y ln x)} for x > 0; else what IEEE 754 says of 0, infinities and NaN. */
  static double pow(double x, double y) {
    if (y == 0 || x == 1 || (x == -1 && Double.isInfinite(y))) {
      return 1;
    }
    if (!(x > 0) || Double.isInfinite(x) || !Double.isFinite(y)) {
      return StrictMath.pow(x, y);
    }
    return exp(new BigDecimal(y).multiply(log(new BigDecimal(x, DIGITS)), DIGITS)).doubleValue();
  }

  static double sin(double x) {
    return finite(x, Double.NaN, z -> circular(z, 1));
  }

  static double cos(double x) {
    return finite(x, Double.NaN, z -> circular(z, 0));
  }

  static double tan(double x) {
    return finite(x, Double.NaN, z -> circular(z, 1).divide(circular(z, 0), DIGITS));
  }

  static double atan(double x) {
    return finite(x, Math.signum(x) * PI.doubleValue() / 2, Series::atan);
  }

  /** By {@code arcsin x = 2 arctan(x/(1 + √(1 − x²)))}. */
  private static BigDecimal asin(BigDecimal x) {
    BigDecimal root = ONE.subtract(x.multiply(x)).sqrt(DIGITS);
    return TWO.multiply(atan(x.divide(ONE.add(root, DIGITS), DIGITS)), DIGITS);
  }

  static double asin(double x) {
    return Math.abs(x) <= 1 ? finite(x, x, Series::asin) : Double.NaN;
  }

  static double acos(double x) {
    return Math.abs(x) <= 1
        ? finite(x, x, z -> PI.divide(TWO, DIGITS).subtract(asin(z), DIGITS))
        : Double.NaN;
  }

  /** The angle of (x, y), not both of them 0 and both finite. */
  static double atan2(double y, double x) {
    BigDecimal b = new BigDecimal(y, DIGITS);
    BigDecimal a = new BigDecimal(x, DIGITS);
    BigDecimal quarter = PI.divide(TWO, DIGITS);
    if (Math.abs(y) > Math.abs(x)) {
      BigDecimal up = y > 0 ? quarter : quarter.negate();
      return up.subtract(atan(a.divide(b, DIGITS)), DIGITS).doubleValue();
    }
    BigDecimal back = x > 0 ? BigDecimal.ZERO : y < 0 ? PI.negate() : PI;
    return back.add(atan(b.divide(a, DIGITS)), DIGITS).doubleValue();
  }

  static double hypot(double x, double y) {
    BigDecimal a = new BigDecimal(x, DIGITS);
    BigDecimal b = new BigDecimal(y, DIGITS);
    return a.multiply(a).add(b.multiply(b)).sqrt(DIGITS).doubleValue();
  }

  static double sinh(double x) {
    return finite(x, x, z -> exp(z).subtract(exp(z.negate())).divide(TWO, DIGITS));
  }

  static double cosh(double x) {
    return finite(x, Math.abs(x), z -> exp(z).add(exp(z.negate())).divide(TWO, DIGITS));
  }

  static double tanh(double x) {
    return finite(
        x,
        Math.signum(x),
        z -> {
          BigDecimal up = exp(z);
          BigDecimal down = exp(z.negate());
          return up.subtract(down, DIGITS).divide(up.add(down, DIGITS), DIGITS);
        });
  }

  static double asinh(double x) {
    return finite(x, x, z -> log(z.add(z.multiply(z).add(ONE).sqrt(DIGITS), DIGITS)));
  }

  static double acosh(double x) {
    return x < 1
        ? Double.NaN
        : finite(x, x, z -> log(z.add(z.multiply(z).subtract(ONE).sqrt(DIGITS), DIGITS)));
  }

  static double atanh(double x) {
    if (!(Math.abs(x) < 1)) {
      return Math.abs(x) == 1 ? x / 0.0 : Double.NaN;
    }
    BigDecimal z = new BigDecimal(x, DIGITS);
    return log(ONE.add(z).divide(ONE.subtract(z), DIGITS)).divide(TWO, DIGITS).doubleValue();
  }

  /** {@code 2/√π Σ (−1)ⁿ x²ⁿ⁺¹/(n! (2n + 1))}, where this does not cancel: |x| up to 6. */
  static double erf(double x) {
    return finite(
        x,
        Math.signum(x),
        z -> {
          BigDecimal square = z.multiply(z, DIGITS).negate();
          BigDecimal power = z;
          BigDecimal sum = z;
          for (int n = 1; power.abs().compareTo(TINY) > 0; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
          }
          return TWO.multiply(sum, DIGITS).divide(PI.sqrt(DIGITS), DIGITS);
        });
  }

  /**
   * The x at which the standard normal distribution has p below it, by Newton's method from 0 on,
   * which comes nearer from one side, as the density falls. What lies between 0 and x is {@code
   * exp(−x²/2)/√(2π) Σ x²ⁿ⁺¹/(1 · 3 ⋯ (2n + 1))}.
   */
  static double normalQuantile(double p) {
    BigDecimal wanted = new BigDecimal(p).subtract(ratio(1, 2)).abs();
    BigDecimal root = TWO.multiply(PI).sqrt(DIGITS);
    BigDecimal x = BigDecimal.ZERO;
    BigDecimal step = ONE;
    while (step.compareTo(new BigDecimal("1e-18")) > 0) {
      BigDecimal square = x.multiply(x, DIGITS);
      BigDecimal term = x;
      BigDecimal sum = x;
      for (int n = 3; term.compareTo(TINY) > 0; n += 2) {
        term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
        sum = sum.add(term, DIGITS);
      }
      BigDecimal inverse = root.multiply(exp(square.divide(TWO, DIGITS)), DIGITS);
      step = wanted.multiply(inverse, DIGITS).subtract(sum, DIGITS);
      x = x.add(step, DIGITS);
    }
    return p < 0.5 ? -x.doubleValue() : x.doubleValue();
  }

  /** The Bernoulli numbers B(0), B(1), …, by {@code Σ (n+1 over k) B(k) = 0} for k from 0 to n. */
  private static List<BigDecimal> bernoulli(int count) {
    MathContext digits = new MathContext(70); // the recurrence loses some
    List<BigDecimal> numbers = new ArrayList<>(List.of(ONE));
    for (int n = 1; n <= count; n++) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal binomial = ONE;
      for (int k = 0; k < n; k++) {
        sum = sum.add(binomial.multiply(numbers.get(k), digits), digits);
        binomial =
            binomial
                .multiply(BigDecimal.valueOf(n + 1L - k), digits)
                .divide(BigDecimal.valueOf(k + 1L), digits);
      }
      numbers.add(sum.negate().divide(BigDecimal.valueOf(n + 1L), digits));
    }
    return numbers;
  }

  /** Stirling's series at x + 20, divided by x (x + 1) ⋯ (x + 19); x no pole. */
  static double lgamma(double x) {
    BigDecimal z = new BigDecimal(x, DIGITS);
    BigDecimal product = ONE;
    for (int k = 0; k < SHIFT; k++) {
      product = product.multiply(z, DIGITS);
      z = z.add(ONE);
    }
    BigDecimal log = log(z);
    BigDecimal sum = z.subtract(new BigDecimal("0.5")).multiply(log, DIGITS).subtract(z, DIGITS);
    sum = sum.add(log(PI.add(PI)).divide(TWO, DIGITS), DIGITS);
    for (int k = 2; k < BERNOULLI.size(); k += 2) { // B(k)/(k (k − 1) z^(k−1))
      BigDecimal divisor = z.pow(k - 1, DIGITS).multiply(BigDecimal.valueOf(k * (k - 1L)), DIGITS);
      sum = sum.add(BERNOULLI.get(k).divide(divisor, DIGITS), DIGITS);
    }
    return sum.subtract(log(product.abs()), DIGITS).doubleValue();
  }

  /**
   * The derivative of order n of digamma: {@code (−1)ⁿ⁺¹ n! Σ (x + k)⁻ⁿ⁻¹}, 20 terms of it and the
   * rest by the formula of Euler and Maclaurin; digamma itself {@code ln z − 1/(2 z) − Σ B(k)/(k
   * zᵏ) − Σ 1/(x + k)}. x no pole.
   */
  static double polygamma(int n, double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return pole(n, x);
    }
    BigDecimal z = new BigDecimal(x, DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < SHIFT; k++) {
      sum = sum.add(ONE.divide(z.pow(n + 1, DIGITS), DIGITS), DIGITS);
      z = z.add(ONE);
    }
    sum = sum.add(ONE.divide(TWO.multiply(z.pow(n + 1, DIGITS)), DIGITS), DIGITS);
    sum =
        n == 0
            ? sum.subtract(log(z), DIGITS)
            : sum.add(ONE.divide(z.pow(n, DIGITS).multiply(BigDecimal.valueOf(n)), DIGITS), DIGITS);
    BigDecimal factor = BigDecimal.valueOf(n + 1L).divide(TWO, DIGITS); // (n+1)⋯(n+k−1)/k!
    for (int k = 2; k < BERNOULLI.size(); k += 2) {
      BigDecimal term = factor.multiply(BERNOULLI.get(k), DIGITS);
      sum = sum.add(term.divide(z.pow(n + k, DIGITS), DIGITS), DIGITS);
      factor =
          factor
              .multiply(BigDecimal.valueOf((n + (long) k) * (n + k + 1L)), DIGITS)
              .divide(BigDecimal.valueOf((k + 1L) * (k + 2L)), DIGITS);
    }
    double result = sum.doubleValue();
    for (int i = 1; i <= n; i++) {
      result *= -i;
    }
    return -result;
  }

  /**
   * At 0, -1, -2, ...: for odd orders +∞ from both sides; for even ones only 0 has a sign that
   * tells the side.
   */
  private static double pole(int n, double x) {
    if (n % 2 == 1) {
      return Double.POSITIVE_INFINITY;
    }
    return x == 0 ? -Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
  }
}
