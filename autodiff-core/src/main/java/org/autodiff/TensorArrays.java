package org.autodiff;

/**
 * The arrays behind concrete tensors: for authors of operators, whose kernels read the arrays of
 * operands and make results from arrays of their own. Everybody else reads {@link Tensor#toDoubles}
 * and {@link Tensor#toFloats}, which copy, and makes tensors with {@link Tensor#of}, which copies
 * too; so tensors stay immutable.
 *
 * <p>The arrays are shared, not copied, and one array may stand behind many tensors: views,
 * broadcasts, residuals of a recorded derivative. So there are two rules. Never write to an array
 * that belongs to an operand. Write to the array of a result only before the result is returned.
 * The law PURITY holds registered operators to the first rule.
 */
public final class TensorArrays {
  private TensorArrays() {}

  /**
   * {@return the array of a FLOAT64 tensor, shared; its first element stands at {@link
   * DenseTensor#offset}, the others by {@link DenseTensor#strides}}
   *
   * @param tensor the tensor
   * @throws DTypeException if the tensor is FLOAT32
   */
  public static double[] doubles(DenseTensor tensor) {
    return tensor.doubles();
  }

  /**
   * {@return the array of a FLOAT32 tensor, shared; its first element stands at {@link
   * DenseTensor#offset}, the others by {@link DenseTensor#strides}}
   *
   * @param tensor the tensor
   * @throws DTypeException if the tensor is FLOAT64
   */
  public static float[] floats(DenseTensor tensor) {
    return tensor.floats();
  }

  /**
   * Wraps an array, without a copy: for results that a kernel has just made.
   *
   * @param type the type, FLOAT64
   * @param elements the elements, row-major; not to be changed afterwards
   * @return the tensor
   * @throws DTypeException if the type is not FLOAT64
   * @throws ShapeException if the number of elements does not fit the shape
   */
  public static DenseTensor wrap(TensorType type, double[] elements) {
    return DenseTensor.wrap(type, elements);
  }

  /**
   * Wraps an array, without a copy: for results that a kernel has just made.
   *
   * @param type the type, FLOAT32
   * @param elements the elements, row-major; not to be changed afterwards
   * @return the tensor
   * @throws DTypeException if the type is not FLOAT32
   * @throws ShapeException if the number of elements does not fit the shape
   */
  public static DenseTensor wrap(TensorType type, float[] elements) {
    return DenseTensor.wrap(type, elements);
  }

  /**
   * Adds to the elements of a tensor, in place: for sums in buffers that nobody else has seen.
   *
   * @param sum the buffer, of any layout without repeated elements
   * @param x what to add, of the same type
   */
  public static void add(DenseTensor sum, DenseTensor x) {
    sum.addInPlace(x);
  }
}
