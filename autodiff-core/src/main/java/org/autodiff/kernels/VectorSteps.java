package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplies the cotangents in g by the derivative of a piecewise linear function at d: 0 at a
 * kink, NaN at a NaN. Works in place on blocks from 0, whose arrays are filled up to whole vectors.
 */
final class VectorSteps {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private VectorSteps() {}

  static void relu(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector c = DoubleVector.fromArray(DOUBLES, g, i);
      DoubleVector zero = DoubleVector.zero(DOUBLES).blend(x, x.test(VectorOperators.IS_NAN));
      zero.blend(c, x.compare(VectorOperators.GT, 0)).intoArray(g, i);
    }
  }

  static void relu(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector c = FloatVector.fromArray(FLOATS, g, i);
      FloatVector zero = FloatVector.zero(FLOATS).blend(x, x.test(VectorOperators.IS_NAN));
      zero.blend(c, x.compare(VectorOperators.GT, 0)).intoArray(g, i);
    }
  }

  static void abs(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector c = DoubleVector.fromArray(DOUBLES, g, i);
      DoubleVector zero = DoubleVector.zero(DOUBLES).blend(x, x.test(VectorOperators.IS_NAN));
      zero.blend(c, x.compare(VectorOperators.GT, 0))
          .blend(c.neg(), x.compare(VectorOperators.LT, 0))
          .intoArray(g, i);
    }
  }

  static void abs(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector c = FloatVector.fromArray(FLOATS, g, i);
      FloatVector zero = FloatVector.zero(FLOATS).blend(x, x.test(VectorOperators.IS_NAN));
      zero.blend(c, x.compare(VectorOperators.GT, 0))
          .blend(c.neg(), x.compare(VectorOperators.LT, 0))
          .intoArray(g, i);
    }
  }

  static void zero(double[] d, double[] g, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector zero = DoubleVector.zero(DOUBLES).blend(x, x.test(VectorOperators.IS_NAN));
      zero.intoArray(g, i);
    }
  }

  static void zero(float[] d, float[] g, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector zero = FloatVector.zero(FLOATS).blend(x, x.test(VectorOperators.IS_NAN));
      zero.intoArray(g, i);
    }
  }
}
