package org.autodiff.ops.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.autodiff.kernels.LaneSums;

/** The sums of {@link RowSums} by vector accumulators; those of floats in float lanes. */
final class VectorRowSums {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorRowSums() {}

  static double sum(double[] x, int xo, int n) {
    int lanes = DOUBLES.length();
    if (n < 4 * lanes) {
      return RowSums.sum(x, xo, n);
    }
    DoubleVector s0 = DoubleVector.fromArray(DOUBLES, x, xo);
    DoubleVector s1 = DoubleVector.fromArray(DOUBLES, x, xo + lanes);
    DoubleVector s2 = DoubleVector.fromArray(DOUBLES, x, xo + 2 * lanes);
    DoubleVector s3 = DoubleVector.fromArray(DOUBLES, x, xo + 3 * lanes);
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 = s0.add(DoubleVector.fromArray(DOUBLES, x, xo + i));
      s1 = s1.add(DoubleVector.fromArray(DOUBLES, x, xo + i + lanes));
      s2 = s2.add(DoubleVector.fromArray(DOUBLES, x, xo + i + 2 * lanes));
      s3 = s3.add(DoubleVector.fromArray(DOUBLES, x, xo + i + 3 * lanes));
    }
    double[] sums = new double[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.sum(x, xo + i, n - i);
  }

  static double squares(double[] x, int xo, double mean, int n) {
    int lanes = DOUBLES.length();
    if (n < 4 * lanes) {
      return RowSums.squares(x, xo, mean, n);
    }
    DoubleVector s0 = square(DoubleVector.fromArray(DOUBLES, x, xo).sub(mean));
    DoubleVector s1 = square(DoubleVector.fromArray(DOUBLES, x, xo + lanes).sub(mean));
    DoubleVector s2 = square(DoubleVector.fromArray(DOUBLES, x, xo + 2 * lanes).sub(mean));
    DoubleVector s3 = square(DoubleVector.fromArray(DOUBLES, x, xo + 3 * lanes).sub(mean));
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 = s0.add(square(DoubleVector.fromArray(DOUBLES, x, xo + i).sub(mean)));
      s1 = s1.add(square(DoubleVector.fromArray(DOUBLES, x, xo + i + lanes).sub(mean)));
      s2 = s2.add(square(DoubleVector.fromArray(DOUBLES, x, xo + i + 2 * lanes).sub(mean)));
      s3 = s3.add(square(DoubleVector.fromArray(DOUBLES, x, xo + i + 3 * lanes).sub(mean)));
    }
    double[] sums = new double[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.squares(x, xo + i, mean, n - i);
  }

  static double dot(double[] x, int xo, double mean, double[] u, int uo, int n) {
    int lanes = DOUBLES.length();
    if (n < 4 * lanes) {
      return RowSums.dot(x, xo, mean, u, uo, n);
    }
    DoubleVector s0 =
        DoubleVector.fromArray(DOUBLES, x, xo)
            .sub(mean)
            .mul(DoubleVector.fromArray(DOUBLES, u, uo));
    DoubleVector s1 =
        DoubleVector.fromArray(DOUBLES, x, xo + lanes)
            .sub(mean)
            .mul(DoubleVector.fromArray(DOUBLES, u, uo + lanes));
    DoubleVector s2 =
        DoubleVector.fromArray(DOUBLES, x, xo + 2 * lanes)
            .sub(mean)
            .mul(DoubleVector.fromArray(DOUBLES, u, uo + 2 * lanes));
    DoubleVector s3 =
        DoubleVector.fromArray(DOUBLES, x, xo + 3 * lanes)
            .sub(mean)
            .mul(DoubleVector.fromArray(DOUBLES, u, uo + 3 * lanes));
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 =
          s0.add(
              DoubleVector.fromArray(DOUBLES, x, xo + i)
                  .sub(mean)
                  .mul(DoubleVector.fromArray(DOUBLES, u, uo + i)));
      s1 =
          s1.add(
              DoubleVector.fromArray(DOUBLES, x, xo + i + lanes)
                  .sub(mean)
                  .mul(DoubleVector.fromArray(DOUBLES, u, uo + i + lanes)));
      s2 =
          s2.add(
              DoubleVector.fromArray(DOUBLES, x, xo + i + 2 * lanes)
                  .sub(mean)
                  .mul(DoubleVector.fromArray(DOUBLES, u, uo + i + 2 * lanes)));
      s3 =
          s3.add(
              DoubleVector.fromArray(DOUBLES, x, xo + i + 3 * lanes)
                  .sub(mean)
                  .mul(DoubleVector.fromArray(DOUBLES, u, uo + i + 3 * lanes)));
    }
    double[] sums = new double[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.dot(x, xo + i, mean, u, uo + i, n - i);
  }

  static double sum(float[] x, int xo, int n) {
    int lanes = FLOATS.length();
    if (n < 4 * lanes) {
      return RowSums.sum(x, xo, n);
    }
    FloatVector s0 = FloatVector.fromArray(FLOATS, x, xo);
    FloatVector s1 = FloatVector.fromArray(FLOATS, x, xo + lanes);
    FloatVector s2 = FloatVector.fromArray(FLOATS, x, xo + 2 * lanes);
    FloatVector s3 = FloatVector.fromArray(FLOATS, x, xo + 3 * lanes);
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 = s0.add(FloatVector.fromArray(FLOATS, x, xo + i));
      s1 = s1.add(FloatVector.fromArray(FLOATS, x, xo + i + lanes));
      s2 = s2.add(FloatVector.fromArray(FLOATS, x, xo + i + 2 * lanes));
      s3 = s3.add(FloatVector.fromArray(FLOATS, x, xo + i + 3 * lanes));
    }
    float[] sums = new float[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.sum(x, xo + i, n - i);
  }

  static double squares(float[] x, int xo, float mean, int n) {
    int lanes = FLOATS.length();
    if (n < 4 * lanes) {
      return RowSums.squares(x, xo, mean, n);
    }
    FloatVector s0 = square(FloatVector.fromArray(FLOATS, x, xo).sub(mean));
    FloatVector s1 = square(FloatVector.fromArray(FLOATS, x, xo + lanes).sub(mean));
    FloatVector s2 = square(FloatVector.fromArray(FLOATS, x, xo + 2 * lanes).sub(mean));
    FloatVector s3 = square(FloatVector.fromArray(FLOATS, x, xo + 3 * lanes).sub(mean));
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 = s0.add(square(FloatVector.fromArray(FLOATS, x, xo + i).sub(mean)));
      s1 = s1.add(square(FloatVector.fromArray(FLOATS, x, xo + i + lanes).sub(mean)));
      s2 = s2.add(square(FloatVector.fromArray(FLOATS, x, xo + i + 2 * lanes).sub(mean)));
      s3 = s3.add(square(FloatVector.fromArray(FLOATS, x, xo + i + 3 * lanes).sub(mean)));
    }
    float[] sums = new float[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.squares(x, xo + i, mean, n - i);
  }

  static double dot(float[] x, int xo, float mean, float[] u, int uo, int n) {
    int lanes = FLOATS.length();
    if (n < 4 * lanes) {
      return RowSums.dot(x, xo, mean, u, uo, n);
    }
    FloatVector s0 =
        FloatVector.fromArray(FLOATS, x, xo).sub(mean).mul(FloatVector.fromArray(FLOATS, u, uo));
    FloatVector s1 =
        FloatVector.fromArray(FLOATS, x, xo + lanes)
            .sub(mean)
            .mul(FloatVector.fromArray(FLOATS, u, uo + lanes));
    FloatVector s2 =
        FloatVector.fromArray(FLOATS, x, xo + 2 * lanes)
            .sub(mean)
            .mul(FloatVector.fromArray(FLOATS, u, uo + 2 * lanes));
    FloatVector s3 =
        FloatVector.fromArray(FLOATS, x, xo + 3 * lanes)
            .sub(mean)
            .mul(FloatVector.fromArray(FLOATS, u, uo + 3 * lanes));
    int i = 4 * lanes;
    for (; i <= n - 4 * lanes; i += 4 * lanes) {
      s0 =
          s0.add(
              FloatVector.fromArray(FLOATS, x, xo + i)
                  .sub(mean)
                  .mul(FloatVector.fromArray(FLOATS, u, uo + i)));
      s1 =
          s1.add(
              FloatVector.fromArray(FLOATS, x, xo + i + lanes)
                  .sub(mean)
                  .mul(FloatVector.fromArray(FLOATS, u, uo + i + lanes)));
      s2 =
          s2.add(
              FloatVector.fromArray(FLOATS, x, xo + i + 2 * lanes)
                  .sub(mean)
                  .mul(FloatVector.fromArray(FLOATS, u, uo + i + 2 * lanes)));
      s3 =
          s3.add(
              FloatVector.fromArray(FLOATS, x, xo + i + 3 * lanes)
                  .sub(mean)
                  .mul(FloatVector.fromArray(FLOATS, u, uo + i + 3 * lanes)));
    }
    float[] sums = new float[lanes];
    s0.add(s1).add(s2.add(s3)).intoArray(sums, 0);
    double total = LaneSums.of(sums, 0, lanes);
    return total + RowSums.dot(x, xo + i, mean, u, uo + i, n - i);
  }

  private static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  private static FloatVector square(FloatVector x) {
    return x.mul(x);
  }
}
