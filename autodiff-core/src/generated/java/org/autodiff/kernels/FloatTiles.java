// Generated from DoubleTiles.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds to a tile of C the product of a few rows of A and a few columns of B. The tile stays in
 * registers for all k steps: 12 sums, two vectors of B and one element of A fit into 16 registers.
 * Sums start as the elements of C, so that an element is the same chain of additions however k is
 * cut into blocks.
 *
 * <p>Nothing of this class is called from a loop: once the compiler has made a small method with
 * vectors into code of its own it may call that, with vectors as objects, some thirty times slower.
 *
 * <p>A has rows of consecutive elements. Where a tile has fewer rows than its method is for, the
 * last row stands in for the missing ones: the same numbers are computed and stored again.
 */
final class FloatTiles {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Float> MOST = FloatVector.SPECIES_256;

  /** The elements of one vector. */
  static final int LANES = FLOATS.length();

  /** Vectors of at most as many elements as a product with a vector has lanes. */
  private static final VectorSpecies<Float> EIGHT = LANES > 8 ? MOST : FLOATS;

  /** The most rows of inner products made at once. */
  static final int DOTS = 4;

  /** The columns of a whole tile. */
  static final int COLUMNS = 2 * LANES;

  /** The most rows of a tile. */
  static final int ROWS = 6;

  /** What sums start from: those that start as one zero() can stay objects. */
  private static final float[] ZEROS = new float[LANES];

  private FloatTiles() {}

  /** Six rows and two vectors of columns. */
  static void six(
      int k,
      int rows,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int cRow) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int a1 = ao + r1 * aRow;
    int a2 = ao + r2 * aRow;
    int a3 = ao + r3 * aRow;
    int a4 = ao + r4 * aRow;
    int a5 = ao + r5 * aRow;
    int c1 = co + r1 * cRow;
    int c2 = co + r2 * cRow;
    int c3 = co + r3 * cRow;
    int c4 = co + r4 * cRow;
    int c5 = co + r5 * cRow;
    FloatVector s00 = FloatVector.fromArray(FLOATS, c, co);
    FloatVector s01 = FloatVector.fromArray(FLOATS, c, co + LANES);
    FloatVector s10 = FloatVector.fromArray(FLOATS, c, c1);
    FloatVector s11 = FloatVector.fromArray(FLOATS, c, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(FLOATS, c, c2);
    FloatVector s21 = FloatVector.fromArray(FLOATS, c, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(FLOATS, c, c3);
    FloatVector s31 = FloatVector.fromArray(FLOATS, c, c3 + LANES);
    FloatVector s40 = FloatVector.fromArray(FLOATS, c, c4);
    FloatVector s41 = FloatVector.fromArray(FLOATS, c, c4 + LANES);
    FloatVector s50 = FloatVector.fromArray(FLOATS, c, c5);
    FloatVector s51 = FloatVector.fromArray(FLOATS, c, c5 + LANES);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, at);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, at + LANES);
      FloatVector f0 = FloatVector.broadcast(FLOATS, a[ao + p]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      FloatVector f1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      FloatVector f2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      FloatVector f3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      s30 = f3.fma(b0, s30);
      s31 = f3.fma(b1, s31);
      FloatVector f4 = FloatVector.broadcast(FLOATS, a[a4 + p]);
      s40 = f4.fma(b0, s40);
      s41 = f4.fma(b1, s41);
      FloatVector f5 = FloatVector.broadcast(FLOATS, a[a5 + p]);
      s50 = f5.fma(b0, s50);
      s51 = f5.fma(b1, s51);
    }
    s00.intoArray(c, co);
    s01.intoArray(c, co + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
  }

  /** Four rows and two vectors of columns. */
  static void four(
      int k,
      int rows,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int cRow) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int a1 = ao + r1 * aRow;
    int a2 = ao + r2 * aRow;
    int a3 = ao + r3 * aRow;
    int c1 = co + r1 * cRow;
    int c2 = co + r2 * cRow;
    int c3 = co + r3 * cRow;
    FloatVector s00 = FloatVector.fromArray(FLOATS, c, co);
    FloatVector s01 = FloatVector.fromArray(FLOATS, c, co + LANES);
    FloatVector s10 = FloatVector.fromArray(FLOATS, c, c1);
    FloatVector s11 = FloatVector.fromArray(FLOATS, c, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(FLOATS, c, c2);
    FloatVector s21 = FloatVector.fromArray(FLOATS, c, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(FLOATS, c, c3);
    FloatVector s31 = FloatVector.fromArray(FLOATS, c, c3 + LANES);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, at);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, at + LANES);
      FloatVector f0 = FloatVector.broadcast(FLOATS, a[ao + p]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      FloatVector f1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      FloatVector f2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      FloatVector f3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      s30 = f3.fma(b0, s30);
      s31 = f3.fma(b1, s31);
    }
    s00.intoArray(c, co);
    s01.intoArray(c, co + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
  }

  /** Six rows and one vector of columns. */
  static void narrow(
      int k,
      int rows,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int cRow) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int a1 = ao + r1 * aRow;
    int a2 = ao + r2 * aRow;
    int a3 = ao + r3 * aRow;
    int a4 = ao + r4 * aRow;
    int a5 = ao + r5 * aRow;
    int c1 = co + r1 * cRow;
    int c2 = co + r2 * cRow;
    int c3 = co + r3 * cRow;
    int c4 = co + r4 * cRow;
    int c5 = co + r5 * cRow;
    FloatVector s00 = FloatVector.fromArray(FLOATS, c, co);
    FloatVector s10 = FloatVector.fromArray(FLOATS, c, c1);
    FloatVector s20 = FloatVector.fromArray(FLOATS, c, c2);
    FloatVector s30 = FloatVector.fromArray(FLOATS, c, c3);
    FloatVector s40 = FloatVector.fromArray(FLOATS, c, c4);
    FloatVector s50 = FloatVector.fromArray(FLOATS, c, c5);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, at);
      FloatVector f0 = FloatVector.broadcast(FLOATS, a[ao + p]);
      s00 = f0.fma(b0, s00);
      FloatVector f1 = FloatVector.broadcast(FLOATS, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      FloatVector f2 = FloatVector.broadcast(FLOATS, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      FloatVector f3 = FloatVector.broadcast(FLOATS, a[a3 + p]);
      s30 = f3.fma(b0, s30);
      FloatVector f4 = FloatVector.broadcast(FLOATS, a[a4 + p]);
      s40 = f4.fma(b0, s40);
      FloatVector f5 = FloatVector.broadcast(FLOATS, a[a5 + p]);
      s50 = f5.fma(b0, s50);
    }
    s00.intoArray(c, co);
    s10.intoArray(c, c1);
    s20.intoArray(c, c2);
    s30.intoArray(c, c3);
    s40.intoArray(c, c4);
    s50.intoArray(c, c5);
  }

  /** Adds to a run of c the product of k elements and as many rows of b. */
  static void row(
      int k, float[] a, int ao, float[] b, int bo, int bRow, float[] c, int co, int n) {
    int whole = n - n % LANES;
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      int b0 = bo + p * bRow;
      int b1 = b0 + bRow;
      int b2 = b1 + bRow;
      int b3 = b2 + bRow;
      FloatVector f0 = FloatVector.broadcast(FLOATS, a[ao + p]);
      FloatVector f1 = FloatVector.broadcast(FLOATS, a[ao + p + 1]);
      FloatVector f2 = FloatVector.broadcast(FLOATS, a[ao + p + 2]);
      FloatVector f3 = FloatVector.broadcast(FLOATS, a[ao + p + 3]);
      for (int j = 0; j < whole; j += LANES) {
        FloatVector s = FloatVector.fromArray(FLOATS, c, co + j);
        s = f0.fma(FloatVector.fromArray(FLOATS, b, b0 + j), s);
        s = f1.fma(FloatVector.fromArray(FLOATS, b, b1 + j), s);
        s = f2.fma(FloatVector.fromArray(FLOATS, b, b2 + j), s);
        s = f3.fma(FloatVector.fromArray(FLOATS, b, b3 + j), s);
        s.intoArray(c, co + j);
      }
    }
    for (; p < k; p++) {
      FloatVector f = FloatVector.broadcast(FLOATS, a[ao + p]);
      for (int j = 0; j < whole; j += LANES) {
        FloatVector s = FloatVector.fromArray(FLOATS, c, co + j);
        f.fma(FloatVector.fromArray(FLOATS, b, bo + p * bRow + j), s).intoArray(c, co + j);
      }
    }
    for (p = 0; p < k && whole < n; p++) {
      for (int j = whole; j < n; j++) {
        c[co + j] = Math.fma(a[ao + p], b[bo + p * bRow + j], c[co + j]);
      }
    }
  }

  /**
   * Sets lanes to those of the inner products of a few rows of a and a run of b; see {@link
   * ScalarFloatMatmul}. Several rows at once are several chains of additions.
   */
  static void dots(
      int k, int rows, float[] a, int ao, int aRow, float[] b, int bo, float[] lanes) {
    int a1 = ao + Math.min(1, rows - 1) * aRow;
    int a2 = ao + Math.min(2, rows - 1) * aRow;
    int a3 = ao + Math.min(3, rows - 1) * aRow;
    int count = ScalarFloatMatmul.LANES;
    int whole = k - k % count;
    for (int lane = 0; lane < count; lane += EIGHT.length()) {
      FloatVector s0 = FloatVector.fromArray(EIGHT, ZEROS, 0);
      FloatVector s1 = FloatVector.fromArray(EIGHT, ZEROS, 0);
      FloatVector s2 = FloatVector.fromArray(EIGHT, ZEROS, 0);
      FloatVector s3 = FloatVector.fromArray(EIGHT, ZEROS, 0);
      for (int p = lane; p < whole; p += count) {
        FloatVector y = FloatVector.fromArray(EIGHT, b, bo + p);
        s0 = FloatVector.fromArray(EIGHT, a, ao + p).fma(y, s0);
        s1 = FloatVector.fromArray(EIGHT, a, a1 + p).fma(y, s1);
        s2 = FloatVector.fromArray(EIGHT, a, a2 + p).fma(y, s2);
        s3 = FloatVector.fromArray(EIGHT, a, a3 + p).fma(y, s3);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, count + lane);
      s2.intoArray(lanes, 2 * count + lane);
      s3.intoArray(lanes, 3 * count + lane);
    }
    for (int p = whole; p < k; p++) {
      float y = b[bo + p];
      int lane = p - whole;
      lanes[lane] = Math.fma(a[ao + p], y, lanes[lane]);
      lanes[count + lane] = Math.fma(a[a1 + p], y, lanes[count + lane]);
      lanes[2 * count + lane] = Math.fma(a[a2 + p], y, lanes[2 * count + lane]);
      lanes[3 * count + lane] = Math.fma(a[a3 + p], y, lanes[3 * count + lane]);
    }
  }
}
