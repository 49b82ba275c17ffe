package org.autodiff.kernels;

import java.util.Locale;

/** The functions of one operand that {@link ElementwiseKernels#unary} computes elementwise. */
public enum UnaryKind {
  /** {@code -x}. */
  NEG,
  /** {@code 1 / x}. */
  RECIPROCAL,
  /** {@code x * x}. */
  SQUARE,
  /** The square root; NaN below 0. */
  SQRT,
  /** {@code 1 / sqrt(x)}; +inf at 0. */
  RSQRT,
  /** The cube root, odd. */
  CBRT,
  /** {@code e^x}. */
  EXP,
  /** {@code e^x - 1}, accurate near 0. */
  EXPM1,
  /** The natural logarithm; -inf at 0, NaN below. */
  LOG,
  /** {@code ln(1 + x)}, accurate near 0; -inf at -1, NaN below. */
  LOG1P,
  /** The sine of x radians; NaN at an infinity. */
  SIN,
  /** The cosine of x radians; NaN at an infinity. */
  COS,
  /** The tangent of x radians; NaN at an infinity. */
  TAN,
  /** The inverse sine in [-pi/2, pi/2]; NaN outside [-1, 1]. */
  ASIN,
  /** The inverse cosine in [0, pi]; NaN outside [-1, 1]. */
  ACOS,
  /** The inverse tangent in [-pi/2, pi/2]. */
  ATAN,
  /** The hyperbolic sine. */
  SINH,
  /** The hyperbolic cosine. */
  COSH,
  /** The hyperbolic tangent. */
  TANH,
  /** The inverse hyperbolic sine, odd, accurate near 0. */
  ASINH,
  /** The inverse hyperbolic cosine; NaN below 1. */
  ACOSH,
  /** The inverse hyperbolic tangent, odd; infinite at -1 and 1, NaN outside. */
  ATANH,
  /** {@code 1 / (1 + e^-x)}. */
  SIGMOID,
  /** {@code ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|)}. */
  SOFTPLUS,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code |x|}. */
  ABS,
  /** -1, 0 or 1; a zero keeps its sign. */
  SIGN,
  /** The largest integer not above x. */
  FLOOR,
  /** The nearest integer, a half goes to the even one. */
  ROUND,
  /** The error function {@code 2/sqrt(pi) * integral of e^(-t*t) from 0 to x}. */
  ERF,
  /** {@code ln |gamma(x)|}; +inf at 0, -1, -2, .... */
  LGAMMA;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * Returns whether the derivative is a function of the value, as {@code 1 - y*y} is for tanh: then
   * {@link ElementwiseKernels#unaryPullback} takes the value in the place of the operand, and
   * nothing is computed twice.
   */
  public boolean slopeIsOfResult() {
    return switch (this) {
      case RECIPROCAL, SQRT, RSQRT, CBRT, EXP, EXPM1, TAN, TANH, SIGMOID -> true;
      default -> false;
    };
  }

  /** Returns the name in lower case. */
  public String label() {
    return label;
  }
}
