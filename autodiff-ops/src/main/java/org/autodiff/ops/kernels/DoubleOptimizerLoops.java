package org.autodiff.ops.kernels;

/**
 * Steps of optimizers in one pass; the compiler makes vector loops of these. Each rounds as the
 * same formula in operators does, so that a step gives the same bits inside of a transform and
 * outside.
 */
public final class DoubleOptimizerLoops {
  private DoubleOptimizerLoops() {}

  /**
   * One step of Adam, elements of all arrays from 0.
   *
   * @param n how many
   * @param p parameters
   * @param g gradient
   * @param m running means
   * @param v running means of squares
   * @param beta1 β₁
   * @param fresh1 1 - β₁, which is not the difference of the rounded numbers
   * @param beta2 β₂
   * @param fresh2 1 - β₂
   * @param eps ε
   * @param rate the learning rate over 1 - β₁ᵗ
   * @param scale 1 / √(1 - β₂ᵗ)
   * @param kept what weight decay leaves of a parameter
   * @param newP new parameters
   * @param newM new means
   * @param newV new means of squares
   */
  public static void adam(
      int n,
      double[] p,
      double[] g,
      double[] m,
      double[] v,
      double beta1,
      double fresh1,
      double beta2,
      double fresh2,
      double eps,
      double rate,
      double scale,
      double kept,
      double[] newP,
      double[] newM,
      double[] newV) {
    for (int i = 0; i < n; i++) {
      double mean = m[i] * beta1 + g[i] * fresh1;
      double square = v[i] * beta2 + g[i] * g[i] * fresh2;
      newM[i] = mean;
      newV[i] = square;
      newP[i] = p[i] * kept - mean / (Math.sqrt(square) * scale + eps) * rate;
    }
  }
}
