// Generated from DoubleBits.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import static org.autodiff.kernels.FloatSeries.*;

/** Steps of the elementary functions that take a float apart into exponent, fraction and sign. */
final class FloatBits {
  private FloatBits() {}

  /** {@code 2^k}, for an integer k whose power is normal. */
  static float power(float k) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(k + MAGIC) << FRACTION) + ONE_BITS);
  }

  /** {@code 2ᵏ / 4}, for an integer k whose power is normal, and up to two more. */
  static float quarter(float k) {
    return Float.intBitsToFloat(
        (Float.floatToRawIntBits(k + MAGIC) << FRACTION) + QUARTER_BITS);
  }

  /** {@code 2⁻ᵏ / 4}; beyond 64 it no longer matters beside 2ᵏ. */
  static float quarterInverse(float k) {
    return 0.25f * power(-Math.min(k, 64));
  }

  /** The nearest integer; for numbers below {@code MAGIC / 3} in size. */
  static float nearest(float x) {
    return (x + MAGIC) - MAGIC;
  }

  /** The first operand with the sign of the second; the first is not negative. */
  static float signed(float size, float x) {
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(size) | (Float.floatToRawIntBits(x) & SIGN_BIT));
  }

  /** {@code p 2^k} in two factors, because 2ᵏ alone may overflow or underflow. */
  static float scaled(float p, float k) {
    float half = nearest(0.5f * k);
    return p * power(half) * power(k - half);
  }

  /** The exponent k of {@code u = 2ᵏ (1 + f)} with {@code √½ ≤ 1 + f < √2}, for positive u. */
  static float exponent(float u) {
    return Float.intBitsToFloat(
            ((Float.floatToRawIntBits(u) - ROOT_BITS) >> FRACTION) + MAGIC_BITS)
        - MAGIC;
  }

  /** The f of {@code u = 2ᵏ (1 + f)}. */
  static float fraction(float u) {
    int bits = Float.floatToRawIntBits(u);
    return Float.intBitsToFloat(bits - (((bits - ROOT_BITS) >> FRACTION) << FRACTION)) - 1;
  }
}
