package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions composed of {@link VectorExponentials}, by the formulas of {@link ScalarMath} and
 * {@link ErrorFunction}. Each works in place on a block from 0, whose array is filled up to whole
 * vectors.
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
        case TANH -> tanh(d, size);
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
        case TANH -> tanh(d, size);
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

  /** Sets e to -|x|. */
  private static void negatedSize(double[] d, double[] e, int n) {
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, d, i).abs().neg().intoArray(e, i);
    }
  }

  private static void sigmoid(double[] d, int n) {
    double[] e = new double[d.length];
    negatedSize(d, e, n);
    VectorExponentials.exp(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector power = DoubleVector.fromArray(DOUBLES, e, i);
      VectorMask<Double> positive =
          DoubleVector.fromArray(DOUBLES, d, i).compare(VectorOperators.GE, 0);
      power.blend(1, positive).div(power.add(1)).intoArray(d, i);
    }
  }

  private static void softplus(double[] d, int n) {
    double[] e = new double[d.length];
    negatedSize(d, e, n);
    VectorExponentials.exp(e, 0, e, 0, n);
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector log = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector.fromArray(DOUBLES, d, i).max(0).add(log).intoArray(d, i);
    }
  }

  /** {@code tanh |x| = -t / (t + 2)} with {@code t = expm1(-2 |x|)}. */
  private static void tanh(double[] d, int n) {
    double[] e = new double[d.length];
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, d, i).abs().mul(-2).intoArray(e, i);
    }
    VectorExponentials.expm1(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector t = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector r = t.neg().div(t.add(2));
      VectorMask<Double> negative =
          DoubleVector.fromArray(DOUBLES, d, i).test(VectorOperators.IS_NEGATIVE);
      r.abs().blend(r.abs().neg(), negative).intoArray(d, i);
    }
  }

  private static void asinh(double[] d, int n) {
    double[] e = new double[d.length];
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector a = DoubleVector.fromArray(DOUBLES, d, i).abs();
      VectorMask<Double> huge = a.compare(VectorOperators.GT, HUGE);
      DoubleVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
      a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      VectorMask<Double> huge = x.abs().compare(VectorOperators.GT, HUGE);
      DoubleVector log = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector r = log.blend(log.add(LN2), huge);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void acosh(double[] d, int n) {
    double[] e = new double[d.length];
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector t = x.sub(1);
      DoubleVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
      t.add(root).blend(t, x.compare(VectorOperators.GT, HUGE)).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, d, i);
      DoubleVector log = DoubleVector.fromArray(DOUBLES, e, i);
      log.blend(log.add(LN2), x.compare(VectorOperators.GT, HUGE))
          .blend(Double.NaN, x.compare(VectorOperators.LT, 1))
          .intoArray(d, i);
    }
  }

  private static void atanh(double[] d, int n) {
    double[] e = new double[d.length];
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector a = DoubleVector.fromArray(DOUBLES, d, i).abs();
      a.add(a).div(a.neg().add(1)).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector r = DoubleVector.fromArray(DOUBLES, e, i).mul(0.5);
      VectorMask<Double> negative =
          DoubleVector.fromArray(DOUBLES, d, i).test(VectorOperators.IS_NEGATIVE);
      r.blend(r.neg(), negative).intoArray(d, i);
    }
  }

  /** Sets e to -|x|. */
  private static void negatedSize(float[] d, float[] e, int n) {
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, d, i).abs().neg().intoArray(e, i);
    }
  }

  private static void sigmoid(float[] d, int n) {
    float[] e = new float[d.length];
    negatedSize(d, e, n);
    VectorExponentials.exp(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector power = FloatVector.fromArray(FLOATS, e, i);
      VectorMask<Float> positive =
          FloatVector.fromArray(FLOATS, d, i).compare(VectorOperators.GE, 0);
      power.blend(1, positive).div(power.add(1)).intoArray(d, i);
    }
  }

  private static void softplus(float[] d, int n) {
    float[] e = new float[d.length];
    negatedSize(d, e, n);
    VectorExponentials.exp(e, 0, e, 0, n);
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector log = FloatVector.fromArray(FLOATS, e, i);
      FloatVector.fromArray(FLOATS, d, i).max(0).add(log).intoArray(d, i);
    }
  }

  /** {@code tanh |x| = -t / (t + 2)} with {@code t = expm1(-2 |x|)}. */
  private static void tanh(float[] d, int n) {
    float[] e = new float[d.length];
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, d, i).abs().mul(-2).intoArray(e, i);
    }
    VectorExponentials.expm1(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector t = FloatVector.fromArray(FLOATS, e, i);
      FloatVector r = t.neg().div(t.add(2));
      VectorMask<Float> negative =
          FloatVector.fromArray(FLOATS, d, i).test(VectorOperators.IS_NEGATIVE);
      r.abs().blend(r.abs().neg(), negative).intoArray(d, i);
    }
  }

  private static void asinh(float[] d, int n) {
    float[] e = new float[d.length];
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector a = FloatVector.fromArray(FLOATS, d, i).abs();
      VectorMask<Float> huge = a.compare(VectorOperators.GT, HUGE_FLOAT);
      FloatVector root = a.mul(a).add(1).lanewise(VectorOperators.SQRT);
      a.mul(a).div(root.add(1)).add(a).blend(a.sub(1), huge).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      VectorMask<Float> huge = x.abs().compare(VectorOperators.GT, HUGE_FLOAT);
      FloatVector log = FloatVector.fromArray(FLOATS, e, i);
      FloatVector r = log.blend(log.add(LN2_FLOAT), huge);
      r.blend(r.neg(), x.test(VectorOperators.IS_NEGATIVE)).intoArray(d, i);
    }
  }

  private static void acosh(float[] d, int n) {
    float[] e = new float[d.length];
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector t = x.sub(1);
      FloatVector root = t.mul(t.add(2)).lanewise(VectorOperators.SQRT);
      t.add(root).blend(t, x.compare(VectorOperators.GT, HUGE_FLOAT)).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, d, i);
      FloatVector log = FloatVector.fromArray(FLOATS, e, i);
      log.blend(log.add(LN2_FLOAT), x.compare(VectorOperators.GT, HUGE_FLOAT))
          .blend(Float.NaN, x.compare(VectorOperators.LT, 1))
          .intoArray(d, i);
    }
  }

  private static void atanh(float[] d, int n) {
    float[] e = new float[d.length];
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector a = FloatVector.fromArray(FLOATS, d, i).abs();
      a.add(a).div(a.neg().add(1)).intoArray(e, i);
    }
    VectorExponentials.log1p(e, 0, e, 0, n);
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector r = FloatVector.fromArray(FLOATS, e, i).mul(0.5f);
      VectorMask<Float> negative =
          FloatVector.fromArray(FLOATS, d, i).test(VectorOperators.IS_NEGATIVE);
      r.blend(r.neg(), negative).intoArray(d, i);
    }
  }

  private static void erf(double[] d, int n) {
    double[] e = new double[d.length];
    for (int i = 0; i < n; i += DOUBLES.length()) {
      DoubleVector m = DoubleVector.fromArray(DOUBLES, d, i).abs().min(ErrorFunction.ONE);
      m.mul(m).neg().intoArray(e, i);
    }
    VectorExponentials.exp(e, 0, e, 0, n);
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
      DoubleVector erfc = DoubleVector.fromArray(DOUBLES, e, i).mul(r.div(s));
      DoubleVector outer = DoubleVector.broadcast(DOUBLES, 1).sub(erfc);
      outer = outer.blend(outer.neg(), x.test(VectorOperators.IS_NEGATIVE));
      outer.blend(inner, near).intoArray(d, i);
    }
  }

  private static void erf(float[] d, int n) {
    float[] e = new float[d.length];
    for (int i = 0; i < n; i += FLOATS.length()) {
      FloatVector m = FloatVector.fromArray(FLOATS, d, i).abs().min((float) ErrorFunction.ONE);
      m.mul(m).neg().intoArray(e, i);
    }
    VectorExponentials.exp(e, 0, e, 0, n);
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
      FloatVector erfc = FloatVector.fromArray(FLOATS, e, i).mul(r.div(s));
      FloatVector outer = FloatVector.broadcast(FLOATS, 1).sub(erfc);
      outer = outer.blend(outer.neg(), x.test(VectorOperators.IS_NEGATIVE));
      outer.blend(inner, near).intoArray(d, i);
    }
  }
}
