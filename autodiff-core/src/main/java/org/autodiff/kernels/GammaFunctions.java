package org.autodiff.kernels;

/**
 * The logarithm of the gamma function and its derivatives on the whole real line.
 *
 * <p>Sources, in M. Abramowitz and I. Stegun, Handbook of Mathematical Functions: the series 6.1.33
 * about 1 and 2, the asymptotic series 6.1.41, 6.3.18 and 6.4.11, the recurrences 6.1.15, 6.3.5 and
 * 6.4.6, the reflections 6.1.17, 6.3.7 and 6.4.7.
 */
final class GammaFunctions {
  /** {@code (-1)^k (zeta(k) - 1) / k} for k = 2, 3, ... */
  private static final double[] SERIES = {
    0.3224670334241132,
    -0.06735230105319809,
    0.020580808427784546,
    -0.007385551028673986,
    0.0028905103307415234,
    -0.001192753911703261,
    0.0005096695247430425,
    -0.00022315475845357939,
    9.945751278180853e-05,
    -4.492623673813314e-05,
    2.050721277567069e-05,
    -9.439488275268397e-06,
    4.374866789907488e-06,
    -2.039215753801366e-06,
    9.55141213040742e-07,
    -4.492469198764566e-07,
    2.1207184805554667e-07,
    -1.00432248239681e-07,
    4.7698101693639804e-08,
    -2.2711094608943164e-08,
    1.0838659214896955e-08,
    -5.183475041970047e-09,
    2.4836745438024785e-09,
    -1.1921401405860912e-09,
    5.731367241678862e-10,
    -2.7595228851242334e-10,
    1.330476437424449e-10,
    -6.4229645638381e-11,
    3.1044247747322276e-11
  };

  /** {@code B(2k) / (2k (2k - 1))} for k = 1, 2, ... with the Bernoulli numbers B. */
  private static final double[] STIRLING = {
    0.08333333333333333,
    -0.002777777777777778,
    0.0007936507936507937,
    -0.0005952380952380953,
    0.0008417508417508417,
    -0.0019175269175269174,
    0.00641025641025641,
    -0.029550653594771242,
    0.17964437236883057
  };

  /** The Bernoulli numbers B(2), B(4), ... */
  private static final double[] BERNOULLI = {
    0.16666666666666666,
    -0.03333333333333333,
    0.02380952380952381,
    -0.03333333333333333,
    0.07575757575757576,
    -0.2531135531135531,
    1.1666666666666667,
    -7.092156862745098,
    54.971177944862156,
    -529.1242424242424,
    6192.123188405797,
    -86580.25311355312,
    1425517.1666666667,
    -27298231.067816094,
    601580873.9006424
  };

  private static final double ONE_MINUS_EULER = 0.42278433509846713;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** From here on {@link #STIRLING} is accurate. */
  private static final double LARGE = 10;

  /** Orders up to this have a factorial that fits in a double. */
  private static final int FACTORIALS = 170;

  private GammaFunctions() {}

  /** Returns {@code ln |gamma(x)|}; +inf at the poles 0, -1, -2, ... and at both infinities. */
  static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x > 0) {
      return positiveLgamma(x);
    }
    if (x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x > -1e-17) {
      return -Math.log(-x);
    }
    double sine = Math.sin(Math.PI * (x - Math.rint(x)));
    return Math.log(Math.PI / Math.abs(x * sine)) - positiveLgamma(-x);
  }

  private static double positiveLgamma(double x) {
    if (x >= LARGE) {
      double log = Math.log(x);
      if (x > 1e17) {
        return x * (log - 1);
      }
      double inverse = 1 / x;
      double square = inverse * inverse;
      double tail = 0;
      for (int k = STIRLING.length - 1; k >= 0; k--) {
        tail = tail * square + STIRLING[k];
      }
      return (x - 0.5) * log - x + HALF_LOG_TWO_PI + tail * inverse;
    }
    if (x < 0.5) {
      return aboutTwo(x) - Math.log1p(x) - Math.log(x);
    }
    if (x < 1.5) {
      return aboutTwo(x - 1) - Math.log1p(x - 1);
    }
    double product = 1;
    double z = x;
    while (z > 2.5) {
      z -= 1;
      product *= z;
    }
    return aboutTwo(z - 2) + Math.log(product);
  }

  /**
   * Returns {@code lgamma(2 + z)} for z in [-0.5, 0.5], with full relative accuracy at its zero z =
   * 0.
   */
  private static double aboutTwo(double z) {
    double sum = 0;
    for (int k = SERIES.length - 1; k >= 0; k--) {
      sum = sum * z + SERIES[k];
    }
    return z * (ONE_MINUS_EULER + z * sum);
  }

  /**
   * Returns the derivative of lgamma. At 0 it is infinite with the sign opposite to that of the
   * zero, at the other poles -1, -2, ... and at -inf NaN.
   */
  static double digamma(double x) {
    if (x == 0) {
      return -1 / x;
    }
    if (x < 0) {
      double r = x - Math.rint(x);
      if (!(r != 0)) {
        return Double.NaN;
      }
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * r);
    }
    double z = x;
    double shift = 0;
    while (z < LARGE) {
      shift += 1 / z;
      z += 1;
    }
    double square = 1 / z / z;
    double tail = 0;
    for (int k = 8; k >= 1; k--) {
      tail = (tail + BERNOULLI[k - 1] / (2 * k)) * square;
    }
    return Math.log(z) - 0.5 / z - tail - shift;
  }

  /**
   * Returns the derivative of the given order of {@link #digamma}. At the poles 0, -1, -2, ... it
   * is +inf for an odd order; for an even one it is infinite with the sign opposite to that of the
   * zero at 0 and NaN at the others.
   */
  static double polygamma(int order, double x) {
    if (order == 0) {
      return digamma(x);
    }
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    }
    double sign = order % 2 == 0 ? -1 : 1;
    if (x == 0) {
      return sign > 0 ? Double.POSITIVE_INFINITY : -1 / x;
    }
    if (x > 0) {
      return sign * timesFactorial(order, hurwitz(order, x));
    }
    double r = x - Math.rint(x);
    if (r == 0) {
      return sign > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    double reflected = timesFactorial(order, hurwitz(order, 1 - x));
    return -Math.pow(Math.PI, order + 1) * cotangentDerivative(order, r) - reflected;
  }

  private static double timesFactorial(int order, double x) {
    if (order > FACTORIALS) {
      return Math.exp(positiveLgamma(order + 1.0) + Math.log(x));
    }
    double product = x;
    for (int i = 2; i <= order; i++) {
      product *= i;
    }
    return product;
  }

  /** Returns the sum of {@code (x + i)^-(order + 1)} over i = 0, 1, ... for positive x. */
  private static double hurwitz(int order, double x) {
    double z = x;
    double sum = 0;
    while (z < LARGE + order) {
      double term = Math.pow(z, -(order + 1));
      sum += term;
      if (term < sum * 1e-18) {
        return sum;
      }
      z += 1;
    }
    double inverse = 1 / z;
    double square = inverse * inverse;
    double factor = 0.5 * (order + 1) * square;
    double tail = 0;
    for (int k = 0; k < BERNOULLI.length; k++) {
      tail += BERNOULLI[k] * factor;
      factor *= (order + 2.0 * k + 2) * (order + 2.0 * k + 3) * square;
      factor /= (2.0 * k + 3) * (2.0 * k + 4);
    }
    return sum + Math.pow(z, -order) * (1.0 / order + 0.5 * inverse + tail);
  }

  /**
   * Returns the derivative of cot of the given order at {@code pi r}. With t = cot it is a
   * polynomial in t, and the next one is {@code -(1 + t*t)} times its derivative with respect to t;
   * all coefficients have one sign.
   */
  private static double cotangentDerivative(int order, double r) {
    double t = 1 / Math.tan(Math.PI * r);
    double[] p = new double[order + 2];
    p[1] = 1;
    for (int i = 1; i <= order; i++) {
      double[] next = new double[order + 2];
      for (int j = 1; j <= i; j++) {
        next[j - 1] -= j * p[j];
        next[j + 1] -= j * p[j];
      }
      p = next;
    }
    double sum = 0;
    for (int j = order + 1; j >= 0; j--) {
      sum = sum * t + p[j];
    }
    return sum;
  }
}
