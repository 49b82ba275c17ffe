package org.autodiff.ops;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.quantized.QuantizedCodes;
import org.autodiff.ops.operators.quantized.Quantizer;

/**
 * A matrix in signed integers of 2 to 8 bits, with scales: an element is {@code code / scale}. In
 * memory each code is a byte, which is what products read; {@link #packed} gives the form of b bits
 * per code, for storage. Immutable.
 */
public final class QuantizedMatrix {
  private static final String NAME = "quantized-matrix";

  private final Shape shape;
  private final int bits;
  private final ScaleSharing sharing;
  private final QuantizedCodes codes;

  private QuantizedMatrix(Shape shape, int bits, ScaleSharing sharing, QuantizedCodes codes) {
    this.shape = shape;
    this.bits = bits;
    this.sharing = sharing;
    this.codes = codes;
  }

  /**
   * Quantizes a matrix with scales {@code (2^(bits−1) − 1) / max |v|} of its own, 1 where all is 0.
   *
   * @param matrix the matrix
   * @param bits the bits of a code, 2 to 8
   * @param sharing which elements share a scale
   * @return the quantized matrix
   * @throws ShapeException if it is no matrix
   * @throws ValueException if bits are not 2 to 8, or it has NaN or an infinity
   */
  public static QuantizedMatrix quantize(Tensor matrix, int bits, ScaleSharing sharing) {
    int limit = Quantizer.limit(bits, NAME);
    requireMatrix(matrix.shape());
    QuantizedCodes codes = new Quantizer.Measured(limit, sharing, 0).quantize(matrix.dense(), NAME);
    return new QuantizedMatrix(matrix.shape(), bits, sharing, codes);
  }

  /**
   * Quantizes a matrix with the scales of a calibration.
   *
   * @param matrix the matrix
   * @param calibration the calibration
   * @return the quantized matrix
   * @throws ShapeException if it is no matrix, or has not as many columns as there are scales
   * @throws ValueException if it has NaN or an infinity, or values beyond the range of a
   *     calibration that is not saturating
   */
  public static QuantizedMatrix quantize(Tensor matrix, Calibration calibration) {
    requireMatrix(matrix.shape());
    Quantizer quantizer = new Quantizer.Calibrated(calibration);
    quantizer.require(matrix.type(), NAME);
    QuantizedCodes codes = quantizer.quantize(matrix.dense(), NAME);
    return new QuantizedMatrix(matrix.shape(), calibration.bits(), calibration.sharing(), codes);
  }

  /**
   * {@return the matrix whose packed codes are given}
   *
   * @param packed what {@link #packed} gave
   * @param shape its shape
   * @param bits the bits of a code, 2 to 8
   * @param sharing which elements share a scale
   * @param scales the scales, in order
   * @throws ShapeException if there are not as many bytes or scales as the shape needs
   * @throws ValueException if bits are not 2 to 8, or a scale or a code is out of range
   */
  public static QuantizedMatrix unpack(
      byte[] packed, Shape shape, int bits, ScaleSharing sharing, double... scales) {
    int limit = Quantizer.limit(bits, NAME);
    requireMatrix(shape);
    int count =
        switch (sharing) {
          case TENSOR -> 1;
          case ROW -> shape.dim(0);
          case COLUMN -> shape.dim(1);
        };
    if (scales.length != count || packed.length != packedLength(shape.size(), bits)) {
      throw new ShapeException(
          NAME
              + ": there must be "
              + packedLength(shape.size(), bits)
              + " bytes and "
              + count
              + " scales for shape "
              + shape
              + ", got "
              + packed.length
              + " and "
              + scales.length
              + "; pass what packed() and scales() gave");
    }
    for (double scale : scales) {
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw new ValueException(
            NAME + ": scales must be positive and finite, got " + scale + "; correct them");
      }
    }
    byte[] values = new byte[shape.size()];
    for (int i = 0; i < values.length; i++) {
      int code = 0;
      for (int b = 0; b < bits; b++) {
        long position = (long) i * bits + b;
        code |= (packed[(int) (position >> 3)] >> (position & 7) & 1) << b;
      }
      values[i] = (byte) (code << (32 - bits) >> (32 - bits));
      if (values[i] < -limit) {
        throw new ValueException(
            NAME
                + ": codes must be from "
                + -limit
                + " to "
                + limit
                + ", got "
                + values[i]
                + " at position "
                + i
                + "; pass what packed() gave");
      }
    }
    int outer = sharing == ScaleSharing.ROW ? count : 1;
    int inner = sharing == ScaleSharing.COLUMN ? count : 1;
    return new QuantizedMatrix(
        shape, bits, sharing, QuantizedCodes.of(values, scales.clone(), outer, inner, limit));
  }

  private static void requireMatrix(Shape shape) {
    if (shape.rank() != 2) {
      throw new ShapeException(
          NAME + ": the operand must be a matrix, got shape " + shape + "; reshape it to two axes");
    }
  }

  /** {@return the shape} */
  public Shape shape() {
    return shape;
  }

  /** {@return the bits of a code} */
  public int bits() {
    return bits;
  }

  /** {@return which elements share a scale} */
  public ScaleSharing sharing() {
    return sharing;
  }

  /** {@return the codes, row-major, in a new array} */
  public byte[] values() {
    return codes.values.clone();
  }

  /** {@return the scales, in a new array: one, or one for each row or column} */
  public double[] scales() {
    return codes.scales.clone();
  }

  /** {@return how many elements were beyond the range of a saturating calibration} */
  public long saturated() {
    return codes.saturated;
  }

  /** The codes as products read them. */
  QuantizedCodes codes() {
    return codes;
  }

  /** {@return the codes packed, in two's complement, the lowest bits first} */
  public byte[] packed() {
    byte[] packed = new byte[packedLength(shape.size(), bits)];
    for (int i = 0; i < codes.values.length; i++) {
      for (int b = 0; b < bits; b++) {
        long position = (long) i * bits + b;
        packed[(int) (position >> 3)] |=
            (byte) ((codes.values[i] >> b & 1) << (int) (position & 7));
      }
    }
    return packed;
  }

  private static int packedLength(int size, int bits) {
    return (int) (((long) size * bits + 7) / 8);
  }

  /** {@return the bytes of the packed codes and 8 per scale} */
  public long packedBytes() {
    return packedLength(shape.size(), bits) + 8L * codes.scales.length;
  }

  /** {@return the bytes held in memory: one per code and 8 per scale} */
  public long bytes() {
    return codes.values.length + 8L * codes.scales.length;
  }

  /**
   * {@return the numbers that the codes stand for}
   *
   * @param dtype their element type
   */
  public Tensor dequantize(DType dtype) {
    return codes.dequantize(new TensorType(shape, dtype));
  }

  /**
   * What quantization has changed.
   *
   * @param largest the largest magnitude of an element's error
   * @param rootMeanSquare the root of the mean of their squares
   */
  public record Deviation(double largest, double rootMeanSquare) {}

  /**
   * {@return the difference from the matrix that has been quantized}
   *
   * @param original that matrix
   * @throws ShapeException if it has another shape
   */
  public Deviation deviation(Tensor original) {
    if (!original.shape().equals(shape)) {
      throw new ShapeException(
          NAME
              + ": the original must have the shape of the quantized matrix, got "
              + original.shape()
              + " for "
              + shape
              + "; pass what was quantized");
    }
    double[] expected = original.toDoubles();
    DenseTensor actual = codes.dequantize(new TensorType(shape, DType.FLOAT64));
    double largest = 0;
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual.flat(i) - expected[i]);
      largest = Math.max(largest, error);
      squares += error * error;
    }
    return new Deviation(largest, Math.sqrt(squares / Math.max(1, expected.length)));
  }

  /** {@return shape, bits and kind of scales} */
  @Override
  public String toString() {
    return "QuantizedMatrix(" + shape + ", " + bits + " bits, a scale by " + sharing + ")";
  }
}
