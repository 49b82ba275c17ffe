// Generated from DoubleBlocks.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import java.util.Arrays;

/** Blocks of one repeated number, which stand for a scalar in loops over two arrays. */
final class FloatBlocks {
  private FloatBlocks() {}

  /** Returns a block of one repeated value, as long as any block of n elements. */
  static float[] filled(float value, int n) {
    float[] block = new float[Blocks.longest(n)];
    Arrays.fill(block, value);
    return block;
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
    if (n < Blocks.SHORT) {
      for (int i = 0; i < n; i++) {
        y[yo + i] = ScalarFloatBinary.element(kind, a[ao + i * as], b[bo + i * bs]);
      }
      return;
    }
    // a short block of the repeated number: filling a long one would cost more than a short run
    int length = Math.min(n, Blocks.NUMBERS + Blocks.SHORT - 1);
    float[] left = as == 0 ? filled(a[ao], length) : a;
    float[] right = bs == 0 ? filled(b[bo], length) : b;
    for (int at = 0; at < n; ) {
      int size = n - at < Blocks.NUMBERS + Blocks.SHORT ? n - at : Blocks.NUMBERS;
      int aAt = as == 0 ? 0 : ao + at;
      int bAt = bs == 0 ? 0 : bo + at;
      kernels.binary(kind, left, aAt, right, bAt, y, yo + at, size);
      at += size;
    }
  }
}
