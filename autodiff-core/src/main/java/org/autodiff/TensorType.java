package org.autodiff;

/**
 * What is known about a tensor without its data: shape and element type. Operators infer the types
 * of their results from the types of their operands.
 *
 * @param shape the extents of the axes
 * @param dtype the element type
 */
public record TensorType(Shape shape, DType dtype) {
  /** The type of a FLOAT64 scalar. */
  public static final TensorType SCALAR64 = new TensorType(Shape.SCALAR, DType.FLOAT64);

  /** The type of a FLOAT32 scalar. */
  public static final TensorType SCALAR32 = new TensorType(Shape.SCALAR, DType.FLOAT32);

  /**
   * {@return the type of an element type and a shape}
   *
   * @param dtype the element type
   * @param shape the extents of the axes; none for a scalar
   * @throws ShapeException if an extent is negative
   */
  public static TensorType of(DType dtype, int... shape) {
    return new TensorType(Shape.of(shape), dtype);
  }

  /**
   * {@return the type of this element type and the given shape}
   *
   * @param newShape the shape
   */
  public TensorType withShape(Shape newShape) {
    return newShape == shape ? this : new TensorType(newShape, dtype);
  }

  /** {@return the type as messages print it, for example {@code float64[2, 3]}} */
  @Override
  public String toString() {
    return dtype + shape.toString();
  }
}
