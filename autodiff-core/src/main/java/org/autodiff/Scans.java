package org.autodiff;

import org.autodiff.operators.reduction.ArgExtremum;
import org.autodiff.operators.scan.ArgSort;
import org.autodiff.operators.scan.CumulativeProduct;
import org.autodiff.operators.scan.CumulativeSum;
import org.autodiff.operators.scan.Softmax;

/** Operators along one axis: running sums and products, softmax, sorting, positions of extrema. */
public sealed interface Scans permits Tensor {
  /**
   * The running sums along an axis: each element becomes the sum of those up to and including it.
   * Linear; the transpose sums from the other end.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the running sums, in the shape of x
   * @throws ShapeException if there is no such axis
   */
  static Tensor cumsum(Tensor x, int axis) {
    return new CumulativeSum(x.shape().axis(axis, "cumsum"), false).apply(x);
  }

  /**
   * {@return the running sums; see {@link #cumsum(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor cumsum(int axis) {
    return cumsum((Tensor) this, axis);
  }

  /**
   * The running products along an axis: each element becomes the product of those up to and
   * including it. The derivative divides by nothing and is right where elements are 0.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the running products, in the shape of x
   * @throws ShapeException if there is no such axis
   */
  static Tensor cumprod(Tensor x, int axis) {
    return new CumulativeProduct(x.shape().axis(axis, "cumprod"), false).apply(x);
  }

  /**
   * {@return the running products; see {@link #cumprod(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor cumprod(int axis) {
    return cumprod((Tensor) this, axis);
  }

  /**
   * The softmax along an axis, {@code exp(xᵢ − m) / Σ exp(xⱼ − m)} with m the largest element.
   * Where all elements are −∞ it is NaN. Derivative: {@code sᵢ (tᵢ − Σ sⱼ tⱼ)}.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the softmax, in the shape of x
   * @throws ShapeException if there is no such axis
   */
  static Tensor softmax(Tensor x, int axis) {
    return new Softmax(x.shape().axis(axis, "softmax"), false).apply(x);
  }

  /**
   * {@return the softmax; see {@link #softmax(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor softmax(int axis) {
    return softmax((Tensor) this, axis);
  }

  /**
   * The logarithm of the softmax along an axis, {@code xᵢ − m − ln Σ exp(xⱼ − m)} with m the
   * largest element. Where all elements are −∞ it is NaN. Derivative: {@code tᵢ − Σ sⱼ tⱼ}, s the
   * softmax.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the logarithm of the softmax, in the shape of x
   * @throws ShapeException if there is no such axis
   */
  static Tensor logSoftmax(Tensor x, int axis) {
    return new Softmax(x.shape().axis(axis, "log-softmax"), true).apply(x);
  }

  /**
   * {@return the logarithm of the softmax; see {@link #logSoftmax(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor logSoftmax(int axis) {
    return logSoftmax((Tensor) this, axis);
  }

  /**
   * The positions that sort an axis in rising order: stable, NaNs last, −0.0 equal to 0.0. The
   * result is FLOAT64; the derivative is 0.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the positions, in the shape of x
   * @throws ShapeException if there is no such axis
   */
  static Tensor argsort(Tensor x, int axis) {
    return new ArgSort(x.shape().axis(axis, "argsort")).apply(x);
  }

  /**
   * {@return the positions; see {@link #argsort(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor argsort(int axis) {
    return argsort((Tensor) this, axis);
  }

  /**
   * The position of the largest element along an axis: the lowest one among ties; that of the first
   * NaN if there is one. The derivative is 0.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the position along the axis, which is gone; FLOAT64
   * @throws ShapeException if there is no such axis, or it has no element
   */
  static Tensor argmax(Tensor x, int axis) {
    return new ArgExtremum(true, x.shape().axis(axis, "argmax"), false).apply(x);
  }

  /**
   * {@return the position of the largest element; see {@link #argmax(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor argmax(int axis) {
    return argmax((Tensor) this, axis);
  }

  /**
   * The position of the largest of all elements in row-major order: the lowest one among ties; that
   * of the first NaN if there is one. The derivative is 0.
   *
   * @param x the operand
   * @return the position, a FLOAT64 scalar
   * @throws ShapeException if there is no element
   */
  static Tensor argmax(Tensor x) {
    return argmax(x.reshape(x.size()), 0);
  }

  /** {@return the position of the largest of all elements; see {@link #argmax(Tensor)}} */
  default Tensor argmax() {
    return argmax((Tensor) this);
  }

  /**
   * The position of the smallest element along an axis: the lowest one among ties; that of the
   * first NaN if there is one. The derivative is 0.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the position along the axis, which is gone; FLOAT64
   * @throws ShapeException if there is no such axis, or it has no element
   */
  static Tensor argmin(Tensor x, int axis) {
    return new ArgExtremum(false, x.shape().axis(axis, "argmin"), false).apply(x);
  }

  /**
   * {@return the position of the smallest element; see {@link #argmin(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Tensor argmin(int axis) {
    return argmin((Tensor) this, axis);
  }

  /**
   * The position of the smallest of all elements in row-major order: the lowest one among ties;
   * that of the first NaN if there is one. The derivative is 0.
   *
   * @param x the operand
   * @return the position, a FLOAT64 scalar
   * @throws ShapeException if there is no element
   */
  static Tensor argmin(Tensor x) {
    return argmin(x.reshape(x.size()), 0);
  }

  /** {@return the position of the smallest of all elements; see {@link #argmin(Tensor)}} */
  default Tensor argmin() {
    return argmin((Tensor) this);
  }

  /**
   * The elements along an axis in rising order: stable, NaNs last. The derivative permutes tangents
   * as it did the elements; at ties, in their stable order.
   *
   * @param x the operand
   * @param axis the axis, negative ones counted from the end
   * @return the sorted elements, and where each came from
   * @throws ShapeException if there is no such axis
   */
  static Sorted sort(Tensor x, int axis) {
    int along = x.shape().axis(axis, "sort");
    Tensor positions = new ArgSort(along).apply(x);
    return new Sorted(x.takeAlongAxis(positions, along), positions);
  }

  /**
   * {@return the sorted elements and where each came from; see {@link #sort(Tensor, int)}}
   *
   * @param axis the axis
   */
  default Sorted sort(int axis) {
    return sort((Tensor) this, axis);
  }

  /**
   * Sorted elements.
   *
   * @param values the elements in rising order
   * @param positions the position of each along the sorted axis before; FLOAT64
   */
  record Sorted(Tensor values, Tensor positions) {}
}
