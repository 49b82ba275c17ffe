package org.autodiff.check;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;

/**
 * Numbers with a shape, read by index. A {@link Reference} is written with these, so that it shares
 * no code with the operators that it judges. Double precision whatever the element type of the
 * tensor; immutable.
 */
public final class NumberArray {
  private final Shape shape;
  private final double[] elements;

  private NumberArray(Shape shape, double[] elements) {
    this.shape = shape;
    this.elements = elements;
  }

  /**
   * {@return an array of given elements}
   *
   * @param shape the shape
   * @param elements the elements in row-major order
   * @throws ShapeException if there are not as many elements as the shape has
   */
  public static NumberArray of(Shape shape, double... elements) {
    if (elements.length != shape.size()) {
      throw new ShapeException(
          "number array: the shape must have as many elements as are given, got "
              + shape
              + " and "
              + elements.length
              + "; correct one of them");
    }
    return new NumberArray(shape, elements.clone());
  }

  /**
   * {@return the array whose element at each index is that of a function}
   *
   * @param shape the shape
   * @param element the function of the index; each index is an array of its own
   */
  public static NumberArray of(Shape shape, ToDoubleFunction<int[]> element) {
    double[] elements = new double[shape.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = element.applyAsDouble(index(shape, i));
    }
    return new NumberArray(shape, elements);
  }

  /**
   * Visits all indices of a shape in row-major order; each is an array of its own.
   *
   * @param shape the shape
   * @param visitor what is done with an index
   */
  public static void forEachIndex(Shape shape, Consumer<int[]> visitor) {
    int size = shape.size();
    for (int i = 0; i < size; i++) {
      visitor.accept(index(shape, i));
    }
  }

  static NumberArray of(Tensor tensor) {
    return new NumberArray(tensor.shape(), tensor.toDoubles());
  }

  private static int[] index(Shape shape, int position) {
    int[] index = new int[shape.rank()];
    int rest = position;
    for (int k = index.length - 1; k >= 0; k--) {
      index[k] = rest % shape.dim(k);
      rest /= shape.dim(k);
    }
    return index;
  }

  /** {@return the shape} */
  public Shape shape() {
    return shape;
  }

  /** {@return the number of axes} */
  public int rank() {
    return shape.rank();
  }

  /** {@return the number of elements} */
  public int size() {
    return elements.length;
  }

  /**
   * {@return the extent of an axis}
   *
   * @param axis the axis, counted from the end where negative
   */
  public int dim(int axis) {
    return shape.dim(axis);
  }

  /** {@return the elements in row-major order, in a new array} */
  public double[] elements() {
    return elements.clone();
  }

  /**
   * {@return the element at an index}
   *
   * @param index a position on each axis, from 0
   * @throws IndexOutOfBoundsException if there is none
   */
  public double at(int... index) {
    if (index.length != shape.rank()) {
      throw new IndexOutOfBoundsException(Arrays.toString(index) + " in " + shape);
    }
    int position = 0;
    for (int k = 0; k < index.length; k++) {
      if (index[k] < 0 || index[k] >= shape.dim(k)) {
        throw new IndexOutOfBoundsException(Arrays.toString(index) + " in " + shape);
      }
      position = position * shape.dim(k) + index[k];
    }
    return elements[position];
  }

  /**
   * {@return the element that stands at an index once this array is broadcast: axes are aligned at
   * the end, and one of extent 1 is repeated}
   *
   * @param index a position on each axis of the broadcast array
   */
  public double spread(int... index) {
    int[] own = Arrays.copyOfRange(index, index.length - shape.rank(), index.length);
    for (int k = 0; k < own.length; k++) {
      own[k] = shape.dim(k) == 1 ? 0 : own[k];
    }
    return at(own);
  }

  /**
   * {@return the array of the function's values}
   *
   * @param f a function of one element
   */
  public NumberArray map(DoubleUnaryOperator f) {
    return new NumberArray(shape, Arrays.stream(elements).map(f).toArray());
  }

  /**
   * {@return the results of a function of all elements along some axes}
   *
   * @param axes the axes, counted from the end where negative; none for all
   * @param keep whether they stay, with extent 1
   * @param f makes one number of the elements along them, in row-major order
   */
  public NumberArray reduce(int[] axes, boolean keep, ToDoubleFunction<double[]> f) {
    boolean[] reduced = new boolean[shape.rank()];
    Arrays.fill(reduced, axes.length == 0);
    for (int axis : axes) {
      reduced[axis < 0 ? axis + reduced.length : axis] = true;
    }
    Shape inner = shape; // what is reduced over, and what is left, both under the whole rank
    Shape outer = shape;
    Shape result = shape;
    for (int k = reduced.length - 1; k >= 0; k--) {
      inner = reduced[k] ? inner : withDim(inner, k, 1);
      outer = reduced[k] ? withDim(outer, k, 1) : outer;
      result = !reduced[k] ? result : keep ? withDim(result, k, 1) : result.remove(k);
    }
    double[] out = new double[result.size()];
    for (int i = 0; i < out.length; i++) {
      int[] start = index(outer, i);
      double[] line = new double[inner.size()];
      for (int j = 0; j < line.length; j++) {
        int[] offset = index(inner, j);
        for (int k = 0; k < offset.length; k++) {
          offset[k] += start[k];
        }
        line[j] = at(offset);
      }
      out[i] = f.applyAsDouble(line);
    }
    return new NumberArray(result, out);
  }

  private static Shape withDim(Shape shape, int axis, int extent) {
    int[] dims = shape.dims();
    dims[axis] = extent;
    return Shape.of(dims);
  }

  /**
   * {@return the array with a function applied to every line along an axis}
   *
   * @param axis the axis, counted from the end where negative
   * @param f makes a line of a line; all of the same length
   */
  public NumberArray along(int axis, UnaryOperator<double[]> f) {
    int k = axis < 0 ? axis + shape.rank() : axis;
    int length = -1;
    double[][] lines = new double[size()][];
    for (int i = 0; i < lines.length; i++) {
      int[] index = index(shape, i);
      if (index[k] == 0) {
        double[] line = new double[shape.dim(k)];
        for (int j = 0; j < line.length; j++) {
          index[k] = j;
          line[j] = at(index);
        }
        lines[i] = f.apply(line);
        length = lines[i].length;
      }
    }
    Shape result = length < 0 ? shape : withDim(shape, k, length);
    return of(
        result,
        index -> {
          int[] start = index.clone();
          start[k] = 0;
          int position = 0;
          for (int a = 0; a < start.length; a++) {
            position = position * shape.dim(a) + start[a];
          }
          return lines[position][index[k]];
        });
  }

  /** {@return the shape and the elements} */
  @Override
  public String toString() {
    return shape + " " + Arrays.toString(elements);
  }
}
