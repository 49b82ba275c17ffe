package org.autodiff.kernels;

import static org.autodiff.kernels.DoubleBits.signed;

/**
 * The numbers and series of the elementary functions of doubles: all in which these differ from
 * those of floats ({@link FloatSeries}). The functions themselves, in {@link DoubleMath}, are the
 * same. Approximations of arc functions, cube root and logarithm, and their published coefficients,
 * are those of FDLIBM (K. C. Ng, Sun Microsystems, 1993).
 */
final class DoubleSeries {
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

  // atan of 1/2, 1 and 3/2
  static final double ATAN_HALF_HIGH = 0x1.dac670561bb4fp-2;
  static final double ATAN_HALF_LOW = 0x1.a2b7f222f65e2p-56;
  static final double QUARTER_PI_HIGH = 0x1.921fb54442d18p-1;
  static final double QUARTER_PI_LOW = 0x1.1a62633145c07p-55;
  static final double ATAN_3_HALVES_HIGH = 0x1.f730bd281f69bp-1;
  static final double ATAN_3_HALVES_LOW = 0x1.007887af0cbbdp-56;

  /** Between these the square of a number, and its product with another, is normal and finite. */
  static final double MODERATE_LEAST = 0x1p-500;

  static final double MODERATE_MOST = 0x1p500;

  /** The largest size of {@code y log2 x} of a power that {@code pow} computes itself. */
  static final double POWER_MOST = 1000;

  /** The bits of a fraction, and how far the second lowest bit is from the sign. */
  static final int FRACTION = 52;

  static final int TO_SIGN = 62;

  /** The upper half of a fraction. */
  static final long UPPER_BITS = 0xfffffffff8000000L;

  private DoubleSeries() {}

  /** The series of {@code (e^r - 1 - r) / r²}, for {@code |r| ≤ ln 2 / 2}. */
  static double expTail(double r) {
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

  /** {@code Σ 2 s²ʲ/(2j+1)} from j = 1 on, of {@code z = s²}. */
  static double logTail(double z) {
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

  /** {@code (sin r - r) / r³} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  static double sinTail(double z) {
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
  static double cosTail(double z) {
    double p = 1.0 / 20922789888000.0;
    p = Math.fma(p, z, -1.0 / 87178291200.0);
    p = Math.fma(p, z, 1.0 / 479001600.0);
    p = Math.fma(p, z, -1.0 / 3628800.0);
    p = Math.fma(p, z, 1.0 / 40320.0);
    p = Math.fma(p, z, -1.0 / 720.0);
    return Math.fma(p, z, 1.0 / 24.0);
  }

  /** {@code (asin r - r) / r} of {@code z = r²}, for {@code |r| ≤ 1/2}. */
  static double asinTail(double z) {
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

  /** {@code (t - atan t) / t} of {@code z = t²}, for {@code |t| ≤ 7/16}. */
  static double atanTail(double z) {
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

  /** {@code (cosh r - 1) / r²} of {@code z = r²}, for {@code |r| ≤ ln 2 / 2}. */
  static double coshTail(double z) {
    double p = 1.0 / 87178291200.0;
    p = Math.fma(p, z, 1.0 / 479001600.0);
    p = Math.fma(p, z, 1.0 / 3628800.0);
    p = Math.fma(p, z, 1.0 / 40320.0);
    p = Math.fma(p, z, 1.0 / 720.0);
    p = Math.fma(p, z, 1.0 / 24.0);
    return Math.fma(p, z, 0.5);
  }

  /** {@code (sinh r - r) / r³} of {@code z = r²}, for {@code |r| ≤ 1}. */
  static double sinhTail(double z) {
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

  /** {@code 1/5 + z/7 + z²/9 + ...}, for {@code z ≤ 0.0295}. */
  static double logTail5(double z) {
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

  static double cbrtNear(double x) {
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
}
