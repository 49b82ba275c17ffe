package org.autodiff.kernels;

import static org.autodiff.kernels.FloatBits.signed;

/**
 * The numbers and series of the elementary functions of floats: those of {@link DoubleSeries} with
 * fewer terms. Coefficients of arc functions are those of FreeBSD's float functions (Ian Lance
 * Taylor, 1993).
 */
final class FloatSeries {
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

  // atan of 1/2, 1 and 3/2
  static final float ATAN_HALF_HIGH = 0x1.dac67p-2f;
  static final float ATAN_HALF_LOW = 0x1.586ed4p-28f;
  static final float QUARTER_PI_HIGH = 0x1.921fb6p-1f;
  static final float QUARTER_PI_LOW = -0x1.777a5cp-26f;
  static final float ATAN_3_HALVES_HIGH = 0x1.f730bep-1f;
  static final float ATAN_3_HALVES_LOW = -0x1.afc12cp-26f;

  /** Between these the square of a number, and its product with another, is normal and finite. */
  static final float MODERATE_LEAST = 0x1p-50f;

  static final float MODERATE_MOST = 0x1p60f;

  /** The largest size of {@code y log2 x} of a power that {@code pow} computes itself. */
  static final float POWER_MOST = 120;

  /** The bits of a fraction, and how far the second lowest bit is from the sign. */
  static final int FRACTION = 23;

  static final int TO_SIGN = 30;

  private FloatSeries() {}

  /** The series of {@code (e^r - 1 - r) / r²}, for {@code |r| ≤ ln 2 / 2}. */
  static float expTail(float r) {
    float q = 1.0f / 40320;
    q = Math.fma(q, r, 1.0f / 5040);
    q = Math.fma(q, r, 1.0f / 720);
    q = Math.fma(q, r, 1.0f / 120);
    q = Math.fma(q, r, 1.0f / 24);
    q = Math.fma(q, r, 1.0f / 6);
    return Math.fma(q, r, 0.5f);
  }

  /** {@code Σ 2 s²ʲ/(2j+1)} from j = 1 on, of {@code z = s²}. */
  static float logTail(float z) {
    float h = 2.0f / 11;
    h = Math.fma(h, z, 2.0f / 9);
    h = Math.fma(h, z, 2.0f / 7);
    h = Math.fma(h, z, 2.0f / 5);
    h = Math.fma(h, z, 2.0f / 3);
    return h * z;
  }

  /** {@code (sin r - r) / r³} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  static float sinTail(float z) {
    float p = 1.0f / 362880;
    p = Math.fma(p, z, -1.0f / 5040);
    p = Math.fma(p, z, 1.0f / 120);
    return Math.fma(p, z, -1.0f / 6);
  }

  /** {@code (cos r - 1 + r²/2) / r⁴} of {@code z = r²}, for {@code |r| ≤ π/4}. */
  static float cosTail(float z) {
    float p = -1.0f / 3628800;
    p = Math.fma(p, z, 1.0f / 40320);
    p = Math.fma(p, z, -1.0f / 720);
    return Math.fma(p, z, 1.0f / 24);
  }

  /** {@code (asin r - r) / r} of {@code z = r²}, for {@code |r| ≤ 1/2}. */
  static float asinTail(float z) {
    float p = -8.6563630030e-03f;
    p = Math.fma(p, z, -4.2743422091e-02f);
    p = Math.fma(p, z, 1.6666586697e-01f);
    return p * z / Math.fma(-7.0662963390e-01f, z, 1.0f);
  }

  /** {@code (t - atan t) / t} of {@code z = t²}, for {@code |t| ≤ 7/16}. */
  static float atanTail(float z) {
    float p = 6.1687607318e-02f;
    p = Math.fma(p, z, -1.0648017377e-01f);
    p = Math.fma(p, z, 1.4253635705e-01f);
    p = Math.fma(p, z, -1.9999158382e-01f);
    p = Math.fma(p, z, 3.3333328366e-01f);
    return p * z;
  }

  /** {@code (cosh r - 1) / r²} of {@code z = r²}, for {@code |r| ≤ ln 2 / 2}. */
  static float coshTail(float z) {
    float p = 1.0f / 40320;
    p = Math.fma(p, z, 1.0f / 720);
    p = Math.fma(p, z, 1.0f / 24);
    return Math.fma(p, z, 0.5f);
  }

  /** {@code (sinh r - r) / r³} of {@code z = r²}, for {@code |r| ≤ 1}. */
  static float sinhTail(float z) {
    float p = 1.0f / 39916800;
    p = Math.fma(p, z, 1.0f / 362880);
    p = Math.fma(p, z, 1.0f / 5040);
    p = Math.fma(p, z, 1.0f / 120);
    return Math.fma(p, z, 1.0f / 6);
  }

  /** {@code 1/5 + z/7 + z²/9 + ...}, for {@code z ≤ 0.0295}. */
  static float logTail5(float z) {
    float h = 1.0f / 13;
    h = Math.fma(h, z, 1.0f / 11);
    h = Math.fma(h, z, 1.0f / 9);
    h = Math.fma(h, z, 1.0f / 7);
    return Math.fma(h, z, 1.0f / 5);
  }

  static float cbrtNear(float x) {
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
}
