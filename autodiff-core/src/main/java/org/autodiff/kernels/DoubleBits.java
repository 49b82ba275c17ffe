package org.autodiff.kernels;

import static org.autodiff.kernels.DoubleSeries.*;

/** Steps of the elementary functions that take a double apart into exponent, fraction and sign. */
final class DoubleBits {
  private DoubleBits() {}

  /** {@code 2^k}, for an integer k whose power is normal. */
  static double power(double k) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(k + MAGIC) << FRACTION) + ONE_BITS);
  }

  /** {@code 2ᵏ / 4}, for an integer k whose power is normal, and up to two more. */
  static double quarter(double k) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(k + MAGIC) << FRACTION) + QUARTER_BITS);
  }

  /** {@code 2⁻ᵏ / 4}; beyond 64 it no longer matters beside 2ᵏ. */
  static double quarterInverse(double k) {
    return 0.25 * power(-Math.min(k, 64));
  }

  /** The nearest integer; for numbers below {@code MAGIC / 3} in size. */
  static double nearest(double x) {
    return (x + MAGIC) - MAGIC;
  }

  /** The first operand with the sign of the second; the first is not negative. */
  static double signed(double size, double x) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(size) | (Double.doubleToRawLongBits(x) & SIGN_BIT));
  }

  /** {@code p 2^k} in two factors, because 2ᵏ alone may overflow or underflow. */
  static double scaled(double p, double k) {
    double half = nearest(0.5 * k);
    return p * power(half) * power(k - half);
  }

  /** The exponent k of {@code u = 2ᵏ (1 + f)} with {@code √½ ≤ 1 + f < √2}, for positive u. */
  static double exponent(double u) {
    return Double.longBitsToDouble(
            ((Double.doubleToRawLongBits(u) - ROOT_BITS) >> FRACTION) + MAGIC_BITS)
        - MAGIC;
  }

  /** The f of {@code u = 2ᵏ (1 + f)}. */
  static double fraction(double u) {
    long bits = Double.doubleToRawLongBits(u);
    return Double.longBitsToDouble(bits - (((bits - ROOT_BITS) >> FRACTION) << FRACTION)) - 1;
  }
}
