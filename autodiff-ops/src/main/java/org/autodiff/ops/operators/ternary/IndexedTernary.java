package org.autodiff.ops.operators.ternary;

import org.autodiff.ops.kernels.DoubleTernary;
import org.autodiff.ops.kernels.FloatTernary;

/** For each output, the list of the inputs with weight 1 and that of those with weight -1. */
public final class IndexedTernary implements TernaryStorage {
  private final int inputs;
  private final int outputs;
  private final int[]
      starts; // of the lists: 1 and -1 of the first output, of the second, ...; the end
  private final int[] indices;

  /**
   * Lists weights.
   *
   * @param t the weights, row-major
   * @param inputs the rows
   * @param outputs the columns
   */
  public IndexedTernary(byte[] t, int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    starts = new int[2 * outputs + 1];
    indices = new int[TernaryStorage.nonzeros(t)];
    int at = 0;
    for (int n = 0; n < outputs; n++) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        starts[2 * n + (sign > 0 ? 0 : 1)] = at;
        for (int k = 0; k < inputs; k++) {
          if (t[k * outputs + n] == sign) {
            indices[at++] = k;
          }
        }
      }
    }
    starts[2 * outputs] = at;
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
    return indices.length;
  }

  @Override
  public long bytes() {
    return 4L * starts.length + 4L * indices.length;
  }

  @Override
  public int weight(int input, int output) {
    for (int i = starts[2 * output]; i < starts[2 * output + 2]; i++) {
      if (indices[i] == input) {
        return sign(i, output);
      }
    }
    return 0;
  }

  private int sign(int position, int output) {
    return position < starts[2 * output + 1] ? 1 : -1;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int n = 0; n < outputs; n++) {
      for (int i = starts[2 * n]; i < starts[2 * n + 2]; i++) {
        visitor.visit(indices[i], n, sign(i, n));
      }
    }
  }

  @Override
  public void multiply(byte[] x, int rows, int[] y) {
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
    DoubleTernary.multiplyLists(
        starts, indices, from, size, rows, x, xAt, xStride, y, yAt, yStride);
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
    FloatTernary.multiplyLists(starts, indices, from, size, rows, x, xAt, xStride, y, yAt, yStride);
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
    DoubleTernary.multiplyListsTransposed(
        starts, indices, from, size, rows, x, xAt, xStride, y, yAt, yStride);
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
    FloatTernary.multiplyListsTransposed(
        starts, indices, from, size, rows, x, xAt, xStride, y, yAt, yStride);
  }
}
