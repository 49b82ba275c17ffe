package org.autodiff.kernels;

import java.util.Arrays;

/**
 * Moves between two strided views of the same dimensions. Dimensions that can be walked as one are
 * merged first; where the last dimension is not the densest one of the source the two are walked in
 * square tiles, so that every cache line fetched is used whole.
 */
final class Strided {
  static final int TILE = 32;

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
  static int[][] merge(int[] dims, int[] from, int[] to) {
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

  static boolean isEmpty(int[] dims) {
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
  static int tiledWith(int[][] view) {
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
}
