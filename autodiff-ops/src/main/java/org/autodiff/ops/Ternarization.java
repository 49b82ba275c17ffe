package org.autodiff.ops;

import java.util.Arrays;

/** How numbers are replaced by {@code s·t}, t one of -1, 0, 1 and s one scale for all. */
public enum Ternarization {
  /**
   * {@code s = max(mean |w|, 1e-5)}, {@code t = clip(round_half_even(w / s), -1, 1)}: BitNet b1.58
   * (Ma et al. 2024).
   */
  ABSMEAN {
    @Override
    public double ternarize(double[] w, byte[] t) {
      double scale = Math.max(mean(w), SMALLEST);
      for (int i = 0; i < w.length; i++) {
        t[i] = (byte) Math.clamp(Math.rint(w[i] / scale), -1, 1);
      }
      return scale;
    }
  },
  /**
   * t is the sign where {@code |w| > 0.7 mean |w|}, s the mean magnitude there: ternary weight
   * networks (Li et al. 2016).
   */
  THRESHOLD {
    @Override
    public double ternarize(double[] w, byte[] t) {
      return signsAbove(0.7 * mean(w), w, t);
    }
  },
  /**
   * The t and s of least {@code Σ (w - s t)²}. With the m largest magnitudes kept, s is their mean
   * and the sum falls by {@code (Σ |w|)² / m}; the best m is found by sorting.
   */
  LEAST_SQUARES {
    @Override
    public double ternarize(double[] w, byte[] t) {
      double[] sizes = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        sizes[i] = Math.abs(w[i]);
      }
      Arrays.sort(sizes);
      double sum = 0;
      double most = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = w.length - 1; i >= 0; i--) {
        sum += sizes[i];
        double gain = sum * (sum / (w.length - i));
        if (gain > most) {
          most = gain;
          least = sizes[i];
        }
      }
      return signsAbove(Math.nextDown(least), w, t);
    }
  };

  private static final double SMALLEST = 1e-5;

  /**
   * Ternarizes finite numbers.
   *
   * @param w the numbers
   * @param t their ternary values, to be written
   * @return the scale; 0 where all t are 0 and nothing else follows
   */
  public abstract double ternarize(double[] w, byte[] t);

  private static double mean(double[] w) {
    double mean = 0;
    for (double value : w) {
      mean += Math.abs(value) / w.length; // which does not overflow
    }
    return mean;
  }

  private static double signsAbove(double threshold, double[] w, byte[] t) {
    int count = 0;
    for (int i = 0; i < w.length; i++) {
      t[i] = (byte) (Math.abs(w[i]) > threshold ? Math.signum(w[i]) : 0);
      count += Math.abs(t[i]);
    }
    double scale = 0;
    for (int i = 0; i < w.length && count > 0; i++) {
      scale += t[i] * w[i] / count;
    }
    return scale;
  }
}
