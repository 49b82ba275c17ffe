package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
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
final class DoubleTiles {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  // float: private static final VectorSpecies<Float> MOST = FloatVector.SPECIES_256;
  private static final VectorSpecies<Double> MOST = DoubleVector.SPECIES_512;

  /** The elements of one vector. */
  static final int LANES = DOUBLES.length();

  /** Vectors of at most as many elements as a product with a vector has lanes. */
  private static final VectorSpecies<Double> EIGHT = LANES > 8 ? MOST : DOUBLES;

  /** The most rows of inner products made at once. */
  static final int DOTS = 4;

  /** The columns of a whole tile. */
  static final int COLUMNS = 2 * LANES;

  /** The most rows of a tile. */
  static final int ROWS = 6;

  /** What sums start from: those that start as one zero() can stay objects. */
  private static final double[] ZEROS = new double[LANES];

  private DoubleTiles() {}

  /** Six rows and two vectors of columns. */
  static void six(
      int k,
      int rows,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
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
    DoubleVector s00 = DoubleVector.fromArray(DOUBLES, c, co);
    DoubleVector s01 = DoubleVector.fromArray(DOUBLES, c, co + LANES);
    DoubleVector s10 = DoubleVector.fromArray(DOUBLES, c, c1);
    DoubleVector s11 = DoubleVector.fromArray(DOUBLES, c, c1 + LANES);
    DoubleVector s20 = DoubleVector.fromArray(DOUBLES, c, c2);
    DoubleVector s21 = DoubleVector.fromArray(DOUBLES, c, c2 + LANES);
    DoubleVector s30 = DoubleVector.fromArray(DOUBLES, c, c3);
    DoubleVector s31 = DoubleVector.fromArray(DOUBLES, c, c3 + LANES);
    DoubleVector s40 = DoubleVector.fromArray(DOUBLES, c, c4);
    DoubleVector s41 = DoubleVector.fromArray(DOUBLES, c, c4 + LANES);
    DoubleVector s50 = DoubleVector.fromArray(DOUBLES, c, c5);
    DoubleVector s51 = DoubleVector.fromArray(DOUBLES, c, c5 + LANES);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, at);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, at + LANES);
      DoubleVector f0 = DoubleVector.broadcast(DOUBLES, a[ao + p]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      DoubleVector f1 = DoubleVector.broadcast(DOUBLES, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      DoubleVector f2 = DoubleVector.broadcast(DOUBLES, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      DoubleVector f3 = DoubleVector.broadcast(DOUBLES, a[a3 + p]);
      s30 = f3.fma(b0, s30);
      s31 = f3.fma(b1, s31);
      DoubleVector f4 = DoubleVector.broadcast(DOUBLES, a[a4 + p]);
      s40 = f4.fma(b0, s40);
      s41 = f4.fma(b1, s41);
      DoubleVector f5 = DoubleVector.broadcast(DOUBLES, a[a5 + p]);
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
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
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
    DoubleVector s00 = DoubleVector.fromArray(DOUBLES, c, co);
    DoubleVector s01 = DoubleVector.fromArray(DOUBLES, c, co + LANES);
    DoubleVector s10 = DoubleVector.fromArray(DOUBLES, c, c1);
    DoubleVector s11 = DoubleVector.fromArray(DOUBLES, c, c1 + LANES);
    DoubleVector s20 = DoubleVector.fromArray(DOUBLES, c, c2);
    DoubleVector s21 = DoubleVector.fromArray(DOUBLES, c, c2 + LANES);
    DoubleVector s30 = DoubleVector.fromArray(DOUBLES, c, c3);
    DoubleVector s31 = DoubleVector.fromArray(DOUBLES, c, c3 + LANES);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, at);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, at + LANES);
      DoubleVector f0 = DoubleVector.broadcast(DOUBLES, a[ao + p]);
      s00 = f0.fma(b0, s00);
      s01 = f0.fma(b1, s01);
      DoubleVector f1 = DoubleVector.broadcast(DOUBLES, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      s11 = f1.fma(b1, s11);
      DoubleVector f2 = DoubleVector.broadcast(DOUBLES, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      s21 = f2.fma(b1, s21);
      DoubleVector f3 = DoubleVector.broadcast(DOUBLES, a[a3 + p]);
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
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
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
    DoubleVector s00 = DoubleVector.fromArray(DOUBLES, c, co);
    DoubleVector s10 = DoubleVector.fromArray(DOUBLES, c, c1);
    DoubleVector s20 = DoubleVector.fromArray(DOUBLES, c, c2);
    DoubleVector s30 = DoubleVector.fromArray(DOUBLES, c, c3);
    DoubleVector s40 = DoubleVector.fromArray(DOUBLES, c, c4);
    DoubleVector s50 = DoubleVector.fromArray(DOUBLES, c, c5);
    for (int p = 0; p < k; p++) {
      int at = bo + p * bRow;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, at);
      DoubleVector f0 = DoubleVector.broadcast(DOUBLES, a[ao + p]);
      s00 = f0.fma(b0, s00);
      DoubleVector f1 = DoubleVector.broadcast(DOUBLES, a[a1 + p]);
      s10 = f1.fma(b0, s10);
      DoubleVector f2 = DoubleVector.broadcast(DOUBLES, a[a2 + p]);
      s20 = f2.fma(b0, s20);
      DoubleVector f3 = DoubleVector.broadcast(DOUBLES, a[a3 + p]);
      s30 = f3.fma(b0, s30);
      DoubleVector f4 = DoubleVector.broadcast(DOUBLES, a[a4 + p]);
      s40 = f4.fma(b0, s40);
      DoubleVector f5 = DoubleVector.broadcast(DOUBLES, a[a5 + p]);
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
      int k, double[] a, int ao, double[] b, int bo, int bRow, double[] c, int co, int n) {
    int whole = n - n % LANES;
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      int b0 = bo + p * bRow;
      int b1 = b0 + bRow;
      int b2 = b1 + bRow;
      int b3 = b2 + bRow;
      DoubleVector f0 = DoubleVector.broadcast(DOUBLES, a[ao + p]);
      DoubleVector f1 = DoubleVector.broadcast(DOUBLES, a[ao + p + 1]);
      DoubleVector f2 = DoubleVector.broadcast(DOUBLES, a[ao + p + 2]);
      DoubleVector f3 = DoubleVector.broadcast(DOUBLES, a[ao + p + 3]);
      for (int j = 0; j < whole; j += LANES) {
        DoubleVector s = DoubleVector.fromArray(DOUBLES, c, co + j);
        s = f0.fma(DoubleVector.fromArray(DOUBLES, b, b0 + j), s);
        s = f1.fma(DoubleVector.fromArray(DOUBLES, b, b1 + j), s);
        s = f2.fma(DoubleVector.fromArray(DOUBLES, b, b2 + j), s);
        s = f3.fma(DoubleVector.fromArray(DOUBLES, b, b3 + j), s);
        s.intoArray(c, co + j);
      }
    }
    for (; p < k; p++) {
      DoubleVector f = DoubleVector.broadcast(DOUBLES, a[ao + p]);
      for (int j = 0; j < whole; j += LANES) {
        DoubleVector s = DoubleVector.fromArray(DOUBLES, c, co + j);
        f.fma(DoubleVector.fromArray(DOUBLES, b, bo + p * bRow + j), s).intoArray(c, co + j);
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
   * ScalarDoubleMatmul}. Several rows at once are several chains of additions.
   */
  static void dots(
      int k, int rows, double[] a, int ao, int aRow, double[] b, int bo, double[] lanes) {
    int a1 = ao + Math.min(1, rows - 1) * aRow;
    int a2 = ao + Math.min(2, rows - 1) * aRow;
    int a3 = ao + Math.min(3, rows - 1) * aRow;
    int count = ScalarDoubleMatmul.LANES;
    int whole = k - k % count;
    for (int lane = 0; lane < count; lane += EIGHT.length()) {
      DoubleVector s0 = DoubleVector.fromArray(EIGHT, ZEROS, 0);
      DoubleVector s1 = DoubleVector.fromArray(EIGHT, ZEROS, 0);
      DoubleVector s2 = DoubleVector.fromArray(EIGHT, ZEROS, 0);
      DoubleVector s3 = DoubleVector.fromArray(EIGHT, ZEROS, 0);
      for (int p = lane; p < whole; p += count) {
        DoubleVector y = DoubleVector.fromArray(EIGHT, b, bo + p);
        s0 = DoubleVector.fromArray(EIGHT, a, ao + p).fma(y, s0);
        s1 = DoubleVector.fromArray(EIGHT, a, a1 + p).fma(y, s1);
        s2 = DoubleVector.fromArray(EIGHT, a, a2 + p).fma(y, s2);
        s3 = DoubleVector.fromArray(EIGHT, a, a3 + p).fma(y, s3);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, count + lane);
      s2.intoArray(lanes, 2 * count + lane);
      s3.intoArray(lanes, 3 * count + lane);
    }
    for (int p = whole; p < k; p++) {
      double y = b[bo + p];
      int lane = p - whole;
      lanes[lane] = Math.fma(a[ao + p], y, lanes[lane]);
      lanes[count + lane] = Math.fma(a[a1 + p], y, lanes[count + lane]);
      lanes[2 * count + lane] = Math.fma(a[a2 + p], y, lanes[2 * count + lane]);
      lanes[3 * count + lane] = Math.fma(a[a3 + p], y, lanes[3 * count + lane]);
    }
  }
}
