package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials and logarithms. They are computed here and not by the JDK's vector library, whose
 * results differ between interpreted and compiled code in the last bit: these are what a network
 * trains with, and a training that is repeated or resumed has to give the same bits.
 *
 * <p>{@code exp(x) = 2ᵏ eʳ} with {@code r = x - k ln 2}, {@code |r| ≤ ln 2 / 2}, and the series of
 * {@code eʳ}. {@code log(2ᵏ (1+f)) = k ln 2 + f - f²/2 + s (f²/2 + h)} with {@code s = f/(2+f)},
 * {@code h = Σ 2 s²ʲ/(2j+1)} and {@code √½ ≤ 1+f < √2} (K. C. Ng, in FDLIBM). ln 2 is taken in two
 * parts, of which k times the first is exact. Errors are below 1.5 units in the last place.
 */
final class VectorExponentials {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();
  private static final int LANESF = FLOATS.length();

  private static final double LOG2_E = 1 / Math.log(2);
  private static final double LN2_HIGH = 0x1.62e42fefa3000p-1;
  private static final double LN2_LOW = 0x1.3de6af278ece6p-42;
  private static final float LN2_HIGHF = 0x1.62e4000000000p-1f;
  private static final float LN2_LOWF = 0x1.7f7d1c0000000p-20f;

  // added to a number it leaves the nearest integer in the lowest bits
  private static final double MAGIC = 0x1.8p52;
  private static final float MAGICF = 0x1.8p23f;
  private static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);
  private static final int MAGIC_BITSF = Float.floatToRawIntBits(MAGICF);
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final int ONEF = Float.floatToRawIntBits(1);
  private static final long HALF = Double.doubleToRawLongBits(0.5);
  private static final int HALFF = Float.floatToRawIntBits(0.5f);

  /** The bits of √½ over those of 1. */
  private static final long ROOT = Double.doubleToRawLongBits(Math.sqrt(0.5));

  private static final int ROOTF = Float.floatToRawIntBits((float) Math.sqrt(0.5));

  // beyond these the results are 0, -1 and infinite
  private static final double EXP_LEAST = -746;
  private static final float EXP_LEASTF = -104;
  private static final double EXPM1_LEAST = -40;
  private static final float EXPM1_LEASTF = -18;
  private static final double EXP_MOST = 710;
  private static final float EXP_MOSTF = 89;

  private static final int LIFT_POWER = 60;
  private static final double LIFT = 0x1p60;
  private static final float LIFTF = 0x1p60f;

  /** 1 / j! */
  private static final double[] POWERS = new double[14];

  /** 2 / (2j + 1) */
  private static final double[] LOGS = new double[11];

  static {
    POWERS[0] = 1;
    for (int j = 1; j < POWERS.length; j++) {
      POWERS[j] = POWERS[j - 1] / j;
    }
    for (int j = 0; j < LOGS.length; j++) {
      LOGS[j] = 2.0 / (2 * j + 1);
    }
  }

  private VectorExponentials() {}

  static void exp(double[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xo + i);
      DoubleVector k = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
      DoubleVector r = k.fma(DoubleVector.broadcast(DOUBLES, -LN2_HIGH), v);
      r = k.fma(DoubleVector.broadcast(DOUBLES, -LN2_LOW), r);
      DoubleVector q = DoubleVector.broadcast(DOUBLES, POWERS[13]);
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[12]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[11]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[10]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[9]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[8]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[7]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[6]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[5]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[4]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[3]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[2]));
      DoubleVector p = q.fma(r.mul(r), r).add(1);
      // two factors, because 2ᵏ alone may overflow or underflow where the product does not
      DoubleVector half = k.mul(0.5).add(MAGIC);
      DoubleVector other = k.sub(half.sub(MAGIC)).add(MAGIC);
      DoubleVector s =
          half.reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, 52)
              .add(ONE)
              .reinterpretAsDoubles();
      DoubleVector t =
          other
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, 52)
              .add(ONE)
              .reinterpretAsDoubles();
      p.mul(s)
          .mul(t)
          .blend(0, v.compare(VectorOperators.LT, EXP_LEAST))
          .blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, EXP_MOST))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      double[] rest = new double[LANES];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      exp(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void expm1(double[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xo + i);
      DoubleVector k = v.mul(LOG2_E).add(MAGIC).sub(MAGIC);
      DoubleVector high = k.fma(DoubleVector.broadcast(DOUBLES, -LN2_HIGH), v);
      DoubleVector low = k.mul(-LN2_LOW);
      DoubleVector r = high.add(low);
      low = low.sub(r.sub(high));
      DoubleVector q = DoubleVector.broadcast(DOUBLES, POWERS[13]);
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[12]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[11]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[10]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[9]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[8]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[7]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[6]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[5]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[4]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[3]));
      q = q.fma(r, DoubleVector.broadcast(DOUBLES, POWERS[2]));
      DoubleVector p = q.fma(r.mul(r), low);
      // half of 2ᵏ, because 2¹⁰²⁴ overflows where the result does not
      DoubleVector s =
          k.add(MAGIC)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, 52)
              .add(HALF)
              .reinterpretAsDoubles();
      DoubleVector lost = s.sub(0.5);
      DoubleVector sum = s.fma(r, lost);
      DoubleVector error = s.fma(r, lost.sub(sum));
      // where |s r| > |lost| the error of the sum comes out otherwise: there k is 0, and lost too
      s.fma(p, error)
          .add(sum)
          .mul(2)
          .blend(-1, v.compare(VectorOperators.LT, EXPM1_LEAST))
          .blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, EXP_MOST))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      double[] rest = new double[LANES];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      expm1(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void log(double[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xo + i);
      VectorMask<Double> tiny = v.compare(VectorOperators.LT, Double.MIN_NORMAL);
      DoubleVector u = v.blend(v.mul(LIFT), tiny);
      LongVector shifted = u.reinterpretAsLongs().sub(ROOT);
      LongVector e = shifted.lanewise(VectorOperators.ASHR, 52);
      DoubleVector k = e.add(MAGIC_BITS).reinterpretAsDoubles().sub(MAGIC);
      DoubleVector f =
          u.reinterpretAsLongs()
              .sub(e.lanewise(VectorOperators.LSHL, 52))
              .reinterpretAsDoubles()
              .sub(1);
      k = k.blend(k.sub(LIFT_POWER), tiny);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = DoubleVector.broadcast(DOUBLES, LOGS[10]);
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[9]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[8]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[7]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[6]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[5]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[4]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[3]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[2]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[1]));
      h = h.mul(z);
      DoubleVector square = f.mul(f).mul(0.5);
      DoubleVector low = k.mul(LN2_LOW).add(s.mul(square.add(h)));
      k.mul(LN2_HIGH)
          .sub(square.sub(low).sub(f))
          .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
          .blend(Double.NaN, v.compare(VectorOperators.LT, 0))
          .blend(v, v.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
          .blend(v, v.compare(VectorOperators.NE, v))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      double[] rest = new double[LANES];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      log(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void log1p(double[] x, int xo, double[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xo + i);
      DoubleVector u = v.add(1);
      // what the addition of 1 lost
      DoubleVector lost =
          v.sub(u.sub(1)).blend(u.sub(v).neg().add(1), v.compare(VectorOperators.GE, 1)).div(u);
      LongVector shifted = u.reinterpretAsLongs().sub(ROOT);
      LongVector e = shifted.lanewise(VectorOperators.ASHR, 52);
      DoubleVector k = e.add(MAGIC_BITS).reinterpretAsDoubles().sub(MAGIC);
      DoubleVector f =
          u.reinterpretAsLongs()
              .sub(e.lanewise(VectorOperators.LSHL, 52))
              .reinterpretAsDoubles()
              .sub(1);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = DoubleVector.broadcast(DOUBLES, LOGS[10]);
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[9]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[8]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[7]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[6]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[5]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[4]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[3]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[2]));
      h = h.fma(z, DoubleVector.broadcast(DOUBLES, LOGS[1]));
      h = h.mul(z);
      DoubleVector square = f.mul(f).mul(0.5);
      DoubleVector low = k.mul(LN2_LOW).add(lost).add(s.mul(square.add(h)));
      k.mul(LN2_HIGH)
          .sub(square.sub(low).sub(f))
          .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, -1))
          .blend(Double.NaN, v.compare(VectorOperators.LT, -1))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .blend(v, v.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
          .blend(v, v.compare(VectorOperators.NE, v))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      double[] rest = new double[LANES];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      log1p(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void exp(float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANESF; i += LANESF) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector k = v.mul((float) LOG2_E).add(MAGICF).sub(MAGICF);
      FloatVector r = k.fma(FloatVector.broadcast(FLOATS, -LN2_HIGHF), v);
      r = k.fma(FloatVector.broadcast(FLOATS, -LN2_LOWF), r);
      FloatVector q = FloatVector.broadcast(FLOATS, (float) POWERS[8]);
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[7]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[6]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[5]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[4]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[3]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[2]));
      FloatVector p = q.fma(r.mul(r), r).add(1);
      // two factors, because 2ᵏ alone may overflow or underflow where the product does not
      FloatVector half = k.mul(0.5f).add(MAGICF);
      FloatVector other = k.sub(half.sub(MAGICF)).add(MAGICF);
      FloatVector s =
          half.reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(ONEF)
              .reinterpretAsFloats();
      FloatVector t =
          other
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(ONEF)
              .reinterpretAsFloats();
      p.mul(s)
          .mul(t)
          .blend(0f, v.compare(VectorOperators.LT, EXP_LEASTF))
          .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, EXP_MOSTF))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      float[] rest = new float[LANESF];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      exp(rest, 0, rest, 0, LANESF);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANESF; i += LANESF) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector k = v.mul((float) LOG2_E).add(MAGICF).sub(MAGICF);
      FloatVector high = k.fma(FloatVector.broadcast(FLOATS, -LN2_HIGHF), v);
      FloatVector low = k.mul(-LN2_LOWF);
      FloatVector r = high.add(low);
      low = low.sub(r.sub(high));
      FloatVector q = FloatVector.broadcast(FLOATS, (float) POWERS[8]);
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[7]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[6]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[5]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[4]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[3]));
      q = q.fma(r, FloatVector.broadcast(FLOATS, (float) POWERS[2]));
      FloatVector p = q.fma(r.mul(r), low);
      // half of 2ᵏ, because 2¹⁰²⁴ overflows where the result does not
      FloatVector s =
          k.add(MAGICF)
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(HALFF)
              .reinterpretAsFloats();
      FloatVector lost = s.sub(0.5f);
      FloatVector sum = s.fma(r, lost);
      FloatVector error = s.fma(r, lost.sub(sum));
      // where |s r| > |lost| the error of the sum comes out otherwise: there k is 0, and lost too
      s.fma(p, error)
          .add(sum)
          .mul(2)
          .blend(-1f, v.compare(VectorOperators.LT, EXPM1_LEASTF))
          .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, EXP_MOSTF))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      float[] rest = new float[LANESF];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      expm1(rest, 0, rest, 0, LANESF);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void log(float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANESF; i += LANESF) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
      VectorMask<Float> tiny = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector u = v.blend(v.mul(LIFTF), tiny);
      IntVector shifted = u.reinterpretAsInts().sub(ROOTF);
      IntVector e = shifted.lanewise(VectorOperators.ASHR, 23);
      FloatVector k = e.add(MAGIC_BITSF).reinterpretAsFloats().sub(MAGICF);
      FloatVector f =
          u.reinterpretAsInts()
              .sub(e.lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats()
              .sub(1);
      k = k.blend(k.sub(LIFT_POWER), tiny);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = FloatVector.broadcast(FLOATS, (float) LOGS[5]);
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[4]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[3]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[2]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[1]));
      h = h.mul(z);
      FloatVector square = f.mul(f).mul(0.5f);
      FloatVector low = k.mul(LN2_LOWF).add(s.mul(square.add(h)));
      k.mul(LN2_HIGHF)
          .sub(square.sub(low).sub(f))
          .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
          .blend(Float.NaN, v.compare(VectorOperators.LT, 0))
          .blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
          .blend(v, v.compare(VectorOperators.NE, v))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      float[] rest = new float[LANESF];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      log(rest, 0, rest, 0, LANESF);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }

  static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - LANESF; i += LANESF) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
      FloatVector u = v.add(1);
      // what the addition of 1 lost
      FloatVector lost =
          v.sub(u.sub(1)).blend(u.sub(v).neg().add(1), v.compare(VectorOperators.GE, 1)).div(u);
      IntVector shifted = u.reinterpretAsInts().sub(ROOTF);
      IntVector e = shifted.lanewise(VectorOperators.ASHR, 23);
      FloatVector k = e.add(MAGIC_BITSF).reinterpretAsFloats().sub(MAGICF);
      FloatVector f =
          u.reinterpretAsInts()
              .sub(e.lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats()
              .sub(1);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = FloatVector.broadcast(FLOATS, (float) LOGS[5]);
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[4]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[3]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[2]));
      h = h.fma(z, FloatVector.broadcast(FLOATS, (float) LOGS[1]));
      h = h.mul(z);
      FloatVector square = f.mul(f).mul(0.5f);
      FloatVector low = k.mul(LN2_LOWF).add(lost).add(s.mul(square.add(h)));
      k.mul(LN2_HIGHF)
          .sub(square.sub(low).sub(f))
          .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, -1))
          .blend(Float.NaN, v.compare(VectorOperators.LT, -1))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .blend(v, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY))
          .blend(v, v.compare(VectorOperators.NE, v))
          .intoArray(y, yo + i);
    }
    if (i < n) {
      float[] rest = new float[LANESF];
      System.arraycopy(x, xo + i, rest, 0, n - i);
      log1p(rest, 0, rest, 0, LANESF);
      System.arraycopy(rest, 0, y, yo + i, n - i);
    }
  }
}
