// Generated from DoubleMath.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import static org.autodiff.kernels.FloatAngles.*;
import static org.autodiff.kernels.FloatBits.*;
import static org.autodiff.kernels.FloatSeries.*;

/**
 * Elementary functions of one float, and the source of their vector forms: {@code FloatMathLoops}
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
 * those of {@link FloatSeries}.
 */
final class FloatMath {
  private FloatMath() {}

  /** {@code exp(x) = 2ᵏ eʳ} with {@code r = x - k ln 2}, {@code |r| ≤ ln 2 / 2}. */
  private static float expNear(float x) {
    float k = nearest(x * LOG2_E);
    float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    float p = Math.fma(expTail(r), r * r, r) + 1;
    float y = scaled(p, k);
    y = x < EXP_LEAST ? 0 : y;
    return x > EXP_MOST ? Float.POSITIVE_INFINITY : y;
  }

  static float exp(float x) {
    return FusedMultiply.PRESENT ? expNear(x) : (float) StrictMath.exp(x);
  }

  /** {@code 2ᵏ (eʳ - 1) + (2ᵏ - 1)}, with the error of the sum put back. */
  private static float expm1Near(float x) {
    float k = nearest(x * LOG2_E);
    float high = Math.fma(k, -LN2_HIGH, x);
    float low = k * -LN2_LOW;
    float r = high + low;
    float rest = low - (r - high);
    float p = Math.fma(expTail(r), r * r, rest);
    // half of 2ᵏ, because the power of the largest k overflows where the result does not
    float s =
        Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << FRACTION) + HALF_BITS);
    float lost = s - 0.5f;
    float sum = Math.fma(s, r, lost);
    // where |s r| > |lost| the error of the sum comes out otherwise: there k is 0, and lost too
    float error = Math.fma(s, r, lost - sum);
    float y = 2 * (Math.fma(s, p, error) + sum);
    y = x < EXPM1_LEAST ? -1 : y;
    y = x > EXP_MOST ? Float.POSITIVE_INFINITY : y;
    return x == 0 ? x : y;
  }

  static float expm1(float x) {
    return FusedMultiply.PRESENT ? expm1Near(x) : (float) StrictMath.expm1(x);
  }

  /** {@code k ln 2 + log(1 + f) + lost}. */
  private static float logOf(float k, float f, float lost) {
    float s = f / (f + 2);
    float h = logTail(s * s);
    float square = f * f * 0.5f;
    float low = k * LN2_LOW + lost + s * (square + h);
    return k * LN2_HIGH - (square - low - f);
  }

  /** {@code log(2ᵏ (1+f)) = k ln 2 + f - f²/2 + s (f²/2 + h)} with {@code s = f/(2+f)}. */
  private static float logNear(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    float u = tiny ? x * LIFT : x;
    float k = exponent(u);
    float y = logOf(tiny ? k - LIFT_POWER : k, fraction(u), 0);
    y = x == 0 ? Float.NEGATIVE_INFINITY : y;
    y = x < 0 ? Float.NaN : y;
    y = x == Float.POSITIVE_INFINITY ? x : y;
    return Float.isNaN(x) ? x : y;
  }

  static float log(float x) {
    return FusedMultiply.PRESENT ? logNear(x) : (float) StrictMath.log(x);
  }

  private static float log1pNear(float x) {
    float u = x + 1;
    // what the addition of 1 lost
    float lost = (x >= 1 ? 1 - (u - x) : x - (u - 1)) / u;
    float y = logOf(exponent(u), fraction(u), lost);
    y = x == -1 ? Float.NEGATIVE_INFINITY : y;
    y = x < -1 ? Float.NaN : y;
    y = x == 0 ? x : y;
    y = x == Float.POSITIVE_INFINITY ? x : y;
    return Float.isNaN(x) ? x : y;
  }

  static float log1p(float x) {
    return FusedMultiply.PRESENT ? log1pNear(x) : (float) StrictMath.log1p(x);
  }

  static float sin(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? sinNear(x) : (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? cosNear(x) : (float) StrictMath.cos(x);
  }

  static float tan(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? tanNear(x) : (float) StrictMath.tan(x);
  }

  static float asin(float x) {
    return FusedMultiply.PRESENT ? asinNear(x) : (float) StrictMath.asin(x);
  }

  static float acos(float x) {
    return FusedMultiply.PRESENT ? acosNear(x) : (float) StrictMath.acos(x);
  }

  static float atan(float x) {
    return FusedMultiply.PRESENT ? atanNear(x) : (float) StrictMath.atan(x);
  }

  /** Whether a size is neither so large nor so small that a product with another overflows. */
  private static boolean moderate(float a) {
    return (a >= MODERATE_LEAST) && (a <= MODERATE_MOST);
  }

  static float atan2(float y, float x) {
    return FusedMultiply.PRESENT && moderate(Math.abs(y)) && moderate(Math.abs(x))
        ? atan2Near(y, x)
        : (float) StrictMath.atan2(y, x);
  }

  /** The hyperbolic sine of {@code |r| ≤ 1}; z is r². */
  private static float sinhOf(float r, float z) {
    return Math.fma(r * z, sinhTail(z), r);
  }

  /**
   * {@code cosh(r + k ln 2) = cosh r (A + B) + sinh r (A - B)} with {@code A = 2ᵏ⁻¹, B = 2⁻ᵏ⁻¹},
   * here halved so that they do not overflow; the hyperbolic sine with A + B and A - B exchanged.
   * The first of the two is {@code most}, and {@code lost} what its sum lost; z is r².
   */
  private static float hyperbolic(
      float z, float sinh, float rest, float most, float other, float lost) {
    float more = Math.fma(z * coshTail(z), most, Math.fma(rest, other, sinh * other));
    return 2 * (most + (more + lost));
  }

  private static float coshNear(float x) {
    float a = Math.abs(x);
    float k = nearest(a * LOG2_E);
    float high = Math.fma(k, -LN2_HIGH, a);
    float r = Math.fma(k, -LN2_LOW, high);
    float rest = Math.fma(k, -LN2_LOW, high - r);
    float up = quarter(k);
    float down = quarterInverse(k);
    float sum = up + down;
    float z = r * r;
    float y = hyperbolic(z, sinhOf(r, z), rest, sum, up - down, down - (sum - up));
    return a > COSH_MOST ? Float.POSITIVE_INFINITY : y;
  }

  static float cosh(float x) {
    return FusedMultiply.PRESENT ? coshNear(x) : (float) StrictMath.cosh(x);
  }

  private static float sinhNear(float x) {
    float a = Math.abs(x);
    float k = nearest(a * LOG2_E);
    boolean near = a < 1;
    float high = Math.fma(k, -LN2_HIGH, a);
    float r = near ? a : Math.fma(k, -LN2_LOW, high);
    float rest = Math.fma(k, -LN2_LOW, high - r);
    float z = r * r;
    float sinh = sinhOf(r, z);
    float up = quarter(k);
    float down = quarterInverse(k);
    float difference = up - down;
    float lost = up - difference - down;
    float y = near ? sinh : hyperbolic(z, sinh, rest, difference, up + down, lost);
    return signed(a > COSH_MOST ? Float.POSITIVE_INFINITY : y, x);
  }

  static float sinh(float x) {
    return FusedMultiply.PRESENT ? sinhNear(x) : (float) StrictMath.sinh(x);
  }

  /** {@code tanh |x| = -t / (t + 2)} with {@code t = expm1(-2 |x|)}; below 3 units. */
  static float tanh(float x) {
    float t = expm1(-2 * Math.abs(x));
    return signed(Math.abs(-t / (t + 2)), x);
  }

  static float cbrt(float x) {
    return FusedMultiply.PRESENT
            && (Math.abs(x) >= Float.MIN_NORMAL)
            && (Math.abs(x) <= Float.MAX_VALUE)
        ? cbrtNear(x)
        : (float) StrictMath.cbrt(x);
  }

  private static float hypotNear(float p, float q) {
    float a = Math.max(Math.abs(p), Math.abs(q));
    float b = Math.min(Math.abs(p), Math.abs(q));
    float square = a * a;
    float other = b * b;
    float sum = square + other;
    float lost = other - (sum - square) + (Math.fma(a, a, -square) + Math.fma(b, b, -other));
    float root = (float) Math.sqrt(sum);
    return root + (Math.fma(-root, root, sum) + lost) / (root + root);
  }

  static float hypot(float p, float q) {
    return FusedMultiply.PRESENT && moderate(Math.max(Math.abs(p), Math.abs(q)))
        ? hypotNear(p, q)
        : (float) StrictMath.hypot(p, q);
  }

  /**
   * {@code e^(y ln |x|)}, the logarithm in two parts: {@code k ln 2 + 2s + 2s³ (1/3 + s²/5 + ...)}
   * with {@code s = f/(2+f)}.
   */
  private static float powNear(float x, float y) {
    float a = Math.abs(x);
    float k = exponent(a);
    float f = fraction(a);
    float d = 2 + f;
    float dLow = f - (d - 2);
    float s = f / d;
    float sLow = (Math.fma(-s, d, f) - s * dLow) / d;
    float z = s * s;
    float zLow = Math.fma(s, s, -z) + 2 * s * sLow;
    float tail = z * logTail5(z);
    float c = THIRD_HIGH + tail;
    float cLow = tail - (c - THIRD_HIGH) + THIRD_LOW;
    float w = z * c;
    float wLow = Math.fma(z, c, -w) + Math.fma(z, cLow, zLow * c);
    float t = s * w;
    float tLow = Math.fma(s, w, -t) + Math.fma(s, wLow, sLow * w);
    // k ln 2 + 2 s + 2 t, each sum with what it lost
    float whole = k * LN2_HIGH;
    float first = Math.fma(2, s, whole);
    float high = Math.fma(2, t, first);
    float low = Math.fma(2, s, whole - first) + Math.fma(2, t, first - high);
    low = low + Math.fma(k, LN2_LOW, 2 * (sLow + tLow));
    float p = y * high;
    float pLow = Math.fma(y, high, -p) + y * low;
    float n = nearest(p * LOG2_E);
    float rest = Math.fma(n, -LN2_LOW, pLow);
    float most = Math.fma(n, -LN2_HIGH, p);
    float r = most + rest;
    float e = 1 + (r + Math.fma(expTail(r), r * r, rest - (r - most)));
    float size = scaled(e, n);
    boolean integer = nearest(y) == y;
    boolean odd = integer && (nearest(0.5f * y) != 0.5f * y);
    float negative = odd ? -size : size;
    negative = integer ? negative : Float.NaN;
    return x < 0 ? negative : size;
  }

  /** Whether x is normal and finite, and the result is so too. */
  private static boolean powIsNear(float a, float y) {
    return (a >= Float.MIN_NORMAL)
        && (a <= Float.MAX_VALUE)
        && (Math.abs(y) * (Math.abs(exponent(a)) + 1) <= POWER_MOST);
  }

  /** As IEEE 754 has it, unlike {@link Math#pow}: 1 to any power is 1, and -1 to ±∞ too. */
  private static float powFar(float x, float y) {
    return x == 1 || (x == -1 && Float.isInfinite(y)) ? 1 : (float) StrictMath.pow(x, y);
  }

  static float pow(float x, float y) {
    return FusedMultiply.PRESENT && powIsNear(Math.abs(x), y) ? powNear(x, y) : powFar(x, y);
  }

  /** {@code 1 / (1 + e^-x)}, by {@code e^-|x|}, which does not overflow. */
  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  static float softplus(float x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  /** DLMF 4.37.16, by log1p so that small operands keep their digits; below 3 units. */
  static float asinh(float x) {
    float a = Math.abs(x);
    boolean huge = a > HUGE;
    float square = a * a;
    float y = log1p(huge ? a - 1 : a + square / (1 + (float) Math.sqrt(square + 1)));
    return signed(huge ? y + LN2 : y, x);
  }

  /** DLMF 4.37.19 with t = x - 1, exact near 1; below 3 units. */
  static float acosh(float x) {
    boolean huge = x > HUGE;
    float t = x - 1;
    float y = log1p(huge ? t : t + (float) Math.sqrt(t * (t + 2)));
    y = huge ? y + LN2 : y;
    return x < 1 ? Float.NaN : y;
  }

  /** DLMF 4.37.24; below 3 units. */
  static float atanh(float x) {
    float a = Math.abs(x);
    float y = 0.5f * log1p((a + a) / (1 - a));
    return signed(a > 1 ? Float.NaN : y, x);
  }

  /**
   * W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of
   * Computation 23 (1969) 631-637: {@code x P(x²)/Q(x²)} near 0 and {@code 1 - e^(-x²) P(x)/Q(x)}
   * beyond. The second pair of polynomials is used up to 6, further than in the paper: there 1 -
   * erf is below 1e-16, so that its relative error no longer matters. Below 4 units.
   */
  static float erf(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = 0.18577770618460315f;
    p = p * z + 3.1611237438705655f;
    p = p * z + 113.86415415105016f;
    p = p * z + 377.485237685302f;
    p = p * z + 3209.3775891384694f;
    float q = z + 23.601290952344122f;
    q = q * z + 244.02463793444417f;
    q = q * z + 1282.6165260773723f;
    q = q * z + 2844.236833439171f;
    float near = x * (p / q);
    float m = Math.min(a, 6);
    float u = 2.1531153547440383e-08f;
    u = u * m + 0.5641884969886701f;
    u = u * m + 8.883149794388377f;
    u = u * m + 66.11919063714163f;
    u = u * m + 298.6351381974001f;
    u = u * m + 881.952221241769f;
    u = u * m + 1712.0476126340707f;
    u = u * m + 2051.0783778260716f;
    u = u * m + 1230.3393547979972f;
    float v = m + 15.744926110709835f;
    v = v * m + 117.6939508913125f;
    v = v * m + 537.1811018620099f;
    v = v * m + 1621.3895745666903f;
    v = v * m + 3290.7992357334597f;
    v = v * m + 4362.619090143247f;
    v = v * m + 3439.3676741437216f;
    v = v * m + 1230.3393548037495f;
    float far = signed(Math.abs(1 - exp(-m * m) * (u / v)), x);
    return a <= 0.46875f ? near : far;
  }

  /**
   * The derivative of erf, {@code 2/√π e^(-x²)}. What the square lost is put back; its parts are
   * exact, so that no fused multiply-add is needed.
   */
  static float erfSlope(float x) {
    float m = Math.min(Math.abs(x), 30);
    float square = m * m;
    float high = Float.intBitsToFloat(Float.floatToRawIntBits(m) & UPPER_BITS);
    float low = m - high;
    float lost = high * high - square + 2 * high * low + low * low;
    return SLOPE_AT_0 * exp(-square) * (1 - lost);
  }
}
