package org.autodiff.ops.operators.ternary;

import org.autodiff.ShapeException;
import org.autodiff.ops.kernels.ByteTernary;
import org.autodiff.ops.kernels.DoubleTernary;
import org.autodiff.ops.kernels.FloatTernary;
import org.autodiff.ops.kernels.TernaryCodes;

/** Two bits for each weight; inputs and outputs are padded to multiples of 16. */
public final class PackedTernary implements TernaryStorage {
  private final int inputs;
  private final int outputs;
  private final long nonzeros;
  private final int[] codes;

  /**
   * Packs weights.
   *
   * @param t the weights, row-major
   * @param inputs the rows
   * @param outputs the columns
   */
  public PackedTernary(byte[] t, int inputs, int outputs) {
    long words = (long) TernaryCodes.words(inputs) * TernaryCodes.stride(outputs);
    if (words > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          NAME
              + ": the weights must fit an array, got shape ["
              + inputs
              + ", "
              + outputs
              + "]; divide the outputs");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    nonzeros = TernaryStorage.nonzeros(t);
    codes = new int[(int) words];
    int stride = TernaryCodes.stride(outputs);
    for (int k = 0; k < inputs; k++) {
      for (int n = 0; n < outputs; n++) {
        int at = k / TernaryCodes.INPUTS * stride + n;
        codes[at] = TernaryCodes.with(codes[at], k, t[k * outputs + n]);
      }
    }
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public long nonzeros() {
    return nonzeros;
  }

  @Override
  public long bytes() {
    return 4L * codes.length;
  }

  @Override
  public int weight(int input, int output) {
    int at = input / TernaryCodes.INPUTS * TernaryCodes.stride(outputs) + output;
    return TernaryCodes.weight(codes[at], input);
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int n = 0; n < outputs; n++) {
      for (int k = 0; k < inputs; k++) {
        int t = weight(k, n);
        if (t != 0) {
          visitor.visit(k, n, t);
        }
      }
    }
  }

  @Override
  public void multiply(byte[] x, int rows, int[] y) {
    ByteTernary.multiply(codes, inputs, outputs, rows, x, y);
  }

  @Override
  public void multiply(
      int from,
      int size,
      int rows,
      double[] x,
      int xAt,
      int xStride,
      double[] y,
      int yAt,
      int yStride) {
    DoubleTernary.multiply(codes, from, size, outputs, rows, x, xAt, xStride, y, yAt, yStride);
  }

  @Override
  public void multiply(
      int from,
      int size,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride) {
    FloatTernary.multiply(codes, from, size, outputs, rows, x, xAt, xStride, y, yAt, yStride);
  }

  @Override
  public void multiplyTransposed(
      int from,
      int size,
      int rows,
      double[] x,
      int xAt,
      int xStride,
      double[] y,
      int yAt,
      int yStride) {
    DoubleTernary.multiplyTransposed(
        codes, from, size, outputs, rows, x, xAt, xStride, y, yAt, yStride);
  }

  @Override
  public void multiplyTransposed(
      int from,
      int size,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride) {
    FloatTernary.multiplyTransposed(
        codes, from, size, outputs, rows, x, xAt, xStride, y, yAt, yStride);
  }
}
