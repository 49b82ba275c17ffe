package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Functions of each element, over contiguous runs of n elements that start at an offset.
 *
 * <p>The result array may be an operand array at the same offset (in place); any other overlap is
 * not supported. A step is 1 for a run or 0 for one element repeated n times. Float functions are
 * accurate to a few units in the last place, double ones too; the sign, infinity and NaN cases of
 * {@link Math} hold.
 */
public sealed interface ElementwiseKernels permits Kernels {
  /** Sets {@code y[yOffset + i] = kind(x[xOffset + i])} for i in 0..n-1. */
  default void unary(UnaryKind kind, double[] x, int xOffset, double[] y, int yOffset, int n) {
    ScalarDoubleElementwise.unary(kind, x, xOffset, y, yOffset, n);
  }

  /** As {@link #unary(UnaryKind, double[], int, double[], int, int)}, for floats. */
  default void unary(UnaryKind kind, float[] x, int xOffset, float[] y, int yOffset, int n) {
    ScalarFloatElementwise.unary(kind, x, xOffset, y, yOffset, n);
  }

  /**
   * Sets {@code y[yOffset + i] = g[gOffset + i * gStep] * kind'} for i in 0..n-1: the pullback of
   * the cotangent g. The derivative is that at the operands in x or, where {@link
   * UnaryKind#slopeIsOfResult}, that where the function has the values in x.
   *
   * <p>At the kinks of ABS, SIGN, FLOOR, ROUND and RELU, and where their derivative is 0, the
   * result is 0; at 0 that of SQRT is {@code g * inf}. A NaN operand gives NaN. Outside the domain
   * of the function the result is not specified.
   *
   * @param gStep 1, or 0 for one cotangent shared by all elements
   */
  default void unaryPullback(
      UnaryKind kind,
      double[] x,
      int xOffset,
      double[] g,
      int gOffset,
      int gStep,
      double[] y,
      int yOffset,
      int n) {
    ScalarDoubleElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
  }

  /**
   * As {@link #unaryPullback(UnaryKind, double[], int, double[], int, int, double[], int, int)},
   * for floats.
   */
  default void unaryPullback(
      UnaryKind kind,
      float[] x,
      int xOffset,
      float[] g,
      int gOffset,
      int gStep,
      float[] y,
      int yOffset,
      int n) {
    ScalarFloatElementwise.unaryPullback(kind, x, xOffset, g, gOffset, gStep, y, yOffset, n);
  }

  /** Sets {@code y[yOffset + i] = kind(a[aOffset + i], b[bOffset + i])} for i in 0..n-1. */
  default void binary(
      BinaryKind kind,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] y,
      int yOffset,
      int n) {
    ScalarDoubleBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
  }

  /**
   * As {@link #binary(BinaryKind, double[], int, double[], int, double[], int, int)}, for floats.
   */
  default void binary(
      BinaryKind kind,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] y,
      int yOffset,
      int n) {
    ScalarFloatBinary.binary(kind, a, aOffset, b, bOffset, y, yOffset, n);
  }

  /**
   * Sets {@code y[yOffset + i] = kind(a[aOffset + i * aStep], b[bOffset + i * bStep])} for i in
   * 0..n-1.
   *
   * @param aStep 1, or 0 to repeat one element
   * @param bStep 1, or 0 to repeat one element
   */
  default void binary(
      BinaryKind kind,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int n) {
    DoubleBlocks.binary((Kernels) this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
  }

  /**
   * As {@link #binary(BinaryKind, double[], int, int, double[], int, int, double[], int, int)}, for
   * floats.
   */
  default void binary(
      BinaryKind kind,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int n) {
    FloatBlocks.binary((Kernels) this, kind, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
  }

  /**
   * Sets {@code y[yOffset + i]} to the element of a where that of the condition c is not 0 (a NaN
   * is not), and to that of b elsewhere. Elements that are not chosen have no influence. Steps are
   * 1, or 0 to repeat one element.
   */
  default void select(
      double[] c,
      int cOffset,
      int cStep,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int n) {
    ScalarDoubleElementwise.select(
        c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
  }

  /**
   * As {@link #select(double[], int, int, double[], int, int, double[], int, int, double[], int,
   * int)}, for floats.
   */
  default void select(
      float[] c,
      int cOffset,
      int cStep,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int n) {
    ScalarFloatElementwise.select(
        c, cOffset, cStep, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, n);
  }

  /**
   * Sets {@code y[yOffset + i]} to the derivative of the given order of digamma at {@code x[xOffset
   * + i]}: order 0 is digamma, the derivative of {@link UnaryKind#LGAMMA}, order 1 trigamma. At the
   * poles 0, -1, -2, ... an odd order is +inf; an even one is NaN, but at 0 infinite with the sign
   * opposite to that of the zero.
   *
   * @throws IllegalArgumentException if the order is negative
   */
  default void polygamma(int order, double[] x, int xOffset, double[] y, int yOffset, int n) {
    if (order < 0) {
      throw new IllegalArgumentException("polygamma: the order must not be negative, got " + order);
    }
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = GammaFunctions.polygamma(order, x[xOffset + i]);
    }
  }

  /** As {@link #polygamma(int, double[], int, double[], int, int)}, for floats. */
  default void polygamma(int order, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (order < 0) {
      throw new IllegalArgumentException("polygamma: the order must not be negative, got " + order);
    }
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = (float) GammaFunctions.polygamma(order, x[xOffset + i]);
    }
  }

  /** Sets {@code y[yOffset + i] = value} for i in 0..n-1. */
  default void fill(double value, double[] y, int yOffset, int n) {
    Arrays.fill(y, yOffset, yOffset + n, value);
  }

  /** As {@link #fill(double, double[], int, int)}, for floats. */
  default void fill(float value, float[] y, int yOffset, int n) {
    Arrays.fill(y, yOffset, yOffset + n, value);
  }

  /** Adds: {@code y[yOffset + i] += x[xOffset + i]} for i in 0..n-1. */
  default void addInto(double[] y, int yOffset, double[] x, int xOffset, int n) {
    ScalarDoubleBinary.add(y, yOffset, x, xOffset, y, yOffset, n);
  }

  /** As {@link #addInto(double[], int, double[], int, int)}, for floats. */
  default void addInto(float[] y, int yOffset, float[] x, int xOffset, int n) {
    ScalarFloatBinary.add(y, yOffset, x, xOffset, y, yOffset, n);
  }

  /** Adds a multiple: {@code y[yOffset + i] += factor * x[xOffset + i]} for i in 0..n-1. */
  default void addScaled(double factor, double[] y, int yOffset, double[] x, int xOffset, int n) {
    ScalarDoubleArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
  }

  /** As {@link #addScaled(double, double[], int, double[], int, int)}, for floats. */
  default void addScaled(float factor, float[] y, int yOffset, float[] x, int xOffset, int n) {
    ScalarFloatArithmetic.addScaled(factor, y, yOffset, x, xOffset, n);
  }

  /** Sets {@code y[yOffset + i] = factor * x[xOffset + i]} for i in 0..n-1. */
  default void scale(double factor, double[] x, int xOffset, double[] y, int yOffset, int n) {
    ScalarDoubleArithmetic.scale(factor, x, xOffset, y, yOffset, n);
  }

  /** As {@link #scale(double, double[], int, double[], int, int)}, for floats. */
  default void scale(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    ScalarFloatArithmetic.scale(factor, x, xOffset, y, yOffset, n);
  }

  /** Converts exactly: y = x. */
  default void widen(float[] x, int xOffset, double[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = x[xOffset + i];
    }
  }

  /**
   * Converts to the nearest float: y = x.
   *
   * @return the position of a finite x that is too large for a float, or −1
   */
  default int narrow(double[] x, int xOffset, float[] y, int yOffset, int n) {
    int tooLarge = -1;
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = (float) x[xOffset + i];
      if (Float.isInfinite(y[yOffset + i]) && !Double.isInfinite(x[xOffset + i])) {
        tooLarge = i;
      }
    }
    return tooLarge;
  }
}
