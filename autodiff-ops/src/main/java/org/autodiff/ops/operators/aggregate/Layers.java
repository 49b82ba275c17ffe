package org.autodiff.ops.operators.aggregate;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.ops.operators.LayerOperands;

/**
 * The independent layers of an aggregation. If all share one w and one temperature, their rows are
 * rows of one layer.
 */
final class Layers {
  private final double[] alpha;
  private final int count;
  private final boolean shared;

  /**
   * Finds the layers.
   *
   * @param operands x, w, the temperature if there is one, and what has the layers of the result
   * @param hasTemperature whether there is one
   * @param operator the name for messages
   * @throws org.autodiff.ValueException if a temperature is not positive and finite
   */
  Layers(DenseTensor[] operands, boolean hasTemperature, String operator) {
    int layers = 1;
    boolean empty = false;
    for (DenseTensor operand : operands) {
      layers = Math.max(layers, operand.shape().dim(0));
      empty |= operand.shape().isEmpty();
    }
    alpha = hasTemperature ? operands[2].toDoubles() : new double[] {1};
    for (double value : alpha) {
      LayerOperands.requireTemperature(value, operator);
    }
    boolean sameRows = true;
    for (int i = 0; i < operands.length; i++) {
      sameRows &= i == 1 || (i == 2 && hasTemperature) || operands[i].shape().dim(0) == layers;
    }
    shared = sameRows && operands[1].shape().dim(0) == 1 && alpha.length == 1;
    count = empty ? 0 : shared ? 1 : layers;
  }

  int count() {
    return count;
  }

  double alpha(int s) {
    return alpha[alpha.length == 1 ? 0 : s];
  }

  /** The activations of a layer, [rows, in]. */
  DenseTensor x(DenseTensor x, int s) {
    return matrix(x, s, 1, 2);
  }

  /** The weights of a layer, [in, out]. */
  DenseTensor w(DenseTensor w, int s) {
    return matrix(w, s, 2, 3);
  }

  /** The results of a layer, [rows, out]. */
  DenseTensor y(DenseTensor y, int s) {
    return matrix(y, s, 1, 3);
  }

  private DenseTensor matrix(DenseTensor t, int s, int rowAxis, int columnAxis) {
    Shape shape = t.shape();
    int rows = shape.dim(rowAxis);
    int columns = shape.dim(columnAxis);
    if (shared && rowAxis == 1) {
      return t.contiguous().reshape(shape.dim(0) * rows, columns).dense();
    }
    int[] strides = t.strides();
    return t.view(
            Shape.of(rows, columns),
            t.offset() + (shape.dim(0) == 1 ? 0 : s * strides[0]),
            new int[] {strides[rowAxis], strides[columnAxis]})
        .contiguous();
  }

  static int count(Tensor[] operands, boolean[] batched) {
    int layers = 1;
    for (int i = 0; i < operands.length; i++) {
      layers = Math.max(layers, operands[i].shape().dim(batched[i] ? 1 : 0));
    }
    return layers;
  }

  /**
   * An operand of a batch of aggregations, with batch and layers as one axis.
   *
   * @param t the operand
   * @param batched whether it has the batch as leading axis
   * @param size of the batch
   * @param layers of each aggregation
   * @param whole whether it must have them all, otherwise 1 may serve all
   */
  static Tensor fold(Tensor t, boolean batched, int size, int layers, boolean whole) {
    Tensor leading = batched ? t : t.expandDims(0);
    Shape shape = leading.shape();
    Shape own = shape.remove(0).remove(0);
    if (!whole && shape.dim(0) == 1 && shape.dim(1) == 1) {
      return leading.reshape(own.insert(0, 1));
    }
    return leading
        .broadcastTo(own.insert(0, layers).insert(0, size))
        .reshape(own.insert(0, size * layers));
  }

  static Tensor unfold(Tensor t, int size, int layers) {
    return t.reshape(t.shape().remove(0).insert(0, layers).insert(0, size));
  }
}
