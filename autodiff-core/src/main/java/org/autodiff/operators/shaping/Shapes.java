package org.autodiff.operators.shaping;

import java.util.Arrays;
import org.autodiff.Shape;
import org.autodiff.Tensor;

/** Shapes derived from shapes by their last axes. */
public final class Shapes {
  private Shapes() {}

  /** The shape without its last axes. */
  public static Shape dropLast(Shape shape, int count) {
    return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - count));
  }

  /** The shape with more axes at its end. */
  public static Shape append(Shape shape, int... extents) {
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() + extents.length);
    System.arraycopy(extents, 0, dims, shape.rank(), extents.length);
    return Shape.of(dims);
  }

  /** The tensor with its last two axes exchanged. */
  public static Tensor swapLast(Tensor x) {
    return x.swapAxes(-2, -1);
  }
}
