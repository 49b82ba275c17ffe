// Generated from DoubleIndexLoops.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

/** Reads and writes at positions given by index arrays along one axis. */
final class FloatIndexLoops {
  private FloatIndexLoops() {}

  static void gatherRows(
      int outer,
      int count,
      int inner,
      float[] x,
      int xo, double[] index,
      float[] y,
      int yo) {
    int rows = index.length;
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < rows; j++) {
        int from = xo + (o * count + (int) index[j]) * inner;
        int to = yo + (o * rows + j) * inner;
        if (inner == 1) {
          y[to] = x[from];
        } else {
          System.arraycopy(x, from, y, to, inner);
        }
      }
    }
  }

  static void scatterAddRows(
      int outer,
      int count,
      int inner,
      float[] x,
      int xo, double[] index,
      float[] y,
      int yo) {
    int rows = index.length;
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < rows; j++) {
        int from = xo + (o * rows + j) * inner;
        int to = yo + (o * count + (int) index[j]) * inner;
        for (int i = 0; i < inner; i++) {
          y[to + i] += x[from + i];
        }
      }
    }
  }

  static void takeAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      float[] x,
      int xo,
      double[] index,
      int indexOffset,
      float[] y,
      int yo) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < picks; j++) {
        int at = (o * picks + j) * inner;
        for (int i = 0; i < inner; i++) {
          int pick = (int) index[indexOffset + at + i];
          y[yo + at + i] = x[xo + (o * count + pick) * inner + i];
        }
      }
    }
  }

  static void putAddAlongAxis(
      int outer,
      int count,
      int picks,
      int inner,
      float[] x,
      int xo,
      double[] index,
      int indexOffset,
      float[] y,
      int yo) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < picks; j++) {
        int at = (o * picks + j) * inner;
        for (int i = 0; i < inner; i++) {
          int pick = (int) index[indexOffset + at + i];
          y[yo + (o * count + pick) * inner + i] += x[xo + at + i];
        }
      }
    }
  }

  static void argsort(
      int outer, int count, int inner, float[] x, int xo, double[] y, int yo) {
    float[] keys = new float[count];
    int[] order = new int[count];
    int[] scratch = new int[count];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int base = o * count * inner + i;
        for (int j = 0; j < count; j++) {
          keys[j] = x[xo + base + j * inner];
          order[j] = j;
        }
        int[] sorted = mergeSort(keys, order, scratch);
        for (int j = 0; j < count; j++) {
          y[yo + base + j * inner] = sorted[j];
        }
      }
    }
  }

  /** Sorts runs of doubling width from one array into the other; returns the one it ends in. */
  private static int[] mergeSort(float[] keys, int[] order, int[] scratch) {
    int n = keys.length;
    int[] from = order;
    int[] to = scratch;
    for (int width = 1; width > 0 && width < n; width *= 2) {
      for (int start = 0; start < n; start += 2 * width) {
        int middle = Math.min(start + width, n);
        int end = Math.min(middle + width, n);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
          boolean takeLeft =
              left < middle && (right >= end || !before(keys[from[right]], keys[from[left]]));
          to[i] = takeLeft ? from[left++] : from[right++];
        }
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  /** Whether a sorts strictly before b; a NaN sorts after all numbers. */
  private static boolean before(float a, float b) {
    return a < b || (Float.isNaN(b) && !Float.isNaN(a));
  }
}
