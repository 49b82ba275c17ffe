// Generated from DoubleMatmul.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import java.util.Arrays;

/**
 * A product of float matrices on vectors, after Goto and van de Geijn (Anatomy of High-Performance
 * Matrix Multiplication, 2008): blocks of B are packed as panels of {@link FloatTiles#COLUMNS}
 * columns that stay in the second-level cache while all rows of A pass by, tile by tile. Operands
 * that are held transposed are turned while they are packed; a small B, or one that few rows meet,
 * is read where it is.
 *
 * <p>With more than one row and column, an element of C is one chain of multiply-adds over k,
 * whatever the blocks, the layout of the operands and the number of threads are. A product with a
 * vector is made in lanes, as {@link ScalarFloatMatmul} says.
 *
 * <p>A thread keeps what it packs into, at most 0.7 MB for each type.
 *
 * @param threads the most threads to use
 * @param transposeA whether a is held as [k, m]
 * @param transposeB whether b is held as [n, k]
 */
record FloatMatmul(
    int threads,
    int m,
    int k,
    int n,
    float[] a,
    int ao,
    boolean transposeA,
    float[] b,
    int bo,
    boolean transposeB,
    float[] c,
    int co) {
  private static final int DEPTH = 256;
  private static final int WIDTH = 512;
  private static final int STRIP = 2048;

  /** What reading an element of a matrix once costs, in multiplications of large blocks. */
  private static final long READING = 4;

  private static final int HEIGHT = 16 * FloatTiles.ROWS;

  /** So many multiplications are faster without vectors. */
  private static final int TINY = 64;

  /** B is not packed if it has no more elements. */
  private static final int SMALL = 4096;

  /** B is not packed for fewer rows. */
  private static final int FEW = 9;

  /** Room for a tile at the edge of C, in front of what is packed. */
  private static final int EDGE = FloatTiles.ROWS * FloatTiles.LANES;

  private static final ThreadLocal<float[]> PACKED = ThreadLocal.withInitial(() -> new float[0]);

  /** Sets or adds to c the product. */
  void run(boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, co, co + m * n, 0);
    }
    if (m == 0 || k == 0 || n == 0) {
      return;
    }
    if (n == 1) {
      matrixTimesVector(m, a, ao, transposeA && m > 1 && k > 1, b, bo);
    } else if (m == 1) {
      matrixTimesVector(n, b, bo, !transposeB && k > 1, a, ao);
    } else if ((long) m * k * n <= TINY) {
      tiny();
    } else {
      split();
    }
  }

  private void tiny() {
    int aRow = transposeA ? 1 : k;
    int aColumn = transposeA ? m : 1;
    int bRow = transposeB ? 1 : n;
    int bColumn = transposeB ? k : 1;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = c[co + i * n + j];
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[ao + i * aRow + p * aColumn], b[bo + p * bRow + j * bColumn], sum);
        }
        c[co + i * n + j] = sum;
      }
    }
  }

  private void split() {
    int most = Math.max(1, Math.max(n / FloatTiles.COLUMNS, m / FloatTiles.ROWS));
    int parts = Threads.parts(threads, (long) m * n * k, most);
    if (parts == 1) {
      block(0, m, 0, n);
    } else if (n / FloatTiles.COLUMNS >= parts) {
      int panels = (n + FloatTiles.COLUMNS - 1) / FloatTiles.COLUMNS;
      Threads.run(
          parts,
          i -> {
            int from = panels * i / parts * FloatTiles.COLUMNS;
            int to = panels * (i + 1) / parts * FloatTiles.COLUMNS;
            block(0, m, from, Math.min(to, n));
          });
    } else {
      Threads.run(
          parts,
          i -> block((int) ((long) m * i / parts), (int) ((long) m * (i + 1) / parts), 0, n));
    }
  }

  /** Adds to a block of C. */
  private void block(int top, int bottom, int left, int right) {
    boolean packA = transposeA && k > 1;
    boolean packB =
        (transposeB && k > 1)
            || right - left < FloatTiles.LANES
            || ((long) k * n > SMALL && bottom - top >= FEW);
    int depth = Math.min(DEPTH, k);
    int aAt = EDGE + (packB ? depth * Math.min(WIDTH, padded(right - left)) : 0);
    float[] packed = packed(aAt + (packA ? HEIGHT * depth : 0));
    for (int j = left; j < right; j += WIDTH) {
      int columns = Math.min(WIDTH, right - j);
      for (int p = 0; p < k; p += DEPTH) {
        int steps = Math.min(DEPTH, k - p);
        if (packB) {
          packB(p, steps, j, columns, packed);
        }
        for (int i = top; i < bottom; i += HEIGHT) {
          int rows = Math.min(HEIGHT, bottom - i);
          int cAt = co + i * n + j;
          if (packA) {
            transpose(a, ao + p * m + i, m, steps, rows, packed, aAt, steps);
            rows(steps, rows, packed, aAt, steps, packB, p, j, columns, packed, cAt);
          } else {
            rows(steps, rows, a, ao + i * k + p, k, packB, p, j, columns, packed, cAt);
          }
        }
      }
    }
  }

  /** Adds to some rows of C. */
  private void rows(
      int steps,
      int rows,
      float[] x,
      int xo,
      int xRow,
      boolean packB,
      int p,
      int j,
      int columns,
      float[] packed,
      int at) {
    for (int i = 0; i < rows; ) {
      int rest = rows - i;
      int height = rest <= 4 || rest == 7 || rest == 8 ? Math.min(4, rest) : Math.min(6, rest);
      int from = xo + i * xRow;
      int to = at + i * n;
      if (packB) {
        int panel = steps * FloatTiles.COLUMNS;
        tiles(
            steps,
            height,
            x,
            from,
            xRow,
            packed,
            EDGE,
            FloatTiles.COLUMNS,
            panel,
            to,
            columns,
            packed);
      } else {
        int panel = FloatTiles.COLUMNS;
        tiles(steps, height, x, from, xRow, b, bo + p * n + j, n, panel, to, columns, packed);
      }
      i += height;
    }
  }

  /** Adds to the tiles of one row of tiles. */
  private void tiles(
      int steps,
      int rows,
      float[] x,
      int xo,
      int xRow,
      float[] y,
      int yo,
      int yRow,
      int yPanel,
      int at,
      int columns,
      float[] packed) {
    int j = 0;
    int panel = yo;
    for (; j + FloatTiles.COLUMNS <= columns; j += FloatTiles.COLUMNS) {
      if (rows <= 4) {
        FloatTiles.four(steps, rows, x, xo, xRow, y, panel, yRow, c, at + j, n);
      } else {
        FloatTiles.six(steps, rows, x, xo, xRow, y, panel, yRow, c, at + j, n);
      }
      panel += yPanel;
    }
    if (j + FloatTiles.LANES <= columns) {
      FloatTiles.narrow(steps, rows, x, xo, xRow, y, panel, yRow, c, at + j, n);
      panel += FloatTiles.LANES;
      j += FloatTiles.LANES;
    }
    if (j < columns) {
      // the last columns of B: packed with room behind them, or in place with others before them
      int width = columns - j;
      int shift = y == packed ? 0 : FloatTiles.LANES - width;
      copy(rows, width, c, at + j, n, packed, shift, FloatTiles.LANES);
      FloatTiles.narrow(
          steps, rows, x, xo, xRow, y, panel - shift, yRow, packed, 0, FloatTiles.LANES);
      copy(rows, width, packed, shift, FloatTiles.LANES, c, at + j, n);
    }
  }

  private static void copy(
      int rows, int columns, float[] x, int xo, int xRow, float[] y, int yo, int yRow) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[yo + i * yRow + j] = x[xo + i * xRow + j];
      }
    }
  }

  private static int padded(int columns) {
    return (columns + FloatTiles.COLUMNS - 1) / FloatTiles.COLUMNS * FloatTiles.COLUMNS;
  }

  private static float[] packed(int length) {
    float[] packed = PACKED.get();
    if (packed.length < length) {
      packed = new float[length];
      PACKED.set(packed);
    }
    return packed;
  }

  /** Packs panels of B, each with its rows one after the other. */
  private void packB(int p, int steps, int j, int columns, float[] packed) {
    int to = EDGE;
    for (int x = 0; x < columns; x += FloatTiles.COLUMNS) {
      int width = Math.min(FloatTiles.COLUMNS, columns - x);
      if (transposeB) {
        transpose(b, bo + (j + x) * k + p, k, width, steps, packed, to, FloatTiles.COLUMNS);
      } else {
        int from = bo + p * n + j + x;
        for (int i = 0; i < steps; i++) {
          System.arraycopy(b, from + i * n, packed, to + i * FloatTiles.COLUMNS, width);
        }
      }
      to += steps * FloatTiles.COLUMNS;
    }
  }

  /** Writes rows of x, of so many columns, as columns of y. */
  private static void transpose(
      float[] x, int xo, int xRow, int rows, int columns, float[] y, int yo, int yRow) {
    int j = 0;
    for (; j + 8 <= columns; j += 8) {
      for (int i = 0; i < rows; i++) {
        int from = xo + i * xRow + j;
        int to = yo + j * yRow + i;
        y[to] = x[from];
        y[to + yRow] = x[from + 1];
        y[to + 2 * yRow] = x[from + 2];
        y[to + 3 * yRow] = x[from + 3];
        y[to + 4 * yRow] = x[from + 4];
        y[to + 5 * yRow] = x[from + 5];
        y[to + 6 * yRow] = x[from + 6];
        y[to + 7 * yRow] = x[from + 7];
      }
    }
    for (; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        y[yo + j * yRow + i] = x[xo + i * xRow + j];
      }
    }
  }

  /** Adds to a run of c the product of a matrix of so many rows and a vector. */
  private void matrixTimesVector(
      int rows, float[] x, int xo, boolean transposed, float[] v, int vo) {
    if ((long) rows * k <= TINY) {
      ScalarFloatMatmul.timesVector(rows, k, x, xo, transposed, v, vo, c, co);
      return;
    }
    int unit = transposed ? 2 * FloatTiles.COLUMNS : 1;
    int units = (rows + unit - 1) / unit;
    int parts = Threads.parts(threads, READING * rows * k, units);
    if (parts == 1) {
      matrixTimesVector(0, rows, rows, x, xo, transposed, v, vo);
      return;
    }
    Threads.run(
        parts,
        i -> {
          int from = (int) ((long) units * i / parts) * unit;
          int to = Math.min(rows, (int) ((long) units * (i + 1) / parts) * unit);
          matrixTimesVector(from, to, rows, x, xo, transposed, v, vo);
        });
  }

  private void matrixTimesVector(
      int from, int to, int rows, float[] x, int xo, boolean transposed, float[] v, int vo) {
    if (transposed) {
      lanes(from, to, rows, x, xo, v, vo);
      return;
    }
    float[] lanes = packed(FloatTiles.DOTS * ScalarFloatMatmul.LANES);
    for (int i = from; i < to; i += FloatTiles.DOTS) {
      int height = Math.min(FloatTiles.DOTS, to - i);
      FloatTiles.dots(k, height, x, xo + i * k, k, v, vo, lanes);
      for (int r = 0; r < height; r++) {
        c[co + i + r] += ScalarFloatMatmul.sum(lanes, r * ScalarFloatMatmul.LANES, 1);
      }
    }
  }

  /** The same for a matrix held transposed: each lane is a product with some rows of it. */
  private void lanes(int from, int to, int rows, float[] x, int xo, float[] v, int vo) {
    int lanes = ScalarFloatMatmul.LANES;
    int most = Math.min(STRIP, to - from);
    float[] sums = packed(lanes * most + k);
    int at = lanes * most;
    for (int lane = 0; lane < lanes; lane++) {
      for (int p = lane; p < k; p += lanes) {
        sums[at++] = v[vo + p];
      }
    }
    Kernels kernels = Kernels.get();
    for (int i = from; i < to; i += STRIP) {
      int width = Math.min(STRIP, to - i);
      Arrays.fill(sums, 0, lanes * width, 0);
      at = lanes * most;
      for (int lane = 0; lane < Math.min(lanes, k); lane++) {
        int depth = (k - lane + lanes - 1) / lanes;
        int row = xo + lane * rows + i;
        FloatTiles.row(depth, sums, at, x, row, lanes * rows, sums, lane * width, width);
        at += depth;
      }
      for (int half = lanes / 2; half > 0; half /= 2) {
        kernels.addInto(sums, 0, sums, half * width, half * width);
      }
      kernels.addInto(c, co + i, sums, 0, width);
    }
  }
}
