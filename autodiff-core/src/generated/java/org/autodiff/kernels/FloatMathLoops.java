// Generated from FloatMath.java and what it imports; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link FloatMath} over arrays, a vector at a time. */
final class FloatMathLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatMathLoops() {}

  static void exp(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector x2 = x.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x2.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), r).add(1);
      FloatVector x3 = k.mul(0.5F);
      FloatVector nearest2 = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = k.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = p.mul(power).mul(power2);
      FloatVector y = scaled;
      FloatVector y2 = y.blend(0, x.compare(VectorOperators.LT, FloatSeries.EXP_LEAST));
      FloatVector expNear = y2.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      expNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.exp(xs[xAt + i]);
    }
  }

  static void expm1(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector x2 = x.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x2.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x);
      FloatVector low = k.mul(-FloatSeries.LN2_LOW);
      FloatVector r = high.add(low);
      FloatVector rest = low.sub(r.sub(high));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), rest);
      FloatVector s = k.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.HALF_BITS).reinterpretAsFloats();
      FloatVector lost = s.sub(0.5F);
      FloatVector sum = s.fma(r, lost);
      FloatVector error = s.fma(r, lost.sub(sum));
      FloatVector y = s.fma(p, error).add(sum).mul(2);
      FloatVector y2 = y.blend(-1, x.compare(VectorOperators.LT, FloatSeries.EXPM1_LEAST));
      FloatVector y3 = y2.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector expm1Near = y3.blend(x, x.compare(VectorOperators.EQ, 0));
      expm1Near.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.expm1(xs[xAt + i]);
    }
  }

  static void log(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector u = x.blend(x.mul(FloatSeries.LIFT), tiny);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      FloatVector k = exponent;
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector k2 = k.blend(k.sub(FloatSeries.LIFT_POWER), tiny);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square = fraction.mul(fraction).mul(0.5F);
      FloatVector low = k2.mul(FloatSeries.LN2_LOW).add(0).add(s.mul(square.add(h5)));
      FloatVector logOf = k2.mul(FloatSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      FloatVector y = logOf;
      FloatVector y2 = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
      FloatVector y3 = y2.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
      FloatVector y4 = y3.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector logNear = y4.blend(x, x.compare(VectorOperators.NE, x));
      logNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.log(xs[xAt + i]);
    }
  }

  static void log1p(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector u = x.add(1);
      FloatVector lost = x.sub(u.sub(1)).blend(FloatVector.broadcast(SPECIES, 1).sub(u.sub(x)), x.compare(VectorOperators.GE, 1)).div(u);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square = fraction.mul(fraction).mul(0.5F);
      FloatVector low = exponent.mul(FloatSeries.LN2_LOW).add(lost).add(s.mul(square.add(h5)));
      FloatVector logOf = exponent.mul(FloatSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      FloatVector y = logOf;
      FloatVector y2 = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
      FloatVector y3 = y2.blend(Float.NaN, x.compare(VectorOperators.LT, -1));
      FloatVector y4 = y3.blend(x, x.compare(VectorOperators.EQ, 0));
      FloatVector y5 = y4.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector log1pNear = y5.blend(x, x.compare(VectorOperators.NE, x));
      log1pNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.log1p(xs[xAt + i]);
    }
  }

  static void sin(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, FloatSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.sin(xs[xAt + j]);
        }
        continue;
      }
      FloatVector whole = x.mul(FloatSeries.TWO_OVER_PI).add(FloatSeries.MAGIC);
      FloatVector k = whole.sub(FloatSeries.MAGIC);
      IntVector quadrant = whole.reinterpretAsInts();
      FloatVector angle = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x).sub(k.mul(FloatSeries.HALF_PI_2));
      FloatVector r = angle;
      FloatVector t = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x);
      FloatVector p = k.mul(FloatSeries.HALF_PI_2);
      FloatVector back = t.sub(r);
      FloatVector error = t.sub(r.add(back)).add(back.sub(p));
      FloatVector angleRest = error.sub(k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_3), k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_2), p.neg())));
      FloatVector rest = angleRest;
      FloatVector z = r.mul(r);
      FloatVector p2 = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 362880)), FloatVector.broadcast(SPECIES, (-1.0F / 5040)));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector sinTail = p3.fma(z, FloatVector.broadcast(SPECIES, (-1.0F / 6)));
      FloatVector sinOf = r.add(r.mul(z).fma(sinTail, z.mul(-0.5F).fma(rest, rest)));
      FloatVector z2 = r.mul(r);
      FloatVector half = z2.mul(0.5F);
      FloatVector high = FloatVector.broadcast(SPECIES, 1).sub(half);
      FloatVector p4 = z2.fma(FloatVector.broadcast(SPECIES, (-1.0F / 3628800)), FloatVector.broadcast(SPECIES, (1.0F / 40320)));
      FloatVector p5 = p4.fma(z2, FloatVector.broadcast(SPECIES, (-1.0F / 720)));
      FloatVector cosTail = p5.fma(z2, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector cosOf = high.add(FloatVector.broadcast(SPECIES, 1).sub(high).sub(half).add(z2.mul(z2).fma(cosTail, r.mul(rest).neg())));
      FloatVector y = cosOf.blend(sinOf, quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES));
      FloatVector y2 = y.reinterpretAsInts().lanewise(VectorOperators.XOR, quadrant.and(2).lanewise(VectorOperators.LSHL, FloatSeries.TO_SIGN)).reinterpretAsFloats();
      FloatVector sinNear = y2.blend(x, x.compare(VectorOperators.EQ, 0));
      sinNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.sin(xs[xAt + i]);
    }
  }

  static void cos(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, FloatSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.cos(xs[xAt + j]);
        }
        continue;
      }
      FloatVector whole = x.mul(FloatSeries.TWO_OVER_PI).add(FloatSeries.MAGIC);
      FloatVector k = whole.sub(FloatSeries.MAGIC);
      IntVector quadrant = whole.reinterpretAsInts();
      FloatVector angle = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x).sub(k.mul(FloatSeries.HALF_PI_2));
      FloatVector r = angle;
      FloatVector t = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x);
      FloatVector p = k.mul(FloatSeries.HALF_PI_2);
      FloatVector back = t.sub(r);
      FloatVector error = t.sub(r.add(back)).add(back.sub(p));
      FloatVector angleRest = error.sub(k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_3), k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_2), p.neg())));
      FloatVector rest = angleRest;
      FloatVector z = r.mul(r);
      FloatVector half = z.mul(0.5F);
      FloatVector high = FloatVector.broadcast(SPECIES, 1).sub(half);
      FloatVector p2 = z.fma(FloatVector.broadcast(SPECIES, (-1.0F / 3628800)), FloatVector.broadcast(SPECIES, (1.0F / 40320)));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, (-1.0F / 720)));
      FloatVector cosTail = p3.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector cosOf = high.add(FloatVector.broadcast(SPECIES, 1).sub(high).sub(half).add(z.mul(z).fma(cosTail, r.mul(rest).neg())));
      FloatVector z2 = r.mul(r);
      FloatVector p4 = z2.fma(FloatVector.broadcast(SPECIES, (1.0F / 362880)), FloatVector.broadcast(SPECIES, (-1.0F / 5040)));
      FloatVector p5 = p4.fma(z2, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector sinTail = p5.fma(z2, FloatVector.broadcast(SPECIES, (-1.0F / 6)));
      FloatVector sinOf = r.add(r.mul(z2).fma(sinTail, z2.mul(-0.5F).fma(rest, rest)));
      FloatVector y = sinOf.blend(cosOf, quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES));
      FloatVector cosNear = y.reinterpretAsInts().lanewise(VectorOperators.XOR, quadrant.add(1).and(2).lanewise(VectorOperators.LSHL, FloatSeries.TO_SIGN)).reinterpretAsFloats();
      cosNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.cos(xs[xAt + i]);
    }
  }

  static void tan(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, FloatSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.tan(xs[xAt + j]);
        }
        continue;
      }
      FloatVector whole = x.mul(FloatSeries.TWO_OVER_PI).add(FloatSeries.MAGIC);
      FloatVector k = whole.sub(FloatSeries.MAGIC);
      IntVector quadrant = whole.reinterpretAsInts();
      FloatVector angle = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x).sub(k.mul(FloatSeries.HALF_PI_2));
      FloatVector r = angle;
      FloatVector t = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.HALF_PI_1), x);
      FloatVector p = k.mul(FloatSeries.HALF_PI_2);
      FloatVector back = t.sub(r);
      FloatVector error = t.sub(r.add(back)).add(back.sub(p));
      FloatVector angleRest = error.sub(k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_3), k.fma(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_2), p.neg())));
      FloatVector rest = angleRest;
      FloatVector z = r.mul(r);
      FloatVector p2 = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 362880)), FloatVector.broadcast(SPECIES, (-1.0F / 5040)));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector sinTail = p3.fma(z, FloatVector.broadcast(SPECIES, (-1.0F / 6)));
      FloatVector sinLow = r.mul(z).fma(sinTail, z.mul(-0.5F).fma(rest, rest));
      FloatVector sinHigh = r.add(sinLow);
      FloatVector sinLow2 = sinLow.sub(sinHigh.sub(r));
      FloatVector half = z.mul(0.5F);
      FloatVector most = FloatVector.broadcast(SPECIES, 1).sub(half);
      FloatVector p4 = z.fma(FloatVector.broadcast(SPECIES, (-1.0F / 3628800)), FloatVector.broadcast(SPECIES, (1.0F / 40320)));
      FloatVector p5 = p4.fma(z, FloatVector.broadcast(SPECIES, (-1.0F / 720)));
      FloatVector cosTail = p5.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector cosLow = FloatVector.broadcast(SPECIES, 1).sub(most).sub(half).add(z.mul(z).fma(cosTail, r.mul(rest).neg()));
      FloatVector cosHigh = most.add(cosLow);
      FloatVector cosLow2 = cosLow.sub(cosHigh.sub(most));
      VectorMask<Float> even = quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
      FloatVector above = cosHigh.neg().blend(sinHigh, even);
      FloatVector aboveLow = cosLow2.neg().blend(sinLow2, even);
      FloatVector below = sinHigh.blend(cosHigh, even);
      FloatVector belowLow = sinLow2.blend(cosLow2, even);
      FloatVector q = above.div(below);
      FloatVector left = q.neg().fma(below, above).add(aboveLow.sub(q.mul(belowLow)));
      FloatVector y = q.add(left.div(below));
      FloatVector tanNear = y.blend(x, x.compare(VectorOperators.EQ, 0));
      tanNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.tan(xs[xAt + i]);
    }
  }

  static void asin(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      VectorMask<Float> near = a.compare(VectorOperators.LT, 0.5F);
      FloatVector z = FloatVector.broadcast(SPECIES, 1).sub(a).mul(0.5F).blend(a.mul(a), near);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, -0.008656363F), FloatVector.broadcast(SPECIES, -0.042743422F));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, 0.16666587F));
      FloatVector asinTail = p2.mul(z).div(z.fma(FloatVector.broadcast(SPECIES, -0.70662963F), FloatVector.broadcast(SPECIES, 1.0F)));
      FloatVector tail = asinTail;
      FloatVector s = z.sqrt();
      FloatVector twice = s.add(s);
      FloatVector high = FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_HIGH).sub(twice);
      FloatVector low = FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_HIGH).sub(high).sub(twice);
      FloatVector rootRest = s.neg().fma(s, z).div(s.add(s)).blend(0, s.compare(VectorOperators.EQ, 0));
      FloatVector beyond = high.add(low.add(FloatVector.broadcast(SPECIES, FloatSeries.HALF_PI_LOW).sub(s.fma(tail, rootRest).mul(2))));
      FloatVector size = beyond.blend(a.fma(tail, a), near);
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector asinNear = signed;
      asinNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.asin(xs[xAt + i]);
    }
  }

  static void acos(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      VectorMask<Float> near = a.compare(VectorOperators.LT, 0.5F);
      FloatVector z = FloatVector.broadcast(SPECIES, 1).sub(a).mul(0.5F).blend(a.mul(a), near);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, -0.008656363F), FloatVector.broadcast(SPECIES, -0.042743422F));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, 0.16666587F));
      FloatVector asinTail = p2.mul(z).div(z.fma(FloatVector.broadcast(SPECIES, -0.70662963F), FloatVector.broadcast(SPECIES, 1.0F)));
      FloatVector tail = asinTail;
      FloatVector s = z.sqrt();
      FloatVector rootRest = s.neg().fma(s, z).div(s.add(s)).blend(0, s.compare(VectorOperators.EQ, 0));
      FloatVector more = s.fma(tail, rootRest);
      FloatVector part = s.add(s).blend(x, near);
      FloatVector partLow = more.mul(2).blend(x.mul(tail), near);
      FloatVector base = FloatVector.broadcast(SPECIES, FloatSeries.PI_HIGH).blend(FloatSeries.HALF_PI_HIGH, near);
      FloatVector baseLow = FloatVector.broadcast(SPECIES, FloatSeries.PI_LOW).blend(FloatSeries.HALF_PI_LOW, near);
      FloatVector high = base.sub(part);
      FloatVector low = base.sub(high).sub(part);
      FloatVector y = high.add(low.add(baseLow.sub(partLow)));
      FloatVector acosNear = y.blend(s.add(more).mul(2), x.compare(VectorOperators.GE, 0.5F));
      acosNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.acos(xs[xAt + i]);
    }
  }

  static void atan(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      VectorMask<Float> past0 = a.compare(VectorOperators.GT, (0.4375F * 1));
      VectorMask<Float> past1 = a.compare(VectorOperators.GT, (0.6875F * 1));
      VectorMask<Float> past2 = a.compare(VectorOperators.GT, (1.1875F * 1));
      VectorMask<Float> past3 = a.compare(VectorOperators.GT, (2.4375F * 1));
      FloatVector c = FloatVector.broadcast(SPECIES, 0).blend(0.5F, past0);
      FloatVector c2 = c.blend(1, past1);
      FloatVector c3 = c2.blend(1.5F, past2);
      FloatVector high = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.ATAN_HALF_HIGH, past0);
      FloatVector high2 = high.blend(FloatSeries.QUARTER_PI_HIGH, past1);
      FloatVector high3 = high2.blend(FloatSeries.ATAN_3_HALVES_HIGH, past2);
      FloatVector high4 = high3.blend(FloatSeries.HALF_PI_HIGH, past3);
      FloatVector low = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.ATAN_HALF_LOW, past0);
      FloatVector low2 = low.blend(FloatSeries.QUARTER_PI_LOW, past1);
      FloatVector low3 = low2.blend(FloatSeries.ATAN_3_HALVES_LOW, past2);
      FloatVector low4 = low3.blend(FloatSeries.HALF_PI_LOW, past3);
      FloatVector t = c3.neg().fma(FloatVector.broadcast(SPECIES, 1), a).blend(-1, past3).div(c3.fma(a, FloatVector.broadcast(SPECIES, 1)).blend(a, past3));
      FloatVector z = t.mul(t);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, 0.061687607F), FloatVector.broadcast(SPECIES, -0.106480174F));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, 0.14253636F));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, -0.19999158F));
      FloatVector p4 = p3.fma(z, FloatVector.broadcast(SPECIES, 0.33333328F));
      FloatVector atanTail = p4.mul(z);
      FloatVector tail = low4.sub(t.mul(atanTail));
      FloatVector start = high4.mul(1).add(0);
      FloatVector lost = FloatVector.broadcast(SPECIES, 0).sub(start).add(high4.mul(1));
      FloatVector sum = start.add(t.mul(1));
      FloatVector rest = start.sub(sum).add(t.mul(1));
      FloatVector atanOf = sum.add(lost.add(rest).add(tail.mul(1).add(0)));
      FloatVector signed = atanOf.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector atanNear = signed;
      atanNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.atan(xs[xAt + i]);
    }
  }

  static void atan2(float[] ys, int yAt, float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, yAt + i);
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = y.abs();
      VectorMask<Float> moderate = a.compare(VectorOperators.GE, FloatSeries.MODERATE_LEAST).and(a.compare(VectorOperators.LE, FloatSeries.MODERATE_MOST));
      FloatVector a2 = x.abs();
      VectorMask<Float> moderate2 = a2.compare(VectorOperators.GE, FloatSeries.MODERATE_LEAST).and(a2.compare(VectorOperators.LE, FloatSeries.MODERATE_MOST));
      if (!moderate.and(moderate2).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.atan2(ys[yAt + j], xs[xAt + j]);
        }
        continue;
      }
      VectorMask<Float> left = x.compare(VectorOperators.LT, 0);
      FloatVector from = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.PI_HIGH, left);
      FloatVector fromLow = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.PI_LOW, left);
      FloatVector a3 = y.abs();
      FloatVector b = x.abs();
      FloatVector sign = FloatVector.broadcast(SPECIES, 1).blend(-1, left);
      VectorMask<Float> past0 = a3.compare(VectorOperators.GT, b.mul(0.4375F));
      VectorMask<Float> past1 = a3.compare(VectorOperators.GT, b.mul(0.6875F));
      VectorMask<Float> past2 = a3.compare(VectorOperators.GT, b.mul(1.1875F));
      VectorMask<Float> past3 = a3.compare(VectorOperators.GT, b.mul(2.4375F));
      FloatVector c = FloatVector.broadcast(SPECIES, 0).blend(0.5F, past0);
      FloatVector c2 = c.blend(1, past1);
      FloatVector c3 = c2.blend(1.5F, past2);
      FloatVector high = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.ATAN_HALF_HIGH, past0);
      FloatVector high2 = high.blend(FloatSeries.QUARTER_PI_HIGH, past1);
      FloatVector high3 = high2.blend(FloatSeries.ATAN_3_HALVES_HIGH, past2);
      FloatVector high4 = high3.blend(FloatSeries.HALF_PI_HIGH, past3);
      FloatVector low = FloatVector.broadcast(SPECIES, 0).blend(FloatSeries.ATAN_HALF_LOW, past0);
      FloatVector low2 = low.blend(FloatSeries.QUARTER_PI_LOW, past1);
      FloatVector low3 = low2.blend(FloatSeries.ATAN_3_HALVES_LOW, past2);
      FloatVector low4 = low3.blend(FloatSeries.HALF_PI_LOW, past3);
      FloatVector t = c3.neg().fma(b, a3).blend(b.neg(), past3).div(c3.fma(a3, b).blend(a3, past3));
      FloatVector z = t.mul(t);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, 0.061687607F), FloatVector.broadcast(SPECIES, -0.106480174F));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, 0.14253636F));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, -0.19999158F));
      FloatVector p4 = p3.fma(z, FloatVector.broadcast(SPECIES, 0.33333328F));
      FloatVector atanTail = p4.mul(z);
      FloatVector tail = low4.sub(t.mul(atanTail));
      FloatVector start = from.add(sign.mul(high4));
      FloatVector lost = from.sub(start).add(sign.mul(high4));
      FloatVector sum = start.add(sign.mul(t));
      FloatVector rest = start.sub(sum).add(sign.mul(t));
      FloatVector atanOf = sum.add(lost.add(rest).add(fromLow.add(sign.mul(tail))));
      FloatVector signed = atanOf.reinterpretAsInts().or(y.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector atan2Near = signed;
      atan2Near.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.atan2(ys[yAt + i], xs[xAt + i]);
    }
  }

  static void cosh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      FloatVector x2 = a.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x2.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), a);
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), high);
      FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), high.sub(r));
      FloatVector quarter = k.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.QUARTER_BITS).reinterpretAsFloats();
      FloatVector up = quarter;
      FloatVector k2 = k.min(64).neg();
      FloatVector power = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector quarterInverse = power.mul(0.25F);
      FloatVector down = quarterInverse;
      FloatVector sum = up.add(down);
      FloatVector z = r.mul(r);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 39916800)), FloatVector.broadcast(SPECIES, (1.0F / 362880)));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector sinhTail = p3.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector sinhOf = r.mul(z).fma(sinhTail, r);
      FloatVector other = up.sub(down);
      FloatVector lost = down.sub(sum.sub(up));
      FloatVector p4 = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector p5 = p4.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector coshTail = p5.fma(z, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector more = z.mul(coshTail).fma(sum, rest.fma(other, sinhOf.mul(other)));
      FloatVector hyperbolic = sum.add(more.add(lost)).mul(2);
      FloatVector y = hyperbolic;
      FloatVector coshNear = y.blend(Float.POSITIVE_INFINITY, a.compare(VectorOperators.GT, FloatSeries.COSH_MOST));
      coshNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.cosh(xs[xAt + i]);
    }
  }

  static void sinh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      FloatVector x2 = a.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x2.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      VectorMask<Float> near = a.compare(VectorOperators.LT, 1);
      FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), a);
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), high).blend(a, near);
      FloatVector rest = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), high.sub(r));
      FloatVector z = r.mul(r);
      FloatVector p = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 39916800)), FloatVector.broadcast(SPECIES, (1.0F / 362880)));
      FloatVector p2 = p.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector p3 = p2.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector sinhTail = p3.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector sinhOf = r.mul(z).fma(sinhTail, r);
      FloatVector sinh = sinhOf;
      FloatVector quarter = k.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.QUARTER_BITS).reinterpretAsFloats();
      FloatVector up = quarter;
      FloatVector k2 = k.min(64).neg();
      FloatVector power = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector quarterInverse = power.mul(0.25F);
      FloatVector down = quarterInverse;
      FloatVector difference = up.sub(down);
      FloatVector lost = up.sub(difference).sub(down);
      FloatVector other = up.add(down);
      FloatVector p4 = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector p5 = p4.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector coshTail = p5.fma(z, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector more = z.mul(coshTail).fma(difference, rest.fma(other, sinh.mul(other)));
      FloatVector hyperbolic = difference.add(more.add(lost)).mul(2);
      FloatVector y = hyperbolic.blend(sinh, near);
      FloatVector size = y.blend(Float.POSITIVE_INFINITY, a.compare(VectorOperators.GT, FloatSeries.COSH_MOST));
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector sinhNear = signed;
      sinhNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.sinh(xs[xAt + i]);
    }
  }

  static void tanh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector x2 = x.abs().mul(-2);
      FloatVector x3 = x2.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x2);
      FloatVector low = k.mul(-FloatSeries.LN2_LOW);
      FloatVector r = high.add(low);
      FloatVector rest = low.sub(r.sub(high));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), rest);
      FloatVector s = k.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.HALF_BITS).reinterpretAsFloats();
      FloatVector lost = s.sub(0.5F);
      FloatVector sum = s.fma(r, lost);
      FloatVector error = s.fma(r, lost.sub(sum));
      FloatVector y = s.fma(p, error).add(sum).mul(2);
      FloatVector y2 = y.blend(-1, x2.compare(VectorOperators.LT, FloatSeries.EXPM1_LEAST));
      FloatVector y3 = y2.blend(Float.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector expm1Near = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      FloatVector expm1 = expm1Near;
      FloatVector t = expm1;
      FloatVector size = t.neg().div(t.add(2)).abs();
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.tanh(xs[xAt + i]);
    }
  }

  static void cbrt(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.GE, Float.MIN_NORMAL).and(x.abs().compare(VectorOperators.LE, Float.MAX_VALUE)).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.cbrt(xs[xAt + j]);
        }
        continue;
      }
      FloatVector a = x.abs();
      FloatVector upper = a.reinterpretAsInts().lanewise(VectorOperators.LSHR, 9).add(FloatSeries.COUNT_BITS).reinterpretAsFloats().sub(FloatSeries.COUNT);
      FloatVector third = upper.mul((1.0F / 3)).add(1386637.0F);
      FloatVector t = third.add(FloatSeries.COUNT).reinterpretAsInts().lanewise(VectorOperators.LSHL, 9).reinterpretAsFloats();
      FloatVector r = t.mul(t).mul(t.div(a));
      FloatVector p = r.fma(FloatVector.broadcast(SPECIES, 1.6214297F), FloatVector.broadcast(SPECIES, -1.8849798F));
      FloatVector p2 = r.fma(p, FloatVector.broadcast(SPECIES, 1.8759518F));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, 0.1459962F), FloatVector.broadcast(SPECIES, -0.75839794F));
      FloatVector t2 = t.mul(r.mul(r).mul(r).fma(q, p2));
      FloatVector square = t2.mul(t2);
      FloatVector lost = t2.fma(t2, square.neg());
      FloatVector left = square.neg().fma(t2, a).sub(lost.mul(t2));
      FloatVector size = t2.add(left.div(square.mul(3)));
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector cbrtNear = signed;
      cbrtNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.cbrt(xs[xAt + i]);
    }
  }

  static void hypot(float[] ps, int pAt, float[] qs, int qAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector p = FloatVector.fromArray(SPECIES, ps, pAt + i);
      FloatVector q = FloatVector.fromArray(SPECIES, qs, qAt + i);
      FloatVector a = p.abs().max(q.abs());
      VectorMask<Float> moderate = a.compare(VectorOperators.GE, FloatSeries.MODERATE_LEAST).and(a.compare(VectorOperators.LE, FloatSeries.MODERATE_MOST));
      if (!moderate.allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.hypot(ps[pAt + j], qs[qAt + j]);
        }
        continue;
      }
      FloatVector a2 = p.abs().max(q.abs());
      FloatVector b = p.abs().min(q.abs());
      FloatVector square = a2.mul(a2);
      FloatVector other = b.mul(b);
      FloatVector sum = square.add(other);
      FloatVector lost = other.sub(sum.sub(square)).add(a2.fma(a2, square.neg()).add(b.fma(b, other.neg())));
      FloatVector root = sum.sqrt();
      FloatVector hypotNear = root.add(root.neg().fma(root, sum).add(lost).div(root.add(root)));
      hypotNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.hypot(ps[pAt + i], qs[qAt + i]);
    }
  }

  static void pow(float[] xs, int xAt, float[] ys, int yAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector y = FloatVector.fromArray(SPECIES, ys, yAt + i);
      FloatVector a = x.abs();
      FloatVector exponent = a.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      VectorMask<Float> powIsNear = a.compare(VectorOperators.GE, Float.MIN_NORMAL).and(a.compare(VectorOperators.LE, Float.MAX_VALUE)).and(y.abs().mul(exponent.abs().add(1)).compare(VectorOperators.LE, FloatSeries.POWER_MOST));
      if (!powIsNear.allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = FloatMath.pow(xs[xAt + j], ys[yAt + j]);
        }
        continue;
      }
      FloatVector a2 = x.abs();
      FloatVector exponent2 = a2.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      FloatVector k = exponent2;
      IntVector bits = a2.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector f = fraction;
      FloatVector d = f.add(2);
      FloatVector dLow = f.sub(d.sub(2));
      FloatVector s = f.div(d);
      FloatVector sLow = s.neg().fma(d, f).sub(s.mul(dLow)).div(d);
      FloatVector z = s.mul(s);
      FloatVector zLow = s.fma(s, z.neg()).add(s.mul(2).mul(sLow));
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (1.0F / 13)), FloatVector.broadcast(SPECIES, (1.0F / 11)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 9)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 7)));
      FloatVector logTail5 = h3.fma(z, FloatVector.broadcast(SPECIES, (1.0F / 5)));
      FloatVector tail = z.mul(logTail5);
      FloatVector c = tail.add(FloatSeries.THIRD_HIGH);
      FloatVector cLow = tail.sub(c.sub(FloatSeries.THIRD_HIGH)).add(FloatSeries.THIRD_LOW);
      FloatVector w = z.mul(c);
      FloatVector wLow = z.fma(c, w.neg()).add(z.fma(cLow, zLow.mul(c)));
      FloatVector t = s.mul(w);
      FloatVector tLow = s.fma(w, t.neg()).add(s.fma(wLow, sLow.mul(w)));
      FloatVector whole = k.mul(FloatSeries.LN2_HIGH);
      FloatVector first = s.fma(FloatVector.broadcast(SPECIES, 2), whole);
      FloatVector high = t.fma(FloatVector.broadcast(SPECIES, 2), first);
      FloatVector low = s.fma(FloatVector.broadcast(SPECIES, 2), whole.sub(first)).add(t.fma(FloatVector.broadcast(SPECIES, 2), first.sub(high)));
      FloatVector low2 = low.add(k.fma(FloatVector.broadcast(SPECIES, FloatSeries.LN2_LOW), sLow.add(tLow).mul(2)));
      FloatVector p = y.mul(high);
      FloatVector pLow = y.fma(high, p.neg()).add(y.mul(low2));
      FloatVector x2 = p.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x2.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector n2 = nearest;
      FloatVector rest = n2.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), pLow);
      FloatVector most = n2.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), p);
      FloatVector r = most.add(rest);
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector e = r.add(expTail.fma(r.mul(r), rest.sub(r.sub(most)))).add(1);
      FloatVector x3 = n2.mul(0.5F);
      FloatVector nearest2 = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = n2.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = e.mul(power).mul(power2);
      FloatVector size = scaled;
      FloatVector nearest3 = y.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      VectorMask<Float> integer = nearest3.compare(VectorOperators.EQ, y);
      FloatVector x4 = y.mul(0.5F);
      FloatVector nearest4 = x4.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      VectorMask<Float> odd = integer.and(nearest4.compare(VectorOperators.NE, y.mul(0.5F)));
      FloatVector negative = size.blend(size.neg(), odd);
      FloatVector negative2 = FloatVector.broadcast(SPECIES, Float.NaN).blend(negative, integer);
      FloatVector powNear = size.blend(negative2, x.compare(VectorOperators.LT, 0));
      powNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.pow(xs[xAt + i], ys[yAt + i]);
    }
  }

  static void sigmoid(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector x2 = x.abs().neg();
      FloatVector x3 = x2.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x2));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), r).add(1);
      FloatVector x4 = k.mul(0.5F);
      FloatVector nearest2 = x4.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = k.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = p.mul(power).mul(power2);
      FloatVector y = scaled;
      FloatVector y2 = y.blend(0, x2.compare(VectorOperators.LT, FloatSeries.EXP_LEAST));
      FloatVector expNear = y2.blend(Float.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector exp = expNear;
      FloatVector e = exp;
      e.blend(1, x.compare(VectorOperators.GE, 0)).div(e.add(1)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.sigmoid(xs[xAt + i]);
    }
  }

  static void softplus(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector x2 = x.abs().neg();
      FloatVector x3 = x2.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x2));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), r).add(1);
      FloatVector x4 = k.mul(0.5F);
      FloatVector nearest2 = x4.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = k.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = p.mul(power).mul(power2);
      FloatVector y = scaled;
      FloatVector y2 = y.blend(0, x2.compare(VectorOperators.LT, FloatSeries.EXP_LEAST));
      FloatVector expNear = y2.blend(Float.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector exp = expNear;
      FloatVector u = exp.add(1);
      FloatVector lost = exp.sub(u.sub(1)).blend(FloatVector.broadcast(SPECIES, 1).sub(u.sub(exp)), exp.compare(VectorOperators.GE, 1)).div(u);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square = fraction.mul(fraction).mul(0.5F);
      FloatVector low = exponent.mul(FloatSeries.LN2_LOW).add(lost).add(s.mul(square.add(h5)));
      FloatVector logOf = exponent.mul(FloatSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      FloatVector y3 = logOf;
      FloatVector y4 = y3.blend(Float.NEGATIVE_INFINITY, exp.compare(VectorOperators.EQ, -1));
      FloatVector y5 = y4.blend(Float.NaN, exp.compare(VectorOperators.LT, -1));
      FloatVector y6 = y5.blend(exp, exp.compare(VectorOperators.EQ, 0));
      FloatVector y7 = y6.blend(exp, exp.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector log1pNear = y7.blend(exp, exp.compare(VectorOperators.NE, exp));
      FloatVector log1p = log1pNear;
      x.max(0).add(log1p).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.softplus(xs[xAt + i]);
    }
  }

  static void asinh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      VectorMask<Float> huge = a.compare(VectorOperators.GT, FloatSeries.HUGE);
      FloatVector square = a.mul(a);
      FloatVector x2 = a.add(square.div(square.add(1).sqrt().add(1))).blend(a.sub(1), huge);
      FloatVector u = x2.add(1);
      FloatVector lost = x2.sub(u.sub(1)).blend(FloatVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square2 = fraction.mul(fraction).mul(0.5F);
      FloatVector low = exponent.mul(FloatSeries.LN2_LOW).add(lost).add(s.mul(square2.add(h5)));
      FloatVector logOf = exponent.mul(FloatSeries.LN2_HIGH).sub(square2.sub(low).sub(fraction));
      FloatVector y = logOf;
      FloatVector y2 = y.blend(Float.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      FloatVector y3 = y2.blend(Float.NaN, x2.compare(VectorOperators.LT, -1));
      FloatVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      FloatVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      FloatVector log1p = log1pNear;
      FloatVector y6 = log1p;
      FloatVector size = y6.blend(y6.add(FloatSeries.LN2), huge);
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.asinh(xs[xAt + i]);
    }
  }

  static void acosh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      VectorMask<Float> huge = x.compare(VectorOperators.GT, FloatSeries.HUGE);
      FloatVector t = x.sub(1);
      FloatVector x2 = t.add(t.mul(t.add(2)).sqrt()).blend(t, huge);
      FloatVector u = x2.add(1);
      FloatVector lost = x2.sub(u.sub(1)).blend(FloatVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square = fraction.mul(fraction).mul(0.5F);
      FloatVector low = exponent.mul(FloatSeries.LN2_LOW).add(lost).add(s.mul(square.add(h5)));
      FloatVector logOf = exponent.mul(FloatSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      FloatVector y = logOf;
      FloatVector y2 = y.blend(Float.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      FloatVector y3 = y2.blend(Float.NaN, x2.compare(VectorOperators.LT, -1));
      FloatVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      FloatVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      FloatVector log1p = log1pNear;
      FloatVector y6 = log1p;
      FloatVector y7 = y6.blend(y6.add(FloatSeries.LN2), huge);
      y7.blend(Float.NaN, x.compare(VectorOperators.LT, 1)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.acosh(xs[xAt + i]);
    }
  }

  static void atanh(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      FloatVector x2 = a.add(a).div(FloatVector.broadcast(SPECIES, 1).sub(a));
      FloatVector u = x2.add(1);
      FloatVector lost = x2.sub(u.sub(1)).blend(FloatVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      FloatVector exponent = u.reinterpretAsInts().sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).add(FloatSeries.MAGIC_BITS).reinterpretAsFloats().sub(FloatSeries.MAGIC);
      IntVector bits = u.reinterpretAsInts();
      FloatVector fraction = bits.sub(bits.sub(FloatSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, FloatSeries.FRACTION).lanewise(VectorOperators.LSHL, FloatSeries.FRACTION)).reinterpretAsFloats().sub(1);
      FloatVector s = fraction.div(fraction.add(2));
      FloatVector z = s.mul(s);
      FloatVector h = z.fma(FloatVector.broadcast(SPECIES, (2.0F / 11)), FloatVector.broadcast(SPECIES, (2.0F / 9)));
      FloatVector h2 = h.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 7)));
      FloatVector h3 = h2.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 5)));
      FloatVector h4 = h3.fma(z, FloatVector.broadcast(SPECIES, (2.0F / 3)));
      FloatVector logTail = h4.mul(z);
      FloatVector h5 = logTail;
      FloatVector square = fraction.mul(fraction).mul(0.5F);
      FloatVector low = exponent.mul(FloatSeries.LN2_LOW).add(lost).add(s.mul(square.add(h5)));
      FloatVector logOf = exponent.mul(FloatSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      FloatVector y = logOf;
      FloatVector y2 = y.blend(Float.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      FloatVector y3 = y2.blend(Float.NaN, x2.compare(VectorOperators.LT, -1));
      FloatVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      FloatVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      FloatVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      FloatVector log1p = log1pNear;
      FloatVector y6 = log1p.mul(0.5F);
      FloatVector size = y6.blend(Float.NaN, a.compare(VectorOperators.GT, 1));
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.atanh(xs[xAt + i]);
    }
  }

  static void erf(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector a = x.abs();
      FloatVector z = x.mul(x);
      FloatVector p = z.mul(0.18577771F).add(3.1611238F);
      FloatVector p2 = p.mul(z).add(113.86415F);
      FloatVector p3 = p2.mul(z).add(377.48523F);
      FloatVector p4 = p3.mul(z).add(3209.3777F);
      FloatVector q = z.add(23.601292F);
      FloatVector q2 = q.mul(z).add(244.02464F);
      FloatVector q3 = q2.mul(z).add(1282.6166F);
      FloatVector q4 = q3.mul(z).add(2844.2368F);
      FloatVector near = x.mul(p4.div(q4));
      FloatVector m = a.min(6);
      FloatVector u = m.mul(2.1531154E-8F).add(0.5641885F);
      FloatVector u2 = u.mul(m).add(8.88315F);
      FloatVector u3 = u2.mul(m).add(66.119194F);
      FloatVector u4 = u3.mul(m).add(298.63513F);
      FloatVector u5 = u4.mul(m).add(881.9522F);
      FloatVector u6 = u5.mul(m).add(1712.0476F);
      FloatVector u7 = u6.mul(m).add(2051.0784F);
      FloatVector u8 = u7.mul(m).add(1230.3394F);
      FloatVector v = m.add(15.744926F);
      FloatVector v2 = v.mul(m).add(117.693954F);
      FloatVector v3 = v2.mul(m).add(537.1811F);
      FloatVector v4 = v3.mul(m).add(1621.3895F);
      FloatVector v5 = v4.mul(m).add(3290.7993F);
      FloatVector v6 = v5.mul(m).add(4362.619F);
      FloatVector v7 = v6.mul(m).add(3439.3677F);
      FloatVector v8 = v7.mul(m).add(1230.3394F);
      FloatVector x2 = m.neg().mul(m);
      FloatVector x3 = x2.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x2));
      FloatVector q5 = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q6 = q5.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q7 = q6.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q8 = q7.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q9 = q8.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q9.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p5 = expTail.fma(r.mul(r), r).add(1);
      FloatVector x4 = k.mul(0.5F);
      FloatVector nearest2 = x4.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = k.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = p5.mul(power).mul(power2);
      FloatVector y = scaled;
      FloatVector y2 = y.blend(0, x2.compare(VectorOperators.LT, FloatSeries.EXP_LEAST));
      FloatVector expNear = y2.blend(Float.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector exp = expNear;
      FloatVector size = FloatVector.broadcast(SPECIES, 1).sub(exp.mul(u8.div(v8))).abs();
      FloatVector signed = size.reinterpretAsInts().or(x.reinterpretAsInts().and(FloatSeries.SIGN_BIT)).reinterpretAsFloats();
      FloatVector far = signed;
      far.blend(near, a.compare(VectorOperators.LE, 0.46875F)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.erf(xs[xAt + i]);
    }
  }

  static void erfSlope(float[] xs, int xAt, float[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, xAt + i);
      FloatVector m = x.abs().min(30);
      FloatVector square = m.mul(m);
      FloatVector high = m.reinterpretAsInts().and(FloatSeries.UPPER_BITS).reinterpretAsFloats();
      FloatVector low = m.sub(high);
      FloatVector lost = high.mul(high).sub(square).add(high.mul(2).mul(low)).add(low.mul(low));
      FloatVector x2 = square.neg();
      FloatVector x3 = x2.mul(FloatSeries.LOG2_E);
      FloatVector nearest = x3.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector k = nearest;
      FloatVector r = k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_LOW), k.fma(FloatVector.broadcast(SPECIES, -FloatSeries.LN2_HIGH), x2));
      FloatVector q = r.fma(FloatVector.broadcast(SPECIES, (1.0F / 40320)), FloatVector.broadcast(SPECIES, (1.0F / 5040)));
      FloatVector q2 = q.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 720)));
      FloatVector q3 = q2.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 120)));
      FloatVector q4 = q3.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 24)));
      FloatVector q5 = q4.fma(r, FloatVector.broadcast(SPECIES, (1.0F / 6)));
      FloatVector expTail = q5.fma(r, FloatVector.broadcast(SPECIES, 0.5F));
      FloatVector p = expTail.fma(r.mul(r), r).add(1);
      FloatVector x4 = k.mul(0.5F);
      FloatVector nearest2 = x4.add(FloatSeries.MAGIC).sub(FloatSeries.MAGIC);
      FloatVector half = nearest2;
      FloatVector power = half.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector k2 = k.sub(half);
      FloatVector power2 = k2.add(FloatSeries.MAGIC).reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatSeries.FRACTION).add(FloatSeries.ONE_BITS).reinterpretAsFloats();
      FloatVector scaled = p.mul(power).mul(power2);
      FloatVector y = scaled;
      FloatVector y2 = y.blend(0, x2.compare(VectorOperators.LT, FloatSeries.EXP_LEAST));
      FloatVector expNear = y2.blend(Float.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, FloatSeries.EXP_MOST));
      FloatVector exp = expNear;
      exp.mul(FloatSeries.SLOPE_AT_0).mul(FloatVector.broadcast(SPECIES, 1).sub(lost)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = FloatMath.erfSlope(xs[xAt + i]);
    }
  }
}
