package org.autodiff.ops.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Rows divided by their root mean square, {@code n = c / sqrt(mean(c²) + eps)}, where c is the row
 * x itself or x less its mean; and the derivative of that in a direction u, {@code (u' − n mean(n
 * u)) / sqrt(mean(c²) + eps)}, where u' is u or u less its mean. The sums are those of {@link
 * RowSums}; the other loops are such that the compiler vectorizes them.
 */
public final class RowNormalization {
  private static final boolean VECTOR = Vectors.present();

  private final int rows;
  private final int count;
  private final double eps;
  private final boolean centred;
  private final boolean vector;

  /**
   * Describes the rows.
   *
   * @param rows how many
   * @param count the extent of each
   * @param eps what is added to the mean square, positive
   * @param centred whether the mean is subtracted first
   */
  public RowNormalization(int rows, int count, double eps, boolean centred) {
    this(rows, count, eps, centred, VECTOR);
  }

  RowNormalization(int rows, int count, double eps, boolean centred, boolean vector) {
    this.rows = rows;
    this.count = count;
    this.eps = eps;
    this.centred = centred;
    this.vector = vector;
  }

  /**
   * Sets {@code y = n gain + bias}.
   *
   * @param x the rows
   * @param xo where they start
   * @param gain a factor for each element of a row, or null
   * @param go where they start
   * @param bias a term for each element of a row, or null
   * @param bo where they start
   * @param y the result
   */
  public void normalize(
      double[] x,
      int xo,
      double @Nullable [] gain,
      int go,
      double @Nullable [] bias,
      int bo,
      double[] y) {
    for (int r = 0; r < rows; r++) {
      int yo = r * count;
      int at = xo + yo;
      double mean = centred ? sum(x, at) / count : 0;
      double inverse = inverse(x, at, mean);
      if (gain == null) {
        row(count, x, at, mean, inverse, y, yo);
      } else if (bias == null) {
        row(count, x, at, mean, inverse, gain, go, y, yo);
      } else {
        row(count, x, at, mean, inverse, gain, go, bias, bo, y, yo);
      }
    }
  }

  /**
   * As {@link #normalize(double[], int, double[], int, double[], int, double[])}, for floats.
   *
   * @param x the rows
   * @param xo where they start
   * @param gain a factor for each element of a row, or null
   * @param go where they start
   * @param bias a term for each element of a row, or null
   * @param bo where they start
   * @param y the result
   */
  public void normalize(
      float[] x,
      int xo,
      float @Nullable [] gain,
      int go,
      float @Nullable [] bias,
      int bo,
      float[] y) {
    for (int r = 0; r < rows; r++) {
      int yo = r * count;
      int at = xo + yo;
      float mean = centred ? (float) (sum(x, at) / count) : 0;
      float inverse = (float) inverse(x, at, mean);
      if (gain == null) {
        row(count, x, at, mean, inverse, y, yo);
      } else if (bias == null) {
        row(count, x, at, mean, inverse, gain, go, y, yo);
      } else {
        row(count, x, at, mean, inverse, gain, go, bias, bo, y, yo);
      }
    }
  }

  /**
   * Sets the derivative of n in a direction; the map is its own transpose.
   *
   * @param x the rows
   * @param xo where they start
   * @param u the direction
   * @param uo where it starts
   * @param y the result
   */
  public void derivative(double[] x, int xo, double[] u, int uo, double[] y) {
    for (int r = 0; r < rows; r++) {
      int yo = r * count;
      int at = xo + yo;
      int ut = uo + yo;
      double mean = centred ? sum(x, at) / count : 0;
      double inverse = inverse(x, at, mean);
      double shift = centred ? sum(u, ut) / count : 0;
      double dot =
          vector
              ? VectorRowSums.dot(x, at, mean, u, ut, count)
              : RowSums.dot(x, at, mean, u, ut, count);
      double along =
          Double.isFinite(dot)
              ? dot / count * inverse
              : RowSums.scaledDot(x, at, mean, inverse, u, ut, count) / count;
      slope(count, x, at, mean, inverse * along, u, ut, shift, inverse, y, yo);
    }
  }

  /**
   * As {@link #derivative(double[], int, double[], int, double[])}, for floats.
   *
   * @param x the rows
   * @param xo where they start
   * @param u the direction
   * @param uo where it starts
   * @param y the result
   */
  public void derivative(float[] x, int xo, float[] u, int uo, float[] y) {
    for (int r = 0; r < rows; r++) {
      int yo = r * count;
      int at = xo + yo;
      int ut = uo + yo;
      float mean = centred ? (float) (sum(x, at) / count) : 0;
      float inverse = (float) inverse(x, at, mean);
      float shift = centred ? (float) (sum(u, ut) / count) : 0;
      double dot =
          vector
              ? VectorRowSums.dot(x, at, mean, u, ut, count)
              : RowSums.dot(x, at, mean, u, ut, count);
      float along =
          (float)
              (Double.isFinite(dot)
                  ? dot / count * inverse
                  : RowSums.dot(x, at, mean, u, ut, count) / count * inverse);
      slope(count, x, at, mean, inverse * along, u, ut, shift, inverse, y, yo);
    }
  }

  private double sum(double[] x, int at) {
    return vector ? VectorRowSums.sum(x, at, count) : RowSums.sum(x, at, count);
  }

  private double sum(float[] x, int at) {
    return vector ? VectorRowSums.sum(x, at, count) : RowSums.sum(x, at, count);
  }

  private double inverse(double[] x, int at, double mean) {
    double squares =
        vector ? VectorRowSums.squares(x, at, mean, count) : RowSums.squares(x, at, mean, count);
    return squares == Double.POSITIVE_INFINITY
        ? RowSums.scaledInverse(x, at, mean, count, eps)
        : 1 / Math.sqrt(squares / count + eps);
  }

  private double inverse(float[] x, int at, float mean) {
    double squares =
        vector ? VectorRowSums.squares(x, at, mean, count) : RowSums.squares(x, at, mean, count);
    if (squares == Double.POSITIVE_INFINITY) {
      squares = RowSums.squares(x, at, mean, count); // in double: finite squares do not overflow
    }
    return squares == Double.POSITIVE_INFINITY ? Double.NaN : 1 / Math.sqrt(squares / count + eps);
  }

  private static void row(
      int n, double[] x, int xo, double mean, double inverse, double[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse;
    }
  }

  private static void row(
      int n,
      double[] x,
      int xo,
      double mean,
      double inverse,
      double[] gain,
      int go,
      double[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse * gain[go + i];
    }
  }

  private static void row(
      int n,
      double[] x,
      int xo,
      double mean,
      double inverse,
      double[] gain,
      int go,
      double[] bias,
      int bo,
      double[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse * gain[go + i] + bias[bo + i];
    }
  }

  private static void slope(
      int n,
      double[] x,
      int xo,
      double mean,
      double factor,
      double[] u,
      int uo,
      double shift,
      double inverse,
      double[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (u[uo + i] - shift - (x[xo + i] - mean) * factor) * inverse;
    }
  }

  private static void row(int n, float[] x, int xo, float mean, float inverse, float[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse;
    }
  }

  private static void row(
      int n,
      float[] x,
      int xo,
      float mean,
      float inverse,
      float[] gain,
      int go,
      float[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse * gain[go + i];
    }
  }

  private static void row(
      int n,
      float[] x,
      int xo,
      float mean,
      float inverse,
      float[] gain,
      int go,
      float[] bias,
      int bo,
      float[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (x[xo + i] - mean) * inverse * gain[go + i] + bias[bo + i];
    }
  }

  private static void slope(
      int n,
      float[] x,
      int xo,
      float mean,
      float factor,
      float[] u,
      int uo,
      float shift,
      float inverse,
      float[] y,
      int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = (u[uo + i] - shift - (x[xo + i] - mean) * factor) * inverse;
    }
  }
}
