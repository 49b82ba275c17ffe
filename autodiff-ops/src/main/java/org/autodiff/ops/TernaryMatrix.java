package org.autodiff.ops;

import java.util.SplittableRandom;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.ops.kernels.ByteTernary;
import org.autodiff.ops.kernels.TernaryCodes;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of weights -1, 0 and 1, [inputs, outputs], in little memory. Immutable.
 *
 * <p>{@link Storage#PACKED} takes 2 bits a weight, whatever the weights are; inputs and outputs are
 * padded to multiples of 16. {@link Storage#INDEXED} lists, for each output, the inputs with weight
 * 1 and those with weight -1: 4 bytes a nonzero and 8 an output. Unless the caller chooses, the
 * smaller one is taken: lists below about 6 % nonzeros. They are also the faster ones below about 3
 * %.
 */
public final class TernaryMatrix {
  /** How the weights are held. */
  public enum Storage {
    /** Two bits a weight. */
    PACKED,
    /** Lists of indices. */
    INDEXED
  }

  /**
   * The nonzero weights in row-major order.
   *
   * @param rows their inputs
   * @param columns their outputs
   * @param values their values, -1 or 1
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of arrays, not compared
  public record Entries(int[] rows, int[] columns, byte[] values) {}

  private static final String NAME = "ternary-matrix";

  private final int inputs;
  private final int outputs;
  private final long nonzeros;
  private final int[] codes;
  private final int[] starts;
  private final int[] indices;

  private TernaryMatrix(
      int inputs, int outputs, long nonzeros, int[] codes, int[] starts, int[] indices) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.nonzeros = nonzeros;
    this.codes = codes;
    this.starts = starts;
    this.indices = indices;
  }

  /** What has the weights: the input and output of one to its value. */
  @FunctionalInterface
  private interface Weights {
    int at(int input, int output);
  }

  /**
   * {@return the weights of a matrix, in the smaller storage}
   *
   * @param w [inputs, outputs], of -1, 0 and 1
   * @throws ShapeException if w is not a matrix or has no elements
   * @throws ValueException if a value is another one
   */
  public static TernaryMatrix of(Tensor w) {
    return of(w, NAME);
  }

  /**
   * {@return the weights of a matrix}
   *
   * @param w [inputs, outputs], of -1, 0 and 1
   * @param storage how they are held
   * @throws ShapeException if w is not a matrix or has no elements
   * @throws ValueException if a value is another one
   */
  public static TernaryMatrix of(Tensor w, Storage storage) {
    return build(checked(w, NAME), storage);
  }

  private static TernaryMatrix build(DenseTensor w, @Nullable Storage storage) {
    int outputs = w.shape().dim(1);
    byte[] t = new byte[w.size()];
    for (int i = 0; i < t.length; i++) {
      t[i] = (byte) w.flat(i);
    }
    return build(w.shape().dim(0), outputs, (k, n) -> t[k * outputs + n], storage);
  }

  /**
   * {@return as {@link #of(Tensor)}, for an operator that its errors name}
   *
   * @param w the weights
   * @param operator the name for messages
   */
  public static TernaryMatrix of(Tensor w, String operator) {
    return build(checked(w, operator), null);
  }

  private static DenseTensor checked(Tensor w, String operator) {
    DenseTensor dense = w.dense();
    if (dense.rank() != 2 || dense.size() == 0) {
      throw new ShapeException(
          operator
              + ": the weights must be a matrix with at least one element, got shape "
              + w.shape()
              + "; reshape them to [inputs, outputs]");
    }
    for (int i = 0; i < dense.size(); i++) {
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
    }
    return dense;
  }

  /**
   * {@return random weights of which an exact share is not 0}
   *
   * <p>The positions of the {@code round(density · inputs · outputs)} nonzeros are drawn without
   * repetition; half of them are 1 and half -1, the odd one is 1.
   *
   * @param inputs rows, at least 1
   * @param outputs columns, at least 1
   * @param density the share of nonzeros, from 0 to 1
   * @param key the source
   * @throws ValueException if a number is out of its range
   */
  public static TernaryMatrix random(int inputs, int outputs, double density, RandomKey key) {
    if (!(density >= 0 && density <= 1)) {
      throw new ValueException(
          NAME + ": the density must be between 0 and 1, got " + density + "; pass a share");
    }
    if (inputs < 1 || outputs < 1 || (long) inputs * outputs > Integer.MAX_VALUE - 8) {
      throw new ValueException(
          NAME
              + ": there must be at least one input and output, and at most 2^31 - 9 weights, got "
              + inputs
              + " and "
              + outputs
              + "; pass fewer");
    }
    int size = inputs * outputs;
    SplittableRandom random = new SplittableRandom(key.bits());
    int nonzeros = (int) Math.round(density * size);
    int positive = (nonzeros + 1) / 2;
    byte[] t = new byte[size];
    int left = nonzeros;
    // each position is taken with the share of those still wanted: exactly as many are taken
    for (int i = 0; i < size && left > 0; i++) {
      if (random.nextInt(size - i) < left) {
        if (random.nextInt(left) < positive) {
          t[i] = 1;
          positive--;
        } else {
          t[i] = -1;
        }
        left--;
      }
    }
    return build(inputs, outputs, (k, n) -> t[k * outputs + n], null);
  }

  private static TernaryMatrix build(
      int inputs, int outputs, Weights w, @Nullable Storage storage) {
    int nonzeros = 0;
    for (int k = 0; k < inputs; k++) {
      for (int n = 0; n < outputs; n++) {
        nonzeros += w.at(k, n) == 0 ? 0 : 1;
      }
    }
    long words = (long) TernaryCodes.words(inputs) * TernaryCodes.stride(outputs);
    boolean smaller = 4L * (nonzeros + 2L * outputs + 1) < 4 * words;
    boolean indexed = storage == null ? smaller : storage == Storage.INDEXED;
    return indexed
        ? indexed(inputs, outputs, nonzeros, w)
        : packed(inputs, outputs, nonzeros, words, w);
  }

  private static TernaryMatrix packed(
      int inputs, int outputs, int nonzeros, long words, Weights w) {
    if (words > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          NAME
              + ": the weights must fit an array, got shape ["
              + inputs
              + ", "
              + outputs
              + "]; divide the outputs");
    }
    int[] codes = new int[(int) words];
    int stride = TernaryCodes.stride(outputs);
    for (int k = 0; k < inputs; k++) {
      for (int n = 0; n < outputs; n++) {
        int at = k / TernaryCodes.INPUTS * stride + n;
        codes[at] = TernaryCodes.with(codes[at], k, w.at(k, n));
      }
    }
    return new TernaryMatrix(inputs, outputs, nonzeros, codes, new int[0], new int[0]);
  }

  private static TernaryMatrix indexed(int inputs, int outputs, int nonzeros, Weights w) {
    int[] starts = new int[2 * outputs + 1];
    int[] indices = new int[nonzeros];
    int at = 0;
    for (int n = 0; n < outputs; n++) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        starts[2 * n + (sign > 0 ? 0 : 1)] = at;
        for (int k = 0; k < inputs; k++) {
          if (w.at(k, n) == sign) {
            indices[at++] = k;
          }
        }
      }
    }
    starts[2 * outputs] = at;
    return new TernaryMatrix(inputs, outputs, nonzeros, new int[0], starts, indices);
  }

  /** {@return the rows} */
  public int inputs() {
    return inputs;
  }

  /** {@return the columns} */
  public int outputs() {
    return outputs;
  }

  /** {@return how many weights are not 0} */
  public long nonzeros() {
    return nonzeros;
  }

  /** {@return the share of weights that are not 0} */
  public double density() {
    return nonzeros / ((double) inputs * outputs);
  }

  /** {@return how the weights are held} */
  public Storage storage() {
    return starts.length == 0 ? Storage.PACKED : Storage.INDEXED;
  }

  /** {@return the bytes that the weights take, padding included} */
  public long bytes() {
    return 4L * codes.length + 4L * starts.length + 4L * indices.length;
  }

  /** {@return the bits that one weight takes} */
  public double bitsPerWeight() {
    return 8.0 * bytes() / ((double) inputs * outputs);
  }

  /**
   * {@return one weight}
   *
   * @param input its row
   * @param output its column
   */
  public int weight(int input, int output) {
    if (storage() == Storage.PACKED) {
      int at = input / TernaryCodes.INPUTS * TernaryCodes.stride(outputs) + output;
      return TernaryCodes.weight(codes[at], input);
    }
    for (int i = starts[2 * output]; i < starts[2 * output + 2]; i++) {
      if (indices[i] == input) {
        return i < starts[2 * output + 1] ? 1 : -1;
      }
    }
    return 0;
  }

  /**
   * {@return the weights as a tensor [inputs, outputs]}
   *
   * @param dtype its element type
   */
  public Tensor toDense(DType dtype) {
    double[] w = new double[inputs * outputs];
    Entries entries = entries();
    for (int i = 0; i < entries.values.length; i++) {
      w[entries.rows[i] * outputs + entries.columns[i]] = entries.values[i];
    }
    return TensorArrays.wrap(new TensorType(Shape.of(inputs, outputs), DType.FLOAT64), w).to(dtype);
  }

  /** {@return the nonzero weights in row-major order: the coordinate form} */
  public Entries entries() {
    int count = (int) nonzeros;
    int[] rowStarts = new int[inputs + 1];
    forEach((k, n, t) -> rowStarts[k + 1]++);
    for (int k = 0; k < inputs; k++) {
      rowStarts[k + 1] += rowStarts[k];
    }
    Entries entries = new Entries(new int[count], new int[count], new byte[count]);
    forEach(
        (k, n, t) -> {
          int at = rowStarts[k]++;
          entries.rows[at] = k;
          entries.columns[at] = n;
          entries.values[at] = (byte) t;
        });
    return entries;
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(int input, int output, int weight);
  }

  /** Visits the nonzeros; those of one input in the order of outputs. */
  private void forEach(Visitor visitor) {
    for (int n = 0; n < outputs; n++) {
      if (storage() == Storage.INDEXED) {
        for (int i = starts[2 * n]; i < starts[2 * n + 2]; i++) {
          visitor.visit(indices[i], n, i < starts[2 * n + 1] ? 1 : -1);
        }
      } else {
        for (int k = 0; k < inputs; k++) {
          int t = weight(k, n);
          if (t != 0) {
            visitor.visit(k, n, t);
          }
        }
      }
    }
  }

  /**
   * The product of bytes with the weights, exact in 32 bits: {@code yₙ = Σₖ xₖ Tₖₙ}.
   *
   * @param x activations, row-major [rows, inputs]
   * @param rows how many rows
   * @return row-major [rows, outputs]
   * @throws ShapeException if x does not have rows · inputs elements
   * @throws ValueException if there are so many inputs that a sum could overflow
   */
  public int[] multiply(byte[] x, int rows) {
    if (rows < 0 || x.length != (long) rows * inputs) {
      throw new ShapeException(
          NAME
              + ": there must be an activation for each row and input, got "
              + x.length
              + " for "
              + rows
              + " rows of "
              + inputs
              + "; pass as many");
    }
    if (inputs > Integer.MAX_VALUE / 128) {
      throw new ValueException(
          NAME
              + ": a sum of bytes must fit 32 bits, which holds up to "
              + Integer.MAX_VALUE / 128
              + " inputs, got "
              + inputs
              + "; divide the inputs and add");
    }
    int[] y = new int[Math.multiplyExact(rows, outputs)];
    if (storage() == Storage.PACKED) {
      ByteTernary.multiply(codes, inputs, outputs, rows, x, y);
    } else {
      for (int row = 0; row < rows; row++) {
        for (int n = 0; n < outputs; n++) {
          int sum = 0;
          for (int i = starts[2 * n]; i < starts[2 * n + 2]; i++) {
            int v = x[row * inputs + indices[i]];
            sum += i < starts[2 * n + 1] ? v : -v;
          }
          y[row * outputs + n] = sum;
        }
      }
    }
    return y;
  }

  /** {@return the packed codes, shared} */
  public int[] codes() {
    return codes;
  }

  /** {@return where lists start, shared} */
  public int[] starts() {
    return starts;
  }

  /** {@return the lists, shared} */
  public int[] indices() {
    return indices;
  }

  /** {@return shape, nonzeros, storage and size} */
  @Override
  public String toString() {
    return "TernaryMatrix["
        + inputs
        + ", "
        + outputs
        + "] with "
        + nonzeros
        + " nonzeros, "
        + storage()
        + ", "
        + bytes()
        + " bytes";
  }
}
