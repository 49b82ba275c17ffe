package org.autodiff.ops;

import java.util.SplittableRandom;
import org.autodiff.DType;
import org.autodiff.RandomKey;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;
import org.autodiff.ops.operators.ternary.IndexedTernary;
import org.autodiff.ops.operators.ternary.PackedTernary;
import org.autodiff.ops.operators.ternary.TernaryStorage;

/**
 * A matrix of weights -1, 0 and 1, [inputs, outputs], in little memory. Immutable.
 *
 * <p>{@link Storage#PACKED} takes 2 bits per weight, whatever the weights are; inputs and outputs
 * are padded to multiples of 16. {@link Storage#INDEXED} lists, for each output, the inputs with
 * weight 1 and those with weight -1: 4 bytes per nonzero weight and 8 per output. Unless the caller
 * chooses, the smaller of the two is taken: the lists if fewer than about 6 % of the weights are
 * nonzero. Below about 3 % the lists are also the faster of the two.
 */
public final class TernaryMatrix {
  /** How the weights are held. */
  public enum Storage {
    /** Two bits per weight. */
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

  private static final String NAME = TernaryStorage.NAME;

  private final TernaryStorage weights;

  private TernaryMatrix(TernaryStorage weights) {
    this.weights = weights;
  }

  /**
   * {@return the weights of a matrix, in the smaller storage}
   *
   * @param w [inputs, outputs], of -1, 0 and 1
   * @throws ShapeException if w is not a matrix or has no elements
   * @throws ValueException if a value is another one
   */
  public static TernaryMatrix of(Tensor w) {
    return new TernaryMatrix(TernaryStorage.of(w, NAME));
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
    byte[] t = TernaryStorage.values(w, NAME);
    int inputs = w.shape().dim(0);
    int outputs = w.shape().dim(1);
    return new TernaryMatrix(
        storage == Storage.INDEXED
            ? new IndexedTernary(t, inputs, outputs)
            : new PackedTernary(t, inputs, outputs));
  }

  /**
   * {@return random weights of which an exact share is not 0}
   *
   * <p>The positions of the {@code round(density · inputs · outputs)} nonzeros are drawn without
   * repetition; half of them are 1 and half -1; if their number is odd, there is one more 1.
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
    return new TernaryMatrix(TernaryStorage.smaller(t, inputs, outputs));
  }

  /** {@return the rows} */
  public int inputs() {
    return weights.inputs();
  }

  /** {@return the columns} */
  public int outputs() {
    return weights.outputs();
  }

  /** {@return how many weights are not 0} */
  public long nonzeros() {
    return weights.nonzeros();
  }

  /** {@return the share of weights that are not 0} */
  public double density() {
    return nonzeros() / ((double) inputs() * outputs());
  }

  /** {@return how the weights are held} */
  public Storage storage() {
    return weights instanceof PackedTernary ? Storage.PACKED : Storage.INDEXED;
  }

  /** {@return the bytes that the weights take, padding included} */
  public long bytes() {
    return weights.bytes();
  }

  /** {@return the bits that one weight takes} */
  public double bitsPerWeight() {
    return 8.0 * bytes() / ((double) inputs() * outputs());
  }

  /**
   * {@return one weight}
   *
   * @param input its row
   * @param output its column
   */
  public int weight(int input, int output) {
    return weights.weight(input, output);
  }

  /**
   * {@return the weights as a tensor [inputs, outputs]}
   *
   * @param dtype its element type
   */
  public Tensor toDense(DType dtype) {
    int outputs = outputs();
    double[] w = new double[inputs() * outputs];
    Entries entries = entries();
    for (int i = 0; i < entries.values.length; i++) {
      w[entries.rows[i] * outputs + entries.columns[i]] = entries.values[i];
    }
    return TensorArrays.wrap(new TensorType(Shape.of(inputs(), outputs), DType.FLOAT64), w)
        .to(dtype);
  }

  /** {@return the nonzero weights in row-major order: the coordinate form} */
  public Entries entries() {
    int count = (int) nonzeros();
    int inputs = inputs();
    int[] rowStarts = new int[inputs + 1];
    weights.forEach((k, n, t) -> rowStarts[k + 1]++);
    for (int k = 0; k < inputs; k++) {
      rowStarts[k + 1] += rowStarts[k];
    }
    Entries entries = new Entries(new int[count], new int[count], new byte[count]);
    weights.forEach(
        (k, n, t) -> {
          int at = rowStarts[k]++;
          entries.rows[at] = k;
          entries.columns[at] = n;
          entries.values[at] = (byte) t;
        });
    return entries;
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
    int inputs = inputs();
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
    int[] y = new int[Math.multiplyExact(rows, outputs())];
    weights.multiply(x, rows, y);
    return y;
  }

  /** The weights as products read them. */
  TernaryStorage weights() {
    return weights;
  }

  /** {@return shape, nonzeros, storage and size} */
  @Override
  public String toString() {
    return "TernaryMatrix["
        + inputs()
        + ", "
        + outputs()
        + "] with "
        + nonzeros()
        + " nonzeros, "
        + storage()
        + ", "
        + bytes()
        + " bytes";
  }
}
