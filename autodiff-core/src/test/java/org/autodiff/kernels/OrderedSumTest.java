package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.autodiff.kernels.KernelFixtures.narrow;
import static org.autodiff.kernels.KernelFixtures.widen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderedSumTest {
  private static final int[] COUNTS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 31, 32, 33, 100, 255, 256, 257, 263, 264, 511, 512, 513,
    768, 770, 1000, 1023, 1024, 1025, 1279, 1280, 2047, 2048, 2049, 3000, 5000, 70_001
  };

  /** The definition, once more and without any thrift: lanes, blocks of a lane, pairs of blocks. */
  private static double reference(double[] x) {
    if (x.length == 0) {
      return 0;
    }
    double[] lanes = new double[OrderedSum.LANES];
    for (int lane = 0; lane < lanes.length; lane++) {
      int blocks = (x.length + OrderedSum.BLOCK - 1) / OrderedSum.BLOCK;
      double[] sums = new double[blocks];
      Arrays.fill(sums, -0.0);
      for (int i = lane; i < x.length; i += lanes.length) {
        sums[i / OrderedSum.BLOCK] += x[i];
      }
      lanes[lane] = pairs(sums);
    }
    double[] four = new double[4];
    for (int i = 0; i < 4; i++) {
      four[i] = lanes[i] + lanes[i + 4];
    }
    return (four[0] + four[2]) + (four[1] + four[3]);
  }

  /** The first 2^j, for the largest j that leaves something, and the rest. */
  private static double pairs(double[] x) {
    if (x.length == 1) {
      return x[0];
    }
    int first = Integer.highestOneBit(x.length - 1);
    return pairs(Arrays.copyOf(x, first)) + pairs(Arrays.copyOfRange(x, first, x.length));
  }

  private static double[] terms(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(n).map(v -> (v - 0.3) * Math.scalb(1.0, random.nextInt(20))).toArray();
  }

  private static void assertSame(double expected, double actual, String what) {
    assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(actual), what);
  }

  @Test
  void kernelsAddInTheDefinedOrder() {
    for (int n : COUNTS) {
      double[] x = terms(n, n);
      double[] moved = new double[n + 3];
      System.arraycopy(x, 0, moved, 3, n);
      double expected = reference(x);
      float[] narrow = narrow(x);
      double ofFloats = reference(widen(narrow));
      for (Kernels k : kernels()) {
        assertSame(expected, k.sum(x, 0, n), k.name() + " " + n);
        assertSame(expected, k.sum(moved, 3, n), k.name() + " moved " + n);
        assertSame(ofFloats, k.sum(narrow, 0, n), k.name() + " floats " + n);
      }
    }
  }

  @Test
  void piecesOfAnySizeGiveTheSame() {
    SplittableRandom random = new SplittableRandom(5);
    for (Kernels k : kernels()) {
      for (int n : COUNTS) {
        double[] x = terms(n, n);
        float[] narrow = narrow(x);
        for (int most : new int[] {1, 7, 8, 128, 256, 300, 1024, 4096}) {
          OrderedSum sum = new OrderedSum(k, 1);
          OrderedSum ofFloats = new OrderedSum(k, 1);
          for (int at = 0; at < n; ) {
            int size = Math.min(n - at, random.nextBoolean() ? most : 1 + random.nextInt(most));
            sum.add(x, at, size);
            ofFloats.add(narrow, at, size);
            at += size;
          }
          assertSame(reference(x), sum.result(), k.name() + " " + n + " by " + most);
          assertSame(reference(widen(narrow)), ofFloats.result(), n + " floats by " + most);
          assertSame(0, sum.result(), "all terms are forgotten");
        }
      }
    }
  }

  @Test
  void sumsSideBySideAreThoseOfTheirColumns() {
    for (Kernels k : kernels()) {
      for (int width : new int[] {2, 3, 33, 130, 300}) {
        for (int rows : new int[] {1, 2, 5, 8, 9, 40, 256, 300, 1100}) {
          double[] x = terms(rows * width, rows);
          double[] y = new double[width + 1];
          k.sum(1, rows, width, x, 0, y, 1);
          float[] narrow = narrow(x);
          float[] yf = new float[width + 1];
          k.sum(1, rows, width, narrow, 0, yf, 1);
          for (int i = 0; i < width; i++) {
            double[] column = column(x, i, rows, width);
            assertSame(reference(column), y[1 + i], k.name() + " " + rows + "x" + width);
            column = column(widen(narrow), i, rows, width);
            assertSame((float) reference(column), yf[1 + i], "floats " + rows + "x" + width);
          }
        }
      }
    }
  }

  private static double[] column(double[] x, int at, int rows, int width) {
    double[] column = new double[rows];
    for (int r = 0; r < rows; r++) {
      column[r] = x[r * width + at];
    }
    return column;
  }

  @Test
  void aRepeatedRowIsAddedLikeOthers() {
    for (Kernels k : kernels()) {
      double[] row = terms(40, 1);
      double[] y = new double[40];
      for (int times : COUNTS) {
        OrderedSum sum = new OrderedSum(k, 40);
        sum.addRepeated(row, 0, times);
        sum.result(y, 0);
        for (int i = 0; i < 40; i++) {
          double[] equal = new double[times];
          Arrays.fill(equal, row[i]);
          assertSame(reference(equal), y[i], k.name() + " " + times);
        }
      }
    }
  }

  @Test
  void aSumOfNegativeZerosIsOne() {
    for (Kernels k : kernels()) {
      for (int n : new int[] {1, 2, 3, 8, 9, 300, 1024, 3000}) {
        double[] x = new double[n];
        Arrays.fill(x, -0.0);
        assertSame(-0.0, k.sum(x, 0, n), k.name() + " " + n);
        double[] y = new double[2];
        k.sum(1, n / 2 + 1, 2, new double[n + 2], 0, y, 0);
        assertArrayEquals(new double[2], y);
      }
    }
  }

  @Test
  void differentOrdersHaveDifferentBits() {
    double[] x = terms(1000, 1);
    double inTurn = 0;
    for (double v : x) {
      inTurn += v;
    }
    assertEquals(inTurn, reference(x), 1e-9 * Math.abs(inTurn));
    assertNotEquals(inTurn, reference(x));
  }
}
