package org.autodiff;

/**
 * The arrays behind concrete tensors: for authors of operators, whose kernels read the arrays of
 * operands and write those of the results that they are given. Everybody else reads {@link
 * Tensor#toDoubles} and {@link Tensor#toFloats}, which copy, and makes tensors with {@link
 * Tensor#of}, which copies too; so tensors stay immutable.
 *
 * <p>The arrays are shared, not copied, and one array may stand behind many tensors: views,
 * broadcasts, residuals of a recorded derivative. So there are two rules. Never write to an array
 * that belongs to an operand. Write to the array of a result only while it is computed. The law
 * PURITY holds registered operators to both: it looks at the operands afterwards, and gives results
 * full of NaN.
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

  /**
   * Writes the elements of a tensor into a result, row-major.
   *
   * @param x the elements, of any layout
   * @param result contiguous, of the same element type and number of elements
   */
  public static void copy(DenseTensor x, DenseTensor result) {
    x.copyInto(result);
  }

  /**
   * Sets all elements of a result: for sums that begin with 0.
   *
   * @param result contiguous
   * @param value the value, rounded to FLOAT32 where the result is
   */
  public static void fill(DenseTensor result, double value) {
    result.fillInPlace(value);
  }
}
