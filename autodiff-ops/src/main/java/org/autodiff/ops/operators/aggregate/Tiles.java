package org.autodiff.ops.operators.aggregate;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.TensorArrays;

/** Parts of results that are computed tile by tile. */
final class Tiles {
  private Tiles() {}

  /**
   * Adds to a view.
   *
   * @param target a view of a result
   * @param terms of its shape, contiguous
   */
  static void add(DenseTensor target, DenseTensor terms) {
    int[] dims = target.shape().dims();
    int[] strides = target.strides();
    int[] at = new int[dims.length];
    int to = target.offset();
    int read = terms.offset();
    for (int count = target.size(); count > 0; count--) {
      if (target.dtype() == DType.FLOAT64) {
        TensorArrays.doubles(target)[to] += TensorArrays.doubles(terms)[read++];
      } else {
        TensorArrays.floats(target)[to] += TensorArrays.floats(terms)[read++];
      }
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        to += strides[axis];
        if (++at[axis] < dims[axis]) {
          break;
        }
        to -= dims[axis] * strides[axis];
        at[axis] = 0;
      }
    }
  }
}
