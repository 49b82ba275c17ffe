package org.autodiff.nn;

import org.autodiff.Tensor;

/**
 * A function that works element by element, for use between layers; it has no parameters.
 *
 * @param kind which
 */
public record Activation(Kind kind) implements Layer {
  /** The functions. */
  public enum Kind {
    /** {@code max(x, 0)}; derivative 0 at 0. */
    RELU,
    /** {@code min(max(x, -1), 1)}; derivative 1 at both edges. */
    HARDTANH,
    /** {@code tanh x}. */
    TANH,
    /** {@code x Φ(x)}, Φ the normal distribution function: the exact form, by erf. */
    GELU,
    /** {@code x / (1 + exp(-x))}. */
    SILU
  }

  /** {@code max(x, 0)}. */
  public static final Activation RELU = new Activation(Kind.RELU);

  /** {@code min(max(x, -1), 1)}. */
  public static final Activation HARDTANH = new Activation(Kind.HARDTANH);

  /** {@code tanh x}. */
  public static final Activation TANH = new Activation(Kind.TANH);

  /** {@code x Φ(x)}. */
  public static final Activation GELU = new Activation(Kind.GELU);

  /** {@code x / (1 + exp(-x))}. */
  public static final Activation SILU = new Activation(Kind.SILU);

  @Override
  public Tensor apply(Tensor x) {
    return switch (kind) {
      case RELU -> x.relu();
      case HARDTANH -> x.clip(-1, 1);
      case TANH -> x.tanh();
      case GELU -> x.mul(x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5));
      case SILU -> x.mul(x.sigmoid());
    };
  }

  @Override
  public String toString() {
    return kind.toString();
  }
}
