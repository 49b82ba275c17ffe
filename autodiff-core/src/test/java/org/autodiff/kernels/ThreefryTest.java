package org.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreefryTest {
  /** The vectors {@code threefry2x32 20} of the file kat_vectors of the authors' Random123. */
  @Test
  void givesThePublishedKnownAnswers() {
    assertThat(Threefry.block(0, 0)).isEqualTo(0x6b200159_99ba4efeL);
    assertThat(Threefry.block(-1, -1)).isEqualTo(0x1cb996fc_bb002be7L);
    assertThat(Threefry.block(0x13198a2e_03707344L, 0x243f6a88_85a308d3L))
        .isEqualTo(0xc4923a9c_483df7a0L);
  }

  @Test
  void oneChangedBitChangesHalfOfTheBits() {
    long changed = 0;
    int pairs = 0;
    for (long sample = 0; sample < 100; sample++) {
      long block = Threefry.block(sample, ~sample);
      for (int bit = 0; bit < 64; bit++) {
        changed += Long.bitCount(block ^ Threefry.block(sample ^ 1L << bit, ~sample));
        changed += Long.bitCount(block ^ Threefry.block(sample, ~sample ^ 1L << bit));
        pairs += 2;
      }
    }

    // The sum of 64 fair coins has variance 16.
    assertThat((changed - 32.0 * pairs) / Math.sqrt(16.0 * pairs)).isBetween(-4.0, 4.0);
  }
}
