package org.autodiff;

import java.util.Locale;

/**
 * The element type of a {@link Tensor}. Operators never convert between them; see {@link
 * Tensor#to}.
 */
public enum DType {
  /** IEEE 754 binary64, Java {@code double}: the default, precise enough to check gradients. */
  FLOAT64(8),
  /** IEEE 754 binary32, Java {@code float}: half the memory and about twice the speed. */
  FLOAT32(4);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** {@return the size of one element in bytes} */
  public int bytes() {
    return bytes;
  }

  /** {@return the name as NumPy spells it: {@code float64} or {@code float32}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
