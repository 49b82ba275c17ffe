package org.autodiff;

import org.autodiff.extend.Axes;
import org.autodiff.operators.reduction.Extremum;
import org.autodiff.operators.reduction.LogSumExp;
import org.autodiff.operators.reduction.Mean;
import org.autodiff.operators.reduction.Norm;
import org.autodiff.operators.reduction.Prod;
import org.autodiff.operators.reduction.Sum;
import org.autodiff.operators.reduction.SumTo;

/**
 * Reductions: one element in place of all those along some axes. Without axes they reduce to a
 * scalar. The element type stays. In the formulas xᵢ are the elements of this tensor that are
 * reduced to one element of the result.
 */
public sealed interface Reductions permits Tensor {
  /**
   * The sum over axes: 0 over no elements. Derivative with respect to each element: 1. FLOAT32 is
   * added up in double. The order of the additions is given by the row-major order of the reduced
   * axes (see {@code OrderedSum} in the kernels), so that equal tensors have equal sums, to the
   * bit, however they lie in memory.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the sum, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   */
  default Tensor sum(int... axes) {
    return sum(false, axes);
  }

  /**
   * {@return the sum; see {@link #sum(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor sum(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Sum(Axes.of("sum", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The mean over axes: NaN over no elements. Derivative with respect to each of n elements: 1/n.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the mean, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   */
  default Tensor mean(int... axes) {
    return mean(false, axes);
  }

  /**
   * {@return the mean; see {@link #mean(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor mean(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Mean(Axes.of("mean", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The product over axes: 1 over no elements. Derivative with respect to an element: the product
   * of the others, also where elements are 0.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the product, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   */
  default Tensor prod(int... axes) {
    return prod(false, axes);
  }

  /**
   * {@return the product; see {@link #prod(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor prod(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Prod(Axes.of("prod", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The largest element over axes; NaN if one is NaN. Derivative: 1 with respect to the element
   * that attains it, split equally among ties, NaN where one is NaN.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the largest element, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice, or no element to choose
   *     from
   */
  default Tensor max(int... axes) {
    return max(false, axes);
  }

  /**
   * {@return the largest element; see {@link #max(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor max(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Extremum(true, Axes.of("max", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The smallest element over axes; NaN if one is NaN. Derivative: 1 with respect to the element
   * that attains it, split equally among ties, NaN where one is NaN.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the smallest element, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice, or no element to choose
   *     from
   */
  default Tensor min(int... axes) {
    return min(false, axes);
  }

  /**
   * {@return the smallest element; see {@link #min(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor min(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Extremum(false, Axes.of("min", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The logarithm of the sum of exponentials over axes, {@code m + ln Σ exp(xᵢ − m)} with m the
   * largest element, so that nothing overflows. Elements that are −∞ contribute nothing; over no
   * elements, or if all are −∞, the result is −∞. Derivative with respect to an element: its
   * softmax, {@code exp(xᵢ − m) / Σ exp(xⱼ − m)}, which stays exact where the elements have a large
   * part in common; 0 where only that element is −∞, and NaN where all are, since no limit exists
   * there.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the logarithm of the sum of exponentials, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   */
  default Tensor logsumexp(int... axes) {
    return logsumexp(false, axes);
  }

  /**
   * {@return the logarithm of the sum of exponentials; see {@link #logsumexp(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor logsumexp(boolean keepDims, int... axes) {
    Tensor x = self();
    return new LogSumExp(Axes.of("logsumexp", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The Euclidean norm over axes, {@code √Σ xᵢ²}, without overflow or underflow on the way: 0 over
   * no elements. Derivative: {@code x / ‖x‖}, and 0 at 0; the second derivative is unbounded there
   * and comes out infinite or NaN.
   *
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the Euclidean norm, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   */
  default Tensor norm(int... axes) {
    return norm(false, axes);
  }

  /**
   * {@return the Euclidean norm; see {@link #norm(int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none means all
   */
  default Tensor norm(boolean keepDims, int... axes) {
    Tensor x = self();
    return new Norm(Axes.of("norm", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * The variance over axes, {@code Σ (xᵢ − mean)² / (n − ddof)}, in two passes. Derivative with
   * respect to an element: {@code 2 (xᵢ − mean) / (n − ddof)}.
   *
   * @param ddof what is subtracted from the number of elements: 0 for the variance of these
   *     elements, 1 for an unbiased estimate from a sample
   * @param axes the axes, negative ones counted from the end; none means all
   * @return the variance, without the reduced axes
   * @throws ShapeException if there is no such axis or one is named twice
   * @throws ValueException if ddof is negative or there are not more elements than ddof
   */
  default Tensor variance(int ddof, int... axes) {
    Tensor x = self();
    Axes over = Axes.of("variance", x.shape(), axes);
    int n = over.extent(x.shape());
    if (ddof < 0 || n <= ddof) {
      throw new ValueException(
          "variance: ddof must be from 0 to less than the number of elements, got ddof "
              + ddof
              + " for "
              + n
              + " elements (shape "
              + x.shape()
              + " over axes "
              + over
              + "); use a smaller ddof or more elements");
    }
    Tensor centred = x.sub(new Mean(over, true).apply(x));
    return new Sum(over, false).apply(centred.square()).div(n - ddof);
  }

  /**
   * The sum over the axes along which a shape was broadcast, the transpose of {@code broadcastTo}:
   * over leading axes that the target does not have, and over axes in which it has extent 1.
   *
   * @param target the shape to sum to
   * @return the sum, in the target shape; this tensor itself where it has that shape
   * @throws ShapeException if the target does not broadcast to the shape of this tensor
   */
  default Tensor sumTo(Shape target) {
    Tensor x = self();
    return x.shape().equals(target) ? x : new SumTo(target).apply(x);
  }

  private Tensor self() {
    return (Tensor) this;
  }
}
