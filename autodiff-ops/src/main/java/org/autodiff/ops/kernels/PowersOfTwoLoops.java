package org.autodiff.ops.kernels;

/** Rounding to signed powers of two; on bits, exactly. */
public final class PowersOfTwoLoops {
  /** The first double above the square root of 2, at which a logarithm rounds up. */
  private static final double ROOT = 0x1.6a09e667f3bcdp0;

  private PowersOfTwoLoops() {}

  /**
   * Sets {@code y = sign(w) 2^e}, e being the rounded logarithm of the magnitude, within bounds; 0
   * for 0.
   *
   * @param n how many
   * @param w finite numbers
   * @param wo where they start
   * @param least the smallest exponent
   * @param greatest the largest exponent
   * @param y the result
   */
  public static void round(int n, double[] w, int wo, int least, int greatest, double[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = round(w[wo + i], least, greatest);
    }
  }

  /**
   * As {@link #round(int, double[], int, int, int, double[])}, for floats.
   *
   * @param n how many
   * @param w finite numbers
   * @param wo where they start
   * @param least the smallest exponent
   * @param greatest the largest exponent
   * @param y the result
   */
  public static void round(int n, float[] w, int wo, int least, int greatest, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) round(w[wo + i], least, greatest);
    }
  }

  private static double round(double w, int least, int greatest) {
    if (w == 0) {
      return w;
    }
    int exponent = Math.getExponent(w); // of a subnormal number below every bound
    double mantissa = Math.abs(w) * Math.scalb(1.0, -exponent);
    int rounded = mantissa >= ROOT ? exponent + 1 : exponent;
    int bounded = Math.max(least, Math.min(greatest, rounded));
    return Math.copySign(Math.scalb(1.0, bounded), w);
  }
}
