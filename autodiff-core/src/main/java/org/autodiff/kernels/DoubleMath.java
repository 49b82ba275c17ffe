package org.autodiff.kernels;

import static org.autodiff.kernels.DoubleAngles.*;
import static org.autodiff.kernels.DoubleBits.*;
import static org.autodiff.kernels.DoubleSeries.*;

/**
 * Elementary functions of one double, and the source of their vector forms: {@code DoubleMathLoops}
 * is generated from this class and those it calls, statement by statement, so that an element has
 * the same bits alone, in a vector and in the rest behind the last whole vector, interpreted or
 * compiled. That is why the methods keep to what both forms have: sums, products, quotients, square
 * roots and fused multiply-adds, which are rounded as IEEE 754 says; bits; choices between two
 * values, of which both are computed. A function whose usual way does not reach some operands (huge
 * angles, powers of zero) is written {@code return usual(x) ? near(x) : StrictMath.f(x)}.
 *
 * <p>Where the processor has no fused multiply-add ({@link FusedMultiply}) {@link StrictMath} takes
 * the place of the functions that need one, for every element: slower, with the same bits in all
 * those places too.
 *
 * <p>Errors are below 1.5 units in the last place where a method does not say otherwise. The
 * arrangement, with fused multiply-adds and numbers in two parts, is our own; approximations are
 * those of {@link DoubleSeries}.
 */
final class DoubleMath {
  private DoubleMath() {}

  /** {@code exp(x) = 2ᵏ eʳ} with {@code r = x - k ln 2}, {@code |r| ≤ ln 2 / 2}. */
  private static double expNear(double x) {
    double k = nearest(x * LOG2_E);
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double p = Math.fma(expTail(r), r * r, r) + 1;
    double y = scaled(p, k);
    y = x < EXP_LEAST ? 0 : y;
    return x > EXP_MOST ? Double.POSITIVE_INFINITY : y;
  }

  static double exp(double x) {
    return FusedMultiply.PRESENT ? expNear(x) : StrictMath.exp(x);
  }

  /** {@code 2ᵏ (eʳ - 1) + (2ᵏ - 1)}, with the error of the sum put back. */
  private static double expm1Near(double x) {
    double k = nearest(x * LOG2_E);
    double high = Math.fma(k, -LN2_HIGH, x);
    double low = k * -LN2_LOW;
    double r = high + low;
    double rest = low - (r - high);
    double p = Math.fma(expTail(r), r * r, rest);
    // half of 2ᵏ, because the power of the largest k overflows where the result does not
    double s =
        Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << FRACTION) + HALF_BITS);
    double lost = s - 0.5;
    double sum = Math.fma(s, r, lost);
    // where |s r| > |lost| the error of the sum comes out otherwise: there k is 0, and lost too
    double error = Math.fma(s, r, lost - sum);
    double y = 2 * (Math.fma(s, p, error) + sum);
    y = x < EXPM1_LEAST ? -1 : y;
    y = x > EXP_MOST ? Double.POSITIVE_INFINITY : y;
    return x == 0 ? x : y;
  }

  static double expm1(double x) {
    return FusedMultiply.PRESENT ? expm1Near(x) : StrictMath.expm1(x);
  }

  /** {@code k ln 2 + log(1 + f) + lost}. */
  private static double logOf(double k, double f, double lost) {
    double s = f / (f + 2);
    double h = logTail(s * s);
    double square = f * f * 0.5;
    double low = k * LN2_LOW + lost + s * (square + h);
    return k * LN2_HIGH - (square - low - f);
  }

  /** {@code log(2ᵏ (1+f)) = k ln 2 + f - f²/2 + s (f²/2 + h)} with {@code s = f/(2+f)}. */
  private static double logNear(double x) {
    boolean tiny = x < Double.MIN_NORMAL;
    double u = tiny ? x * LIFT : x;
    double k = exponent(u);
    double y = logOf(tiny ? k - LIFT_POWER : k, fraction(u), 0);
    y = x == 0 ? Double.NEGATIVE_INFINITY : y;
    y = x < 0 ? Double.NaN : y;
    y = x == Double.POSITIVE_INFINITY ? x : y;
    return Double.isNaN(x) ? x : y;
  }

  static double log(double x) {
    return FusedMultiply.PRESENT ? logNear(x) : StrictMath.log(x);
  }

  private static double log1pNear(double x) {
    double u = x + 1;
    // what the addition of 1 lost
    double lost = (x >= 1 ? 1 - (u - x) : x - (u - 1)) / u;
    double y = logOf(exponent(u), fraction(u), lost);
    y = x == -1 ? Double.NEGATIVE_INFINITY : y;
    y = x < -1 ? Double.NaN : y;
    y = x == 0 ? x : y;
    y = x == Double.POSITIVE_INFINITY ? x : y;
    return Double.isNaN(x) ? x : y;
  }

  static double log1p(double x) {
    return FusedMultiply.PRESENT ? log1pNear(x) : StrictMath.log1p(x);
  }

  static double sin(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? sinNear(x) : StrictMath.sin(x);
  }

  static double cos(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? cosNear(x) : StrictMath.cos(x);
  }

  static double tan(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? tanNear(x) : StrictMath.tan(x);
  }

  static double asin(double x) {
    return FusedMultiply.PRESENT ? asinNear(x) : StrictMath.asin(x);
  }

  static double acos(double x) {
    return FusedMultiply.PRESENT ? acosNear(x) : StrictMath.acos(x);
  }

  static double atan(double x) {
    return FusedMultiply.PRESENT ? atanNear(x) : StrictMath.atan(x);
  }

  /** Whether a size is neither so large nor so small that a product with another overflows. */
  private static boolean moderate(double a) {
    return (a >= MODERATE_LEAST) && (a <= MODERATE_MOST);
  }

  static double atan2(double y, double x) {
    return FusedMultiply.PRESENT && moderate(Math.abs(y)) && moderate(Math.abs(x))
        ? atan2Near(y, x)
        : StrictMath.atan2(y, x);
  }

  /** The hyperbolic sine of {@code |r| ≤ 1}; z is r². */
  private static double sinhOf(double r, double z) {
    return Math.fma(r * z, sinhTail(z), r);
  }

  /**
   * {@code cosh(r + k ln 2) = cosh r (A + B) + sinh r (A - B)} with {@code A = 2ᵏ⁻¹, B = 2⁻ᵏ⁻¹},
   * here halved so that they do not overflow; the hyperbolic sine with A + B and A - B exchanged.
   * The first of the two is {@code most}, and {@code lost} what its sum lost; z is r².
   */
  private static double hyperbolic(
      double z, double sinh, double rest, double most, double other, double lost) {
    double more = Math.fma(z * coshTail(z), most, Math.fma(rest, other, sinh * other));
    return 2 * (most + (more + lost));
  }

  private static double coshNear(double x) {
    double a = Math.abs(x);
    double k = nearest(a * LOG2_E);
    double high = Math.fma(k, -LN2_HIGH, a);
    double r = Math.fma(k, -LN2_LOW, high);
    double rest = Math.fma(k, -LN2_LOW, high - r);
    double up = quarter(k);
    double down = quarterInverse(k);
    double sum = up + down;
    double z = r * r;
    double y = hyperbolic(z, sinhOf(r, z), rest, sum, up - down, down - (sum - up));
    return a > COSH_MOST ? Double.POSITIVE_INFINITY : y;
  }

  static double cosh(double x) {
    return FusedMultiply.PRESENT ? coshNear(x) : StrictMath.cosh(x);
  }

  private static double sinhNear(double x) {
    double a = Math.abs(x);
    double k = nearest(a * LOG2_E);
    boolean near = a < 1;
    double high = Math.fma(k, -LN2_HIGH, a);
    double r = near ? a : Math.fma(k, -LN2_LOW, high);
    double rest = Math.fma(k, -LN2_LOW, high - r);
    double z = r * r;
    double sinh = sinhOf(r, z);
    double up = quarter(k);
    double down = quarterInverse(k);
    double difference = up - down;
    double lost = up - difference - down;
    double y = near ? sinh : hyperbolic(z, sinh, rest, difference, up + down, lost);
    return signed(a > COSH_MOST ? Double.POSITIVE_INFINITY : y, x);
  }

  static double sinh(double x) {
    return FusedMultiply.PRESENT ? sinhNear(x) : StrictMath.sinh(x);
  }

  /** {@code tanh |x| = -t / (t + 2)} with {@code t = expm1(-2 |x|)}; below 3 units. */
  static double tanh(double x) {
    double t = expm1(-2 * Math.abs(x));
    return signed(Math.abs(-t / (t + 2)), x);
  }

  static double cbrt(double x) {
    return FusedMultiply.PRESENT
            && (Math.abs(x) >= Double.MIN_NORMAL)
            && (Math.abs(x) <= Double.MAX_VALUE)
        ? cbrtNear(x)
        : StrictMath.cbrt(x);
  }

  private static double hypotNear(double p, double q) {
    double a = Math.max(Math.abs(p), Math.abs(q));
    double b = Math.min(Math.abs(p), Math.abs(q));
    double square = a * a;
    double other = b * b;
    double sum = square + other;
    double lost = other - (sum - square) + (Math.fma(a, a, -square) + Math.fma(b, b, -other));
    double root = Math.sqrt(sum);
    return root + (Math.fma(-root, root, sum) + lost) / (root + root);
  }

  static double hypot(double p, double q) {
    return FusedMultiply.PRESENT && moderate(Math.max(Math.abs(p), Math.abs(q)))
        ? hypotNear(p, q)
        : StrictMath.hypot(p, q);
  }

  /**
   * {@code e^(y ln |x|)}, the logarithm in two parts: {@code k ln 2 + 2s + 2s³ (1/3 + s²/5 + ...)}
   * with {@code s = f/(2+f)}.
   */
  private static double powNear(double x, double y) {
    double a = Math.abs(x);
    double k = exponent(a);
    double f = fraction(a);
    double d = 2 + f;
    double dLow = f - (d - 2);
    double s = f / d;
    double sLow = (Math.fma(-s, d, f) - s * dLow) / d;
    double z = s * s;
    double zLow = Math.fma(s, s, -z) + 2 * s * sLow;
    double tail = z * logTail5(z);
    double c = THIRD_HIGH + tail;
    double cLow = tail - (c - THIRD_HIGH) + THIRD_LOW;
    double w = z * c;
    double wLow = Math.fma(z, c, -w) + Math.fma(z, cLow, zLow * c);
    double t = s * w;
    double tLow = Math.fma(s, w, -t) + Math.fma(s, wLow, sLow * w);
    // k ln 2 + 2 s + 2 t, each sum with what it lost
    double whole = k * LN2_HIGH;
    double first = Math.fma(2, s, whole);
    double high = Math.fma(2, t, first);
    double low = Math.fma(2, s, whole - first) + Math.fma(2, t, first - high);
    low = low + Math.fma(k, LN2_LOW, 2 * (sLow + tLow));
    double p = y * high;
    double pLow = Math.fma(y, high, -p) + y * low;
    double n = nearest(p * LOG2_E);
    double rest = Math.fma(n, -LN2_LOW, pLow);
    double most = Math.fma(n, -LN2_HIGH, p);
    double r = most + rest;
    double e = 1 + (r + Math.fma(expTail(r), r * r, rest - (r - most)));
    double size = scaled(e, n);
    boolean integer = nearest(y) == y;
    boolean odd = integer && (nearest(0.5 * y) != 0.5 * y);
    double negative = odd ? -size : size;
    negative = integer ? negative : Double.NaN;
    return x < 0 ? negative : size;
  }

  /** Whether x is normal and finite, and the result is so too. */
  private static boolean powIsNear(double a, double y) {
    return (a >= Double.MIN_NORMAL)
        && (a <= Double.MAX_VALUE)
        && (Math.abs(y) * (Math.abs(exponent(a)) + 1) <= POWER_MOST);
  }

  /** As IEEE 754 has it, unlike {@link Math#pow}: 1 to any power is 1, and -1 to ±∞ too. */
  private static double powFar(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
  }

  static double pow(double x, double y) {
    return FusedMultiply.PRESENT && powIsNear(Math.abs(x), y) ? powNear(x, y) : powFar(x, y);
  }

  /** {@code 1 / (1 + e^-x)}, by {@code e^-|x|}, which does not overflow. */
  static double sigmoid(double x) {
    double e = exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  /** DLMF 4.37.16, by log1p so that small operands keep their digits; below 3 units. */
  static double asinh(double x) {
    double a = Math.abs(x);
    boolean huge = a > HUGE;
    double square = a * a;
    double y = log1p(huge ? a - 1 : a + square / (1 + Math.sqrt(square + 1)));
    return signed(huge ? y + LN2 : y, x);
  }

  /** DLMF 4.37.19 with t = x - 1, exact near 1; below 3 units. */
  static double acosh(double x) {
    boolean huge = x > HUGE;
    double t = x - 1;
    double y = log1p(huge ? t : t + Math.sqrt(t * (t + 2)));
    y = huge ? y + LN2 : y;
    return x < 1 ? Double.NaN : y;
  }

  /** DLMF 4.37.24; below 3 units. */
  static double atanh(double x) {
    double a = Math.abs(x);
    double y = 0.5 * log1p((a + a) / (1 - a));
    return signed(a > 1 ? Double.NaN : y, x);
  }

  /**
   * W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of
   * Computation 23 (1969) 631-637: {@code x P(x²)/Q(x²)} near 0 and {@code 1 - e^(-x²) P(x)/Q(x)}
   * beyond. The second pair of polynomials is used up to 6, further than in the paper: there 1 -
   * erf is below 1e-16, so that its relative error no longer matters. Below 4 units.
   */
  static double erf(double x) {
    double a = Math.abs(x);
    double z = x * x;
    double p = 0.18577770618460315;
    p = p * z + 3.1611237438705655;
    p = p * z + 113.86415415105016;
    p = p * z + 377.485237685302;
    p = p * z + 3209.3775891384694;
    double q = z + 23.601290952344122;
    q = q * z + 244.02463793444417;
    q = q * z + 1282.6165260773723;
    q = q * z + 2844.236833439171;
    double near = x * (p / q);
    double m = Math.min(a, 6);
    double u = 2.1531153547440383e-08;
    u = u * m + 0.5641884969886701;
    u = u * m + 8.883149794388377;
    u = u * m + 66.11919063714163;
    u = u * m + 298.6351381974001;
    u = u * m + 881.952221241769;
    u = u * m + 1712.0476126340707;
    u = u * m + 2051.0783778260716;
    u = u * m + 1230.3393547979972;
    double v = m + 15.744926110709835;
    v = v * m + 117.6939508913125;
    v = v * m + 537.1811018620099;
    v = v * m + 1621.3895745666903;
    v = v * m + 3290.7992357334597;
    v = v * m + 4362.619090143247;
    v = v * m + 3439.3676741437216;
    v = v * m + 1230.3393548037495;
    double far = signed(Math.abs(1 - exp(-m * m) * (u / v)), x);
    return a <= 0.46875 ? near : far;
  }

  /**
   * The derivative of erf, {@code 2/√π e^(-x²)}. What the square lost is put back; its parts are
   * exact, so that no fused multiply-add is needed.
   */
  static double erfSlope(double x) {
    double m = Math.min(Math.abs(x), 30);
    double square = m * m;
    double high = Double.longBitsToDouble(Double.doubleToRawLongBits(m) & UPPER_BITS);
    double low = m - high;
    double lost = high * high - square + 2 * high * low + low * low;
    return SLOPE_AT_0 * exp(-square) * (1 - lost);
  }
}
