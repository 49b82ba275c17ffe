package org.autodiff.ops.kernels;

import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Rows divided by their root mean square, {@code n = c / sqrt(mean(c²) + eps)}, where c is the row
 * x itself or x less its mean; and the derivative of that in a direction u, {@code (u' − n mean(n
 * u)) / sqrt(mean(c²) + eps)}, where u' is u or u less its mean. The sums are those of {@link
 * RowSums}; the other loops are such that the compiler vectorizes them.
 */
public final class RowNormalization {
  private static final boolean VECTOR = Kernels.get().name().equals("vector");

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
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse;
        }
      } else if (bias == null) {
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse * gain[go + i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse * gain[go + i] + bias[bo + i];
        }
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
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse;
        }
      } else if (bias == null) {
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse * gain[go + i];
        }
      } else {
        for (int i = 0; i < count; i++) {
          y[yo + i] = (x[at + i] - mean) * inverse * gain[go + i] + bias[bo + i];
        }
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
      double along =
          (vector
                  ? VectorRowSums.dot(x, at, mean, u, ut, count)
                  : RowSums.dot(x, at, mean, u, ut, count))
              / count
              * inverse;
      for (int i = 0; i < count; i++) {
        y[yo + i] = (u[ut + i] - shift - (x[at + i] - mean) * inverse * along) * inverse;
      }
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
      float along =
          (float)
              ((vector
                      ? VectorRowSums.dot(x, at, mean, u, ut, count)
                      : RowSums.dot(x, at, mean, u, ut, count))
                  / count
                  * inverse);
      for (int i = 0; i < count; i++) {
        y[yo + i] = (u[ut + i] - shift - (x[at + i] - mean) * inverse * along) * inverse;
      }
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
}
