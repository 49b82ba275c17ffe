package org.autodiff.ops.operators.quantized;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ops.kernels.Quantization;

/**
 * A quantized tensor: one signed byte per element, and the scales {@code (2^(b−1) − 1) / max |v|}
 * of groups of elements. The tensor is seen as [outer, count, inner]; element [o, c, i] has the
 * scale at {@code o · inner + i}.
 */
public final class QuantizedCodes {
  public final byte[] values;
  public final double[] scales;
  final int outer;
  final int inner;
  final int limit;
  public final long saturated;

  private QuantizedCodes(
      byte[] values, double[] scales, int outer, int inner, int limit, long saturated) {
    this.values = values;
    this.scales = scales;
    this.outer = outer;
    this.inner = inner;
    this.limit = limit;
    this.saturated = saturated;
  }

  /** {@return whether a group of elements has the largest scale, which smaller ones share} */
  boolean hasLargestScale() {
    for (double scale : scales) {
      if (scale == limit / Quantizer.LEAST) {
        return true;
      }
    }
    return false;
  }

  /** {@return whether the element at a flat position has it} */
  boolean hasLargestScale(int position) {
    int count = values.length / (outer * inner);
    int group = position / (count * inner) * inner + position % inner;
    return scales[group] == limit / Quantizer.LEAST;
  }

  /** Quantizes by given scales; values that do not fit become the largest that do, counted. */
  public static QuantizedCodes of(DenseTensor x, double[] scales, int outer, int inner, int limit) {
    DenseTensor dense = x.contiguous();
    int size = x.size();
    byte[] values = new byte[size];
    int count = size == 0 ? 0 : size / (outer * inner);
    long saturated =
        x.dtype() == DType.FLOAT64
            ? Quantization.quantize(
                outer,
                count,
                inner,
                TensorArrays.doubles(dense),
                dense.offset(),
                scales,
                limit,
                values)
            : Quantization.quantize(
                outer,
                count,
                inner,
                TensorArrays.floats(dense),
                dense.offset(),
                scales,
                limit,
                values);
    return new QuantizedCodes(values, scales, outer, inner, limit, saturated);
  }

  /** Takes codes as they are. */
  public static QuantizedCodes of(byte[] values, double[] scales, int outer, int inner, int limit) {
    return new QuantizedCodes(values, scales, outer, inner, limit, 0);
  }

  /** {@return the numbers that the codes stand for} */
  public DenseTensor dequantize(TensorType type) {
    DenseTensor y = DenseTensor.zeros(type);
    dequantizeInto(y);
    return y;
  }

  /** Writes the numbers that the codes stand for into a result. */
  void dequantizeInto(DenseTensor result) {
    int count = values.length == 0 ? 0 : values.length / (outer * inner);
    if (result.dtype() == DType.FLOAT64) {
      Quantization.dequantize(outer, count, inner, values, scales, TensorArrays.doubles(result));
    } else {
      Quantization.dequantize(outer, count, inner, values, scales, TensorArrays.floats(result));
    }
  }
}
