// Generated from DoubleOptimizerLoops.java; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.ops.kernels;

/**
 * Steps of optimizers in one pass; the compiler makes vector loops of these. Each rounds as the
 * same formula in operators does, so that a step gives the same bits inside of a transform and
 * outside.
 */
public final class FloatOptimizerLoops {
  private FloatOptimizerLoops() {}

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
      float[] p,
      float[] g,
      float[] m,
      float[] v,
      float beta1,
      float fresh1,
      float beta2,
      float fresh2,
      float eps,
      float rate,
      float scale,
      float kept,
      float[] newP,
      float[] newM,
      float[] newV) {
    for (int i = 0; i < n; i++) {
      float mean = m[i] * beta1 + g[i] * fresh1;
      float square = v[i] * beta2 + g[i] * g[i] * fresh2;
      newM[i] = mean;
      newV[i] = square;
      newP[i] = p[i] * kept - mean / ((float) Math.sqrt(square) * scale + eps) * rate;
    }
  }
}
