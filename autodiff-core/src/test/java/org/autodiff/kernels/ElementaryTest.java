package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.assertClose;
import static org.autodiff.kernels.KernelFixtures.kernels;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Elementary functions against values that are right to the last bit. */
class ElementaryTest {
  /** What is composed of other functions of the same class has their errors too. */
  private static double ulps(UnaryKind kind) {
    return switch (kind) {
      case ASINH, ACOSH, ATANH -> 3;
      default -> 1.5;
    };
  }

  /** The same operand alone and in every place of vectors. */
  @Test
  void unaryKinds() {
    for (Kernels kernels : kernels()) {
      for (ElementaryReferences.Unary function : ElementaryReferences.UNARY) {
        for (double[] point : function.points()) {
          for (int n : new int[] {1, 40}) {
            double[] x = new double[n];
            double[] y = new double[n];
            Arrays.fill(x, point[0]);
            kernels.unary(function.kind(), x, 0, y, 0, n);
            for (double value : y) {
              String what = kernels.name() + " " + function.kind() + " " + point[0];
              assertClose(point[1], value, ulps(function.kind()), what);
            }
          }
        }
      }
    }
  }

  @Test
  void binaryKinds() {
    for (Kernels kernels : kernels()) {
      for (ElementaryReferences.Binary function : ElementaryReferences.BINARY) {
        for (double[] point : function.points()) {
          for (int n : new int[] {1, 40}) {
            double[] a = new double[n];
            double[] b = new double[n];
            double[] y = new double[n];
            Arrays.fill(a, point[0]);
            Arrays.fill(b, point[1]);
            kernels.binary(function.kind(), a, 0, b, 0, y, 0, n);
            for (double value : y) {
              String what = kernels.name() + " " + function.kind() + " " + Arrays.toString(point);
              assertClose(point[2], value, 1.5, what);
            }
          }
        }
      }
    }
  }

  /** A float is a double, so the values of operands that floats hold serve them too. */
  @Test
  void floats() {
    for (Kernels kernels : kernels()) {
      for (ElementaryReferences.Unary function : ElementaryReferences.UNARY) {
        for (double[] point : function.points()) {
          if (point[0] == (float) point[0]) {
            float[] y = new float[40];
            float[] x = new float[40];
            Arrays.fill(x, (float) point[0]);
            kernels.unary(function.kind(), x, 0, y, 0, 40);
            String what = kernels.name() + " " + function.kind() + " " + point[0] + "f";
            assertClose((float) point[1], y[0], ulps(function.kind()) + 0.5, what);
            assertEquals(y[0], y[39], what);
          }
        }
      }
    }
  }
}
