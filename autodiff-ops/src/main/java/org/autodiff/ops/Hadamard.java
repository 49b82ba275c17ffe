package org.autodiff.ops;

import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.extend.Operands;
import org.autodiff.ops.kernels.AggregateKind;
import org.autodiff.ops.kernels.SelectionRule;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.aggregate.Aggregation;
import org.autodiff.ops.operators.aggregate.KernelAggregate;
import org.autodiff.ops.operators.aggregate.SelectingAggregate;
import org.autodiff.ops.operators.aggregate.SmoothAggregate;

/**
 * Layers that replace the sum of a matrix product by another aggregate of the products {@code pₖ =
 * xₖ wₖₙ}: activations x [..., in], weights w [in, out], results [..., out]. Axes in front of the
 * inputs are rows. Both operands have one element type. Products are never held: memory beyond the
 * operands is that of the results.
 *
 * <p>Wherever a NaN is among the products of an output, the output is NaN. Every method throws a
 * {@link ShapeException} if the operands do not fit, or if there is no input (but for the sum,
 * which is 0 then), a {@link org.autodiff.DTypeException} if their element types differ, and a
 * {@link ValueException} if a temperature is not positive and finite.
 */
public final class Hadamard {
  private Hadamard() {}

  /**
   * The sum: {@code yₙ = Σₖ xₖ wₖₙ}, which is the matrix product, and computed as such.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor sum(Tensor x, Tensor w) {
    LayerOperands.requireLayer(x.type(), w.type(), "hadamard-sum");
    return x.matmul(w);
  }

  /**
   * The mean: {@code yₙ = (1/in) Σₖ xₖ wₖₙ}.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor mean(Tensor x, Tensor w) {
    requireInputs(x, w, "hadamard-mean");
    return x.matmul(w).div(w.shape().dim(0));
  }

  /**
   * The maximum: {@code yₙ = maxₖ xₖ wₖₙ}. The derivative goes to the product that is the maximum,
   * of equal ones to the first.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor max(Tensor x, Tensor w) {
    return selectedProduct(SelectionRule.LARGEST_PRODUCT, "hadamard-max", x, w);
  }

  /**
   * The minimum: {@code yₙ = minₖ xₖ wₖₙ}. The derivative goes to the product that is the minimum,
   * of equal ones to the first.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor min(Tensor x, Tensor w) {
    return selectedProduct(SelectionRule.SMALLEST_PRODUCT, "hadamard-min", x, w);
  }

  /**
   * The product of the largest magnitude, with its sign: {@code yₙ = pₖ, k = argmax |pₖ|}, of equal
   * ones the first. The derivative goes to that product. Where the two largest magnitudes are equal
   * and the signs differ, the function jumps.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @return [..., out]
   */
  public static Tensor absMax(Tensor x, Tensor w) {
    return selectedProduct(SelectionRule.LARGEST_MAGNITUDE, "abs-max", x, w);
  }

  /**
   * The soft maximum: {@code yₙ = (1/α) ln Σₖ exp(α pₖ)}, with derivative {@code softmax(α p)} by
   * the products. Between max and max + ln(in)/α.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor logSumExp(Tensor x, Tensor w, Tensor alpha) {
    return smooth(AggregateKind.LOG_SUM_EXP, "hadamard-logsumexp", x, w, alpha);
  }

  /**
   * {@return the soft maximum at a fixed temperature; see {@link #logSumExp(Tensor, Tensor,
   * Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor logSumExp(Tensor x, Tensor w, double alpha) {
    return logSumExp(x, w, LayerOperands.temperature(alpha, x.dtype(), "hadamard-logsumexp"));
  }

  /**
   * The soft maximum of magnitudes with the sign of the largest: {@code yₙ = S (1/α) ln Σₖ exp(α
   * |pₖ|)}, where S is the sign of the product of the largest magnitude (of equal ones the first).
   *
   * <p>{@code max|p| ≤ |y| ≤ max|p| + ln(in)/α}. The derivative by pₖ is {@code S sₖ qₖ}, with sₖ
   * the sign of pₖ (0 at 0) and {@code q = softmax(α |p|)}. Where the two largest magnitudes are
   * equal and the signs differ, the function jumps. If all products are 0 the value is 0, though
   * its limit is ±ln(in)/α: the {@linkplain #centeredSoftAbsMax centered} variant has no such jump.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too: {@code ∂y/∂α =
   *     -S H(q)/α²}, where H is the entropy
   * @return [..., out]
   */
  public static Tensor softAbsMax(Tensor x, Tensor w, Tensor alpha) {
    return signed(AggregateKind.SOFT_ABS_MAX, x, w, alpha);
  }

  /**
   * {@return the signed soft maximum at a fixed temperature; see {@link #softAbsMax(Tensor, Tensor,
   * Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor softAbsMax(Tensor x, Tensor w, double alpha) {
    return softAbsMax(x, w, LayerOperands.temperature(alpha, x.dtype(), "soft-abs-max"));
  }

  /**
   * The signed soft maximum of magnitudes by the mean instead of the sum of exponentials: {@code yₙ
   * = S (1/α) ln((1/in) Σₖ exp(α |pₖ|))}. It goes to the mean magnitude as α → 0, to abs-max as α →
   * ∞, and is 0 if all products are.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor centeredSoftAbsMax(Tensor x, Tensor w, Tensor alpha) {
    return signed(AggregateKind.CENTERED_SOFT_ABS_MAX, x, w, alpha);
  }

  /**
   * {@return the centered variant at a fixed temperature; see {@link #centeredSoftAbsMax(Tensor,
   * Tensor, Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor centeredSoftAbsMax(Tensor x, Tensor w, double alpha) {
    return centeredSoftAbsMax(x, w, LayerOperands.temperature(alpha, x.dtype(), "soft-abs-max"));
  }

  /**
   * The sum under sinh: {@code yₙ = (1/α) asinh Σₖ sinh(α pₖ)}: smooth and odd; the matrix product
   * as α → 0, abs-max as α → ∞. The derivative by pₖ is {@code cosh(α pₖ)/cosh(α y)}. Computed
   * relative to the largest product, so that nothing overflows.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor sinhSum(Tensor x, Tensor w, Tensor alpha) {
    return smooth(AggregateKind.SINH_SUM, "sinh-sum", x, w, alpha);
  }

  /**
   * {@return the sum under sinh at a fixed temperature; see {@link #sinhSum(Tensor, Tensor,
   * Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor sinhSum(Tensor x, Tensor w, double alpha) {
    return sinhSum(x, w, LayerOperands.temperature(alpha, x.dtype(), "sinh-sum"));
  }

  /**
   * The soft maximum plus the soft minimum: {@code yₙ = (1/α) ln Σₖ exp(α pₖ) - (1/α) ln Σₖ exp(-α
   * pₖ)}: smooth and odd; max + min as α → ∞. The derivative by p is {@code softmax(α p) +
   * softmax(-α p)}.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor lseDifference(Tensor x, Tensor w, Tensor alpha) {
    String name = "lse-difference";
    AggregateKind kind = AggregateKind.LOG_SUM_EXP;
    return smooth(kind, name, x, w, alpha).sub(smooth(kind, name, x.neg(), w, alpha));
  }

  /**
   * {@return the soft maximum plus the soft minimum at a fixed temperature; see {@link
   * #lseDifference(Tensor, Tensor, Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor lseDifference(Tensor x, Tensor w, double alpha) {
    return lseDifference(x, w, LayerOperands.temperature(alpha, x.dtype(), "lse-difference"));
  }

  /**
   * The mean weighted by magnitude: {@code yₙ = Σₖ pₖ qₖ, q = softmax(α |p|)}: continuous and odd;
   * the mean as α → 0, abs-max as α → ∞. The derivative by pₖ is {@code qₖ (1 + α (|pₖ| - sₖ y))};
   * where a product is 0 its second derivative jumps.
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature α, a positive scalar, which has a derivative too
   * @return [..., out]
   */
  public static Tensor boltzmann(Tensor x, Tensor w, Tensor alpha) {
    return smooth(AggregateKind.BOLTZMANN, "boltzmann", x, w, alpha);
  }

  /**
   * {@return the mean weighted by magnitude at a fixed temperature; see {@link #boltzmann(Tensor,
   * Tensor, Tensor)}}
   *
   * @param x activations [..., in]
   * @param w weights [in, out]
   * @param alpha the temperature, positive
   */
  public static Tensor boltzmann(Tensor x, Tensor w, double alpha) {
    return boltzmann(x, w, LayerOperands.temperature(alpha, x.dtype(), "boltzmann"));
  }

  /** Of a single product both variants are that product, also at 0, where the sign is lost. */
  private static Tensor signed(AggregateKind kind, Tensor x, Tensor w, Tensor alpha) {
    Tensor y = smooth(kind, "soft-abs-max", x, w, alpha);
    return w.shape().dim(0) == 1 ? x.matmul(w) : y;
  }

  private static void requireTemperature(Tensor alpha, String operator) {
    if (alpha.rank() != 0) {
      throw new ShapeException(
          operator + ": alpha must be a scalar, got shape " + alpha.shape() + "; pass one number");
    }
  }

  private static void requireInputs(Tensor x, Tensor w, String operator) {
    LayerOperands.requireLayer(x.type(), w.type(), operator);
    LayerOperands.requireInputs(x.type(), w.type(), operator);
  }

  static Tensor smooth(AggregateKind kind, String name, Tensor x, Tensor w, Tensor alpha) {
    KernelAggregate aggregate = new KernelAggregate(kind, name);
    requireTemperature(alpha, aggregate.name());
    Operands.requireSameDType(x.type(), alpha.type(), aggregate.name());
    return aggregate(aggregate, x, w, alpha.reshape(1, 1, 1, 1));
  }

  /** Applies an aggregate whose rest of operands is given as it takes them. */
  static Tensor aggregate(SmoothAggregate aggregate, Tensor x, Tensor w, Tensor... rest) {
    requireInputs(x, w, aggregate.name());
    int inputs = w.shape().dim(0);
    int columns = w.shape().dim(1);
    int rows = x.shape().remove(x.rank() - 1).size();
    Tensor[] operands = new Tensor[2 + rest.length];
    operands[0] = x.reshape(1, rows, inputs, 1);
    operands[1] = w.reshape(1, 1, inputs, columns);
    System.arraycopy(rest, 0, operands, 2, rest.length);
    Tensor[] parts = new Aggregation(aggregate).applyAll(operands);
    Tensor y = aggregate.hasBase() ? parts[0].add(parts[parts.length - 1]) : parts[0];
    return y.reshape(results(x, columns));
  }

  private static Shape results(Tensor x, int columns) {
    return x.shape().remove(x.rank() - 1).insert(x.rank() - 1, columns);
  }

  private static Tensor selectedProduct(SelectionRule rule, String name, Tensor x, Tensor w) {
    return SelectingAggregate.of(rule, name, x, w, true);
  }
}
