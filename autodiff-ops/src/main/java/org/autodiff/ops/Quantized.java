package org.autodiff.ops;

import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.quantized.FakeQuantize;
import org.autodiff.ops.operators.quantized.QuantizedLinear;
import org.autodiff.ops.operators.quantized.QuantizedMatmul;
import org.autodiff.ops.operators.quantized.Quantizer;

/**
 * Symmetric quantization to b bits, 2 to 8: {@code q = round_half_even(v s)} from {@code −(2^(b−1)
 * − 1)} to {@code 2^(b−1) − 1}, with scales {@code s = (2^(b−1) − 1) / max |v|}, or 1 where all
 * values are 0. Codes are computed in double for both element types, so that both quantize alike.
 *
 * <p>Gradients are straight-through: the derivative of rounding is taken to be 1 and the scales to
 * be constants. They are not what finite differences give. A NaN or an infinity is a {@link
 * ValueException}.
 */
public final class Quantized {
  private static final String MATMUL = "quantized-matmul";

  private Quantized() {}

  /**
   * The product with one scale for x and one for w.
   *
   * @param x [..., k]
   * @param w [k, n]
   * @param bits the bits of a code, 2 to 8
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the element types differ
   * @throws ValueException if bits are not 2 to 8, or x or w has NaN or an infinity
   */
  public static Tensor matmul(Tensor x, Tensor w, int bits) {
    return matmul(x, w, bits, false, false);
  }

  /**
   * The product {@code y = (x̂ ŵ) / s_x / s_w} of the codes, which are summed in int32, exactly: a
   * sum that could overflow is split, and its parts added in double. Derivatives: {@code ẏ = ẋ ŵ +
   * x̂ ẇ}, with the dequantized operands.
   *
   * @param x [..., k]
   * @param w [k, n]
   * @param bits the bits of a code, 2 to 8
   * @param rowScales whether each row of x has its own scale
   * @param columnScales whether each column of w has its own scale
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the element types differ
   * @throws ValueException if bits are not 2 to 8, or x or w has NaN or an infinity
   */
  public static Tensor matmul(
      Tensor x, Tensor w, int bits, boolean rowScales, boolean columnScales) {
    return QuantizedMatmul.of(bits, rowScales, columnScales).apply(x, w);
  }

  /**
   * The product with fixed scales. Values beyond a calibrated range are an error, unless the
   * calibration is saturating; then they get the largest code and pass no gradient, and {@link
   * Calibration#saturated} counts them.
   *
   * @param x [..., k]
   * @param w [k, n]
   * @param ofX the scale of x, one
   * @param ofW the scales of w, one, or one for each column
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit, or x has several scales
   * @throws DTypeException if the element types differ
   * @throws ValueException if x or w has NaN, an infinity, or a value beyond a range
   */
  public static Tensor matmul(Tensor x, Tensor w, Calibration ofX, Calibration ofW) {
    if (ofX.sharing() != ScaleSharing.TENSOR) {
      throw new ShapeException(
          MATMUL
              + ": x must have one scale, got "
              + ofX.scales().shape()
              + "; scales of columns of x do not factor out of the sums, calibrate by TENSOR");
    }
    return new QuantizedMatmul(new Quantizer.Calibrated(ofX), new Quantizer.Calibrated(ofW), 0)
        .apply(x, w);
  }

  /**
   * The product with a matrix that is quantized already, for inference: a constant, with one byte
   * per element. The derivative by x is straight-through.
   *
   * @param x [..., k]
   * @param w [k, n], quantized with one scale or one for each column
   * @param bits the bits of x's codes, 2 to 8
   * @param rowScales whether each row of x has its own scale
   * @return [..., n]
   * @throws ShapeException if the shapes do not fit
   * @throws ValueException if bits are not 2 to 8, w has a scale for each row, or x has NaN or an
   *     infinity
   */
  public static Tensor matmul(Tensor x, QuantizedMatrix w, int bits, boolean rowScales) {
    if (w.sharing() == ScaleSharing.ROW) {
      throw new ValueException(
          MATMUL
              + ": w must have one scale or one for each column, got ROW;"
              + " scales of rows of w do not factor out of the sums, quantize by COLUMN");
    }
    Quantizer ofX = Quantizer.Measured.rows(Quantizer.limit(bits, MATMUL), rowScales);
    return new QuantizedLinear(ofX, w.codes(), w.shape(), 0).apply(x);
  }

  /**
   * Quantizes and dequantizes, with the identity as derivative: for training with quantization.
   *
   * @param x any shape; a matrix or more for COLUMN, a vector or more for ROW
   * @param bits the bits of a code, 2 to 8
   * @param sharing which elements share a scale
   * @return the numbers that the codes stand for, in the shape of x
   * @throws ShapeException if x has too few axes
   * @throws ValueException if bits are not 2 to 8, or x has NaN or an infinity
   */
  public static Tensor fakeQuantize(Tensor x, int bits, ScaleSharing sharing) {
    int limit = Quantizer.limit(bits, "fake-quantize");
    return new FakeQuantize(new Quantizer.Measured(limit, sharing, 0)).apply(x);
  }

  /**
   * Quantizes and dequantizes with fixed scales. Derivative: the identity, and 0 for values that a
   * saturating calibration cuts off.
   *
   * @param x any shape; its last axis fits where there are several scales
   * @param calibration the scales
   * @return the numbers that the codes stand for, in the shape of x
   * @throws ShapeException if the last axis does not fit
   * @throws ValueException if x has NaN, an infinity, or a value beyond the range
   */
  public static Tensor fakeQuantize(Tensor x, Calibration calibration) {
    return new FakeQuantize(new Quantizer.Calibrated(calibration)).apply(x);
  }
}
