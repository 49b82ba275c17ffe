// Generated from DoubleScanLoops.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import java.util.Arrays;

/** Running sums and products of [outer, count, inner] along its middle axis, kept in float. */
final class FloatScanLoops {
  private FloatScanLoops() {}

  static void cumsum(int outer, int count, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        double running = 0; // in a register, not read back from memory
        for (int at = o * count; at < (o + 1) * count; at++) {
          running += x[xo + at];
          y[yo + at] = (float) running;
        }
      }
      return;
    }
    double[] running = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(running, 0);
      for (int r = 0; r < count; r++) {
        int row = (o * count + r) * inner;
        for (int i = 0; i < inner; i++) {
          running[i] += x[xo + row + i];
          y[yo + row + i] = (float) running[i];
        }
      }
    }
  }

  static void cumprod(int outer, int count, int inner, float[] x, int xo, float[] y, int yo) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        double running = 1; // in a register, not read back from memory
        for (int at = o * count; at < (o + 1) * count; at++) {
          running *= x[xo + at];
          y[yo + at] = (float) running;
        }
      }
      return;
    }
    double[] running = new double[inner];
    for (int o = 0; o < outer; o++) {
      Arrays.fill(running, 1);
      for (int r = 0; r < count; r++) {
        int row = (o * count + r) * inner;
        for (int i = 0; i < inner; i++) {
          running[i] *= x[xo + row + i];
          y[yo + row + i] = (float) running[i];
        }
      }
    }
  }
}
