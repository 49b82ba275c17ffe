package org.autodiff.check;

import java.util.random.RandomGenerator;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.ValueException;

/**
 * Draws the parts of a sample: awkward shapes (extents 0, 1, 2, 3, primes, around the number of
 * vector lanes), short decimals, indices. Deterministic in its source of random numbers.
 *
 * <p>Where the source gives 0, the simplest is drawn: small shapes, the first of several values,
 * axes in order, numbers near 0 with few digits. So a failing case that jqwik shrinks, number by
 * number, becomes a simple sample.
 */
public final class Draw {
  private static final int[] DIMS = {1, 2, 3, 2, 3, 4, 5, 7}; // the first is the simplest
  private static final int[] LONG_DIMS = {7, 8, 9, 11, 13, 15, 16, 17};
  private static final int MAX_SIZE = 24;

  private final RandomGenerator random; // shapes, axes, parameters
  private final RandomGenerator elements;
  private final DType dtype;
  private final boolean empty;

  /**
   * Creates a source of samples.
   *
   * @param random the source of shapes, axes and other parameters
   * @param elements the source of elements: another one gives other elements in the same shapes
   * @param dtype the element type of the tensors
   * @param empty whether shapes may have extents of 0
   */
  public Draw(RandomGenerator random, RandomGenerator elements, DType dtype, boolean empty) {
    this.random = random;
    this.elements = elements;
    this.dtype = dtype;
    this.empty = empty;
  }

  /** {@return the element type of the tensors} */
  public DType dtype() {
    return dtype;
  }

  /** {@return true or false} */
  public boolean flag() {
    return random.nextBoolean();
  }

  /**
   * {@return an integer}
   *
   * @param low the smallest
   * @param high the largest
   */
  public int integer(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /**
   * {@return one of the values}
   *
   * @param values the values
   * @param <T> their type
   */
  @SafeVarargs
  public final <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** {@return an awkward extent, at times 0 where the draw allows empty shapes} */
  public int dim() {
    return empty && random.nextInt(12) == 11 ? 0 : positiveDim();
  }

  /** {@return an awkward extent of 1 or more} */
  public int positiveDim() {
    return DIMS[random.nextInt(DIMS.length)];
  }

  /**
   * {@return an awkward shape, at times with an extent of 0 where the draw allows it}
   *
   * @param minRank the smallest rank
   * @param maxRank the largest rank
   */
  public Shape shape(int minRank, int maxRank) {
    Shape shape = positiveShape(minRank, maxRank);
    if (empty && shape.rank() > 0 && random.nextInt(8) == 7) {
      int[] dims = shape.dims();
      dims[random.nextInt(dims.length)] = 0;
      return Shape.of(dims);
    }
    return shape;
  }

  /**
   * {@return an awkward shape with elements}
   *
   * @param minRank the smallest rank
   * @param maxRank the largest rank
   */
  public Shape positiveShape(int minRank, int maxRank) {
    int[] dims = new int[integer(minRank, maxRank)];
    if (dims.length == 1) {
      int choice = random.nextInt(2 * DIMS.length + LONG_DIMS.length); // a third of them are long
      int beyond = choice - 2 * DIMS.length;
      return Shape.of(beyond < 0 ? DIMS[choice % DIMS.length] : LONG_DIMS[beyond]);
    }
    int size = 1;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = positiveDim();
      if (size * dims[i] > MAX_SIZE) {
        dims[i] = 1 + random.nextInt(2);
      }
      size *= dims[i];
    }
    return Shape.of(dims);
  }

  /**
   * {@return a shape that broadcasts to the given one: axes left out in front, extents of 1}
   *
   * @param shape the result's shape
   */
  public Shape broadcastable(Shape shape) {
    if (random.nextInt(3) == 0) {
      return shape;
    }
    int leave = random.nextInt(shape.rank() + 1);
    int[] dims = new int[shape.rank() - leave];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = random.nextInt(3) == 0 ? 1 : shape.dim(leave + i);
    }
    return Shape.of(dims);
  }

  /**
   * {@return an axis, at times counted from the end}
   *
   * @param rank the number of axes, at least 1
   */
  public int axis(int rank) {
    int axis = random.nextInt(2 * rank);
    return axis < rank ? axis : axis - 2 * rank;
  }

  /**
   * {@return some different axes, at times counted from the end; at times all or none}
   *
   * @param rank the number of axes
   */
  public int[] axes(int rank) {
    int[] axes = permutation(rank);
    int[] some = new int[random.nextInt(rank + 1)];
    for (int i = 0; i < some.length; i++) {
      some[i] = random.nextInt(3) == 2 ? axes[i] - rank : axes[i];
    }
    return some;
  }

  /**
   * {@return the numbers from 0 to n − 1 in some order}
   *
   * @param n how many
   */
  public int[] permutation(int n) {
    return permutation(n, random);
  }

  private static int[] permutation(int n, RandomGenerator random) {
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      int j = i - random.nextInt(i + 1);
      out[i] = out[j];
      out[j] = i;
    }
    return out;
  }

  /**
   * {@return a short decimal of the domain, away from its non-smooth points}
   *
   * @param domain the domain
   * @throws ValueException if no number with two decimals lies in it
   */
  public double value(Domain domain) {
    int kind = elements.nextInt(16); // most are tenths, some hundredths, few integers
    if (kind == 0) {
      double integer = near(domain, 1);
      if (!Double.isNaN(integer)) {
        return integer;
      }
    }
    if (kind < 12) {
      double tenth = near(domain, 10);
      if (!Double.isNaN(tenth)) {
        return tenth;
      }
    }
    double hundredth = near(domain, 100);
    if (Double.isNaN(hundredth)) {
      throw new ValueException(
          "domain: a number with two decimals must lie in it, got "
              + domain
              + "; widen it, or draw elements with Draw.from or Draw.tensor(shape, data)");
    }
    return hundredth;
  }

  /** {@return a multiple of 1/scale in the domain, or NaN; those near 0 come first} */
  private double near(Domain domain, int scale) {
    long low = (long) Math.ceil(domain.low() * scale);
    long high = (long) Math.floor(domain.high() * scale);
    int count = (int) Math.min(Integer.MAX_VALUE - 1, high - low + 1);
    if (count <= 0) {
      return Double.NaN;
    }
    int first = elements.nextInt(count);
    for (int i = 0; i < count; i++) {
      double x = (double) zigzag(low, high, (first + (long) i) % count) / scale;
      if (domain.contains(x)) {
        return x;
      }
    }
    return Double.NaN;
  }

  /**
   * {@return number i of the integers from low to high, counted outwards from the one nearest 0}
   */
  private static long zigzag(long low, long high, long i) {
    long centre = Math.max(low, Math.min(high, 0));
    long both = 2 * Math.min(high - centre, centre - low); // how many lie on both sides
    if (i <= both) {
      return i % 2 == 1 ? centre + (i + 1) / 2 : centre - i / 2;
    }
    long beyond = i - both / 2;
    return high - centre > centre - low ? centre + beyond : centre - beyond;
  }

  /**
   * {@return a tensor of short decimals}
   *
   * @param shape its shape
   * @param domain where its elements come from
   */
  public Tensor tensor(Shape shape, Domain domain) {
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = value(domain);
    }
    return tensor(shape, data);
  }

  /**
   * {@return a tensor of short decimals from −3 to 3}
   *
   * @param shape its shape
   */
  public Tensor tensor(Shape shape) {
    return tensor(shape, Domain.all());
  }

  /**
   * {@return a tensor of short decimals of which no two are closer than ten steps}
   *
   * @param shape its shape
   */
  public Tensor distinct(Shape shape) {
    return distinct(shape, 0);
  }

  /**
   * {@return a tensor of short decimals of which no two are closer than ten steps, nor closer than
   * that to a tensor of another phase}
   *
   * @param shape its shape
   * @param phase 0 or 1
   */
  public Tensor distinct(Shape shape, int phase) {
    int n = shape.size();
    int[] order = permutation(n, elements);
    double[] data = new double[n];
    for (int i = 0; i < n; i++) {
      int step = 2 * (order[i] - n / 2) + phase;
      data[i] = step * 5 / 100.0 + (step < 0 ? -0.02 : 0.02);
    }
    return tensor(shape, data);
  }

  /**
   * {@return a tensor of some of the values}
   *
   * @param shape its shape
   * @param values what its elements are taken from
   */
  public Tensor from(Shape shape, double... values) {
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = values[elements.nextInt(values.length)];
    }
    return tensor(shape, data);
  }

  /**
   * {@return a tensor of integers, such as indices}
   *
   * @param shape its shape
   * @param low the smallest
   * @param high the largest
   */
  public Tensor integers(Shape shape, int low, int high) {
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = low + elements.nextInt(high - low + 1);
    }
    return tensor(shape, data);
  }

  /**
   * {@return a tensor with the given elements, in this draw's element type}
   *
   * @param shape its shape
   * @param data the elements in row-major order
   */
  public Tensor tensor(Shape shape, double... data) {
    if (dtype == DType.FLOAT64) {
      return TensorArrays.wrap(new TensorType(shape, dtype), data.clone());
    }
    float[] floats = new float[data.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) data[i];
    }
    return TensorArrays.wrap(new TensorType(shape, dtype), floats);
  }
}
