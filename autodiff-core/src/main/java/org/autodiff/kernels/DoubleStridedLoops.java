package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Moves between two strided views of the same dimensions. Dimensions that can be walked as one are
 * merged first; where the last dimension is not the densest one of the source the two are walked in
 * square tiles, so that every cache line fetched is used whole.
 */
final class DoubleStridedLoops {
  private DoubleStridedLoops() {}

  /** Copies, or with {@code add} adds, the view of x into that of y. */
  static void move(
      boolean add,
      int[] dims,
      double[] x,
      int xOffset,
      int[] from,
      double[] y,
      int yOffset,
      int[] to) {
    if (Strided.isEmpty(dims)) {
      return;
    }
    int[][] view = Strided.merge(dims, from, to);
    int tiled = Strided.tiledWith(view);
    int last = view[0].length - 1;
    int[] at = new int[last];
    int xo = xOffset;
    int yo = yOffset;
    while (true) {
      if (tiled < 0) {
        row(add, view[0][last], x, xo, view[1][last], y, yo, view[2][last]);
      } else {
        plane(add, view, tiled, x, xo, y, yo);
      }
      int d = last - 1;
      for (; d >= 0; d--) {
        if (d == tiled) {
          continue;
        }
        xo += view[1][d];
        yo += view[2][d];
        if (++at[d] < view[0][d]) {
          break;
        }
        xo -= at[d] * view[1][d];
        yo -= at[d] * view[2][d];
        at[d] = 0;
      }
      if (d < 0) {
        return;
      }
    }
  }

  private static void plane(
      boolean add, int[][] view, int d, double[] x, int xo, double[] y, int yo) {
    int last = view[0].length - 1;
    int rows = view[0][d];
    int columns = view[0][last];
    for (int r = 0; r < rows; r += Strided.TILE) {
      int rEnd = Math.min(rows, r + Strided.TILE);
      for (int c = 0; c < columns; c += Strided.TILE) {
        int n = Math.min(Strided.TILE, columns - c);
        for (int i = r; i < rEnd; i++) {
          int xAt = xo + i * view[1][d] + c * view[1][last];
          int yAt = yo + i * view[2][d] + c * view[2][last];
          row(add, n, x, xAt, view[1][last], y, yAt, view[2][last]);
        }
      }
    }
  }

  private static void row(
      boolean add, int n, double[] x, int xo, int xs, double[] y, int yo, int ys) {
    if (add) {
      if (ys == 0 && xs == 1) {
        // float: y[yo] += (float) Kernels.get().sum(x, xo, n);
        y[yo] += Kernels.get().sum(x, xo, n);
      } else if (xs == 1 && ys == 1) {
        for (int i = 0; i < n; i++) {
          y[yo + i] += x[xo + i];
        }
      } else {
        for (int i = 0; i < n; i++) {
          y[yo + i * ys] += x[xo + i * xs];
        }
      }
    } else if (ys == 1 && xs == 1) {
      System.arraycopy(x, xo, y, yo, n);
    } else if (ys == 1 && xs == 0) {
      Arrays.fill(y, yo, yo + n, x[xo]);
    } else if (ys == 1) {
      for (int i = 0; i < n; i++) {
        y[yo + i] = x[xo + i * xs];
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[yo + i * ys] = x[xo + i * xs];
      }
    }
  }
}
