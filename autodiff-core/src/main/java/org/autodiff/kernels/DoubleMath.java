package org.autodiff.kernels;

/**
 * Elementary functions of one double, and the source of their vector forms: {@code DoubleMathLoops}
 * is generated from this class, statement by statement, so that an element has the same bits alone,
 * in a vector and in the rest behind the last whole vector, interpreted or compiled. That is why
 * the methods keep to what both forms have: sums, products, quotients, square roots and fused
 * multiply-adds, which are rounded as IEEE 754 says; bits; choices between two values, of which
 * both are computed. A function whose usual way does not reach some operands (huge angles, powers
 * of zero) is written {@code return usual(x) ? near(x) : StrictMath.f(x)}.
 *
 * <p>Where the processor has no fused multiply-add ({@link FusedMultiply}) {@link StrictMath} takes
 * the place of the functions that need one, for every element: slower, with the same bits in all
 * those places too.
 *
 * <p>Errors are below 1.5 units in the last place where a method does not say otherwise. The
 * approximations of arc functions, cube root and logarithm, and their published coefficients, are
 * those of FDLIBM (K. C. Ng, Sun Microsystems, 1993); the arrangement, with fused multiply-adds and
 * numbers in two parts, is our own.
 */
final class DoubleMath {
  static final double LOG2_E = 1 / Math.log(2);
  static final double LN2 = 0x1.62e42fefa39efp-1;
  static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
  static final double LN2_LOW = 0x1.3de6af278ece6p-42;

  // added to a number it leaves the nearest integer in the lowest bits
  static final double MAGIC = 0x1.8p52;
  static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);
  static final long ONE_BITS = Double.doubleToRawLongBits(1);
  static final long HALF_BITS = Double.doubleToRawLongBits(0.5);
  static final long QUARTER_BITS = Double.doubleToRawLongBits(0.25);
  static final long SIGN_BIT = Long.MIN_VALUE;

  /** The bits of √½. */
  static final long ROOT_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

  // beyond these the results are 0, -1 and infinite
  static final double EXP_LEAST = -746;
  static final double EXPM1_LEAST = -40;
  static final double EXP_MOST = 710;
  static final double COSH_MOST = 0x1.633ce8fb9f87dp9;

  // π/2 in three parts, the first of 33 bits: its product with an integer below 2²⁰ is exact
  static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
  static final double HALF_PI_1 = 0x1.921fb54400000p0;
  static final double HALF_PI_2 = 0x1.0b4611a626331p-34;
  static final double HALF_PI_3 = 0x1.1701b839a2520p-88;
  static final double ANGLE_MOST = 0x1p20;

  static final double HALF_PI_HIGH = 0x1.921fb54442d18p0;
  static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;
  static final double PI_HIGH = 0x1.921fb54442d18p1;
  static final double PI_LOW = 0x1.1a62633145c07p-53;

  static final double LIFT = 0x1p60;
  static final double LIFT_POWER = 60;

  /** {@code 2/√π}. */
  static final double SLOPE_AT_0 = 1.1283791670955126;

  static final double THIRD_HIGH = 1.0 / 3;
  static final double THIRD_LOW = 0x1.5555555555555p-56;

  /** Above 2²⁸ the 1 in √(x² + 1) is below half a unit in the last place. */
  static final double HUGE = 0x1p28;

  private DoubleMath() {}

  /** {@code 2^k}, for an integer k from -1022 to 1023. */
  private static double power(double k) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << 52) + ONE_BITS);
  }

  /** The nearest integer; for numbers below 2⁵¹ in size. */
  private static double nearest(double x) {
    return (x + MAGIC) - MAGIC;
  }

  /** The first operand with the sign of the second; the first is not negative. */
  private static double signed(double size, double x) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(size) | (Double.doubleToRawLongBits(x) & SIGN_BIT));
  }

  /** The series of {@code (e^r - 1 - r) / r²}, for {@code |r| ≤ ln 2 / 2}. */
  private static double expTail(double r) {
    double q = 1.0 / 6227020800.0;
    q = Math.fma(q, r, 1.0 / 479001600.0);
    q = Math.fma(q, r, 1.0 / 39916800.0);
    q = Math.fma(q, r, 1.0 / 3628800.0);
    q = Math.fma(q, r, 1.0 / 362880.0);
    q = Math.fma(q, r, 1.0 / 40320.0);
    q = Math.fma(q, r, 1.0 / 5040.0);
    q = Math.fma(q, r, 1.0 / 720.0);
    q = Math.fma(q, r, 1.0 / 120.0);
    q = Math.fma(q, r, 1.0 / 24.0);
    q = Math.fma(q, r, 1.0 / 6.0);
    return Math.fma(q, r, 0.5);
  }

  /** {@code p 2^k} in two factors, because 2ᵏ alone may overflow or underflow. */
  private static double scaled(double p, double k) {
    double half = nearest(0.5 * k);
    return p * power(half) * power(k - half);
  }

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
    // half of 2ᵏ, because 2¹⁰²⁴ overflows where the result does not
    double s = Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << 52) + HALF_BITS);
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

  /** {@code Σ 2 s²ʲ/(2j+1)} from j = 1 on, of {@code z = s²}. */
  private static double logTail(double z) {
    double h = 2.0 / 21;
    h = Math.fma(h, z, 2.0 / 19);
    h = Math.fma(h, z, 2.0 / 17);
    h = Math.fma(h, z, 2.0 / 15);
    h = Math.fma(h, z, 2.0 / 13);
    h = Math.fma(h, z, 2.0 / 11);
    h = Math.fma(h, z, 2.0 / 9);
    h = Math.fma(h, z, 2.0 / 7);
    h = Math.fma(h, z, 2.0 / 5);
    h = Math.fma(h, z, 2.0 / 3);
    return h * z;
  }

  /** The exponent k of {@code u = 2ᵏ (1 + f)} with {@code √½ ≤ 1 + f < √2}, for positive u. */
  private static double exponent(double u) {
    return Double.longBitsToDouble(((Double.doubleToRawLongBits(u) - ROOT_BITS) >> 52) + MAGIC_BITS)
        - MAGIC;
  }

  /** The f of {@code u = 2ᵏ (1 + f)}. */
  private static double fraction(double u) {
    long bits = Double.doubleToRawLongBits(u);
    return Double.longBitsToDouble(bits - (((bits - ROOT_BITS) >> 52) << 52)) - 1;
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

  /** {@code (sin r - r) / r³} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  private static double sinTail(double z) {
    double p = 1.0 / 355687428096000.0;
    p = Math.fma(p, z, -1.0 / 1307674368000.0);
    p = Math.fma(p, z, 1.0 / 6227020800.0);
    p = Math.fma(p, z, -1.0 / 39916800.0);
    p = Math.fma(p, z, 1.0 / 362880.0);
    p = Math.fma(p, z, -1.0 / 5040.0);
    p = Math.fma(p, z, 1.0 / 120.0);
    return Math.fma(p, z, -1.0 / 6.0);
  }

  /** {@code (cos r - 1 + r²/2) / r⁴} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  private static double cosTail(double z) {
    double p = 1.0 / 20922789888000.0;
    p = Math.fma(p, z, -1.0 / 87178291200.0);
    p = Math.fma(p, z, 1.0 / 479001600.0);
    p = Math.fma(p, z, -1.0 / 3628800.0);
    p = Math.fma(p, z, 1.0 / 40320.0);
    p = Math.fma(p, z, -1.0 / 720.0);
    return Math.fma(p, z, 1.0 / 24.0);
  }

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

  private static double sinNear(double x) {
    double whole = x * TWO_OVER_PI + MAGIC;
    double k = whole - MAGIC;
    long quadrant = Double.doubleToRawLongBits(whole);
    double r = angle(x, k);
    double rest = angleRest(x, k, r);
    double y = (quadrant & 1) == 0 ? sinOf(r, rest) : cosOf(r, rest);
    y = Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ ((quadrant & 2) << 62));
    return x == 0 ? x : y;
  }

  private static double cosNear(double x) {
    double whole = x * TWO_OVER_PI + MAGIC;
    double k = whole - MAGIC;
    long quadrant = Double.doubleToRawLongBits(whole);
    double r = angle(x, k);
    double rest = angleRest(x, k, r);
    double y = (quadrant & 1) == 0 ? cosOf(r, rest) : sinOf(r, rest);
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ (((quadrant + 1) & 2) << 62));
  }

  /**
   * {@code sin r / cos r}, or {@code -cos r / sin r}, of numerator and denominator in two parts.
   */
  private static double tanNear(double x) {
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

  static double sin(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? sinNear(x) : StrictMath.sin(x);
  }

  static double cos(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? cosNear(x) : StrictMath.cos(x);
  }

  static double tan(double x) {
    return FusedMultiply.PRESENT && Math.abs(x) <= ANGLE_MOST ? tanNear(x) : StrictMath.tan(x);
  }

  /** {@code (asin r - r) / r} of {@code z = r²}, for {@code |r| ≤ 1/2}. */
  private static double asinTail(double z) {
    double p = 3.47933107596021167570e-05;
    p = Math.fma(p, z, 7.91534994289814532176e-04);
    p = Math.fma(p, z, -4.00555345006794114027e-02);
    p = Math.fma(p, z, 2.01212532134862925881e-01);
    p = Math.fma(p, z, -3.25565818622400915405e-01);
    p = Math.fma(p, z, 1.66666666666666657415e-01);
    double q = 7.70381505559019352791e-02;
    q = Math.fma(q, z, -6.88283971605453293030e-01);
    q = Math.fma(q, z, 2.02094576023350569471e+00);
    q = Math.fma(q, z, -2.40339491173441421878e+00);
    q = Math.fma(q, z, 1.0);
    return p * z / q;
  }

  /** What the square root s of z lost. */
  private static double rootRest(double z, double s) {
    return s == 0 ? 0 : Math.fma(-s, s, z) / (s + s);
  }

  /** Beyond 1/2 by {@code asin x = π/2 - 2 asin √((1-x)/2)}. */
  private static double asinNear(double x) {
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

  static double asin(double x) {
    return FusedMultiply.PRESENT ? asinNear(x) : StrictMath.asin(x);
  }

  private static double acosNear(double x) {
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

  static double acos(double x) {
    return FusedMultiply.PRESENT ? acosNear(x) : StrictMath.acos(x);
  }

  /** {@code (t - atan t) / t} of {@code z = t²}, for {@code |t| ≤ 7/16}. */
  private static double atanTail(double z) {
    double p = 1.62858201153657823623e-02;
    p = Math.fma(p, z, -3.65315727442169155270e-02);
    p = Math.fma(p, z, 4.97687799461593236017e-02);
    p = Math.fma(p, z, -5.83357013379057348645e-02);
    p = Math.fma(p, z, 6.66107313738753120669e-02);
    p = Math.fma(p, z, -7.69187620504482999495e-02);
    p = Math.fma(p, z, 9.09088713343650656196e-02);
    p = Math.fma(p, z, -1.11111104054623557880e-01);
    p = Math.fma(p, z, 1.42857142725034663711e-01);
    p = Math.fma(p, z, -1.99999999998764832476e-01);
    p = Math.fma(p, z, 3.33333333333329318027e-01);
    return p * z;
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
    double high = past0 ? 0x1.dac670561bb4fp-2 : 0;
    high = past1 ? 0x1.921fb54442d18p-1 : high;
    high = past2 ? 0x1.f730bd281f69bp-1 : high;
    high = past3 ? HALF_PI_HIGH : high;
    double low = past0 ? 0x1.a2b7f222f65e2p-56 : 0;
    low = past1 ? 0x1.1a62633145c07p-55 : low;
    low = past2 ? 0x1.007887af0cbbdp-56 : low;
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

  private static double atanNear(double x) {
    return signed(atanOf(Math.abs(x), 1, 0, 0, 1), x);
  }

  static double atan(double x) {
    return FusedMultiply.PRESENT ? atanNear(x) : StrictMath.atan(x);
  }

  /** Whether a size is neither so large nor so small that a product with another overflows. */
  private static boolean moderate(double a) {
    return (a >= 0x1p-500) && (a <= 0x1p500);
  }

  private static double atan2Near(double y, double x) {
    boolean left = x < 0;
    double from = left ? PI_HIGH : 0;
    double fromLow = left ? PI_LOW : 0;
    return signed(atanOf(Math.abs(y), Math.abs(x), from, fromLow, left ? -1 : 1), y);
  }

  static double atan2(double y, double x) {
    return FusedMultiply.PRESENT && moderate(Math.abs(y)) && moderate(Math.abs(x))
        ? atan2Near(y, x)
        : StrictMath.atan2(y, x);
  }

  /** {@code (cosh r - 1) / r²} of {@code z = r²}, for {@code |r| ≤ ln 2 / 2}. */
  private static double coshTail(double z) {
    double p = 1.0 / 87178291200.0;
    p = Math.fma(p, z, 1.0 / 479001600.0);
    p = Math.fma(p, z, 1.0 / 3628800.0);
    p = Math.fma(p, z, 1.0 / 40320.0);
    p = Math.fma(p, z, 1.0 / 720.0);
    p = Math.fma(p, z, 1.0 / 24.0);
    return Math.fma(p, z, 0.5);
  }

  /** {@code (sinh r - r) / r³} of {@code z = r²}, for {@code |r| ≤ 1}. */
  private static double sinhTail(double z) {
    double p = 1.0 / 121645100408832000.0;
    p = Math.fma(p, z, 1.0 / 355687428096000.0);
    p = Math.fma(p, z, 1.0 / 1307674368000.0);
    p = Math.fma(p, z, 1.0 / 6227020800.0);
    p = Math.fma(p, z, 1.0 / 39916800.0);
    p = Math.fma(p, z, 1.0 / 362880.0);
    p = Math.fma(p, z, 1.0 / 5040.0);
    p = Math.fma(p, z, 1.0 / 120.0);
    return Math.fma(p, z, 1.0 / 6.0);
  }

  /**
   * {@code cosh(r + k ln 2) = cosh r (A + B) + sinh r (A - B)} with {@code A = 2ᵏ⁻¹, B = 2⁻ᵏ⁻¹},
   * here halved so that they do not overflow; the hyperbolic sine with A + B and A - B exchanged.
   */
  private static double coshNear(double x) {
    double a = Math.abs(x);
    double k = nearest(a * LOG2_E);
    double high = Math.fma(k, -LN2_HIGH, a);
    double r = Math.fma(k, -LN2_LOW, high);
    double rest = Math.fma(k, -LN2_LOW, high - r);
    double z = r * r;
    double up =
        Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << 52) + QUARTER_BITS);
    double down = 0.25 * power(-Math.min(k, 64));
    double sinh = Math.fma(r * z, sinhTail(z), r);
    double sum = up + down;
    double difference = up - down;
    double lost = down - (sum - up);
    double more = Math.fma(z * coshTail(z), sum, Math.fma(rest, difference, sinh * difference));
    double y = 2 * (sum + (more + lost));
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
    double up =
        Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << 52) + QUARTER_BITS);
    double down = 0.25 * power(-Math.min(k, 64));
    double sinh = Math.fma(r * z, sinhTail(z), r);
    double sum = up + down;
    double difference = up - down;
    double lost = up - difference - down;
    double more = Math.fma(z * coshTail(z), difference, Math.fma(rest, sum, sinh * sum));
    double y = near ? sinh : 2 * (difference + (more + lost));
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

  private static double cbrtNear(double x) {
    double a = Math.abs(x);
    // a third of the exponent, from the upper half of the bits taken as a number
    double upper =
        Double.longBitsToDouble((Double.doubleToRawLongBits(a) >>> 32) + MAGIC_BITS) - MAGIC;
    double third = upper * (1.0 / 3) + 715094163.0;
    double t = Double.longBitsToDouble(Double.doubleToRawLongBits(third + MAGIC) << 32);
    double r = (t * t) * (t / a);
    double p = Math.fma(r, 1.621429720105354466140, -1.88497979543377169875);
    p = Math.fma(r, p, 1.87595182427177009643);
    double q = Math.fma(r, 0.145996192886612446982, -0.758397934778766047437);
    t = t * Math.fma(r * r * r, q, p);
    // rounded to 23 bits, so that its square is exact
    t =
        Double.longBitsToDouble(
            (Double.doubleToRawLongBits(t) + 0x80000000L) & 0xffffffffc0000000L);
    double square = t * t;
    double quotient = a / square;
    quotient = (quotient - t) / (t + t + quotient);
    return signed(Math.fma(t, quotient, t), x);
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

  /** {@code 1/5 + z/7 + z²/9 + ...}, for {@code z ≤ 0.0295}. */
  private static double logTail5(double z) {
    double h = 1.0 / 25;
    h = Math.fma(h, z, 1.0 / 23);
    h = Math.fma(h, z, 1.0 / 21);
    h = Math.fma(h, z, 1.0 / 19);
    h = Math.fma(h, z, 1.0 / 17);
    h = Math.fma(h, z, 1.0 / 15);
    h = Math.fma(h, z, 1.0 / 13);
    h = Math.fma(h, z, 1.0 / 11);
    h = Math.fma(h, z, 1.0 / 9);
    h = Math.fma(h, z, 1.0 / 7);
    return Math.fma(h, z, 1.0 / 5);
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
        && (Math.abs(y) * (Math.abs(exponent(a)) + 1) <= 1000);
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
    double high = Double.longBitsToDouble(Double.doubleToRawLongBits(m) & 0xfffffffff8000000L);
    double low = m - high;
    double lost = high * high - square + 2 * high * low + low * low;
    return SLOPE_AT_0 * exp(-square) * (1 - lost);
  }
}
