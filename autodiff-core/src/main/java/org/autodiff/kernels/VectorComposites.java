package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions composed of those of the JDK's vector mathematics library, by the formulas of {@link
 * ScalarMath} and {@link ErrorFunction}. Each works in place on a block from 0, whose array is
 * filled up to whole vectors.
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

  static void unary(UnaryKind kind, double[] x, int xo, double[] y, int yo, int n) {
    double[] d = Blocks.paddedDouble(n);
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      System.arraycopy(x, xo + at, d, 0, size);
      switch (kind) {
        case SIGMOID -> sigmoid(d, size);
        case SOFTPLUS -> softplus(d, size);
        case ASINH -> asinh(d, size);
        case ACOSH -> acosh(d, size);
        case ATANH -> atanh(d, size);
        case ERF -> erf(d, size);
        default -> throw new IllegalArgumentException("not a composite: " + kind);
      }
      System.arraycopy(d, 0, y, yo + at, size);
      at += size;
    }
  }

  static void unary(UnaryKind kind, float[] x, int xo, float[] y, int yo, int n) {
    float[] d = Blocks.paddedFloat(n);
    for (int at = 0; at < n; ) {
      int size = Blocks.size(n - at);
      System.arraycopy(x, xo + at, d, 0, size);
      switch (kind) {
        case SIGMOID -> sigmoid(d, size);
        case SOFTPLUS -> softplus(d, size);
        case ASINH -> asinh(d, size);
        case ACOSH -> acosh(d, size);
        case ATANH -> atanh(d, size);
        case ERF -> erf(d, size);
        default -> throw new IllegalArgumentException("not a composite: " + kind);
      }
      System.arraycopy(d, 0, y, yo + at, size);
      at += size;
    }
  }

  private static void sigmoid(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      sigmoid(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void sigmoid(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      sigmoid(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
  }

  private static void softplus(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      softplus(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void softplus(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      softplus(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
  }

  private static void asinh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      asinh(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void asinh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      asinh(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
  }

  private static void acosh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      acosh(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void acosh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      acosh(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
  }

  private static void atanh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      atanh(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void atanh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      atanh(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
  }

  private static void erf(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      erf(DoubleVector.fromArray(DOUBLES, d, i)).intoArray(d, i);
    }
  }

  private static void erf(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      erf(FloatVector.fromArray(FLOATS, d, i)).intoArray(d, i);
    }
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
    DoubleVector offset = DoubleVector.zero(DOUBLES).blend(LN2, huge);
    return withSign(t.lanewise(VectorOperators.LOG1P).add(offset), x);
  }

  private static FloatVector asinh(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> huge = a.compare(VectorOperators.GT, HUGE_FLOAT);
    FloatVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
    FloatVector t = a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge);
    FloatVector offset = FloatVector.zero(FLOATS).blend(LN2_FLOAT, huge);
    return withSign(t.lanewise(VectorOperators.LOG1P).add(offset), x);
  }

  private static DoubleVector acosh(DoubleVector x) {
    VectorMask<Double> huge = x.compare(VectorOperators.GT, HUGE);
    DoubleVector t = x.sub(1);
    DoubleVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
    DoubleVector offset = DoubleVector.zero(DOUBLES).blend(LN2, huge);
    offset = offset.blend(Double.NaN, x.compare(VectorOperators.LT, 1));
    return t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P).add(offset);
  }

  private static FloatVector acosh(FloatVector x) {
    VectorMask<Float> huge = x.compare(VectorOperators.GT, HUGE_FLOAT);
    FloatVector t = x.sub(1);
    FloatVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
    FloatVector offset = FloatVector.zero(FLOATS).blend(LN2_FLOAT, huge);
    offset = offset.blend(Float.NaN, x.compare(VectorOperators.LT, 1));
    return t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P).add(offset);
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
