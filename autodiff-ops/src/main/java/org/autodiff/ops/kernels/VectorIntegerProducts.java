package org.autodiff.ops.kernels;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of {@link IntegerProducts} by float fused multiply-adds. Products of codes are at most
 * 127², so that 1,040 of them stay below 2^24 and every partial sum is an integer that a float
 * holds: the arithmetic is exact, at twice the rate of 32-bit integer multiplications and more. The
 * sums go to int32 before that.
 */
final class VectorIntegerProducts {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * LANES)));

  /** Whether a vector of bytes has as many elements as one of floats. */
  private static final boolean WIDE = BYTES.length() == LANES;

  private static final int DEPTH = 256; // of a packed panel; 256 · 127² < 2^24
  private static final int STREAM = 1024; // products in the float sums of a row; 1024 · 127² < 2^24
  private static final int WIDTH = 4 * LANES;
  private static final int PACK_ROWS = 4;

  private VectorIntegerProducts() {}

  static void addProducts(
      int m, int k, int n, byte[] x, int xo, int xRow, byte[] w, int wo, int[] y) {
    if (n < LANES || k < 8 || !WIDE) {
      IntegerProducts.addProducts(m, k, n, x, xo, xRow, w, wo, y, false);
    } else if (m < PACK_ROWS) {
      for (int r = 0; r < m; r++) {
        stream(k, n, x, xo + r * xRow, w, wo, y, r * n);
      }
    } else {
      packed(m, k, n, x, xo, xRow, w, wo, y);
    }
  }

  /** One row: eight rows of w at a time, in their order in memory, into float sums. */
  private static void stream(int k, int n, byte[] x, int xo, byte[] w, int wo, int[] y, int yo) {
    float[] sums = new float[n];
    for (int from = 0; from < k; from += STREAM) {
      int end = Math.min(k, from + STREAM);
      Arrays.fill(sums, 0);
      int p = from;
      for (; p <= end - 8; p += 8) {
        addEight(n, x, xo + p, w, wo + p * n, sums);
      }
      for (; p < end; p++) {
        float factor = x[xo + p];
        int at = wo + p * n;
        for (int j = 0; j < n; j++) {
          sums[j] += factor * w[at + j];
        }
      }
      for (int j = 0; j < n; j++) {
        y[yo + j] += (int) sums[j];
      }
    }
  }

  private static void addEight(int n, byte[] x, int xo, byte[] w, int wo, float[] sums) {
    FloatVector f0 = FloatVector.broadcast(FLOATS, x[xo]);
    FloatVector f1 = FloatVector.broadcast(FLOATS, x[xo + 1]);
    FloatVector f2 = FloatVector.broadcast(FLOATS, x[xo + 2]);
    FloatVector f3 = FloatVector.broadcast(FLOATS, x[xo + 3]);
    FloatVector f4 = FloatVector.broadcast(FLOATS, x[xo + 4]);
    FloatVector f5 = FloatVector.broadcast(FLOATS, x[xo + 5]);
    FloatVector f6 = FloatVector.broadcast(FLOATS, x[xo + 6]);
    FloatVector f7 = FloatVector.broadcast(FLOATS, x[xo + 7]);
    int bound = n - n % LANES;
    for (int j = 0; j < bound; j += LANES) {
      int at = wo + j;
      FloatVector s = FloatVector.fromArray(FLOATS, sums, j);
      FloatVector t = row(w, at).mul(f0);
      s = row(w, at + n).fma(f1, s);
      t = row(w, at + 2 * n).fma(f2, t);
      s = row(w, at + 3 * n).fma(f3, s);
      t = row(w, at + 4 * n).fma(f4, t);
      s = row(w, at + 5 * n).fma(f5, s);
      t = row(w, at + 6 * n).fma(f6, t);
      s = row(w, at + 7 * n).fma(f7, s);
      s.add(t).intoArray(sums, j);
    }
    for (int j = bound; j < n; j++) {
      int sum = 0;
      for (int p = 0; p < 8; p++) {
        sum += x[xo + p] * w[wo + p * n + j];
      }
      sums[j] += sum;
    }
  }

  private static FloatVector row(byte[] w, int at) {
    return (FloatVector)
        ByteVector.fromArray(BYTES, w, at).convertShape(VectorOperators.B2F, FLOATS, 0);
  }

  /** Several rows: panels of w as floats, {@link #DEPTH} rows of four vectors. */
  private static void packed(
      int m, int k, int n, byte[] x, int xo, int xRow, byte[] w, int wo, int[] y) {
    float[] panel = new float[DEPTH * WIDTH];
    float[] rows = new float[m * DEPTH];
    float[] tile = new float[2 * WIDTH];
    for (int from = 0; from < k; from += DEPTH) {
      int depth = Math.min(DEPTH, k - from);
      for (int r = 0; r < m; r++) {
        widen(depth, x, xo + r * xRow + from, rows, r * depth);
      }
      for (int j = 0; j < n; j += WIDTH) {
        int width = Math.min(WIDTH, n - j);
        for (int p = 0; p < depth; p++) {
          widen(width, w, wo + (from + p) * n + j, panel, p * WIDTH);
        }
        int r = 0;
        for (; r <= m - 2; r += 2) {
          two(depth, rows, r * depth, panel, tile);
          add(width, tile, 0, y, r * n + j);
          add(width, tile, WIDTH, y, (r + 1) * n + j);
        }
        if (r < m) {
          two(depth, rows, (r - 1) * depth, panel, tile);
          add(width, tile, WIDTH, y, r * n + j);
        }
      }
    }
  }

  private static void widen(int n, byte[] from, int at, float[] to, int start) {
    for (int i = 0; i < n; i++) {
      to[start + i] = from[at + i];
    }
  }

  private static void add(int n, float[] tile, int at, int[] y, int yo) {
    for (int j = 0; j < n; j++) {
      y[yo + j] += (int) tile[at + j];
    }
  }

  /** Two rows by one panel. */
  private static void two(int depth, float[] rows, int ro, float[] panel, float[] tile) {
    FloatVector a0 = first(rows[ro], panel, 0);
    FloatVector a1 = first(rows[ro], panel, LANES);
    FloatVector a2 = first(rows[ro], panel, 2 * LANES);
    FloatVector a3 = first(rows[ro], panel, 3 * LANES);
    FloatVector b0 = first(rows[ro + depth], panel, 0);
    FloatVector b1 = first(rows[ro + depth], panel, LANES);
    FloatVector b2 = first(rows[ro + depth], panel, 2 * LANES);
    FloatVector b3 = first(rows[ro + depth], panel, 3 * LANES);
    for (int p = 1; p < depth; p++) {
      int at = p * WIDTH;
      FloatVector w0 = FloatVector.fromArray(FLOATS, panel, at);
      FloatVector w1 = FloatVector.fromArray(FLOATS, panel, at + LANES);
      FloatVector w2 = FloatVector.fromArray(FLOATS, panel, at + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(FLOATS, panel, at + 3 * LANES);
      FloatVector u = FloatVector.broadcast(FLOATS, rows[ro + p]);
      FloatVector v = FloatVector.broadcast(FLOATS, rows[ro + depth + p]);
      a0 = w0.fma(u, a0);
      a1 = w1.fma(u, a1);
      a2 = w2.fma(u, a2);
      a3 = w3.fma(u, a3);
      b0 = w0.fma(v, b0);
      b1 = w1.fma(v, b1);
      b2 = w2.fma(v, b2);
      b3 = w3.fma(v, b3);
    }
    a0.intoArray(tile, 0);
    a1.intoArray(tile, LANES);
    a2.intoArray(tile, 2 * LANES);
    a3.intoArray(tile, 3 * LANES);
    b0.intoArray(tile, WIDTH);
    b1.intoArray(tile, WIDTH + LANES);
    b2.intoArray(tile, WIDTH + 2 * LANES);
    b3.intoArray(tile, WIDTH + 3 * LANES);
  }

  private static FloatVector first(float factor, float[] panel, int at) {
    return FloatVector.fromArray(FLOATS, panel, at).mul(factor);
  }
}
