package org.autodiff.ops.operators.ternary;

import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.ops.kernels.TernaryCodes;

/**
 * Weights -1, 0 and 1 of a matrix [inputs, outputs], in one of two forms, and the products with a
 * range of their inputs. Immutable.
 */
public sealed interface TernaryStorage permits PackedTernary, IndexedTernary {
  /** What errors call weights that belong to no operator. */
  String NAME = "ternary-matrix";

  /** {@return the rows} */
  int inputs();

  /** {@return the columns} */
  int outputs();

  /** {@return how many weights are not 0} */
  long nonzeros();

  /** {@return the bytes that the weights take, padding included} */
  long bytes();

  /** {@return one weight} */
  int weight(int input, int output);

  /** Is shown weights. */
  @FunctionalInterface
  interface Visitor {
    void visit(int input, int output, int weight);
  }

  /** Shows the nonzeros; those of one input in the order of outputs. */
  void forEach(Visitor visitor);

  /** Writes {@code yₙ = Σₖ xₖ Tₖₙ} for rows of bytes; both arrays are row-major. */
  void multiply(byte[] x, int rows, int[] y);

  /**
   * Adds the product of rows of x with the weights of some inputs.
   *
   * @param from the first input
   * @param size how many inputs
   * @param rows how many rows
   * @param x activations of these inputs
   * @param xAt where the first row of x starts
   * @param xStride how far its rows are apart
   * @param y sums, one for each output
   * @param yAt where the first row of y starts
   * @param yStride how far its rows are apart
   */
  void multiply(
      int from,
      int size,
      int rows,
      double[] x,
      int xAt,
      int xStride,
      double[] y,
      int yAt,
      int yStride);

  /** The same for floats. */
  void multiply(
      int from,
      int size,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride);

  /** Adds the transposed product: x has one element for each output, y one for each input. */
  void multiplyTransposed(
      int from,
      int size,
      int rows,
      double[] x,
      int xAt,
      int xStride,
      double[] y,
      int yAt,
      int yStride);

  /** The same for floats. */
  void multiplyTransposed(
      int from,
      int size,
      int rows,
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride);

  /**
   * {@return the weights of a matrix, in the smaller form}
   *
   * @param w [inputs, outputs], of -1, 0 and 1
   * @param operator the name for messages
   */
  static TernaryStorage of(Tensor w, String operator) {
    byte[] t = values(w, operator);
    return smaller(t, w.shape().dim(0), w.shape().dim(1));
  }

  /** {@return the elements of a matrix, which must be -1, 0 and 1, row-major} */
  static byte[] values(Tensor w, String operator) {
    DenseTensor dense = w.dense();
    if (dense.rank() != 2 || dense.size() == 0) {
      throw new ShapeException(
          operator
              + ": the weights must be a matrix with at least one element, got shape "
              + w.shape()
              + "; reshape them to [inputs, outputs]");
    }
    byte[] t = new byte[dense.size()];
    for (int i = 0; i < t.length; i++) {
      double value = dense.flat(i);
      if (value != 0 && value != 1 && value != -1) {
        throw new ValueException(
            operator
                + ": the weights must be -1, 0 or 1, got "
                + value
                + " at ["
                + i / dense.shape().dim(1)
                + ", "
                + i % dense.shape().dim(1)
                + "] of shape "
                + w.shape()
                + "; ternarize them first");
      }
      t[i] = (byte) value;
    }
    return t;
  }

  /** {@return weights, row-major, in the form that takes less memory} */
  static TernaryStorage smaller(byte[] t, int inputs, int outputs) {
    long words = (long) TernaryCodes.words(inputs) * TernaryCodes.stride(outputs);
    return 4L * (nonzeros(t) + 2L * outputs + 1) < 4 * words
        ? new IndexedTernary(t, inputs, outputs)
        : new PackedTernary(t, inputs, outputs);
  }

  /** {@return how many values are not 0} */
  static int nonzeros(byte[] t) {
    int nonzeros = 0;
    for (byte value : t) {
      nonzeros += value == 0 ? 0 : 1;
    }
    return nonzeros;
  }
}
