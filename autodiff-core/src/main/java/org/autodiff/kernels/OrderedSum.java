package org.autodiff.kernels;

import java.util.Arrays;

/**
 * The one order in which this library adds up terms, and an accumulator that adds in it. The sum of
 * terms 0 to n - 1 has the same bits whatever the terms' places in memory are, in either set of
 * kernels, on vectors of any width, whether the terms come at once or in pieces, and whether one
 * sum is made or many side by side.
 *
 * <p>The order is this. Terms are added in double.
 *
 * <ol>
 *   <li>Term i goes to lane i mod {@link #LANES}.
 *   <li>In a lane the terms are cut into blocks of 32, the last of which may be shorter; a block is
 *       added up in turn. (A block of all lanes is {@link #BLOCK} terms.)
 *   <li>The sums of a lane's blocks are added in pairs as a binary counter counts: as soon as there
 *       are two neighbours of 2^j blocks each they make one of 2^(j+1). At the end those that are
 *       left are added from the last to the first.
 *   <li>The lanes are added by halves: lanes i and i + 4 for i below 4, then 0 and 2, 1 and 3, then
 *       these two.
 *   <li>What is not there counts as -0, which changes nothing: the sum of one term is that term.
 *       Only the sum of no terms is 0.
 * </ol>
 *
 * <p>The terms of a reduction over several axes are numbered by the row-major order of the reduced
 * axes. The error is at most (35 + log2(n / 256)) roundings of the sum of absolute values.
 *
 * <p>An object adds up {@code width} sums side by side: its terms come in rows of that many
 * numbers. It may be fed any number of rows at a time, and used again after {@link #clear}. It is
 * not thread-safe.
 */
public final class OrderedSum {
  /** How many running sums there are. */
  public static final int LANES = 8;

  /** How many terms are added to the lanes, a 32nd of them to each, before new sums are begun. */
  public static final int BLOCK = 256;

  /** How many blocks the kernels on vectors add up at once, to have as many chains of additions. */
  static final int BLOCKS = 4;

  private final Kernels kernels;
  private final double[] lanes;
  private double[] blocks = new double[0]; // lanes of earlier blocks, of ever fewer blocks each
  private int width;
  private int filled; // rows in the block that is not complete
  private int complete; // how many blocks are complete
  private int depth; // how many sums of blocks are kept: the one-bits of complete

  /**
   * Makes an accumulator.
   *
   * @param width how many sums to make side by side, at least 1
   */
  public OrderedSum(int width) {
    this(Kernels.get(), width);
  }

  OrderedSum(Kernels kernels, int width) {
    this.kernels = kernels;
    this.width = width;
    this.lanes = new double[LANES * width];
  }

  /** Forgets all terms. */
  public void clear() {
    filled = 0;
    complete = 0;
    depth = 0;
  }

  /**
   * Forgets all terms, to make another number of sums.
   *
   * @param newWidth how many, at most as many as at first
   */
  public void clear(int newWidth) {
    clear();
    width = newWidth;
  }

  /**
   * Adds rows that follow each other without gaps; for one sum, terms.
   *
   * @param x the rows
   * @param from where they start
   * @param rows how many
   */
  public void add(double[] x, int from, int rows) {
    for (int row = 0; row < rows; ) {
      int at = from + row * width;
      int lane = filled % LANES;
      int n = Math.min(rows - row, LANES - lane);
      if (width == 1 && rows - row >= BLOCKS * BLOCK && startsBlocks()) {
        kernels.lanes(x, at, BLOCKS * BLOCK, lanes);
        keep(BLOCKS);
        row += BLOCKS * BLOCK;
        continue;
      }
      if (width == 1 && n == LANES && lane == 0) {
        n = Math.min(rows - row, BLOCK - filled) / LANES * LANES;
        ScalarReductions.addToLanes(x, at, n, lanes, filled == 0);
      } else if (filled < LANES) {
        System.arraycopy(x, at, lanes, lane * width, n * width);
      } else {
        kernels.addInto(lanes, lane * width, x, at, n * width);
      }
      count(n);
      row += n;
    }
  }

  /**
   * As {@link #add(double[], int, int)}, for floats.
   *
   * @param x the rows
   * @param from where they start
   * @param rows how many
   */
  public void add(float[] x, int from, int rows) {
    for (int row = 0; row < rows; ) {
      int at = from + row * width;
      int lane = filled % LANES;
      int n = Math.min(rows - row, LANES - lane);
      if (width == 1 && rows - row >= BLOCKS * BLOCK && startsBlocks()) {
        kernels.lanes(x, at, BLOCKS * BLOCK, lanes);
        keep(BLOCKS);
        row += BLOCKS * BLOCK;
        continue;
      }
      if (width == 1 && n == LANES && lane == 0) {
        n = Math.min(rows - row, BLOCK - filled) / LANES * LANES;
        ScalarReductions.addToLanes(x, at, n, lanes, filled == 0);
      } else {
        addFloats(x, at, lane * width, n * width);
      }
      count(n);
      row += n;
    }
  }

  /**
   * Adds rows with any distance from one to the next.
   *
   * @param x the rows, each without gaps
   * @param from where the first starts
   * @param rows how many
   * @param step the distance
   */
  public void add(double[] x, int from, int rows, int step) {
    if (step == width || rows == 1) {
      add(x, from, rows);
      return;
    }
    for (int row = 0; row < rows; ) {
      int at = from + row * step;
      int lane = filled % LANES;
      int n = Math.min(rows - row, LANES - lane);
      if (filled < LANES) {
        for (int r = 0; r < n; r++) {
          System.arraycopy(x, at + r * step, lanes, (lane + r) * width, width);
        }
      } else {
        kernels.addRows(x, at, n, step, width, lanes, lane * width);
      }
      count(n);
      row += n;
    }
  }

  /**
   * As {@link #add(double[], int, int, int)}, for floats.
   *
   * @param x the rows, each without gaps
   * @param from where the first starts
   * @param rows how many
   * @param step the distance
   */
  public void add(float[] x, int from, int rows, int step) {
    if (step == width) {
      add(x, from, rows);
      return;
    }
    for (int row = 0; row < rows; row++) {
      addFloats(x, from + row * step, filled % LANES * width, width);
      count(1);
    }
  }

  /**
   * Adds one row many times, where no row has been added before. It takes no longer for many times
   * than for a few hundred, since sums of two equal blocks are exact.
   *
   * @param x the row
   * @param from where it starts
   * @param times how often
   */
  public void addRepeated(double[] x, int from, int times) {
    int whole = times / BLOCK;
    if (whole > 0) {
      double[] row = new double[width];
      System.arraycopy(x, from, row, 0, width);
      for (int i = 1; i < BLOCK / LANES; i++) {
        kernels.addInto(row, 0, x, from, width);
      }
      int n = LANES * width;
      blocks = new double[Integer.bitCount(whole) * n];
      for (int count = Integer.highestOneBit(whole); count > 0; count >>= 1) {
        if ((whole & count) != 0) {
          for (int lane = 0; lane < LANES; lane++) {
            kernels.scale(count, row, 0, blocks, depth * n + lane * width, width);
          }
          depth++;
        }
      }
      complete = whole;
    }
    add(x, from, times % BLOCK, 0);
  }

  /** Loops that the compiler vectorizes, since the arrays cannot overlap. */
  private void addFloats(float[] x, int from, int to, int n) {
    if (filled < LANES) {
      for (int i = 0; i < n; i++) {
        lanes[to + i] = x[from + i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        lanes[to + i] += x[from + i];
      }
    }
  }

  private void count(int rows) {
    filled += rows;
    if (filled == BLOCK) {
      keep(1);
    }
  }

  private boolean startsBlocks() {
    return filled == 0 && complete % BLOCKS == 0;
  }

  /**
   * Keeps the lanes of complete blocks, 1 or as many as make one chain, together with earlier ones.
   */
  private void keep(int count) {
    for (int bits = complete / count; (bits & 1) != 0; bits >>= 1) {
      addBefore(--depth);
    }
    int n = LANES * width;
    if (blocks.length < (depth + 1) * n) {
      blocks = Arrays.copyOf(blocks, (2 * depth + 1) * n);
    }
    System.arraycopy(lanes, 0, blocks, depth * n, n);
    depth++;
    complete += count;
    filled = 0;
  }

  /** Adds lanes of earlier blocks. */
  private void addBefore(int earlier) {
    if (width == 1) {
      for (int i = 0; i < LANES; i++) { // too short for a kernel
        lanes[i] += blocks[earlier * LANES + i];
      }
    } else {
      int n = LANES * width;
      kernels.addInto(lanes, 0, blocks, earlier * n, n);
    }
  }

  /** Brings the sums into the first lane and forgets all terms. */
  private void finish() {
    int n = Math.min(filled, LANES);
    if (depth > 0) {
      if (filled == 0) {
        depth--;
        System.arraycopy(blocks, depth * LANES * width, lanes, 0, LANES * width);
      } else if (n < LANES) {
        Arrays.fill(lanes, n * width, LANES * width, -0.0);
      }
      while (depth > 0) {
        addBefore(--depth);
      }
      n = LANES;
    }
    if (n == 0) {
      Arrays.fill(lanes, 0, width, 0);
    } else if (width == 1) {
      lanes[0] = few(lanes, 0, n);
    } else {
      for (int half = LANES / 2; half > 0; half /= 2) {
        if (n > half) {
          kernels.addInto(lanes, 0, lanes, half * width, (n - half) * width);
          n = half;
        }
      }
    }
    clear();
  }

  /** Returns the sum of n terms, where none has been added before. */
  double sum(double[] x, int from, int n) {
    int whole = n / (BLOCKS * BLOCK) * (BLOCKS * BLOCK);
    add(x, from, whole);
    if (n > whole) {
      kernels.lanes(x, from + whole, n - whole, lanes);
      filled = n - whole;
    }
    return result();
  }

  /** Returns the sum of n terms, where none has been added before. */
  double sum(float[] x, int from, int n) {
    int whole = n / (BLOCKS * BLOCK) * (BLOCKS * BLOCK);
    add(x, from, whole);
    if (n > whole) {
      kernels.lanes(x, from + whole, n - whole, lanes);
      filled = n - whole;
    }
    return result();
  }

  /** {@return the first sum; afterwards all terms are forgotten} */
  public double result() {
    finish();
    return lanes[0];
  }

  /**
   * Writes the sums; afterwards all terms are forgotten.
   *
   * @param y where to
   * @param to the place of the first
   */
  public void result(double[] y, int to) {
    finish();
    for (int i = 0; i < width; i++) { // short, so not worth a call
      y[to + i] = lanes[i];
    }
  }

  /**
   * As {@link #result(double[], int)}, each sum rounded to float.
   *
   * @param y where to
   * @param to the place of the first
   */
  public void result(float[] y, int to) {
    finish();
    for (int i = 0; i < width; i++) {
      y[to + i] = (float) lanes[i];
    }
  }

  /** Returns the sum of at most as many terms as there are lanes, and at least one. */
  static double few(double[] x, int at, int n) {
    if (n <= 2) {
      return n == 1 ? x[at] : x[at] + x[at + 1];
    }
    double s0 = x[at];
    double s1 = x[at + 1];
    double s2 = x[at + 2];
    double s3 = n > 3 ? x[at + 3] : -0.0;
    if (n > 4) {
      s0 += x[at + 4];
    }
    if (n > 5) {
      s1 += x[at + 5];
    }
    if (n > 6) {
      s2 += x[at + 6];
    }
    if (n > 7) {
      s3 += x[at + 7];
    }
    return (s0 + s2) + (s1 + s3);
  }

  /** Returns the sum of at most as many terms as there are lanes, and at least one. */
  static double few(float[] x, int at, int n) {
    if (n <= 2) {
      return n == 1 ? x[at] : (double) x[at] + x[at + 1];
    }
    double s0 = x[at];
    double s1 = x[at + 1];
    double s2 = x[at + 2];
    double s3 = n > 3 ? x[at + 3] : -0.0;
    if (n > 4) {
      s0 += x[at + 4];
    }
    if (n > 5) {
      s1 += x[at + 5];
    }
    if (n > 6) {
      s2 += x[at + 6];
    }
    if (n > 7) {
      s3 += x[at + 7];
    }
    return (s0 + s2) + (s1 + s3);
  }
}
