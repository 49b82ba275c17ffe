package org.autodiff;

import org.autodiff.operators.reduction.ArgExtremum;
import org.autodiff.operators.scan.ArgSort;
import org.autodiff.operators.scan.CumulativeProduct;
import org.autodiff.operators.scan.CumulativeSum;
import org.autodiff.operators.scan.Softmax;

/**
 * Operators along one axis: running sums and products, softmax, sorting, positions of extrema. In
 * the formulas xᵢ are the elements along the axis and tᵢ those of a tangent.
 */
public sealed interface Scans permits Tensor {
  /**
   * The running sums along an axis: each element becomes the sum of those up to and including it.
   * Linear; the transpose sums from the other end.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the running sums, in the shape of this tensor
   * @throws ShapeException if there is no such axis
   */
  default Tensor cumsum(int axis) {
    Tensor x = self();
    return new CumulativeSum(x.shape().axis(axis, "cumsum"), false).apply(x);
  }

  /**
   * The running products along an axis: each element becomes the product of those up to and
   * including it. The derivative needs no division, so it is right where elements are 0 too.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the running products, in the shape of this tensor
   * @throws ShapeException if there is no such axis
   */
  default Tensor cumprod(int axis) {
    Tensor x = self();
    return new CumulativeProduct(x.shape().axis(axis, "cumprod"), false).apply(x);
  }

  /**
   * The softmax along an axis, {@code exp(xᵢ − m) / Σ exp(xⱼ − m)} with m the largest element.
   * Where all elements are −∞ it is NaN. Derivative: {@code sᵢ (tᵢ − Σ sⱼ tⱼ)}.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the softmax, in the shape of this tensor
   * @throws ShapeException if there is no such axis
   */
  default Tensor softmax(int axis) {
    Tensor x = self();
    return new Softmax(x.shape().axis(axis, "softmax"), false).apply(x);
  }

  /**
   * The logarithm of the softmax along an axis, {@code xᵢ − m − ln Σ exp(xⱼ − m)} with m the
   * largest element. Where all elements are −∞ it is NaN. Derivative: {@code tᵢ − Σ sⱼ tⱼ}, s the
   * softmax.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the logarithm of the softmax, in the shape of this tensor
   * @throws ShapeException if there is no such axis
   */
  default Tensor logSoftmax(int axis) {
    Tensor x = self();
    return new Softmax(x.shape().axis(axis, "log-softmax"), true).apply(x);
  }

  /**
   * The positions that sort an axis in rising order: stable, NaNs last, −0.0 equal to 0.0. The
   * result is FLOAT64; the derivative is 0.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the positions, in the shape of this tensor
   * @throws ShapeException if there is no such axis
   */
  default Tensor argsort(int axis) {
    Tensor x = self();
    return new ArgSort(x.shape().axis(axis, "argsort")).apply(x);
  }

  /**
   * The position of the largest element along an axis: the lowest one among ties; that of the first
   * NaN if there is one. The derivative is 0.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the positions along the axis, FLOAT64, in the shape of this tensor without that axis
   * @throws ShapeException if there is no such axis, or it has no element
   */
  default Tensor argmax(int axis) {
    Tensor x = self();
    return new ArgExtremum(true, x.shape().axis(axis, "argmax"), false).apply(x);
  }

  /**
   * The position of the largest of all elements in row-major order: the lowest one among ties; that
   * of the first NaN if there is one. The derivative is 0.
   *
   * @return the position, a FLOAT64 scalar
   * @throws ShapeException if there is no element
   */
  default Tensor argmax() {
    return self().flatten().argmax(0);
  }

  /**
   * The position of the smallest element along an axis: the lowest one among ties; that of the
   * first NaN if there is one. The derivative is 0.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the positions along the axis, FLOAT64, in the shape of this tensor without that axis
   * @throws ShapeException if there is no such axis, or it has no element
   */
  default Tensor argmin(int axis) {
    Tensor x = self();
    return new ArgExtremum(false, x.shape().axis(axis, "argmin"), false).apply(x);
  }

  /**
   * The position of the smallest of all elements in row-major order: the lowest one among ties;
   * that of the first NaN if there is one. The derivative is 0.
   *
   * @return the position, a FLOAT64 scalar
   * @throws ShapeException if there is no element
   */
  default Tensor argmin() {
    return self().flatten().argmin(0);
  }

  /**
   * The elements along an axis in rising order: stable, NaNs last. The derivative permutes tangents
   * as it did the elements; at ties, in their stable order.
   *
   * @param axis the axis, negative ones counted from the end
   * @return the sorted elements, and where each came from
   * @throws ShapeException if there is no such axis
   */
  default Sorted sort(int axis) {
    Tensor x = self();
    int along = x.shape().axis(axis, "sort");
    Tensor positions = new ArgSort(along).apply(x);
    return new Sorted(x.takeAlongAxis(positions, along), positions);
  }

  /**
   * Sorted elements.
   *
   * @param values the elements in rising order
   * @param positions the position of each along the sorted axis before; FLOAT64
   */
  record Sorted(Tensor values, Tensor positions) {}

  private Tensor self() {
    return (Tensor) this;
  }
}
