package org.autodiff.ops.operators.quantized;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.extend.LinearMap;
import org.autodiff.ops.Calibration;
import org.autodiff.ops.ScaleSharing;
import org.autodiff.ops.kernels.Quantization;
import org.autodiff.ops.operators.LayerOperands;

/** How a tensor is quantized: with scales measured from itself, or with those of a calibration. */
public sealed interface Quantizer {
  /** Below it the quotient of a scale could overflow; smaller magnitudes count as this one. */
  double LEAST = 0x1p-1000;

  /** {@return the largest code} */
  int limit();

  /** {@return the same for tensors with that many axes of examples in front} */
  Quantizer withExamples(int examples);

  /** Requires the axes that the scales need. */
  void require(TensorType x, String operator);

  /** Quantizes a tensor, whose values must be finite. */
  QuantizedCodes quantize(DenseTensor x, String operator);

  /** {@return the derivative of quantizing and dequantizing that is used in its place} */
  LinearMap straightThrough(Tensor x);

  static int limit(int bits, String operator) {
    if (bits < 2 || bits > 8) {
      throw new ValueException(
          operator
              + ": bits must be from 2 to 8, got "
              + bits
              + "; choose 8, or fewer for less memory");
    }
    return (1 << (bits - 1)) - 1;
  }

  /** {@return the magnitude of the largest element of each group} */
  static double[] magnitudes(DenseTensor x, int outer, int inner, String operator) {
    DenseTensor dense = x.contiguous();
    double[] out = new double[outer * inner];
    int count = x.size() == 0 ? 0 : x.size() / (outer * inner);
    if (x.dtype() == DType.FLOAT64) {
      Quantization.magnitudes(
          outer, count, inner, TensorArrays.doubles(dense), dense.offset(), out);
    } else {
      Quantization.magnitudes(outer, count, inner, TensorArrays.floats(dense), dense.offset(), out);
    }
    for (double magnitude : out) {
      if (!Double.isFinite(magnitude)) {
        throw notFinite(dense, operator);
      }
    }
    return out;
  }

  private static ValueException notFinite(DenseTensor x, String operator) {
    int at = 0;
    while (Double.isFinite(x.flat(at))) {
      at++;
    }
    return new ValueException(
        operator
            + ": values to be quantized must be finite, got "
            + x.flat(at)
            + " at position "
            + at
            + " of "
            + x.type()
            + "; remove it, or find where it comes from with Numerics.stopAtNonFinite");
  }

  /** {@return the scale for a largest magnitude: 1 where all is 0} */
  static double scale(double magnitude, int limit) {
    return magnitude == 0 ? 1 : limit / Math.max(magnitude, LEAST);
  }

  /**
   * Scales from the largest magnitudes of the tensor itself: nothing saturates.
   *
   * @param limit the largest code
   * @param sharing which elements share a scale
   * @param examples the number of axes in front that are examples of their own
   */
  record Measured(int limit, ScaleSharing sharing, int examples) implements Quantizer {
    /** {@return the quantizer of activations, by row or as a whole} */
    public static Measured rows(int limit, boolean rowScales) {
      return new Measured(limit, rowScales ? ScaleSharing.ROW : ScaleSharing.TENSOR, 0);
    }

    @Override
    public Quantizer withExamples(int count) {
      return new Measured(limit, sharing, count);
    }

    @Override
    public void require(TensorType x, String operator) {
      int rank =
          switch (sharing) {
            case TENSOR -> 0;
            case ROW -> 1;
            case COLUMN -> 2;
          };
      LayerOperands.requireRank(x, examples + rank, "an operand to be quantized", operator);
    }

    @Override
    public QuantizedCodes quantize(DenseTensor x, String operator) {
      Shape shape = x.shape();
      int before =
          switch (sharing) {
            case TENSOR -> examples;
            case ROW -> shape.rank() - 1;
            case COLUMN -> shape.rank() - 2;
          };
      int outer = 1;
      for (int i = 0; i < before; i++) {
        outer *= shape.dim(i);
      }
      int inner = sharing == ScaleSharing.COLUMN ? shape.dim(-1) : 1;
      double[] scales = magnitudes(x, outer, inner, operator);
      for (int i = 0; i < scales.length; i++) {
        scales[i] = scale(scales[i], limit);
      }
      return QuantizedCodes.of(x, scales, outer, inner, limit);
    }

    @Override
    public LinearMap straightThrough(Tensor x) {
      return LinearMap.identity();
    }
  }

  /**
   * Scales of a calibration.
   *
   * @param calibration the calibration
   */
  record Calibrated(Calibration calibration) implements Quantizer {
    @Override
    public int limit() {
      return Quantizer.limit(calibration.bits(), "calibration");
    }

    /** The magnitudes up to which values are represented, as text. */
    private String range() {
      double low = Double.POSITIVE_INFINITY;
      double high = 0;
      for (double scale : calibration.scales().toDoubles()) {
        low = Math.min(low, limit() / scale);
        high = Math.max(high, limit() / scale);
      }
      return low == high ? String.valueOf(low) : low + " to ±" + high + ", by column,";
    }

    /**
     * {@return the codes of a tensor; values beyond the range get the largest and are counted}
     *
     * @param x the tensor
     * @param operator the name for messages
     */
    public QuantizedCodes codes(DenseTensor x, String operator) {
      magnitudes(x, 1, 1, operator); // requires finite values
      Tensor scales = calibration.scales();
      int inner = scales.rank() == 0 ? 1 : Math.max(1, scales.size());
      return QuantizedCodes.of(x, scales.toDoubles(), 1, inner, limit());
    }

    @Override
    public Quantizer withExamples(int count) {
      return this;
    }

    @Override
    public void require(TensorType x, String operator) {
      Tensor scales = calibration.scales();
      if (scales.rank() == 1 && (x.shape().rank() == 0 || x.shape().dim(-1) != scales.size())) {
        throw new ShapeException(
            operator
                + ": there must be one scale, or one for each position of the last axis, got "
                + scales.size()
                + " for "
                + x
                + "; calibrate with tensors of this shape");
      }
    }

    @Override
    public QuantizedCodes quantize(DenseTensor x, String operator) {
      QuantizedCodes codes = codes(x, operator);
      if (codes.saturated > 0 && !calibration.saturates()) {
        throw new ValueException(
            operator
                + ": values must lie within the calibrated range, got "
                + codes.saturated
                + " of "
                + x.size()
                + " values beyond ±"
                + range()
                + " in "
                + x.type()
                + "; calibrate with data like this, or ask for saturation with saturating()");
      }
      return codes;
    }

    @Override
    public LinearMap straightThrough(Tensor x) {
      return calibration.saturates()
          ? LinearMap.scale(
              () ->
                  x.stopGradient()
                      .mul(calibration.scales().to(x.dtype()))
                      .round()
                      .abs()
                      .le(limit()))
          : LinearMap.identity();
    }
  }
}
