package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions composed of those of the JDK's vector mathematics library, by the formulas of {@link
 * ScalarMath} and {@link ErrorFunction}. Runs are at least one vector long; for their ends see
 * {@link VectorTranscendental}.
 */
final class VectorComposites {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private static final double LN2 = Math.log(2);
  private static final double HUGE = 0x1p28;
  private static final float LN2_FLOAT = (float) LN2;
  private static final float HUGE_FLOAT = 0x1p13f;
  private static final float[] NEAR_P = narrow(ErrorFunction.NEAR_P);
  private static final float[] NEAR_Q = narrow(ErrorFunction.NEAR_Q);
  private static final float[] FAR_P = narrow(ErrorFunction.FAR_P);
  private static final float[] FAR_Q = narrow(ErrorFunction.FAR_Q);

  private VectorComposites() {}

  private static float[] narrow(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  static void sign(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = sign(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      sign(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sign(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = sign(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      sign(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sigmoid(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = sigmoid(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      sigmoid(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = sigmoid(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      sigmoid(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void softplus(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = softplus(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      softplus(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void softplus(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = softplus(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      softplus(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void asinh(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = asinh(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      asinh(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void asinh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = asinh(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      asinh(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void acosh(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = acosh(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      acosh(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void acosh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = acosh(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      acosh(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atanh(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = atanh(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      atanh(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void atanh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = atanh(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      atanh(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void erf(double[] x, int xo, double[] y, int yo, int n) {
    int last = n - DOUBLES.length();
    DoubleVector tail = erf(DoubleVector.fromArray(DOUBLES, x, xo + last));
    for (int i = 0; i < last; i += DOUBLES.length()) {
      erf(DoubleVector.fromArray(DOUBLES, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  static void erf(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - FLOATS.length();
    FloatVector tail = erf(FloatVector.fromArray(FLOATS, x, xo + last));
    for (int i = 0; i < last; i += FLOATS.length()) {
      erf(FloatVector.fromArray(FLOATS, x, xo + i)).intoArray(y, yo + i);
    }
    tail.intoArray(y, yo + last);
  }

  private static DoubleVector sign(DoubleVector x) {
    DoubleVector one = x.blend(1, x.compare(VectorOperators.GT, 0));
    return one.blend(-1, x.compare(VectorOperators.LT, 0));
  }

  private static FloatVector sign(FloatVector x) {
    FloatVector one = x.blend(1, x.compare(VectorOperators.GT, 0));
    return one.blend(-1, x.compare(VectorOperators.LT, 0));
  }

  private static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
    return e.blend(1, x.compare(VectorOperators.GE, 0)).div(e.add(1));
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = x.abs().neg().lanewise(VectorOperators.EXP);
    return e.blend(1, x.compare(VectorOperators.GE, 0)).div(e.add(1));
  }

  private static DoubleVector softplus(DoubleVector x) {
    DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
    return x.max(0).add(e.lanewise(VectorOperators.LOG1P));
  }

  private static FloatVector softplus(FloatVector x) {
    FloatVector e = x.abs().neg().lanewise(VectorOperators.EXP);
    return x.max(0).add(e.lanewise(VectorOperators.LOG1P));
  }

  private static DoubleVector asinh(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> huge = a.compare(VectorOperators.GT, HUGE);
    DoubleVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
    DoubleVector t = a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge);
    DoubleVector r = t.lanewise(VectorOperators.LOG1P);
    return withSign(r.blend(r.add(LN2), huge), x);
  }

  private static FloatVector asinh(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> huge = a.compare(VectorOperators.GT, HUGE_FLOAT);
    FloatVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
    FloatVector t = a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge);
    FloatVector r = t.lanewise(VectorOperators.LOG1P);
    return withSign(r.blend(r.add(LN2_FLOAT), huge), x);
  }

  private static DoubleVector acosh(DoubleVector x) {
    VectorMask<Double> huge = x.compare(VectorOperators.GT, HUGE);
    DoubleVector t = x.sub(1);
    DoubleVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
    DoubleVector r = t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P);
    r = r.blend(r.add(LN2), huge);
    return r.blend(Double.NaN, x.compare(VectorOperators.LT, 1));
  }

  private static FloatVector acosh(FloatVector x) {
    VectorMask<Float> huge = x.compare(VectorOperators.GT, HUGE_FLOAT);
    FloatVector t = x.sub(1);
    FloatVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
    FloatVector r = t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P);
    r = r.blend(r.add(LN2_FLOAT), huge);
    return r.blend(Float.NaN, x.compare(VectorOperators.LT, 1));
  }

  private static DoubleVector atanh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector r = a.add(a).div(one.sub(a)).lanewise(VectorOperators.LOG1P);
    return withSign(r.mul(0.5), x);
  }

  private static FloatVector atanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    FloatVector r = a.add(a).div(one.sub(a)).lanewise(VectorOperators.LOG1P);
    return withSign(r.mul(0.5f), x);
  }

  private static DoubleVector erf(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> near = a.compare(VectorOperators.LE, ErrorFunction.NEAR);
    DoubleVector m = a.min(ErrorFunction.ONE);
    DoubleVector z = m.mul(m);
    DoubleVector inner =
        x.mul(polynomial(ErrorFunction.NEAR_P, z).div(polynomial(ErrorFunction.NEAR_Q, z)));
    DoubleVector quotient =
        polynomial(ErrorFunction.FAR_P, m).div(polynomial(ErrorFunction.FAR_Q, m));
    DoubleVector erfc = z.neg().lanewise(VectorOperators.EXP).mul(quotient);
    DoubleVector outer = withSign(DoubleVector.broadcast(DOUBLES, 1).sub(erfc), x);
    return outer.blend(inner, near);
  }

  private static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> near = a.compare(VectorOperators.LE, (float) ErrorFunction.NEAR);
    FloatVector m = a.min((float) ErrorFunction.ONE);
    FloatVector z = m.mul(m);
    FloatVector inner = x.mul(polynomial(NEAR_P, z).div(polynomial(NEAR_Q, z)));
    FloatVector quotient = polynomial(FAR_P, m).div(polynomial(FAR_Q, m));
    FloatVector erfc = z.neg().lanewise(VectorOperators.EXP).mul(quotient);
    FloatVector outer = withSign(FloatVector.broadcast(FLOATS, 1).sub(erfc), x);
    return outer.blend(inner, near);
  }

  private static DoubleVector polynomial(double[] coefficients, DoubleVector x) {
    DoubleVector sum = DoubleVector.broadcast(DOUBLES, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum.mul(x).add(coefficients[i]);
    }
    return sum;
  }

  private static FloatVector polynomial(float[] coefficients, FloatVector x) {
    FloatVector sum = FloatVector.broadcast(FLOATS, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum.mul(x).add(coefficients[i]);
    }
    return sum;
  }

  /** Returns the non-negative r with the sign of x. */
  private static DoubleVector withSign(DoubleVector r, DoubleVector x) {
    return r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE));
  }

  /** Returns the non-negative r with the sign of x. */
  private static FloatVector withSign(FloatVector r, FloatVector x) {
    return r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE));
  }
}
