// Generated from DoubleAngles.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import static org.autodiff.kernels.FloatBits.*;
import static org.autodiff.kernels.FloatSeries.*;

/** Angles: the functions of circles in {@link FloatMath}, for operands that are not too large. */
final class FloatAngles {
  private FloatAngles() {}

  /** {@code x - k π/2}, rounded. */
  private static float angle(float x, float k) {
    return Math.fma(k, -HALF_PI_1, x) - k * HALF_PI_2;
  }

  /** What {@link #angle} lost, r. */
  private static float angleRest(float x, float k, float r) {
    float t = Math.fma(k, -HALF_PI_1, x);
    float p = k * HALF_PI_2;
    float back = t - r;
    float error = (t - (r + back)) + (back - p);
    return error - Math.fma(k, HALF_PI_3, Math.fma(k, HALF_PI_2, -p));
  }

  private static float sinOf(float r, float rest) {
    float z = r * r;
    return r + Math.fma(r * z, sinTail(z), Math.fma(-0.5f * z, rest, rest));
  }

  private static float cosOf(float r, float rest) {
    float z = r * r;
    float half = 0.5f * z;
    float high = 1 - half;
    return high + (((1 - high) - half) + Math.fma(z * z, cosTail(z), -(r * rest)));
  }

  static float sinNear(float x) {
    float whole = x * TWO_OVER_PI + MAGIC;
    float k = whole - MAGIC;
    int quadrant = Float.floatToRawIntBits(whole);
    float r = angle(x, k);
    float rest = angleRest(x, k, r);
    float y = (quadrant & 1) == 0 ? sinOf(r, rest) : cosOf(r, rest);
    y = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ ((quadrant & 2) << TO_SIGN));
    return x == 0 ? x : y;
  }

  static float cosNear(float x) {
    float whole = x * TWO_OVER_PI + MAGIC;
    float k = whole - MAGIC;
    int quadrant = Float.floatToRawIntBits(whole);
    float r = angle(x, k);
    float rest = angleRest(x, k, r);
    float y = (quadrant & 1) == 0 ? cosOf(r, rest) : sinOf(r, rest);
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(y) ^ (((quadrant + 1) & 2) << TO_SIGN));
  }

  /**
   * {@code sin r / cos r}, or {@code -cos r / sin r}, of numerator and denominator in two parts.
   */
  static float tanNear(float x) {
    float whole = x * TWO_OVER_PI + MAGIC;
    float k = whole - MAGIC;
    int quadrant = Float.floatToRawIntBits(whole);
    float r = angle(x, k);
    float rest = angleRest(x, k, r);
    float z = r * r;
    float sinLow = Math.fma(r * z, sinTail(z), Math.fma(-0.5f * z, rest, rest));
    float sinHigh = r + sinLow;
    sinLow = sinLow - (sinHigh - r);
    float half = 0.5f * z;
    float most = 1 - half;
    float cosLow = ((1 - most) - half) + Math.fma(z * z, cosTail(z), -(r * rest));
    float cosHigh = most + cosLow;
    cosLow = cosLow - (cosHigh - most);
    boolean even = (quadrant & 1) == 0;
    float above = even ? sinHigh : -cosHigh;
    float aboveLow = even ? sinLow : -cosLow;
    float below = even ? cosHigh : sinHigh;
    float belowLow = even ? cosLow : sinLow;
    float q = above / below;
    float left = Math.fma(-q, below, above) + (aboveLow - q * belowLow);
    float y = q + left / below;
    return x == 0 ? x : y;
  }

  /** What the square root s of z lost. */
  private static float rootRest(float z, float s) {
    return s == 0 ? 0 : Math.fma(-s, s, z) / (s + s);
  }

  /** Beyond 1/2 by {@code asin x = π/2 - 2 asin √((1-x)/2)}. */
  static float asinNear(float x) {
    float a = Math.abs(x);
    boolean near = a < 0.5f;
    float z = near ? a * a : 0.5f * (1 - a);
    float tail = asinTail(z);
    float s = (float) Math.sqrt(z);
    float twice = s + s;
    float high = HALF_PI_HIGH - twice;
    float low = (HALF_PI_HIGH - high) - twice;
    float beyond = high + (low + (HALF_PI_LOW - 2 * Math.fma(s, tail, rootRest(z, s))));
    return signed(near ? Math.fma(a, tail, a) : beyond, x);
  }

  static float acosNear(float x) {
    float a = Math.abs(x);
    boolean near = a < 0.5f;
    float z = near ? a * a : 0.5f * (1 - a);
    float tail = asinTail(z);
    float s = (float) Math.sqrt(z);
    float more = Math.fma(s, tail, rootRest(z, s));
    // near 0: π/2 - x, above: 2 asin s, below: π - 2 asin s
    float part = near ? x : s + s;
    float partLow = near ? x * tail : 2 * more;
    float base = near ? HALF_PI_HIGH : PI_HIGH;
    float baseLow = near ? HALF_PI_LOW : PI_LOW;
    float high = base - part;
    float low = (base - high) - part;
    float y = high + (low + (baseLow - partLow));
    return x >= 0.5f ? 2 * (s + more) : y;
  }

  /**
   * {@code atan(a / b)} for a ≥ 0, b ≥ 0, not both 0: {@code atan c + atan((a - c b)/(b + c a))}
   * with c one of 0, 1/2, 1, 3/2 and ∞. The angle is subtracted from {@code from + fromLow} where
   * {@code sign} is -1, and added where it is 1.
   */
  private static float atanOf(float a, float b, float from, float fromLow, float sign) {
    boolean past0 = a > 0.4375f * b;
    boolean past1 = a > 0.6875f * b;
    boolean past2 = a > 1.1875f * b;
    boolean past3 = a > 2.4375f * b;
    float c = past0 ? 0.5f : 0;
    c = past1 ? 1 : c;
    c = past2 ? 1.5f : c;
    float high = past0 ? ATAN_HALF_HIGH : 0;
    high = past1 ? QUARTER_PI_HIGH : high;
    high = past2 ? ATAN_3_HALVES_HIGH : high;
    high = past3 ? HALF_PI_HIGH : high;
    float low = past0 ? ATAN_HALF_LOW : 0;
    low = past1 ? QUARTER_PI_LOW : low;
    low = past2 ? ATAN_3_HALVES_LOW : low;
    low = past3 ? HALF_PI_LOW : low;
    float t = (past3 ? -b : Math.fma(-c, b, a)) / (past3 ? a : Math.fma(c, a, b));
    float tail = low - t * atanTail(t * t);
    // from ± (high + t + tail), the largest parts first; the sum of from and high is rounded
    float start = from + sign * high;
    float lost = (from - start) + sign * high;
    float sum = start + sign * t;
    float rest = (start - sum) + sign * t;
    return sum + ((lost + rest) + (fromLow + sign * tail));
  }

  static float atanNear(float x) {
    return signed(atanOf(Math.abs(x), 1, 0, 0, 1), x);
  }

  static float atan2Near(float y, float x) {
    boolean left = x < 0;
    float from = left ? PI_HIGH : 0;
    float fromLow = left ? PI_LOW : 0;
    return signed(atanOf(Math.abs(y), Math.abs(x), from, fromLow, left ? -1 : 1), y);
  }
}
