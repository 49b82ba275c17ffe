package org.autodiff.kernels;

import java.util.Locale;

/** The functions of two operands that {@link ElementwiseKernels#binary} computes elementwise. */
public enum BinaryKind {
  /** {@code a + b}. */
  ADD,
  /** {@code a - b}. */
  SUB,
  /** {@code a * b}. */
  MUL,
  /** {@code a / b}. */
  DIV,
  /** What is left of a after b is taken away as often as it fits, exact, with the sign of a. */
  REM,
  /** {@code a^b} with the special values of IEEE 754: 1 to any power and (-1)^(+-inf) are 1. */
  POW,
  /** The angle of the point (b, a), as {@link Math#atan2}. */
  ATAN2,
  /** {@code sqrt(a*a + b*b)} without overflow on the way. */
  HYPOT,
  /** The smaller one; NaN if either is, -0.0 is below 0.0. */
  MIN,
  /** The larger one; NaN if either is, -0.0 is below 0.0. */
  MAX,
  /** 1 where {@code a == b}, else 0. */
  EQ,
  /** 1 where {@code a != b}, else 0. */
  NE,
  /** 1 where {@code a < b}, else 0. */
  LT,
  /** 1 where {@code a <= b}, else 0. */
  LE,
  /** 1 where {@code a > b}, else 0. */
  GT,
  /** 1 where {@code a >= b}, else 0. */
  GE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the name in lower case. */
  public String label() {
    return label;
  }
}
