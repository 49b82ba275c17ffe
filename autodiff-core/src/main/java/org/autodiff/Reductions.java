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
 * Reductions: one element in place of all along some axes. Without axes they reduce to a scalar.
 * The element type stays.
 */
public sealed interface Reductions permits Tensor {
  /**
   * The sum over axes: 0 over no elements. Derivative: 1 by each element. FLOAT32 is added up in
   * double. The order of the additions follows the layout in memory, so that equal tensors of
   * different layout can have sums that differ by rounding.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the sum; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   */
  static Tensor sum(Tensor x, int... axes) {
    return sum(x, false, axes);
  }

  /**
   * {@return the sum; see {@link #sum(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor sum(int... axes) {
    return sum((Tensor) this, false, axes);
  }

  /**
   * {@return the sum; see {@link #sum(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return new Sum(Axes.of("sum", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the sum; see {@link #sum(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor sum(boolean keepDims, int... axes) {
    return sum((Tensor) this, keepDims, axes);
  }

  /**
   * The mean over axes: NaN over no elements. Derivative: 1/n by each of n elements.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the mean; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   */
  static Tensor mean(Tensor x, int... axes) {
    return mean(x, false, axes);
  }

  /**
   * {@return the mean; see {@link #mean(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor mean(int... axes) {
    return mean((Tensor) this, false, axes);
  }

  /**
   * {@return the mean; see {@link #mean(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    return new Mean(Axes.of("mean", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the mean; see {@link #mean(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor mean(boolean keepDims, int... axes) {
    return mean((Tensor) this, keepDims, axes);
  }

  /**
   * The product over axes: 1 over no elements. Derivative by an element: the product of the others,
   * also where elements are 0.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the product; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   */
  static Tensor prod(Tensor x, int... axes) {
    return prod(x, false, axes);
  }

  /**
   * {@return the product; see {@link #prod(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor prod(int... axes) {
    return prod((Tensor) this, false, axes);
  }

  /**
   * {@return the product; see {@link #prod(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor prod(Tensor x, boolean keepDims, int... axes) {
    return new Prod(Axes.of("prod", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the product; see {@link #prod(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor prod(boolean keepDims, int... axes) {
    return prod((Tensor) this, keepDims, axes);
  }

  /**
   * The largest element over axes; NaN if one is NaN. Derivative: 1 by the element that attains it,
   * split equally among ties, NaN where one is NaN.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the largest element; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice, or no element to choose
   *     from
   */
  static Tensor max(Tensor x, int... axes) {
    return max(x, false, axes);
  }

  /**
   * {@return the largest element; see {@link #max(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor max(int... axes) {
    return max((Tensor) this, false, axes);
  }

  /**
   * {@return the largest element; see {@link #max(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor max(Tensor x, boolean keepDims, int... axes) {
    return new Extremum(true, Axes.of("max", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the largest element; see {@link #max(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor max(boolean keepDims, int... axes) {
    return max((Tensor) this, keepDims, axes);
  }

  /**
   * The smallest element over axes; NaN if one is NaN. Derivative: 1 by the element that attains
   * it, split equally among ties, NaN where one is NaN.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the smallest element; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice, or no element to choose
   *     from
   */
  static Tensor min(Tensor x, int... axes) {
    return min(x, false, axes);
  }

  /**
   * {@return the smallest element; see {@link #min(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor min(int... axes) {
    return min((Tensor) this, false, axes);
  }

  /**
   * {@return the smallest element; see {@link #min(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor min(Tensor x, boolean keepDims, int... axes) {
    return new Extremum(false, Axes.of("min", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the smallest element; see {@link #min(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor min(boolean keepDims, int... axes) {
    return min((Tensor) this, keepDims, axes);
  }

  /**
   * The logarithm of the sum of exponentials over axes, {@code m + ln Σ exp(xᵢ − m)} with m the
   * largest element, so that nothing overflows. An element −∞ counts as nothing; over no elements,
   * or if all are −∞, the result is −∞. Derivative by an element: its softmax, {@code exp(xᵢ − m) /
   * Σ exp(xⱼ − m)}, which a large common part of the elements leaves exact; 0 where it alone is −∞,
   * and NaN where all are, as no limit exists there.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the logarithm of the sum of exponentials; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   */
  static Tensor logsumexp(Tensor x, int... axes) {
    return logsumexp(x, false, axes);
  }

  /**
   * {@return the logarithm of the sum of exponentials; see {@link #logsumexp(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor logsumexp(int... axes) {
    return logsumexp((Tensor) this, false, axes);
  }

  /**
   * {@return the logarithm of the sum of exponentials; see {@link #logsumexp(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor logsumexp(Tensor x, boolean keepDims, int... axes) {
    return new LogSumExp(Axes.of("logsumexp", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the logarithm of the sum of exponentials; see {@link #logsumexp(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor logsumexp(boolean keepDims, int... axes) {
    return logsumexp((Tensor) this, keepDims, axes);
  }

  /**
   * The Euclidean norm over axes, {@code √Σ xᵢ²}, without overflow or underflow on the way: 0 over
   * no elements. Derivative: {@code x / ‖x‖}, and 0 at 0; the second derivative is unbounded there
   * and comes out infinite or NaN.
   *
   * @param x the operand
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the Euclidean norm; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   */
  static Tensor norm(Tensor x, int... axes) {
    return norm(x, false, axes);
  }

  /**
   * {@return the Euclidean norm; see {@link #norm(Tensor, int...)}}
   *
   * @param axes the axes; none stands for all
   */
  default Tensor norm(int... axes) {
    return norm((Tensor) this, false, axes);
  }

  /**
   * {@return the Euclidean norm; see {@link #norm(Tensor, int...)}}
   *
   * @param x the operand
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  static Tensor norm(Tensor x, boolean keepDims, int... axes) {
    return new Norm(Axes.of("norm", x.shape(), axes), keepDims).apply(x);
  }

  /**
   * {@return the Euclidean norm; see {@link #norm(Tensor, int...)}}
   *
   * @param keepDims whether the axes stay, with extent 1
   * @param axes the axes; none stands for all
   */
  default Tensor norm(boolean keepDims, int... axes) {
    return norm((Tensor) this, keepDims, axes);
  }

  /**
   * The variance over axes, {@code Σ (xᵢ − mean)² / (n − ddof)}, in two passes. Derivative by an
   * element: {@code 2 (xᵢ − mean) / (n − ddof)}.
   *
   * @param x the operand
   * @param ddof what is subtracted from the number of elements: 0 for the variance of these
   *     elements, 1 for an unbiased estimate from a sample
   * @param axes the axes, negative ones counted from the end; none stands for all
   * @return the variance; the axes are gone
   * @throws ShapeException if there is no such axis or one is named twice
   * @throws ValueException if ddof is negative or there are not more elements than ddof
   */
  static Tensor variance(Tensor x, int ddof, int... axes) {
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
   * {@return the variance; see {@link #variance(Tensor, int, int...)}}
   *
   * @param ddof what is subtracted from the number of elements
   * @param axes the axes; none stands for all
   */
  default Tensor variance(int ddof, int... axes) {
    return variance((Tensor) this, ddof, axes);
  }

  /**
   * The sum over the axes along which a shape was broadcast, the transpose of {@code broadcastTo}:
   * over leading axes that the target does not have, and over axes in which it has extent 1.
   *
   * @param x the operand
   * @param target the shape to sum to
   * @return the sum, in the target shape; x itself where it has that shape
   * @throws ShapeException if the target does not broadcast to the shape of x
   */
  static Tensor sumTo(Tensor x, Shape target) {
    return x.shape().equals(target) ? x : new SumTo(target).apply(x);
  }

  /**
   * {@return the sum in the target shape; see {@link #sumTo(Tensor, Shape)}}
   *
   * @param target the shape to sum to
   */
  default Tensor sumTo(Shape target) {
    return sumTo((Tensor) this, target);
  }
}
