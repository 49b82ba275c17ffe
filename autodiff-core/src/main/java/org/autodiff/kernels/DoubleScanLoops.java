package org.autodiff.kernels;

import java.util.Arrays;

/** Running sums and products of [outer, count, inner] along its middle axis, kept in double. */
final class DoubleScanLoops {
  private DoubleScanLoops() {}

  static void cumsum(int outer, int count, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        /* always */ double running = 0; // in a register, not read back from memory
        for (int at = o * count; at < (o + 1) * count; at++) {
          running += x[xo + at];
          // float: y[yo + at] = (float) running;
          y[yo + at] = running;
        }
      }
      return;
    }
    /* always */ double[] running = new /* always */ double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(running, 0);
      for (int r = 0; r < count; r++) {
        int row = (o * count + r) * inner;
        for (int i = 0; i < inner; i++) {
          running[i] += x[xo + row + i];
          // float: y[yo + row + i] = (float) running[i];
          y[yo + row + i] = running[i];
        }
      }
    }
  }

  static void cumprod(int outer, int count, int inner, double[] x, int xo, double[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        /* always */ double running = 1; // in a register, not read back from memory
        for (int at = o * count; at < (o + 1) * count; at++) {
          running *= x[xo + at];
          // float: y[yo + at] = (float) running;
          y[yo + at] = running;
        }
      }
      return;
    }
    /* always */ double[] running = new /* always */ double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(running, 1);
      for (int r = 0; r < count; r++) {
        int row = (o * count + r) * inner;
        for (int i = 0; i < inner; i++) {
          running[i] *= x[xo + row + i];
          // float: y[yo + row + i] = (float) running[i];
          y[yo + row + i] = running[i];
        }
      }
    }
  }
}
