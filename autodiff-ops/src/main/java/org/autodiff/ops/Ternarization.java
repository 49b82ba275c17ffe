package org.autodiff.ops;

/** How numbers are replaced by {@code s·t}, t one of -1, 0, 1 and s one scale for all. */
public enum Ternarization {
  /**
   * {@code s = max(mean |w|, 1e-5)}, {@code t = clip(round_half_even(w / s), -1, 1)}: BitNet b1.58
   * (Ma et al. 2024).
   */
  ABSMEAN,
  /**
   * t is the sign where {@code |w| > 0.7 mean |w|}, s the mean magnitude there: ternary weight
   * networks (Li et al. 2016).
   */
  THRESHOLD,
  /**
   * The t and s of least {@code Σ (w - s t)²}. With the m largest magnitudes kept, s is their mean
   * and the sum falls by {@code (Σ |w|)² / m}; the best m is found by sorting.
   */
  LEAST_SQUARES
}
