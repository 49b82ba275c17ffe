package org.autodiff.kernels;

import java.util.Arrays;

/**
 * How long runs are cut into blocks that stay in the first-level cache. No block of a run of at
 * least {@link #SHORT} elements is shorter than that.
 */
final class Blocks {
  /** Runs below this length are left to scalar loops. */
  static final int SHORT = 32;

  private static final int SIZE = 512;

  /** How long a block of one repeated number is. */
  private static final int NUMBERS = 128;

  private Blocks() {}

  /** Returns the size of the next block when so many elements remain. */
  static int size(int remaining) {
    return remaining < SIZE + SHORT ? remaining : SIZE;
  }

  /** Returns the size of the longest block of n elements. */
  static int longest(int n) {
    return Math.min(n, SIZE + SHORT - 1);
  }

  /** Returns a block of one repeated value, as long as any block of n elements. */
  static double[] filled(double value, int n) {
    double[] block = new double[longest(n)];
    Arrays.fill(block, value);
    return block;
  }

  /** Returns a block of one repeated value, as long as any block of n elements. */
  static float[] filled(float value, int n) {
    float[] block = new float[longest(n)];
    Arrays.fill(block, value);
    return block;
  }

  static void binary(
      Kernels kernels,
      BinaryKind kind,
      double[] a,
      int ao,
      int as,
      double[] b,
      int bo,
      int bs,
      double[] y,
      int yo,
      int n) {
    if (n == 1 || (as == 1 && bs == 1)) {
      kernels.binary(kind, a, ao, b, bo, y, yo, n);
      return;
    }
    if (n < SHORT) {
      for (int i = 0; i < n; i++) {
        y[yo + i] = ScalarBinary.element(kind, a[ao + i * as], b[bo + i * bs]);
      }
      return;
    }
    // a short block of the repeated number: filling a long one would cost more than a short run
    int length = Math.min(n, NUMBERS + SHORT - 1);
    double[] left = as == 0 ? filled(a[ao], length) : a;
    double[] right = bs == 0 ? filled(b[bo], length) : b;
    for (int at = 0; at < n; ) {
      int size = n - at < NUMBERS + SHORT ? n - at : NUMBERS;
      int aAt = as == 0 ? 0 : ao + at;
      int bAt = bs == 0 ? 0 : bo + at;
      kernels.binary(kind, left, aAt, right, bAt, y, yo + at, size);
      at += size;
    }
  }

  static void binary(
      Kernels kernels,
      BinaryKind kind,
      float[] a,
      int ao,
      int as,
      float[] b,
      int bo,
      int bs,
      float[] y,
      int yo,
      int n) {
    if (n == 1 || (as == 1 && bs == 1)) {
      kernels.binary(kind, a, ao, b, bo, y, yo, n);
      return;
    }
    if (n < SHORT) {
      for (int i = 0; i < n; i++) {
        y[yo + i] = ScalarBinary.element(kind, a[ao + i * as], b[bo + i * bs]);
      }
      return;
    }
    // a short block of the repeated number: filling a long one would cost more than a short run
    int length = Math.min(n, NUMBERS + SHORT - 1);
    float[] left = as == 0 ? filled(a[ao], length) : a;
    float[] right = bs == 0 ? filled(b[bo], length) : b;
    for (int at = 0; at < n; ) {
      int size = n - at < NUMBERS + SHORT ? n - at : NUMBERS;
      int aAt = as == 0 ? 0 : ao + at;
      int bAt = bs == 0 ? 0 : bo + at;
      kernels.binary(kind, left, aAt, right, bAt, y, yo + at, size);
      at += size;
    }
  }
}
