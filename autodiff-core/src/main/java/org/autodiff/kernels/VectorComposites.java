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
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      DoubleVector numerator = e.blend(1, x.compare(VectorOperators.GE, 0));
      numerator.div(e.add(1)).intoArray(d, i);
    }
  }

  private static void sigmoid(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      FloatVector numerator = e.blend(1, x.compare(VectorOperators.GE, 0));
      numerator.div(e.add(1)).intoArray(d, i);
    }
  }

  private static void softplus(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      x.max(0).add(e.lanewise(VectorOperators.LOG1P)).intoArray(d, i);
    }
  }

  private static void softplus(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      x.max(0).add(e.lanewise(VectorOperators.LOG1P)).intoArray(d, i);
    }
  }

  private static void asinh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector a = x.abs();
      VectorMask<Double> huge = a.compare(VectorOperators.GT, HUGE);
      DoubleVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
      DoubleVector t = a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge);
      DoubleVector offset = DoubleVector.zero(DOUBLES).blend(LN2, huge);
      DoubleVector r = t.lanewise(VectorOperators.LOG1P).add(offset);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void asinh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector a = x.abs();
      VectorMask<Float> huge = a.compare(VectorOperators.GT, HUGE_FLOAT);
      FloatVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
      FloatVector t = a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge);
      FloatVector offset = FloatVector.zero(FLOATS).blend(LN2_FLOAT, huge);
      FloatVector r = t.lanewise(VectorOperators.LOG1P).add(offset);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void acosh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      VectorMask<Double> huge = x.compare(VectorOperators.GT, HUGE);
      DoubleVector t = x.sub(1);
      DoubleVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
      DoubleVector offset = DoubleVector.zero(DOUBLES).blend(LN2, huge);
      offset = offset.blend(Double.NaN, x.compare(VectorOperators.LT, 1));
      DoubleVector r = t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P);
      r.add(offset).intoArray(d, i);
    }
  }

  private static void acosh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      VectorMask<Float> huge = x.compare(VectorOperators.GT, HUGE_FLOAT);
      FloatVector t = x.sub(1);
      FloatVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
      FloatVector offset = FloatVector.zero(FLOATS).blend(LN2_FLOAT, huge);
      offset = offset.blend(Float.NaN, x.compare(VectorOperators.LT, 1));
      FloatVector r = t.add(root).blend(t, huge).lanewise(VectorOperators.LOG1P);
      r.add(offset).intoArray(d, i);
    }
  }

  private static void atanh(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector a = x.abs();
      DoubleVector t = a.add(a).div(DoubleVector.broadcast(DOUBLES, 1).sub(a));
      DoubleVector r = t.lanewise(VectorOperators.LOG1P).mul(0.5);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void atanh(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector a = x.abs();
      FloatVector t = a.add(a).div(FloatVector.broadcast(FLOATS, 1).sub(a));
      FloatVector r = t.lanewise(VectorOperators.LOG1P).mul(0.5f);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void erf(double[] d, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector a = x.abs();
      VectorMask<Double> near = a.compare(VectorOperators.LE, ErrorFunction.NEAR);
      DoubleVector m = a.min(ErrorFunction.ONE);
      DoubleVector z = m.mul(m);
      DoubleVector p = DoubleVector.broadcast(DOUBLES, ErrorFunction.NEAR_P[0]);
      for (int j = 1; j < ErrorFunction.NEAR_P.length; j++) {
        p = p.mul(z).add(ErrorFunction.NEAR_P[j]);
      }
      DoubleVector q = DoubleVector.broadcast(DOUBLES, ErrorFunction.NEAR_Q[0]);
      for (int j = 1; j < ErrorFunction.NEAR_Q.length; j++) {
        q = q.mul(z).add(ErrorFunction.NEAR_Q[j]);
      }
      DoubleVector inner = x.mul(p.div(q));
      DoubleVector r = DoubleVector.broadcast(DOUBLES, ErrorFunction.FAR_P[0]);
      for (int j = 1; j < ErrorFunction.FAR_P.length; j++) {
        r = r.mul(m).add(ErrorFunction.FAR_P[j]);
      }
      DoubleVector s = DoubleVector.broadcast(DOUBLES, ErrorFunction.FAR_Q[0]);
      for (int j = 1; j < ErrorFunction.FAR_Q.length; j++) {
        s = s.mul(m).add(ErrorFunction.FAR_Q[j]);
      }
      DoubleVector erfc = z.neg().lanewise(VectorOperators.EXP).mul(r.div(s));
      DoubleVector outer = DoubleVector.broadcast(DOUBLES, 1).sub(erfc);
      outer = outer.blend(outer.neg(), x.test(VectorOperators.IS_NEGATIVE));
      outer.blend(inner, near).intoArray(d, i);
    }
  }

  private static void erf(float[] d, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector a = x.abs();
      VectorMask<Float> near = a.compare(VectorOperators.LE, (float) ErrorFunction.NEAR);
      FloatVector m = a.min((float) ErrorFunction.ONE);
      FloatVector z = m.mul(m);
      FloatVector p = FloatVector.broadcast(FLOATS, NEAR_P[0]);
      for (int j = 1; j < NEAR_P.length; j++) {
        p = p.mul(z).add(NEAR_P[j]);
      }
      FloatVector q = FloatVector.broadcast(FLOATS, NEAR_Q[0]);
      for (int j = 1; j < NEAR_Q.length; j++) {
        q = q.mul(z).add(NEAR_Q[j]);
      }
      FloatVector inner = x.mul(p.div(q));
      FloatVector r = FloatVector.broadcast(FLOATS, FAR_P[0]);
      for (int j = 1; j < FAR_P.length; j++) {
        r = r.mul(m).add(FAR_P[j]);
      }
      FloatVector s = FloatVector.broadcast(FLOATS, FAR_Q[0]);
      for (int j = 1; j < FAR_Q.length; j++) {
        s = s.mul(m).add(FAR_Q[j]);
      }
      FloatVector erfc = z.neg().lanewise(VectorOperators.EXP).mul(r.div(s));
      FloatVector outer = FloatVector.broadcast(FLOATS, 1).sub(erfc);
      outer = outer.blend(outer.neg(), x.test(VectorOperators.IS_NEGATIVE));
      outer.blend(inner, near).intoArray(d, i);
    }
  }
}
