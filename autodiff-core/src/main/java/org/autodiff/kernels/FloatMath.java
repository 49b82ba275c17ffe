package org.autodiff.kernels;

/**
 * Elementary functions of one float, and the source of {@code FloatMathLoops}; see {@link
 * DoubleMath}, whose methods these are with fewer terms. Coefficients of arc functions are those of
 * FreeBSD's float functions (Ian Lance Taylor, 1993).
 */
final class FloatMath {
  static final float LOG2_E = (float) (1 / Math.log(2));
  static final float LN2 = (float) Math.log(2);
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  // added to a number it leaves the nearest integer in the lowest bits
  static final float MAGIC = 0x1.8p23f;
  static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);
  static final float COUNT = 0x1p23f;
  static final int COUNT_BITS = Float.floatToRawIntBits(COUNT);
  static final int ONE_BITS = Float.floatToRawIntBits(1);
  static final int HALF_BITS = Float.floatToRawIntBits(0.5f);
  static final int QUARTER_BITS = Float.floatToRawIntBits(0.25f);
  static final int SIGN_BIT = Integer.MIN_VALUE;

  /** The bits of √½. */
  static final int ROOT_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

  // beyond these the results are 0, -1 and infinite
  static final float EXP_LEAST = -104;
  static final float EXPM1_LEAST = -18;
  static final float EXP_MOST = 89;
  static final float COSH_MOST = 0x1.65a9f8p6f;

  // π/2 in three parts, the first of 9 bits: its product with an integer below 2¹⁵ is exact
  static final float TWO_OVER_PI = 0x1.45f306p-1f;
  static final float HALF_PI_1 = 0x1.92p0f;
  static final float HALF_PI_2 = 0x1.fb5444p-12f;
  static final float HALF_PI_3 = 0x1.68c234p-39f;
  static final float ANGLE_MOST = 0x1p14f;

  static final float HALF_PI_HIGH = 0x1.921fb6p0f;
  static final float HALF_PI_LOW = -0x1.777a5cp-25f;
  static final float PI_HIGH = 0x1.921fb6p1f;
  static final float PI_LOW = -0x1.777a5cp-24f;

  static final float LIFT = 0x1p60f;
  static final float LIFT_POWER = 60;

  /** {@code 2/√π}. */
  static final float SLOPE_AT_0 = 1.1283791670955126f;

  /** The upper half of a fraction. */
  static final int UPPER_BITS = 0xfffff000;

  static final float THIRD_HIGH = 1.0f / 3;
  static final float THIRD_LOW = -0x1.555556p-27f;

  /** Above 2¹³ the 1 in √(x² + 1) is below half a unit in the last place. */
  static final float HUGE = 0x1p13f;

  private FloatMath() {}

  /** {@code 2^k}, for an integer k from -126 to 127. */
  private static float power(float k) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << 23) + ONE_BITS);
  }

  /** The nearest integer; for numbers below 2²² in size. */
  private static float nearest(float x) {
    return (x + MAGIC) - MAGIC;
  }

  /** The first operand with the sign of the second; the first is not negative. */
  private static float signed(float size, float x) {
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(size) | (Float.floatToRawIntBits(x) & SIGN_BIT));
  }

  /** The series of {@code (e^r - 1 - r) / r²}, for {@code |r| ≤ ln 2 / 2}. */
  private static float expTail(float r) {
    float q = 1.0f / 40320;
    q = Math.fma(q, r, 1.0f / 5040);
    q = Math.fma(q, r, 1.0f / 720);
    q = Math.fma(q, r, 1.0f / 120);
    q = Math.fma(q, r, 1.0f / 24);
    q = Math.fma(q, r, 1.0f / 6);
    return Math.fma(q, r, 0.5f);
  }

  /** {@code p 2^k} in two factors, because 2ᵏ alone may overflow or underflow. */
  private static float scaled(float p, float k) {
    float half = nearest(0.5f * k);
    return p * power(half) * power(k - half);
  }

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
    // half of 2ᵏ, because 2¹²⁸ overflows where the result does not
    float s = Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << 23) + HALF_BITS);
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

  /** {@code Σ 2 s²ʲ/(2j+1)} from j = 1 on, of {@code z = s²}. */
  private static float logTail(float z) {
    float h = 2.0f / 11;
    h = Math.fma(h, z, 2.0f / 9);
    h = Math.fma(h, z, 2.0f / 7);
    h = Math.fma(h, z, 2.0f / 5);
    h = Math.fma(h, z, 2.0f / 3);
    return h * z;
  }

  /** The exponent k of {@code u = 2ᵏ (1 + f)} with {@code √½ ≤ 1 + f < √2}, for positive u. */
  private static float exponent(float u) {
    return Float.intBitsToFloat(((Float.floatToRawIntBits(u) - ROOT_BITS) >> 23) + MAGIC_BITS)
        - MAGIC;
  }

  /** The f of {@code u = 2ᵏ (1 + f)}. */
  private static float fraction(float u) {
    int bits = Float.floatToRawIntBits(u);
    return Float.intBitsToFloat(bits - (((bits - ROOT_BITS) >> 23) << 23)) - 1;
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

  /** {@code (sin r - r) / r³} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  private static float sinTail(float z) {
    float p = 1.0f / 362880;
    p = Math.fma(p, z, -1.0f / 5040);
    p = Math.fma(p, z, 1.0f / 120);
    return Math.fma(p, z, -1.0f / 6);
  }

  /** {@code (cos r - 1 + r²/2) / r⁴} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  private static float cosTail(float z) {
    float p = -1.0f / 3628800;
    p = Math.fma(p, z, 1.0f / 40320);
    p = Math.fma(p, z, -1.0f / 720);
    return Math.fma(p, z, 1.0f / 24);
  }

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

  private static float sinNear(float x) {
    float whole = x * TWO_OVER_PI + MAGIC;
    float k = whole - MAGIC;
    int quadrant = Float.floatToRawIntBits(whole);
    float r = angle(x, k);
    float rest = angleRest(x, k, r);
    float y = (quadrant & 1) == 0 ? sinOf(r, rest) : cosOf(r, rest);
    y = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ ((quadrant & 2) << 30));
    return x == 0 ? x : y;
  }

  private static float cosNear(float x) {
    float whole = x * TWO_OVER_PI + MAGIC;
    float k = whole - MAGIC;
    int quadrant = Float.floatToRawIntBits(whole);
    float r = angle(x, k);
    float rest = angleRest(x, k, r);
    float y = (quadrant & 1) == 0 ? cosOf(r, rest) : sinOf(r, rest);
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ (((quadrant + 1) & 2) << 30));
  }

  /**
   * {@code sin r / cos r}, or {@code -cos r / sin r}, of numerator and denominator in two parts.
   */
  private static float tanNear(float x) {
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

  static float sin(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST
        ? sinNear(x)
        : (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST
        ? cosNear(x)
        : (float) StrictMath.cos(x);
  }

  static float tan(float x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST
        ? tanNear(x)
        : (float) StrictMath.tan(x);
  }

  /** {@code (asin r - r) / r} of {@code z = r²}, for {@code |r| ≤ 1/2}. */
  private static float asinTail(float z) {
    float p = -8.6563630030e-03f;
    p = Math.fma(p, z, -4.2743422091e-02f);
    p = Math.fma(p, z, 1.6666586697e-01f);
    return p * z / Math.fma(-7.0662963390e-01f, z, 1.0f);
  }

  /** What the square root s of z lost. */
  private static float rootRest(float z, float s) {
    return s == 0 ? 0 : Math.fma(-s, s, z) / (s + s);
  }

  /** Beyond 1/2 by {@code asin x = π/2 - 2 asin √((1-x)/2)}. */
  private static float asinNear(float x) {
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

  static float asin(float x) {
    return FusedMultiply.PRESENT ? asinNear(x) : (float) StrictMath.asin(x);
  }

  private static float acosNear(float x) {
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

  static float acos(float x) {
    return FusedMultiply.PRESENT ? acosNear(x) : (float) StrictMath.acos(x);
  }

  /** {@code (t - atan t) / t} of {@code z = t²}, for {@code |t| ≤ 7/16}. */
  private static float atanTail(float z) {
    float p = 6.1687607318e-02f;
    p = Math.fma(p, z, -1.0648017377e-01f);
    p = Math.fma(p, z, 1.4253635705e-01f);
    p = Math.fma(p, z, -1.9999158382e-01f);
    p = Math.fma(p, z, 3.3333328366e-01f);
    return p * z;
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
    float high = past0 ? 0x1.dac67p-2f : 0;
    high = past1 ? 0x1.921fb6p-1f : high;
    high = past2 ? 0x1.f730bep-1f : high;
    high = past3 ? HALF_PI_HIGH : high;
    float low = past0 ? 0x1.586ed4p-28f : 0;
    low = past1 ? -0x1.777a5cp-26f : low;
    low = past2 ? -0x1.afc12cp-26f : low;
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

  private static float atanNear(float x) {
    return signed(atanOf(Math.abs(x), 1, 0, 0, 1), x);
  }

  static float atan(float x) {
    return FusedMultiply.PRESENT ? atanNear(x) : (float) StrictMath.atan(x);
  }

  /** Whether a size is neither so large nor so small that a product with another overflows. */
  private static boolean moderate(float a) {
    return (a >= 0x1p-50f) && (a <= 0x1p60f);
  }

  private static float atan2Near(float y, float x) {
    boolean left = x < 0;
    float from = left ? PI_HIGH : 0;
    float fromLow = left ? PI_LOW : 0;
    return signed(atanOf(Math.abs(y), Math.abs(x), from, fromLow, left ? -1 : 1), y);
  }

  static float atan2(float y, float x) {
    return FusedMultiply.PRESENT && moderate(Math.abs(y)) && moderate(Math.abs(x))
        ? atan2Near(y, x)
        : (float) StrictMath.atan2(y, x);
  }

  /** {@code (cosh r - 1) / r²} of {@code z = r²}, for {@code |r| ≤ ln 2 / 2}. */
  private static float coshTail(float z) {
    float p = 1.0f / 40320;
    p = Math.fma(p, z, 1.0f / 720);
    p = Math.fma(p, z, 1.0f / 24);
    return Math.fma(p, z, 0.5f);
  }

  /** {@code (sinh r - r) / r³} of {@code z = r²}, for {@code |r| ≤ 1}. */
  private static float sinhTail(float z) {
    float p = 1.0f / 39916800;
    p = Math.fma(p, z, 1.0f / 362880);
    p = Math.fma(p, z, 1.0f / 5040);
    p = Math.fma(p, z, 1.0f / 120);
    return Math.fma(p, z, 1.0f / 6);
  }

  /**
   * {@code cosh(r + k ln 2) = cosh r (A + B) + sinh r (A - B)} with {@code A = 2ᵏ⁻¹, B = 2⁻ᵏ⁻¹},
   * here halved so that they do not overflow; the hyperbolic sine with A + B and A - B exchanged.
   */
  private static float coshNear(float x) {
    float a = Math.abs(x);
    float k = nearest(a * LOG2_E);
    float high = Math.fma(k, -LN2_HIGH, a);
    float r = Math.fma(k, -LN2_LOW, high);
    float rest = Math.fma(k, -LN2_LOW, high - r);
    float z = r * r;
    float up = Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << 23) + QUARTER_BITS);
    float down = 0.25f * power(-Math.min(k, 64));
    float sinh = Math.fma(r * z, sinhTail(z), r);
    float sum = up + down;
    float difference = up - down;
    float lost = down - (sum - up);
    float more = Math.fma(z * coshTail(z), sum, Math.fma(rest, difference, sinh * difference));
    float y = 2 * (sum + (more + lost));
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
    float up = Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << 23) + QUARTER_BITS);
    float down = 0.25f * power(-Math.min(k, 64));
    float sinh = Math.fma(r * z, sinhTail(z), r);
    float sum = up + down;
    float difference = up - down;
    float lost = up - difference - down;
    float more = Math.fma(z * coshTail(z), difference, Math.fma(rest, sum, sinh * sum));
    float y = near ? sinh : 2 * (difference + (more + lost));
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

  private static float cbrtNear(float x) {
    float a = Math.abs(x);
    // a third of the exponent, from the upper bits taken as a number
    float upper = Float.intBitsToFloat((Float.floatToRawIntBits(a) >>> 9) + COUNT_BITS) - COUNT;
    float third = upper * (1.0f / 3) + 1386637.0f;
    float t = Float.intBitsToFloat(Float.floatToRawIntBits(third + COUNT) << 9);
    float r = (t * t) * (t / a);
    float p = Math.fma(r, 1.621429720105354466140f, -1.88497979543377169875f);
    p = Math.fma(r, p, 1.87595182427177009643f);
    float q = Math.fma(r, 0.145996192886612446982f, -0.758397934778766047437f);
    t = t * Math.fma(r * r * r, q, p);
    // one step of Newton's method, with what the square lost
    float square = t * t;
    float lost = Math.fma(t, t, -square);
    float left = Math.fma(-square, t, a) - lost * t;
    return signed(t + left / (3 * square), x);
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

  /** {@code 1/5 + z/7 + z²/9 + ...}, for {@code z ≤ 0.0295}. */
  private static float logTail5(float z) {
    float h = 1.0f / 13;
    h = Math.fma(h, z, 1.0f / 11);
    h = Math.fma(h, z, 1.0f / 9);
    h = Math.fma(h, z, 1.0f / 7);
    return Math.fma(h, z, 1.0f / 5);
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
        && (Math.abs(y) * (Math.abs(exponent(a)) + 1) <= 120);
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
