package org.autodiff.ops;

import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.quantized.Quantizer;

/**
 * Fixed scales for quantization, found from data by a {@link Calibrator} or given. Values whose
 * code would exceed {@code 2^(bits−1) − 1} are an error, unless the calibration is {@linkplain
 * #saturating() saturating}: then they get the largest code, and pass no gradient. Immutable.
 *
 * @param bits the bits of a code, 2 to 8
 * @param scales what values are multiplied by, FLOAT64: a scalar, or one for each position of the
 *     last axis
 * @param saturates whether values beyond the range get the largest code
 */
public record Calibration(int bits, Tensor scales, boolean saturates) {
  private static final String NAME = "calibration";

  /**
   * Checks bits and scales.
   *
   * @throws ValueException if bits are not 2 to 8, or a scale is not positive and finite
   * @throws ShapeException if the scales are not a scalar or a vector
   */
  public Calibration {
    Quantizer.limit(bits, NAME);
    scales = scales.dense().copy().to(DType.FLOAT64);
    if (scales.rank() > 1) {
      throw new ShapeException(
          NAME
              + ": scales must be a scalar or a vector, got shape "
              + scales.shape()
              + "; reshape them");
    }
    for (double scale : scales.toDoubles()) {
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw new ValueException(
            NAME
                + ": scales must be positive and finite, got "
                + scale
                + "; use 1 where all values are 0");
      }
    }
  }

  /** {@return the same, with values beyond the range getting the largest code} */
  public Calibration saturating() {
    return new Calibration(bits, scales, true);
  }

  /**
   * {@return how many elements of a tensor lie beyond the range}
   *
   * @param x the tensor; its last axis fits where there are several scales
   * @throws ShapeException if it does not
   * @throws ValueException if x has NaN or an infinity
   */
  public long saturated(Tensor x) {
    Quantizer.Calibrated quantizer = new Quantizer.Calibrated(this);
    quantizer.require(x.type(), NAME);
    return quantizer.codes(x.dense(), NAME).saturated;
  }

  /** Which elements share a scale. */
  ScaleSharing sharing() {
    return scales.shape().equals(Shape.SCALAR) ? ScaleSharing.TENSOR : ScaleSharing.COLUMN;
  }
}
