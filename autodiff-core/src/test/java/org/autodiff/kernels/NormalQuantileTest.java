package org.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {
  /** Probabilities, and quantiles of them as doubles computed with 40 digits. */
  private static final double[][] QUANTILES = {
    {0.25, -0.6744897501960817432},
    {0.75, 0.6744897501960817432},
    {0.07, -1.4757910281791706856},
    {0.93, 1.475791028179171099},
    {0.001, -3.0902323061678135354},
    {0.975, 1.9599639845400538556},
    {0.999999, 4.7534243088170877657},
    {1e-10, -6.3613409024040561991},
    {1e-12, -7.0344838253011319326},
    {1e-20, -9.2623400897984075796},
    {1e-300, -37.047096299361199237},
  };

  @Test
  void agreesWithQuantilesOfFortyDigits() {
    for (double[] pair : QUANTILES) {
      assertThat(NormalQuantile.at(pair[0])).isCloseTo(pair[1], within(Math.abs(pair[1]) * 1e-15));
    }
  }

  @Test
  void isOddAboutOneHalf() {
    assertThat(NormalQuantile.at(0.5)).isEqualTo(0);
    for (int i = 1; i < 512; i++) {
      double p = i / 1024.0;
      assertThat(NormalQuantile.at(p)).isNegative().isEqualTo(-NormalQuantile.at(1 - p));
    }
  }

  @Test
  void rises() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 100_000; i++) {
      double x = NormalQuantile.at(i / 100_000.0);
      assertThat(x).isGreaterThan(last);
      last = x;
    }
  }
}
