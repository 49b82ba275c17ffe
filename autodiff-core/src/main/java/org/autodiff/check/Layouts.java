package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;

/** The ways in which the elements of a tensor can lie in its array. */
enum Layouts {
  /** The axes stand in reverse order in memory. */
  TRANSPOSED,
  /** There are gaps between the elements. */
  STRIDED,
  /** Every axis runs backwards. */
  REVERSED,
  /** The first element is not the first of the array. */
  OFFSET;

  /** What stands in the array between the elements: it must never be read. */
  private static final double GAP = Double.NaN;

  /** {@return a tensor with the same elements in this layout} */
  DenseTensor of(Tensor x) {
    int rank = x.rank();
    int[] dims = x.shape().dims();
    int[] strides = new int[rank];
    int stride = this == STRIDED ? 2 : 1;
    int offset = this == OFFSET ? 5 : 0;
    for (int k = 0; k < rank; k++) {
      int axis = this == TRANSPOSED ? k : rank - 1 - k;
      strides[axis] = stride;
      stride *= Math.max(1, dims[axis]);
    }
    int length = offset + stride + 3;
    if (this == REVERSED) {
      for (int k = 0; k < rank; k++) {
        offset += strides[k] * Math.max(0, dims[k] - 1);
        strides[k] = -strides[k];
      }
    }
    double[] array = new double[length];
    Arrays.fill(array, GAP);
    double[] elements = x.toDoubles();
    int[] index = new int[rank];
    for (double element : elements) {
      int at = offset;
      for (int k = 0; k < rank; k++) {
        at += index[k] * strides[k];
      }
      array[at] = element;
      for (int k = rank - 1; k >= 0 && ++index[k] == dims[k]; k--) {
        index[k] = 0;
      }
    }
    TensorType flat = new TensorType(Shape.of(length), x.dtype());
    return Elements.tensor(flat, array).view(x.shape(), offset, strides);
  }

  /** {@return a tensor of stride 0 along one axis, with the elements that x has at its start} */
  static DenseTensor repeated(Tensor x, int axis) {
    DenseTensor dense = x.dense().contiguous();
    int[] strides = dense.strides();
    strides[axis] = 0;
    return dense.view(x.shape(), dense.offset(), strides);
  }

  /** {@return the tensors, each in some layout} */
  static List<Tensor> any(List<Tensor> tensors, RandomGenerator random) {
    List<Tensor> out = new ArrayList<>();
    for (Tensor x : tensors) {
      out.add(values()[random.nextInt(values().length)].of(x));
    }
    return out;
  }

  /** {@return the whole array behind a tensor, gaps included} */
  static double[] array(Tensor x) {
    DenseTensor dense = x.dense();
    if (dense.dtype() == DType.FLOAT64) {
      return TensorArrays.doubles(dense).clone();
    }
    float[] floats = TensorArrays.floats(dense);
    double[] out = new double[floats.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = floats[i];
    }
    return out;
  }
}
