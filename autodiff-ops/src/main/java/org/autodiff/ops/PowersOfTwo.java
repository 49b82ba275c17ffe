package org.autodiff.ops;

import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.quantized.PowerOfTwo;

/**
 * Weights that are signed powers of two, so that a product is a shift (DeepShift: Elhoushi et al.
 * 2021, DeepShift-Q). On the floating-point units of a processor a shift costs what a
 * multiplication does: what is saved is memory, with {@code log₂(greatest − least + 1) + 1} bits
 * per weight where exponents are stored, and circuits in hardware made for it.
 */
public final class PowersOfTwo {
  private PowersOfTwo() {}

  /**
   * Rounds to {@code sign(w) 2^e} with {@code e = round(log₂ |w|)}, brought within {@code least}
   * and {@code greatest}; 0 stays 0. The derivative is straight-through, the identity, also for
   * weights beyond the bounds.
   *
   * @param w any shape, finite
   * @param least the smallest exponent, -1022 or more, -126 or more for FLOAT32
   * @param greatest the largest exponent, 1023 or less, 127 or less for FLOAT32
   * @return the powers, in the shape of w
   * @throws ValueException if w has NaN or an infinity, or the exponents are out of order or range
   */
  public static Tensor round(Tensor w, int least, int greatest) {
    return new PowerOfTwo(least, greatest).apply(w);
  }

  /**
   * The product with rounded weights, {@code x round(w)}. Its derivatives are those of the product,
   * at the rounded weights.
   *
   * @param x [..., k]
   * @param w [k, n], finite
   * @param least the smallest exponent
   * @param greatest the largest exponent
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit
   * @throws ValueException if w has NaN or an infinity, or the exponents are out of order or range
   */
  public static Tensor matmul(Tensor x, Tensor w, int least, int greatest) {
    return x.matmul(round(w, least, greatest));
  }
}
