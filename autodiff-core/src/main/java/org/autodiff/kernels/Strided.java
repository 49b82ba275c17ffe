package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Moves between two strided views of the same dimensions. Dimensions that can be walked as one are
 * merged first; where the last dimension is not the densest one of the source the two are walked in
 * square tiles, so that every cache line fetched is used whole.
 */
final class Strided {
  private static final int TILE = 32;

  private Strided() {}

  /** Returns the strides of a contiguous row-major array. */
  static int[] rowMajor(int[] dims) {
    int[] strides = new int[dims.length];
    int step = 1;
    for (int d = dims.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= dims[d];
    }
    return strides;
  }

  /**
   * Drops dimensions of size 1 and merges neighbours that both views step through evenly. Returns
   * {dims, source strides, destination strides}, of at least one dimension.
   */
  private static int[][] merge(int[] dims, int[] from, int[] to) {
    int[][] merged = new int[3][dims.length + 1];
    int rank = 0;
    for (int d = 0; d < dims.length; d++) {
      if (dims[d] == 1) {
        continue;
      }
      int p = rank - 1;
      if (rank > 0 && merged[1][p] == from[d] * dims[d] && merged[2][p] == to[d] * dims[d]) {
        merged[0][p] *= dims[d];
        merged[1][p] = from[d];
        merged[2][p] = to[d];
      } else {
        merged[0][rank] = dims[d];
        merged[1][rank] = from[d];
        merged[2][rank] = to[d];
        rank++;
      }
    }
    if (rank == 0) {
      merged[0][0] = 1;
      rank = 1;
    }
    for (int i = 0; i < 3; i++) {
      merged[i] = Arrays.copyOf(merged[i], rank);
    }
    return merged;
  }

  private static boolean isEmpty(int[] dims) {
    for (int dim : dims) {
      if (dim == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the dimension to tile together with the last one, or -1 for none: the densest of the
   * source or, where the source is read in order, of the destination.
   */
  private static int tiledWith(int[][] view) {
    int last = view[0].length - 1;
    int best = -1;
    for (int side = 1; side <= 2; side++) {
      int stride = Math.abs(view[side][last]);
      for (int d = 0; d < last && stride > 1; d++) {
        int other = Math.abs(view[side][d]);
        if (other != 0 && other < stride) {
          stride = other;
          best = d;
        }
      }
      if (best >= 0) {
        return best;
      }
    }
    return best;
  }

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
    if (isEmpty(dims)) {
      return;
    }
    int[][] view = merge(dims, from, to);
    int tiled = tiledWith(view);
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

  /** Copies, or with {@code add} adds, the view of x into that of y. */
  static void move(
      boolean add,
      int[] dims,
      float[] x,
      int xOffset,
      int[] from,
      float[] y,
      int yOffset,
      int[] to) {
    if (isEmpty(dims)) {
      return;
    }
    int[][] view = merge(dims, from, to);
    int tiled = tiledWith(view);
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
    for (int r = 0; r < rows; r += TILE) {
      int rEnd = Math.min(rows, r + TILE);
      for (int c = 0; c < columns; c += TILE) {
        int n = Math.min(TILE, columns - c);
        for (int i = r; i < rEnd; i++) {
          int xAt = xo + i * view[1][d] + c * view[1][last];
          int yAt = yo + i * view[2][d] + c * view[2][last];
          row(add, n, x, xAt, view[1][last], y, yAt, view[2][last]);
        }
      }
    }
  }

  private static void plane(
      boolean add, int[][] view, int d, float[] x, int xo, float[] y, int yo) {
    int last = view[0].length - 1;
    int rows = view[0][d];
    int columns = view[0][last];
    for (int r = 0; r < rows; r += TILE) {
      int rEnd = Math.min(rows, r + TILE);
      for (int c = 0; c < columns; c += TILE) {
        int n = Math.min(TILE, columns - c);
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

  private static void row(
      boolean add, int n, float[] x, int xo, int xs, float[] y, int yo, int ys) {
    if (add) {
      if (ys == 0 && xs == 1) {
        y[yo] += (float) Kernels.get().sum(x, xo, n);
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
