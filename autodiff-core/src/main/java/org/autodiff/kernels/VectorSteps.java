package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pullbacks of the square and of piecewise linear functions on vectors: 0 at a kink, NaN at a
 * NaN. Runs are at least one vector long; for their ends see {@link VectorTranscendental}.
 */
final class VectorSteps {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorSteps() {}

  static void relu(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        relu(
            DoubleVector.fromArray(DOUBLES, x, xo + last),
            DoubleVector.fromArray(DOUBLES, g, go + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      relu(DoubleVector.fromArray(DOUBLES, x, xo + i), DoubleVector.fromArray(DOUBLES, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void relu(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        relu(
            FloatVector.fromArray(FLOATS, x, xo + last),
            FloatVector.fromArray(FLOATS, g, go + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      relu(FloatVector.fromArray(FLOATS, x, xo + i), FloatVector.fromArray(FLOATS, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        abs(
            DoubleVector.fromArray(DOUBLES, x, xo + last),
            DoubleVector.fromArray(DOUBLES, g, go + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      abs(DoubleVector.fromArray(DOUBLES, x, xo + i), DoubleVector.fromArray(DOUBLES, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void abs(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        abs(
            FloatVector.fromArray(FLOATS, x, xo + last),
            FloatVector.fromArray(FLOATS, g, go + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      abs(FloatVector.fromArray(FLOATS, x, xo + i), FloatVector.fromArray(FLOATS, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void square(double[] x, int xo, double[] g, int go, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail =
        square(
            DoubleVector.fromArray(DOUBLES, x, xo + last),
            DoubleVector.fromArray(DOUBLES, g, go + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      square(DoubleVector.fromArray(DOUBLES, x, xo + i), DoubleVector.fromArray(DOUBLES, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void square(float[] x, int xo, float[] g, int go, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail =
        square(
            FloatVector.fromArray(FLOATS, x, xo + last),
            FloatVector.fromArray(FLOATS, g, go + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      square(FloatVector.fromArray(FLOATS, x, xo + i), FloatVector.fromArray(FLOATS, g, go + i))
          .intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void zero(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = zero(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      zero(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void zero(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = zero(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      zero(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  private static DoubleVector zero(DoubleVector x) {
    return DoubleVector.zero(DOUBLES).blend(x, x.test(VectorOperators.IS_NAN));
  }

  private static FloatVector zero(FloatVector x) {
    return FloatVector.zero(FLOATS).blend(x, x.test(VectorOperators.IS_NAN));
  }

  private static DoubleVector relu(DoubleVector x, DoubleVector g) {
    return zero(x).blend(g, x.compare(VectorOperators.GT, 0));
  }

  private static FloatVector relu(FloatVector x, FloatVector g) {
    return zero(x).blend(g, x.compare(VectorOperators.GT, 0));
  }

  private static DoubleVector square(DoubleVector x, DoubleVector g) {
    return x.add(x).mul(g);
  }

  private static FloatVector square(FloatVector x, FloatVector g) {
    return x.add(x).mul(g);
  }

  private static DoubleVector abs(DoubleVector x, DoubleVector g) {
    return relu(x, g).blend(g.neg(), x.compare(VectorOperators.LT, 0));
  }

  private static FloatVector abs(FloatVector x, FloatVector g) {
    return relu(x, g).blend(g.neg(), x.compare(VectorOperators.LT, 0));
  }
}
