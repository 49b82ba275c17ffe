package org.autodiff.ops;

import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.normalization.LayerNormalization;
import org.autodiff.ops.operators.normalization.RmsNormalization;

/**
 * Normalizations over the last axis, fused: one pass over a row for its sums, one for the result,
 * and the same again for a derivative, which is hand-derived to the second order. A NaN or an
 * infinity in a row makes all of that row NaN. Rows whose squares overflow are scaled first.
 */
public final class Normalizations {
  private Normalizations() {}

  /**
   * Root mean square normalization, {@code y = x / sqrt(mean(x²) + eps) · gain} (Zhang and Sennrich
   * 2019, equation 4, with eps as in its implementations). Smooth everywhere. Derivative by x, with
   * {@code r = 1 / sqrt(mean(x²) + eps)} and {@code n = x r}: {@code ẏ = r (ẋ − n mean(n ẋ)) gain}.
   *
   * @param x [..., features]
   * @param gain [features]
   * @param eps what is added to the mean square, positive and finite
   * @return y, in the shape of x
   * @throws ShapeException if x is a scalar, or gain does not have the extent of its last axis
   * @throws DTypeException if the element types differ
   * @throws ValueException if eps is not positive and finite
   */
  public static Tensor rmsNorm(Tensor x, Tensor gain, double eps) {
    return new RmsNormalization(eps).apply(x, gain);
  }

  /**
   * Layer normalization, {@code y = (x − mean x) / sqrt(variance + eps) · gain + bias} (Ba, Kiros
   * and Hinton 2016), the variance being the mean square of {@code x − mean x}. Smooth everywhere.
   *
   * @param x [..., features]
   * @param gain [features]
   * @param bias [features]
   * @param eps what is added to the variance, positive and finite
   * @return y, in the shape of x
   * @throws ShapeException if x is a scalar, or gain or bias do not have the extent of its last
   *     axis
   * @throws DTypeException if the element types differ
   * @throws ValueException if eps is not positive and finite
   */
  public static Tensor layerNorm(Tensor x, Tensor gain, Tensor bias, double eps) {
    return new LayerNormalization(eps).apply(x, gain, bias);
  }
}
