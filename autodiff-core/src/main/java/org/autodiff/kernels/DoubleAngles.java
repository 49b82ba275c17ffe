package org.autodiff.kernels;

import static org.autodiff.kernels.DoubleBits.*;
import static org.autodiff.kernels.DoubleSeries.*;

/** Angles: the functions of circles in {@link DoubleMath}, for operands that are not too large. */
final class DoubleAngles {
  private DoubleAngles() {}

  /** {@code x - k π/2}, rounded. */
  private static double angle(double x, double k) {
    return Math.fma(k, -HALF_PI_1, x) - k * HALF_PI_2;
  }

  /** What {@link #angle} lost, r. */
  private static double angleRest(double x, double k, double r) {
    double t = Math.fma(k, -HALF_PI_1, x);
    double p = k * HALF_PI_2;
    double back = t - r;
    double error = (t - (r + back)) + (back - p);
    return error - Math.fma(k, HALF_PI_3, Math.fma(k, HALF_PI_2, -p));
  }

  private static double sinOf(double r, double rest) {
    double z = r * r;
    return r + Math.fma(r * z, sinTail(z), Math.fma(-0.5 * z, rest, rest));
  }

  private static double cosOf(double r, double rest) {
    double z = r * r;
    double half = 0.5 * z;
    double high = 1 - half;
    return high + (((1 - high) - half) + Math.fma(z * z, cosTail(z), -(r * rest)));
  }

  static double sinNear(double x) {
    double whole = x * TWO_OVER_PI + MAGIC;
    double k = whole - MAGIC;
    long quadrant = Double.doubleToRawLongBits(whole);
    double r = angle(x, k);
    double rest = angleRest(x, k, r);
    double y = (quadrant & 1) == 0 ? sinOf(r, rest) : cosOf(r, rest);
    y = Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ ((quadrant & 2) << TO_SIGN));
    return x == 0 ? x : y;
  }

  static double cosNear(double x) {
    double whole = x * TWO_OVER_PI + MAGIC;
    double k = whole - MAGIC;
    long quadrant = Double.doubleToRawLongBits(whole);
    double r = angle(x, k);
    double rest = angleRest(x, k, r);
    double y = (quadrant & 1) == 0 ? cosOf(r, rest) : sinOf(r, rest);
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) ^ (((quadrant + 1) & 2) << TO_SIGN));
  }

  /**
   * {@code sin r / cos r}, or {@code -cos r / sin r}, of numerator and denominator in two parts.
   */
  static double tanNear(double x) {
    double whole = x * TWO_OVER_PI + MAGIC;
    double k = whole - MAGIC;
    long quadrant = Double.doubleToRawLongBits(whole);
    double r = angle(x, k);
    double rest = angleRest(x, k, r);
    double z = r * r;
    double sinLow = Math.fma(r * z, sinTail(z), Math.fma(-0.5 * z, rest, rest));
    double sinHigh = r + sinLow;
    sinLow = sinLow - (sinHigh - r);
    double half = 0.5 * z;
    double most = 1 - half;
    double cosLow = ((1 - most) - half) + Math.fma(z * z, cosTail(z), -(r * rest));
    double cosHigh = most + cosLow;
    cosLow = cosLow - (cosHigh - most);
    boolean even = (quadrant & 1) == 0;
    double above = even ? sinHigh : -cosHigh;
    double aboveLow = even ? sinLow : -cosLow;
    double below = even ? cosHigh : sinHigh;
    double belowLow = even ? cosLow : sinLow;
    double q = above / below;
    double left = Math.fma(-q, below, above) + (aboveLow - q * belowLow);
    double y = q + left / below;
    return x == 0 ? x : y;
  }

  /** What the square root s of z lost. */
  private static double rootRest(double z, double s) {
    return s == 0 ? 0 : Math.fma(-s, s, z) / (s + s);
  }

  /** Beyond 1/2 by {@code asin x = π/2 - 2 asin √((1-x)/2)}. */
  static double asinNear(double x) {
    double a = Math.abs(x);
    boolean near = a < 0.5;
    double z = near ? a * a : 0.5 * (1 - a);
    double tail = asinTail(z);
    double s = Math.sqrt(z);
    double twice = s + s;
    double high = HALF_PI_HIGH - twice;
    double low = (HALF_PI_HIGH - high) - twice;
    double beyond = high + (low + (HALF_PI_LOW - 2 * Math.fma(s, tail, rootRest(z, s))));
    return signed(near ? Math.fma(a, tail, a) : beyond, x);
  }

  static double acosNear(double x) {
    double a = Math.abs(x);
    boolean near = a < 0.5;
    double z = near ? a * a : 0.5 * (1 - a);
    double tail = asinTail(z);
    double s = Math.sqrt(z);
    double more = Math.fma(s, tail, rootRest(z, s));
    // near 0: π/2 - x, above: 2 asin s, below: π - 2 asin s
    double part = near ? x : s + s;
    double partLow = near ? x * tail : 2 * more;
    double base = near ? HALF_PI_HIGH : PI_HIGH;
    double baseLow = near ? HALF_PI_LOW : PI_LOW;
    double high = base - part;
    double low = (base - high) - part;
    double y = high + (low + (baseLow - partLow));
    return x >= 0.5 ? 2 * (s + more) : y;
  }

  /**
   * {@code atan(a / b)} for a ≥ 0, b ≥ 0, not both 0: {@code atan c + atan((a - c b)/(b + c a))}
   * with c one of 0, 1/2, 1, 3/2 and ∞. The angle is subtracted from {@code from + fromLow} where
   * {@code sign} is -1, and added where it is 1.
   */
  private static double atanOf(double a, double b, double from, double fromLow, double sign) {
    boolean past0 = a > 0.4375 * b;
    boolean past1 = a > 0.6875 * b;
    boolean past2 = a > 1.1875 * b;
    boolean past3 = a > 2.4375 * b;
    double c = past0 ? 0.5 : 0;
    c = past1 ? 1 : c;
    c = past2 ? 1.5 : c;
    double high = past0 ? ATAN_HALF_HIGH : 0;
    high = past1 ? QUARTER_PI_HIGH : high;
    high = past2 ? ATAN_3_HALVES_HIGH : high;
    high = past3 ? HALF_PI_HIGH : high;
    double low = past0 ? ATAN_HALF_LOW : 0;
    low = past1 ? QUARTER_PI_LOW : low;
    low = past2 ? ATAN_3_HALVES_LOW : low;
    low = past3 ? HALF_PI_LOW : low;
    double t = (past3 ? -b : Math.fma(-c, b, a)) / (past3 ? a : Math.fma(c, a, b));
    double tail = low - t * atanTail(t * t);
    // from ± (high + t + tail), the largest parts first; the sum of from and high is rounded
    double start = from + sign * high;
    double lost = (from - start) + sign * high;
    double sum = start + sign * t;
    double rest = (start - sum) + sign * t;
    return sum + ((lost + rest) + (fromLow + sign * tail));
  }

  static double atanNear(double x) {
    return signed(atanOf(Math.abs(x), 1, 0, 0, 1), x);
  }

  static double atan2Near(double y, double x) {
    boolean left = x < 0;
    double from = left ? PI_HIGH : 0;
    double fromLow = left ? PI_LOW : 0;
    return signed(atanOf(Math.abs(y), Math.abs(x), from, fromLow, left ? -1 : 1), y);
  }
}
