package org.autodiff.ops;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.autodiff.Tensor;
import org.autodiff.ops.operators.LayerOperands;
import org.autodiff.ops.operators.aggregate.OpenAggregate;

/**
 * How a {@link Hadamard} layer combines the products {@code p = x·w} of an output into one number:
 * by their sum, which is the matrix product, or by something else. The aggregates here have kernels
 * of their own; {@link #of} makes others.
 */
public interface Aggregate {
  /** {@return its name} */
  String name();

  /**
   * {@return the aggregates of the products, [..., out]}
   *
   * @param x activations [..., in]
   * @param w weights [in, out], of the element type of x
   * @throws org.autodiff.AutodiffException if they do not fit
   */
  Tensor apply(Tensor x, Tensor w);

  /**
   * {@return the aggregates of the products, plus a bias}
   *
   * @param x activations [..., in]
   * @param w weights [in, out], of the element type of x
   * @param bias [out]
   * @throws org.autodiff.AutodiffException if they do not fit
   */
  default Tensor apply(Tensor x, Tensor w, Tensor bias) {
    return LayerOperands.addBias(apply(x, w), bias, name());
  }

  /** {@return {@code Σ p}; see {@link Hadamard#sum}} */
  static Aggregate sum() {
    return named("sum", Hadamard::sum);
  }

  /** {@return {@code Σ p / in}; see {@link Hadamard#mean}} */
  static Aggregate mean() {
    return named("mean", Hadamard::mean);
  }

  /** {@return {@code max p}; see {@link Hadamard#max}} */
  static Aggregate max() {
    return named("max", Hadamard::max);
  }

  /** {@return {@code min p}; see {@link Hadamard#min}} */
  static Aggregate min() {
    return named("min", Hadamard::min);
  }

  /** {@return the p of the largest magnitude; see {@link Hadamard#absMax}} */
  static Aggregate absMax() {
    return named("abs-max", Hadamard::absMax);
  }

  /**
   * {@return {@code (1/α) ln Σ exp(α p)}; see {@link Hadamard#logSumExp}}
   *
   * @param alpha the temperature
   */
  static Aggregate logSumExp(double alpha) {
    return named("logsumexp", (x, w) -> Hadamard.logSumExp(x, w, alpha));
  }

  /**
   * {@return the signed soft maximum of magnitudes; see {@link Hadamard#softAbsMax}}
   *
   * @param alpha the temperature
   */
  static Aggregate softAbsMax(double alpha) {
    return named("soft-abs-max", (x, w) -> Hadamard.softAbsMax(x, w, alpha));
  }

  /**
   * {@return its centered variant; see {@link Hadamard#centeredSoftAbsMax}}
   *
   * @param alpha the temperature
   */
  static Aggregate centeredSoftAbsMax(double alpha) {
    return named("centered-soft-abs-max", (x, w) -> Hadamard.centeredSoftAbsMax(x, w, alpha));
  }

  /**
   * {@return {@code (1/α) asinh Σ sinh(α p)}; see {@link Hadamard#sinhSum}}
   *
   * @param alpha the temperature
   */
  static Aggregate sinhSum(double alpha) {
    return named("sinh-sum", (x, w) -> Hadamard.sinhSum(x, w, alpha));
  }

  /**
   * {@return the soft maximum plus the soft minimum; see {@link Hadamard#lseDifference}}
   *
   * @param alpha the temperature
   */
  static Aggregate lseDifference(double alpha) {
    return named("lse-difference", (x, w) -> Hadamard.lseDifference(x, w, alpha));
  }

  /**
   * {@return the mean weighted by the softmax of magnitudes; see {@link Hadamard#boltzmann}}
   *
   * @param alpha the temperature
   */
  static Aggregate boltzmann(double alpha) {
    return named("boltzmann", (x, w) -> Hadamard.boltzmann(x, w, alpha));
  }

  private static Aggregate named(String name, BinaryOperator<Tensor> function) {
    return new NamedAggregate(name, function);
  }

  /** The derivative of an aggregate by each of its terms, element by element. */
  @FunctionalInterface
  interface Slope {
    /**
     * {@return the derivative, in the shape to which the operands broadcast; differentiable itself}
     *
     * @param p some of the terms
     * @param y the values they belong to, of a shape that broadcasts against that of p
     * @param inputs how many terms belong to each value
     */
    Tensor apply(Tensor p, Tensor y, int inputs);
  }

  /**
   * Makes an aggregate of a value and a derivative that the caller gives. It gets the fused value,
   * JVP and VJP of the others: terms are made and used tile by tile. Higher derivatives are found
   * by differentiating {@code derivative}, and {@link org.autodiff.ops.check.AggregateEntry} holds
   * the two functions to each other and to all other laws.
   *
   * {@snippet :
   * Aggregate rms = Aggregate.of("rms",
   *     p -> p.square().mean(-1).sqrt(),
   *     (p, y, inputs) -> p.div(y).div(inputs));
   * }
   *
   * @param name its name
   * @param phi the value: terms [..., in] to values [...], in operators
   * @param derivative {@code ∂phi/∂p}
   * @return the aggregate
   */
  static Aggregate of(String name, UnaryOperator<Tensor> phi, Slope derivative) {
    OpenAggregate open = new OpenAggregate(name, phi, derivative);
    return named(name, (x, w) -> Hadamard.aggregate(open, x, w));
  }
}
