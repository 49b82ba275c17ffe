package org.autodiff.kernels;

import static org.autodiff.kernels.KernelFixtures.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {
  @Test
  void erf() {
    for (double[] row : ReferenceValues.ERF) {
      assertClose(row[1], DoubleMath.erf(row[0]), 2, "erf " + row[0]);
      assertEquals(-DoubleMath.erf(row[0]), DoubleMath.erf(-row[0]));
    }
    assertEquals(-0.0, DoubleMath.erf(-0.0));
    assertEquals(-1, DoubleMath.erf(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(DoubleMath.erf(Double.NaN)));
  }

  @Test
  void lgamma() {
    for (double[] row : ReferenceValues.LGAMMA) {
      double ulps = row[0] < 0 ? 24 : 8;
      assertClose(row[1], GammaFunctions.lgamma(row[0]), ulps, "lgamma " + row[0]);
    }
    assertEquals(0, GammaFunctions.lgamma(1));
    assertEquals(0, GammaFunctions.lgamma(2));
    for (double pole : new double[] {0.0, -0.0, -1, -2, -1e300}) {
      assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.lgamma(pole));
    }
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.lgamma(Double.MAX_VALUE));
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.lgamma(Double.POSITIVE_INFINITY));
  }

  @Test
  void digamma() {
    for (double[] row : ReferenceValues.DIGAMMA) {
      double value = GammaFunctions.polygamma(0, row[0]);
      assertEquals(row[1], value, 2e-15 * (1 + Math.abs(row[1])), "digamma " + row[0]);
    }
    assertEquals(Double.NEGATIVE_INFINITY, GammaFunctions.digamma(0.0));
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.digamma(-0.0));
    assertTrue(Double.isNaN(GammaFunctions.digamma(-3)));
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.digamma(Double.POSITIVE_INFINITY));
    assertTrue(Double.isNaN(GammaFunctions.digamma(Double.NEGATIVE_INFINITY)));
    assertTrue(Double.isNaN(GammaFunctions.digamma(Double.NaN)));
  }

  @Test
  void polygamma() {
    for (double[] row : ReferenceValues.POLYGAMMA) {
      int order = (int) row[0];
      double value = GammaFunctions.polygamma(order, row[1]);
      assertEquals(row[2], value, 4e-14 * Math.abs(row[2]) + 1e-11, order + " at " + row[1]);
      if (row[1] > 0) {
        assertClose(row[2], value, 32, "polygamma " + order + " at " + row[1]);
      }
    }
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.polygamma(1, -2));
    assertEquals(Double.POSITIVE_INFINITY, GammaFunctions.polygamma(3, 0));
    assertEquals(Double.NEGATIVE_INFINITY, GammaFunctions.polygamma(2, 0.0));
    assertTrue(Double.isNaN(GammaFunctions.polygamma(2, -1)));
    assertEquals(0, GammaFunctions.polygamma(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void kernelsForwardTheOrder() {
    for (Kernels kernels : KernelFixtures.kernels()) {
      double[] y = new double[3];
      kernels.polygamma(1, new double[] {9, 1, 2}, 1, y, 1, 2);
      assertClose(Math.PI * Math.PI / 6, y[1], 4, "trigamma(1)");
      assertClose(Math.PI * Math.PI / 6 - 1, y[2], 4, "trigamma(2)");
      float[] yf = new float[1];
      kernels.polygamma(0, new float[] {1}, 0, yf, 0, 1);
      assertClose(-0.5772157f, yf[0], 1, "digamma(1)");
      assertThrows(IllegalArgumentException.class, () -> kernels.polygamma(-1, y, 0, y, 0, 1));
    }
  }
}
