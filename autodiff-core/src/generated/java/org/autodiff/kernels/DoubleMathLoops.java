// Generated from DoubleMath.java and what it imports; do not edit. To write it again, in autodiff-core:
// java src/test/java/org/autodiff/generate/Sources.java
package org.autodiff.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link DoubleMath} over arrays, a vector at a time. */
final class DoubleMathLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private DoubleMathLoops() {}

  static void exp(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector x2 = x.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x2.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), r).add(1);
      DoubleVector x3 = k.mul(0.5);
      DoubleVector nearest2 = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = k.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = p.mul(power).mul(power2);
      DoubleVector y = scaled;
      DoubleVector y2 = y.blend(0, x.compare(VectorOperators.LT, DoubleSeries.EXP_LEAST));
      DoubleVector expNear = y2.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      expNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.exp(xs[xAt + i]);
    }
  }

  static void expm1(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector x2 = x.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x2.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x);
      DoubleVector low = k.mul(-DoubleSeries.LN2_LOW);
      DoubleVector r = high.add(low);
      DoubleVector rest = low.sub(r.sub(high));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), rest);
      DoubleVector s = k.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.HALF_BITS).reinterpretAsDoubles();
      DoubleVector lost = s.sub(0.5);
      DoubleVector sum = s.fma(r, lost);
      DoubleVector error = s.fma(r, lost.sub(sum));
      DoubleVector y = s.fma(p, error).add(sum).mul(2);
      DoubleVector y2 = y.blend(-1, x.compare(VectorOperators.LT, DoubleSeries.EXPM1_LEAST));
      DoubleVector y3 = y2.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector expm1Near = y3.blend(x, x.compare(VectorOperators.EQ, 0));
      expm1Near.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.expm1(xs[xAt + i]);
    }
  }

  static void log(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
      DoubleVector u = x.blend(x.mul(DoubleSeries.LIFT), tiny);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      DoubleVector k = exponent;
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector k2 = k.blend(k.sub(DoubleSeries.LIFT_POWER), tiny);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square = fraction.mul(fraction).mul(0.5);
      DoubleVector low = k2.mul(DoubleSeries.LN2_LOW).add(0).add(s.mul(square.add(h10)));
      DoubleVector logOf = k2.mul(DoubleSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      DoubleVector y = logOf;
      DoubleVector y2 = y.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
      DoubleVector y3 = y2.blend(Double.NaN, x.compare(VectorOperators.LT, 0));
      DoubleVector y4 = y3.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector logNear = y4.blend(x, x.compare(VectorOperators.NE, x));
      logNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.log(xs[xAt + i]);
    }
  }

  static void log1p(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector u = x.add(1);
      DoubleVector lost = x.sub(u.sub(1)).blend(DoubleVector.broadcast(SPECIES, 1).sub(u.sub(x)), x.compare(VectorOperators.GE, 1)).div(u);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square = fraction.mul(fraction).mul(0.5);
      DoubleVector low = exponent.mul(DoubleSeries.LN2_LOW).add(lost).add(s.mul(square.add(h10)));
      DoubleVector logOf = exponent.mul(DoubleSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      DoubleVector y = logOf;
      DoubleVector y2 = y.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
      DoubleVector y3 = y2.blend(Double.NaN, x.compare(VectorOperators.LT, -1));
      DoubleVector y4 = y3.blend(x, x.compare(VectorOperators.EQ, 0));
      DoubleVector y5 = y4.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector log1pNear = y5.blend(x, x.compare(VectorOperators.NE, x));
      log1pNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.log1p(xs[xAt + i]);
    }
  }

  static void sin(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, DoubleSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.sin(xs[xAt + j]);
        }
        continue;
      }
      DoubleVector whole = x.mul(DoubleSeries.TWO_OVER_PI).add(DoubleSeries.MAGIC);
      DoubleVector k = whole.sub(DoubleSeries.MAGIC);
      LongVector quadrant = whole.reinterpretAsLongs();
      DoubleVector angle = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x).sub(k.mul(DoubleSeries.HALF_PI_2));
      DoubleVector r = angle;
      DoubleVector t = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x);
      DoubleVector p = k.mul(DoubleSeries.HALF_PI_2);
      DoubleVector back = t.sub(r);
      DoubleVector error = t.sub(r.add(back)).add(back.sub(p));
      DoubleVector angleRest = error.sub(k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_3), k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_2), p.neg())));
      DoubleVector rest = angleRest;
      DoubleVector z = r.mul(r);
      DoubleVector p2 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 3.55687428096E14)), DoubleVector.broadcast(SPECIES, (-1.0 / 1.307674368E12)));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 3.99168E7)));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 5040.0)));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector sinTail = p7.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 6.0)));
      DoubleVector sinOf = r.add(r.mul(z).fma(sinTail, z.mul(-0.5).fma(rest, rest)));
      DoubleVector z2 = r.mul(r);
      DoubleVector half = z2.mul(0.5);
      DoubleVector high = DoubleVector.broadcast(SPECIES, 1).sub(half);
      DoubleVector p8 = z2.fma(DoubleVector.broadcast(SPECIES, (1.0 / 2.0922789888E13)), DoubleVector.broadcast(SPECIES, (-1.0 / 8.71782912E10)));
      DoubleVector p9 = p8.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector p10 = p9.fma(z2, DoubleVector.broadcast(SPECIES, (-1.0 / 3628800.0)));
      DoubleVector p11 = p10.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector p12 = p11.fma(z2, DoubleVector.broadcast(SPECIES, (-1.0 / 720.0)));
      DoubleVector cosTail = p12.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector cosOf = high.add(DoubleVector.broadcast(SPECIES, 1).sub(high).sub(half).add(z2.mul(z2).fma(cosTail, r.mul(rest).neg())));
      DoubleVector y = cosOf.blend(sinOf, quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES));
      DoubleVector y2 = y.reinterpretAsLongs().lanewise(VectorOperators.XOR, quadrant.and(2).lanewise(VectorOperators.LSHL, DoubleSeries.TO_SIGN)).reinterpretAsDoubles();
      DoubleVector sinNear = y2.blend(x, x.compare(VectorOperators.EQ, 0));
      sinNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.sin(xs[xAt + i]);
    }
  }

  static void cos(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, DoubleSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.cos(xs[xAt + j]);
        }
        continue;
      }
      DoubleVector whole = x.mul(DoubleSeries.TWO_OVER_PI).add(DoubleSeries.MAGIC);
      DoubleVector k = whole.sub(DoubleSeries.MAGIC);
      LongVector quadrant = whole.reinterpretAsLongs();
      DoubleVector angle = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x).sub(k.mul(DoubleSeries.HALF_PI_2));
      DoubleVector r = angle;
      DoubleVector t = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x);
      DoubleVector p = k.mul(DoubleSeries.HALF_PI_2);
      DoubleVector back = t.sub(r);
      DoubleVector error = t.sub(r.add(back)).add(back.sub(p));
      DoubleVector angleRest = error.sub(k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_3), k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_2), p.neg())));
      DoubleVector rest = angleRest;
      DoubleVector z = r.mul(r);
      DoubleVector half = z.mul(0.5);
      DoubleVector high = DoubleVector.broadcast(SPECIES, 1).sub(half);
      DoubleVector p2 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 2.0922789888E13)), DoubleVector.broadcast(SPECIES, (-1.0 / 8.71782912E10)));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 3628800.0)));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 720.0)));
      DoubleVector cosTail = p6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector cosOf = high.add(DoubleVector.broadcast(SPECIES, 1).sub(high).sub(half).add(z.mul(z).fma(cosTail, r.mul(rest).neg())));
      DoubleVector z2 = r.mul(r);
      DoubleVector p7 = z2.fma(DoubleVector.broadcast(SPECIES, (1.0 / 3.55687428096E14)), DoubleVector.broadcast(SPECIES, (-1.0 / 1.307674368E12)));
      DoubleVector p8 = p7.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)));
      DoubleVector p9 = p8.fma(z2, DoubleVector.broadcast(SPECIES, (-1.0 / 3.99168E7)));
      DoubleVector p10 = p9.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector p11 = p10.fma(z2, DoubleVector.broadcast(SPECIES, (-1.0 / 5040.0)));
      DoubleVector p12 = p11.fma(z2, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector sinTail = p12.fma(z2, DoubleVector.broadcast(SPECIES, (-1.0 / 6.0)));
      DoubleVector sinOf = r.add(r.mul(z2).fma(sinTail, z2.mul(-0.5).fma(rest, rest)));
      DoubleVector y = sinOf.blend(cosOf, quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES));
      DoubleVector cosNear = y.reinterpretAsLongs().lanewise(VectorOperators.XOR, quadrant.add(1).and(2).lanewise(VectorOperators.LSHL, DoubleSeries.TO_SIGN)).reinterpretAsDoubles();
      cosNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.cos(xs[xAt + i]);
    }
  }

  static void tan(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.LE, DoubleSeries.ANGLE_MOST).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.tan(xs[xAt + j]);
        }
        continue;
      }
      DoubleVector whole = x.mul(DoubleSeries.TWO_OVER_PI).add(DoubleSeries.MAGIC);
      DoubleVector k = whole.sub(DoubleSeries.MAGIC);
      LongVector quadrant = whole.reinterpretAsLongs();
      DoubleVector angle = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x).sub(k.mul(DoubleSeries.HALF_PI_2));
      DoubleVector r = angle;
      DoubleVector t = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.HALF_PI_1), x);
      DoubleVector p = k.mul(DoubleSeries.HALF_PI_2);
      DoubleVector back = t.sub(r);
      DoubleVector error = t.sub(r.add(back)).add(back.sub(p));
      DoubleVector angleRest = error.sub(k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_3), k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_2), p.neg())));
      DoubleVector rest = angleRest;
      DoubleVector z = r.mul(r);
      DoubleVector p2 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 3.55687428096E14)), DoubleVector.broadcast(SPECIES, (-1.0 / 1.307674368E12)));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 3.99168E7)));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 5040.0)));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector sinTail = p7.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 6.0)));
      DoubleVector sinLow = r.mul(z).fma(sinTail, z.mul(-0.5).fma(rest, rest));
      DoubleVector sinHigh = r.add(sinLow);
      DoubleVector sinLow2 = sinLow.sub(sinHigh.sub(r));
      DoubleVector half = z.mul(0.5);
      DoubleVector most = DoubleVector.broadcast(SPECIES, 1).sub(half);
      DoubleVector p8 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 2.0922789888E13)), DoubleVector.broadcast(SPECIES, (-1.0 / 8.71782912E10)));
      DoubleVector p9 = p8.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector p10 = p9.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 3628800.0)));
      DoubleVector p11 = p10.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector p12 = p11.fma(z, DoubleVector.broadcast(SPECIES, (-1.0 / 720.0)));
      DoubleVector cosTail = p12.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector cosLow = DoubleVector.broadcast(SPECIES, 1).sub(most).sub(half).add(z.mul(z).fma(cosTail, r.mul(rest).neg()));
      DoubleVector cosHigh = most.add(cosLow);
      DoubleVector cosLow2 = cosLow.sub(cosHigh.sub(most));
      VectorMask<Double> even = quadrant.and(1).compare(VectorOperators.EQ, 0).cast(SPECIES);
      DoubleVector above = cosHigh.neg().blend(sinHigh, even);
      DoubleVector aboveLow = cosLow2.neg().blend(sinLow2, even);
      DoubleVector below = sinHigh.blend(cosHigh, even);
      DoubleVector belowLow = sinLow2.blend(cosLow2, even);
      DoubleVector q = above.div(below);
      DoubleVector left = q.neg().fma(below, above).add(aboveLow.sub(q.mul(belowLow)));
      DoubleVector y = q.add(left.div(below));
      DoubleVector tanNear = y.blend(x, x.compare(VectorOperators.EQ, 0));
      tanNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.tan(xs[xAt + i]);
    }
  }

  static void asin(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      VectorMask<Double> near = a.compare(VectorOperators.LT, 0.5);
      DoubleVector z = DoubleVector.broadcast(SPECIES, 1).sub(a).mul(0.5).blend(a.mul(a), near);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, 3.479331075960212E-5), DoubleVector.broadcast(SPECIES, 7.915349942898145E-4));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, -0.04005553450067941));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, 0.20121253213486293));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, -0.3255658186224009));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, 0.16666666666666666));
      DoubleVector q = z.fma(DoubleVector.broadcast(SPECIES, 0.07703815055590194), DoubleVector.broadcast(SPECIES, -0.6882839716054533));
      DoubleVector q2 = q.fma(z, DoubleVector.broadcast(SPECIES, 2.0209457602335057));
      DoubleVector q3 = q2.fma(z, DoubleVector.broadcast(SPECIES, -2.403394911734414));
      DoubleVector q4 = q3.fma(z, DoubleVector.broadcast(SPECIES, 1.0));
      DoubleVector asinTail = p5.mul(z).div(q4);
      DoubleVector tail = asinTail;
      DoubleVector s = z.sqrt();
      DoubleVector twice = s.add(s);
      DoubleVector high = DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_HIGH).sub(twice);
      DoubleVector low = DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_HIGH).sub(high).sub(twice);
      DoubleVector rootRest = s.neg().fma(s, z).div(s.add(s)).blend(0, s.compare(VectorOperators.EQ, 0));
      DoubleVector beyond = high.add(low.add(DoubleVector.broadcast(SPECIES, DoubleSeries.HALF_PI_LOW).sub(s.fma(tail, rootRest).mul(2))));
      DoubleVector size = beyond.blend(a.fma(tail, a), near);
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector asinNear = signed;
      asinNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.asin(xs[xAt + i]);
    }
  }

  static void acos(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      VectorMask<Double> near = a.compare(VectorOperators.LT, 0.5);
      DoubleVector z = DoubleVector.broadcast(SPECIES, 1).sub(a).mul(0.5).blend(a.mul(a), near);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, 3.479331075960212E-5), DoubleVector.broadcast(SPECIES, 7.915349942898145E-4));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, -0.04005553450067941));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, 0.20121253213486293));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, -0.3255658186224009));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, 0.16666666666666666));
      DoubleVector q = z.fma(DoubleVector.broadcast(SPECIES, 0.07703815055590194), DoubleVector.broadcast(SPECIES, -0.6882839716054533));
      DoubleVector q2 = q.fma(z, DoubleVector.broadcast(SPECIES, 2.0209457602335057));
      DoubleVector q3 = q2.fma(z, DoubleVector.broadcast(SPECIES, -2.403394911734414));
      DoubleVector q4 = q3.fma(z, DoubleVector.broadcast(SPECIES, 1.0));
      DoubleVector asinTail = p5.mul(z).div(q4);
      DoubleVector tail = asinTail;
      DoubleVector s = z.sqrt();
      DoubleVector rootRest = s.neg().fma(s, z).div(s.add(s)).blend(0, s.compare(VectorOperators.EQ, 0));
      DoubleVector more = s.fma(tail, rootRest);
      DoubleVector part = s.add(s).blend(x, near);
      DoubleVector partLow = more.mul(2).blend(x.mul(tail), near);
      DoubleVector base = DoubleVector.broadcast(SPECIES, DoubleSeries.PI_HIGH).blend(DoubleSeries.HALF_PI_HIGH, near);
      DoubleVector baseLow = DoubleVector.broadcast(SPECIES, DoubleSeries.PI_LOW).blend(DoubleSeries.HALF_PI_LOW, near);
      DoubleVector high = base.sub(part);
      DoubleVector low = base.sub(high).sub(part);
      DoubleVector y = high.add(low.add(baseLow.sub(partLow)));
      DoubleVector acosNear = y.blend(s.add(more).mul(2), x.compare(VectorOperators.GE, 0.5));
      acosNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.acos(xs[xAt + i]);
    }
  }

  static void atan(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      VectorMask<Double> past0 = a.compare(VectorOperators.GT, (0.4375 * 1));
      VectorMask<Double> past1 = a.compare(VectorOperators.GT, (0.6875 * 1));
      VectorMask<Double> past2 = a.compare(VectorOperators.GT, (1.1875 * 1));
      VectorMask<Double> past3 = a.compare(VectorOperators.GT, (2.4375 * 1));
      DoubleVector c = DoubleVector.broadcast(SPECIES, 0).blend(0.5, past0);
      DoubleVector c2 = c.blend(1, past1);
      DoubleVector c3 = c2.blend(1.5, past2);
      DoubleVector high = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.ATAN_HALF_HIGH, past0);
      DoubleVector high2 = high.blend(DoubleSeries.QUARTER_PI_HIGH, past1);
      DoubleVector high3 = high2.blend(DoubleSeries.ATAN_3_HALVES_HIGH, past2);
      DoubleVector high4 = high3.blend(DoubleSeries.HALF_PI_HIGH, past3);
      DoubleVector low = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.ATAN_HALF_LOW, past0);
      DoubleVector low2 = low.blend(DoubleSeries.QUARTER_PI_LOW, past1);
      DoubleVector low3 = low2.blend(DoubleSeries.ATAN_3_HALVES_LOW, past2);
      DoubleVector low4 = low3.blend(DoubleSeries.HALF_PI_LOW, past3);
      DoubleVector t = c3.neg().fma(DoubleVector.broadcast(SPECIES, 1), a).blend(-1, past3).div(c3.fma(a, DoubleVector.broadcast(SPECIES, 1)).blend(a, past3));
      DoubleVector z = t.mul(t);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, 0.016285820115365782), DoubleVector.broadcast(SPECIES, -0.036531572744216916));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, 0.049768779946159324));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, -0.058335701337905735));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, 0.06661073137387531));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, -0.0769187620504483));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, 0.09090887133436507));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, -0.11111110405462356));
      DoubleVector p8 = p7.fma(z, DoubleVector.broadcast(SPECIES, 0.14285714272503466));
      DoubleVector p9 = p8.fma(z, DoubleVector.broadcast(SPECIES, -0.19999999999876483));
      DoubleVector p10 = p9.fma(z, DoubleVector.broadcast(SPECIES, 0.3333333333333293));
      DoubleVector atanTail = p10.mul(z);
      DoubleVector tail = low4.sub(t.mul(atanTail));
      DoubleVector start = high4.mul(1).add(0);
      DoubleVector lost = DoubleVector.broadcast(SPECIES, 0).sub(start).add(high4.mul(1));
      DoubleVector sum = start.add(t.mul(1));
      DoubleVector rest = start.sub(sum).add(t.mul(1));
      DoubleVector atanOf = sum.add(lost.add(rest).add(tail.mul(1).add(0)));
      DoubleVector signed = atanOf.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector atanNear = signed;
      atanNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.atan(xs[xAt + i]);
    }
  }

  static void atan2(double[] ys, int yAt, double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector y = DoubleVector.fromArray(SPECIES, ys, yAt + i);
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = y.abs();
      VectorMask<Double> moderate = a.compare(VectorOperators.GE, DoubleSeries.MODERATE_LEAST).and(a.compare(VectorOperators.LE, DoubleSeries.MODERATE_MOST));
      DoubleVector a2 = x.abs();
      VectorMask<Double> moderate2 = a2.compare(VectorOperators.GE, DoubleSeries.MODERATE_LEAST).and(a2.compare(VectorOperators.LE, DoubleSeries.MODERATE_MOST));
      if (!moderate.and(moderate2).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.atan2(ys[yAt + j], xs[xAt + j]);
        }
        continue;
      }
      VectorMask<Double> left = x.compare(VectorOperators.LT, 0);
      DoubleVector from = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.PI_HIGH, left);
      DoubleVector fromLow = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.PI_LOW, left);
      DoubleVector a3 = y.abs();
      DoubleVector b = x.abs();
      DoubleVector sign = DoubleVector.broadcast(SPECIES, 1).blend(-1, left);
      VectorMask<Double> past0 = a3.compare(VectorOperators.GT, b.mul(0.4375));
      VectorMask<Double> past1 = a3.compare(VectorOperators.GT, b.mul(0.6875));
      VectorMask<Double> past2 = a3.compare(VectorOperators.GT, b.mul(1.1875));
      VectorMask<Double> past3 = a3.compare(VectorOperators.GT, b.mul(2.4375));
      DoubleVector c = DoubleVector.broadcast(SPECIES, 0).blend(0.5, past0);
      DoubleVector c2 = c.blend(1, past1);
      DoubleVector c3 = c2.blend(1.5, past2);
      DoubleVector high = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.ATAN_HALF_HIGH, past0);
      DoubleVector high2 = high.blend(DoubleSeries.QUARTER_PI_HIGH, past1);
      DoubleVector high3 = high2.blend(DoubleSeries.ATAN_3_HALVES_HIGH, past2);
      DoubleVector high4 = high3.blend(DoubleSeries.HALF_PI_HIGH, past3);
      DoubleVector low = DoubleVector.broadcast(SPECIES, 0).blend(DoubleSeries.ATAN_HALF_LOW, past0);
      DoubleVector low2 = low.blend(DoubleSeries.QUARTER_PI_LOW, past1);
      DoubleVector low3 = low2.blend(DoubleSeries.ATAN_3_HALVES_LOW, past2);
      DoubleVector low4 = low3.blend(DoubleSeries.HALF_PI_LOW, past3);
      DoubleVector t = c3.neg().fma(b, a3).blend(b.neg(), past3).div(c3.fma(a3, b).blend(a3, past3));
      DoubleVector z = t.mul(t);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, 0.016285820115365782), DoubleVector.broadcast(SPECIES, -0.036531572744216916));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, 0.049768779946159324));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, -0.058335701337905735));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, 0.06661073137387531));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, -0.0769187620504483));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, 0.09090887133436507));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, -0.11111110405462356));
      DoubleVector p8 = p7.fma(z, DoubleVector.broadcast(SPECIES, 0.14285714272503466));
      DoubleVector p9 = p8.fma(z, DoubleVector.broadcast(SPECIES, -0.19999999999876483));
      DoubleVector p10 = p9.fma(z, DoubleVector.broadcast(SPECIES, 0.3333333333333293));
      DoubleVector atanTail = p10.mul(z);
      DoubleVector tail = low4.sub(t.mul(atanTail));
      DoubleVector start = from.add(sign.mul(high4));
      DoubleVector lost = from.sub(start).add(sign.mul(high4));
      DoubleVector sum = start.add(sign.mul(t));
      DoubleVector rest = start.sub(sum).add(sign.mul(t));
      DoubleVector atanOf = sum.add(lost.add(rest).add(fromLow.add(sign.mul(tail))));
      DoubleVector signed = atanOf.reinterpretAsLongs().or(y.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector atan2Near = signed;
      atan2Near.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.atan2(ys[yAt + i], xs[xAt + i]);
    }
  }

  static void cosh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      DoubleVector x2 = a.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x2.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), a);
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), high);
      DoubleVector rest = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), high.sub(r));
      DoubleVector quarter = k.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.QUARTER_BITS).reinterpretAsDoubles();
      DoubleVector up = quarter;
      DoubleVector k2 = k.min(64).neg();
      DoubleVector power = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector quarterInverse = power.mul(0.25);
      DoubleVector down = quarterInverse;
      DoubleVector sum = up.add(down);
      DoubleVector z = r.mul(r);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 1.21645100408832E17)), DoubleVector.broadcast(SPECIES, (1.0 / 3.55687428096E14)));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 1.307674368E12)));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector sinhTail = p7.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector sinhOf = r.mul(z).fma(sinhTail, r);
      DoubleVector other = up.sub(down);
      DoubleVector lost = down.sub(sum.sub(up));
      DoubleVector p8 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 8.71782912E10)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector p9 = p8.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector p10 = p9.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector p11 = p10.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector p12 = p11.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector coshTail = p12.fma(z, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector more = z.mul(coshTail).fma(sum, rest.fma(other, sinhOf.mul(other)));
      DoubleVector hyperbolic = sum.add(more.add(lost)).mul(2);
      DoubleVector y = hyperbolic;
      DoubleVector coshNear = y.blend(Double.POSITIVE_INFINITY, a.compare(VectorOperators.GT, DoubleSeries.COSH_MOST));
      coshNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.cosh(xs[xAt + i]);
    }
  }

  static void sinh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      DoubleVector x2 = a.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x2.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      VectorMask<Double> near = a.compare(VectorOperators.LT, 1);
      DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), a);
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), high).blend(a, near);
      DoubleVector rest = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), high.sub(r));
      DoubleVector z = r.mul(r);
      DoubleVector p = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 1.21645100408832E17)), DoubleVector.broadcast(SPECIES, (1.0 / 3.55687428096E14)));
      DoubleVector p2 = p.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 1.307674368E12)));
      DoubleVector p3 = p2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)));
      DoubleVector p4 = p3.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector p5 = p4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector p6 = p5.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector p7 = p6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector sinhTail = p7.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector sinhOf = r.mul(z).fma(sinhTail, r);
      DoubleVector sinh = sinhOf;
      DoubleVector quarter = k.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.QUARTER_BITS).reinterpretAsDoubles();
      DoubleVector up = quarter;
      DoubleVector k2 = k.min(64).neg();
      DoubleVector power = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector quarterInverse = power.mul(0.25);
      DoubleVector down = quarterInverse;
      DoubleVector difference = up.sub(down);
      DoubleVector lost = up.sub(difference).sub(down);
      DoubleVector other = up.add(down);
      DoubleVector p8 = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 8.71782912E10)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector p9 = p8.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector p10 = p9.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector p11 = p10.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector p12 = p11.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector coshTail = p12.fma(z, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector more = z.mul(coshTail).fma(difference, rest.fma(other, sinh.mul(other)));
      DoubleVector hyperbolic = difference.add(more.add(lost)).mul(2);
      DoubleVector y = hyperbolic.blend(sinh, near);
      DoubleVector size = y.blend(Double.POSITIVE_INFINITY, a.compare(VectorOperators.GT, DoubleSeries.COSH_MOST));
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector sinhNear = signed;
      sinhNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.sinh(xs[xAt + i]);
    }
  }

  static void tanh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector x2 = x.abs().mul(-2);
      DoubleVector x3 = x2.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x2);
      DoubleVector low = k.mul(-DoubleSeries.LN2_LOW);
      DoubleVector r = high.add(low);
      DoubleVector rest = low.sub(r.sub(high));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), rest);
      DoubleVector s = k.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.HALF_BITS).reinterpretAsDoubles();
      DoubleVector lost = s.sub(0.5);
      DoubleVector sum = s.fma(r, lost);
      DoubleVector error = s.fma(r, lost.sub(sum));
      DoubleVector y = s.fma(p, error).add(sum).mul(2);
      DoubleVector y2 = y.blend(-1, x2.compare(VectorOperators.LT, DoubleSeries.EXPM1_LEAST));
      DoubleVector y3 = y2.blend(Double.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector expm1Near = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      DoubleVector expm1 = expm1Near;
      DoubleVector t = expm1;
      DoubleVector size = t.neg().div(t.add(2)).abs();
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.tanh(xs[xAt + i]);
    }
  }

  static void cbrt(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      if (!x.abs().compare(VectorOperators.GE, Double.MIN_NORMAL).and(x.abs().compare(VectorOperators.LE, Double.MAX_VALUE)).allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.cbrt(xs[xAt + j]);
        }
        continue;
      }
      DoubleVector a = x.abs();
      DoubleVector upper = a.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      DoubleVector third = upper.mul((1.0 / 3)).add(7.15094163E8);
      DoubleVector t = third.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, 32).reinterpretAsDoubles();
      DoubleVector r = t.mul(t).mul(t.div(a));
      DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, 1.6214297201053545), DoubleVector.broadcast(SPECIES, -1.8849797954337717));
      DoubleVector p2 = r.fma(p, DoubleVector.broadcast(SPECIES, 1.87595182427177));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, 0.14599619288661245), DoubleVector.broadcast(SPECIES, -0.758397934778766));
      DoubleVector t2 = t.mul(r.mul(r).mul(r).fma(q, p2));
      DoubleVector t3 = t2.reinterpretAsLongs().add(2147483648L).and(-1073741824L).reinterpretAsDoubles();
      DoubleVector square = t3.mul(t3);
      DoubleVector quotient = a.div(square);
      DoubleVector quotient2 = quotient.sub(t3).div(t3.add(t3).add(quotient));
      DoubleVector size = t3.fma(quotient2, t3);
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector cbrtNear = signed;
      cbrtNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.cbrt(xs[xAt + i]);
    }
  }

  static void hypot(double[] ps, int pAt, double[] qs, int qAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, ps, pAt + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, qs, qAt + i);
      DoubleVector a = p.abs().max(q.abs());
      VectorMask<Double> moderate = a.compare(VectorOperators.GE, DoubleSeries.MODERATE_LEAST).and(a.compare(VectorOperators.LE, DoubleSeries.MODERATE_MOST));
      if (!moderate.allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.hypot(ps[pAt + j], qs[qAt + j]);
        }
        continue;
      }
      DoubleVector a2 = p.abs().max(q.abs());
      DoubleVector b = p.abs().min(q.abs());
      DoubleVector square = a2.mul(a2);
      DoubleVector other = b.mul(b);
      DoubleVector sum = square.add(other);
      DoubleVector lost = other.sub(sum.sub(square)).add(a2.fma(a2, square.neg()).add(b.fma(b, other.neg())));
      DoubleVector root = sum.sqrt();
      DoubleVector hypotNear = root.add(root.neg().fma(root, sum).add(lost).div(root.add(root)));
      hypotNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.hypot(ps[pAt + i], qs[qAt + i]);
    }
  }

  static void pow(double[] xs, int xAt, double[] ys, int yAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, ys, yAt + i);
      DoubleVector a = x.abs();
      DoubleVector exponent = a.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      VectorMask<Double> powIsNear = a.compare(VectorOperators.GE, Double.MIN_NORMAL).and(a.compare(VectorOperators.LE, Double.MAX_VALUE)).and(y.abs().mul(exponent.abs().add(1)).compare(VectorOperators.LE, DoubleSeries.POWER_MOST));
      if (!powIsNear.allTrue()) {
        for (int j = i; j < i + LANES; j++) {
          results[at + j] = DoubleMath.pow(xs[xAt + j], ys[yAt + j]);
        }
        continue;
      }
      DoubleVector a2 = x.abs();
      DoubleVector exponent2 = a2.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      DoubleVector k = exponent2;
      LongVector bits = a2.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector f = fraction;
      DoubleVector d = f.add(2);
      DoubleVector dLow = f.sub(d.sub(2));
      DoubleVector s = f.div(d);
      DoubleVector sLow = s.neg().fma(d, f).sub(s.mul(dLow)).div(d);
      DoubleVector z = s.mul(s);
      DoubleVector zLow = s.fma(s, z.neg()).add(s.mul(2).mul(sLow));
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (1.0 / 25)), DoubleVector.broadcast(SPECIES, (1.0 / 23)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 21)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 19)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 17)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 15)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 13)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 11)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 9)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 7)));
      DoubleVector logTail5 = h9.fma(z, DoubleVector.broadcast(SPECIES, (1.0 / 5)));
      DoubleVector tail = z.mul(logTail5);
      DoubleVector c = tail.add(DoubleSeries.THIRD_HIGH);
      DoubleVector cLow = tail.sub(c.sub(DoubleSeries.THIRD_HIGH)).add(DoubleSeries.THIRD_LOW);
      DoubleVector w = z.mul(c);
      DoubleVector wLow = z.fma(c, w.neg()).add(z.fma(cLow, zLow.mul(c)));
      DoubleVector t = s.mul(w);
      DoubleVector tLow = s.fma(w, t.neg()).add(s.fma(wLow, sLow.mul(w)));
      DoubleVector whole = k.mul(DoubleSeries.LN2_HIGH);
      DoubleVector first = s.fma(DoubleVector.broadcast(SPECIES, 2), whole);
      DoubleVector high = t.fma(DoubleVector.broadcast(SPECIES, 2), first);
      DoubleVector low = s.fma(DoubleVector.broadcast(SPECIES, 2), whole.sub(first)).add(t.fma(DoubleVector.broadcast(SPECIES, 2), first.sub(high)));
      DoubleVector low2 = low.add(k.fma(DoubleVector.broadcast(SPECIES, DoubleSeries.LN2_LOW), sLow.add(tLow).mul(2)));
      DoubleVector p = y.mul(high);
      DoubleVector pLow = y.fma(high, p.neg()).add(y.mul(low2));
      DoubleVector x2 = p.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x2.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector n2 = nearest;
      DoubleVector rest = n2.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), pLow);
      DoubleVector most = n2.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), p);
      DoubleVector r = most.add(rest);
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector e = r.add(expTail.fma(r.mul(r), rest.sub(r.sub(most)))).add(1);
      DoubleVector x3 = n2.mul(0.5);
      DoubleVector nearest2 = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = n2.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = e.mul(power).mul(power2);
      DoubleVector size = scaled;
      DoubleVector nearest3 = y.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      VectorMask<Double> integer = nearest3.compare(VectorOperators.EQ, y);
      DoubleVector x4 = y.mul(0.5);
      DoubleVector nearest4 = x4.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      VectorMask<Double> odd = integer.and(nearest4.compare(VectorOperators.NE, y.mul(0.5)));
      DoubleVector negative = size.blend(size.neg(), odd);
      DoubleVector negative2 = DoubleVector.broadcast(SPECIES, Double.NaN).blend(negative, integer);
      DoubleVector powNear = size.blend(negative2, x.compare(VectorOperators.LT, 0));
      powNear.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.pow(xs[xAt + i], ys[yAt + i]);
    }
  }

  static void sigmoid(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector x2 = x.abs().neg();
      DoubleVector x3 = x2.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x2));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), r).add(1);
      DoubleVector x4 = k.mul(0.5);
      DoubleVector nearest2 = x4.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = k.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = p.mul(power).mul(power2);
      DoubleVector y = scaled;
      DoubleVector y2 = y.blend(0, x2.compare(VectorOperators.LT, DoubleSeries.EXP_LEAST));
      DoubleVector expNear = y2.blend(Double.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector exp = expNear;
      DoubleVector e = exp;
      e.blend(1, x.compare(VectorOperators.GE, 0)).div(e.add(1)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.sigmoid(xs[xAt + i]);
    }
  }

  static void softplus(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector x2 = x.abs().neg();
      DoubleVector x3 = x2.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x2));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), r).add(1);
      DoubleVector x4 = k.mul(0.5);
      DoubleVector nearest2 = x4.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = k.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = p.mul(power).mul(power2);
      DoubleVector y = scaled;
      DoubleVector y2 = y.blend(0, x2.compare(VectorOperators.LT, DoubleSeries.EXP_LEAST));
      DoubleVector expNear = y2.blend(Double.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector exp = expNear;
      DoubleVector u = exp.add(1);
      DoubleVector lost = exp.sub(u.sub(1)).blend(DoubleVector.broadcast(SPECIES, 1).sub(u.sub(exp)), exp.compare(VectorOperators.GE, 1)).div(u);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square = fraction.mul(fraction).mul(0.5);
      DoubleVector low = exponent.mul(DoubleSeries.LN2_LOW).add(lost).add(s.mul(square.add(h10)));
      DoubleVector logOf = exponent.mul(DoubleSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      DoubleVector y3 = logOf;
      DoubleVector y4 = y3.blend(Double.NEGATIVE_INFINITY, exp.compare(VectorOperators.EQ, -1));
      DoubleVector y5 = y4.blend(Double.NaN, exp.compare(VectorOperators.LT, -1));
      DoubleVector y6 = y5.blend(exp, exp.compare(VectorOperators.EQ, 0));
      DoubleVector y7 = y6.blend(exp, exp.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector log1pNear = y7.blend(exp, exp.compare(VectorOperators.NE, exp));
      DoubleVector log1p = log1pNear;
      x.max(0).add(log1p).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.softplus(xs[xAt + i]);
    }
  }

  static void asinh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      VectorMask<Double> huge = a.compare(VectorOperators.GT, DoubleSeries.HUGE);
      DoubleVector square = a.mul(a);
      DoubleVector x2 = a.add(square.div(square.add(1).sqrt().add(1))).blend(a.sub(1), huge);
      DoubleVector u = x2.add(1);
      DoubleVector lost = x2.sub(u.sub(1)).blend(DoubleVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square2 = fraction.mul(fraction).mul(0.5);
      DoubleVector low = exponent.mul(DoubleSeries.LN2_LOW).add(lost).add(s.mul(square2.add(h10)));
      DoubleVector logOf = exponent.mul(DoubleSeries.LN2_HIGH).sub(square2.sub(low).sub(fraction));
      DoubleVector y = logOf;
      DoubleVector y2 = y.blend(Double.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      DoubleVector y3 = y2.blend(Double.NaN, x2.compare(VectorOperators.LT, -1));
      DoubleVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      DoubleVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      DoubleVector log1p = log1pNear;
      DoubleVector y6 = log1p;
      DoubleVector size = y6.blend(y6.add(DoubleSeries.LN2), huge);
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.asinh(xs[xAt + i]);
    }
  }

  static void acosh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      VectorMask<Double> huge = x.compare(VectorOperators.GT, DoubleSeries.HUGE);
      DoubleVector t = x.sub(1);
      DoubleVector x2 = t.add(t.mul(t.add(2)).sqrt()).blend(t, huge);
      DoubleVector u = x2.add(1);
      DoubleVector lost = x2.sub(u.sub(1)).blend(DoubleVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square = fraction.mul(fraction).mul(0.5);
      DoubleVector low = exponent.mul(DoubleSeries.LN2_LOW).add(lost).add(s.mul(square.add(h10)));
      DoubleVector logOf = exponent.mul(DoubleSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      DoubleVector y = logOf;
      DoubleVector y2 = y.blend(Double.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      DoubleVector y3 = y2.blend(Double.NaN, x2.compare(VectorOperators.LT, -1));
      DoubleVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      DoubleVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      DoubleVector log1p = log1pNear;
      DoubleVector y6 = log1p;
      DoubleVector y7 = y6.blend(y6.add(DoubleSeries.LN2), huge);
      y7.blend(Double.NaN, x.compare(VectorOperators.LT, 1)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.acosh(xs[xAt + i]);
    }
  }

  static void atanh(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      DoubleVector x2 = a.add(a).div(DoubleVector.broadcast(SPECIES, 1).sub(a));
      DoubleVector u = x2.add(1);
      DoubleVector lost = x2.sub(u.sub(1)).blend(DoubleVector.broadcast(SPECIES, 1).sub(u.sub(x2)), x2.compare(VectorOperators.GE, 1)).div(u);
      DoubleVector exponent = u.reinterpretAsLongs().sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).add(DoubleSeries.MAGIC_BITS).reinterpretAsDoubles().sub(DoubleSeries.MAGIC);
      LongVector bits = u.reinterpretAsLongs();
      DoubleVector fraction = bits.sub(bits.sub(DoubleSeries.ROOT_BITS).lanewise(VectorOperators.ASHR, DoubleSeries.FRACTION).lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION)).reinterpretAsDoubles().sub(1);
      DoubleVector s = fraction.div(fraction.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector h = z.fma(DoubleVector.broadcast(SPECIES, (2.0 / 21)), DoubleVector.broadcast(SPECIES, (2.0 / 19)));
      DoubleVector h2 = h.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 17)));
      DoubleVector h3 = h2.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 15)));
      DoubleVector h4 = h3.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 13)));
      DoubleVector h5 = h4.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 11)));
      DoubleVector h6 = h5.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 9)));
      DoubleVector h7 = h6.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 7)));
      DoubleVector h8 = h7.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 5)));
      DoubleVector h9 = h8.fma(z, DoubleVector.broadcast(SPECIES, (2.0 / 3)));
      DoubleVector logTail = h9.mul(z);
      DoubleVector h10 = logTail;
      DoubleVector square = fraction.mul(fraction).mul(0.5);
      DoubleVector low = exponent.mul(DoubleSeries.LN2_LOW).add(lost).add(s.mul(square.add(h10)));
      DoubleVector logOf = exponent.mul(DoubleSeries.LN2_HIGH).sub(square.sub(low).sub(fraction));
      DoubleVector y = logOf;
      DoubleVector y2 = y.blend(Double.NEGATIVE_INFINITY, x2.compare(VectorOperators.EQ, -1));
      DoubleVector y3 = y2.blend(Double.NaN, x2.compare(VectorOperators.LT, -1));
      DoubleVector y4 = y3.blend(x2, x2.compare(VectorOperators.EQ, 0));
      DoubleVector y5 = y4.blend(x2, x2.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector log1pNear = y5.blend(x2, x2.compare(VectorOperators.NE, x2));
      DoubleVector log1p = log1pNear;
      DoubleVector y6 = log1p.mul(0.5);
      DoubleVector size = y6.blend(Double.NaN, a.compare(VectorOperators.GT, 1));
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      signed.intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.atanh(xs[xAt + i]);
    }
  }

  static void erf(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector a = x.abs();
      DoubleVector z = x.mul(x);
      DoubleVector p = z.mul(0.18577770618460315).add(3.1611237438705655);
      DoubleVector p2 = p.mul(z).add(113.86415415105016);
      DoubleVector p3 = p2.mul(z).add(377.485237685302);
      DoubleVector p4 = p3.mul(z).add(3209.3775891384694);
      DoubleVector q = z.add(23.601290952344122);
      DoubleVector q2 = q.mul(z).add(244.02463793444417);
      DoubleVector q3 = q2.mul(z).add(1282.6165260773723);
      DoubleVector q4 = q3.mul(z).add(2844.236833439171);
      DoubleVector near = x.mul(p4.div(q4));
      DoubleVector m = a.min(6);
      DoubleVector u = m.mul(2.1531153547440383E-8).add(0.5641884969886701);
      DoubleVector u2 = u.mul(m).add(8.883149794388377);
      DoubleVector u3 = u2.mul(m).add(66.11919063714163);
      DoubleVector u4 = u3.mul(m).add(298.6351381974001);
      DoubleVector u5 = u4.mul(m).add(881.952221241769);
      DoubleVector u6 = u5.mul(m).add(1712.0476126340707);
      DoubleVector u7 = u6.mul(m).add(2051.0783778260716);
      DoubleVector u8 = u7.mul(m).add(1230.3393547979972);
      DoubleVector v = m.add(15.744926110709835);
      DoubleVector v2 = v.mul(m).add(117.6939508913125);
      DoubleVector v3 = v2.mul(m).add(537.1811018620099);
      DoubleVector v4 = v3.mul(m).add(1621.3895745666903);
      DoubleVector v5 = v4.mul(m).add(3290.7992357334597);
      DoubleVector v6 = v5.mul(m).add(4362.619090143247);
      DoubleVector v7 = v6.mul(m).add(3439.3676741437216);
      DoubleVector v8 = v7.mul(m).add(1230.3393548037495);
      DoubleVector x2 = m.neg().mul(m);
      DoubleVector x3 = x2.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x2));
      DoubleVector q5 = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q11 = q10.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q12 = q11.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q13 = q12.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q14 = q13.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q14.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p5 = expTail.fma(r.mul(r), r).add(1);
      DoubleVector x4 = k.mul(0.5);
      DoubleVector nearest2 = x4.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = k.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = p5.mul(power).mul(power2);
      DoubleVector y = scaled;
      DoubleVector y2 = y.blend(0, x2.compare(VectorOperators.LT, DoubleSeries.EXP_LEAST));
      DoubleVector expNear = y2.blend(Double.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector exp = expNear;
      DoubleVector size = DoubleVector.broadcast(SPECIES, 1).sub(exp.mul(u8.div(v8))).abs();
      DoubleVector signed = size.reinterpretAsLongs().or(x.reinterpretAsLongs().and(DoubleSeries.SIGN_BIT)).reinterpretAsDoubles();
      DoubleVector far = signed;
      far.blend(near, a.compare(VectorOperators.LE, 0.46875)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.erf(xs[xAt + i]);
    }
  }

  static void erfSlope(double[] xs, int xAt, double[] results, int at, int n) {
    int i = 0;
    for (; FusedMultiply.PRESENT & i <= n - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, xs, xAt + i);
      DoubleVector m = x.abs().min(30);
      DoubleVector square = m.mul(m);
      DoubleVector high = m.reinterpretAsLongs().and(DoubleSeries.UPPER_BITS).reinterpretAsDoubles();
      DoubleVector low = m.sub(high);
      DoubleVector lost = high.mul(high).sub(square).add(high.mul(2).mul(low)).add(low.mul(low));
      DoubleVector x2 = square.neg();
      DoubleVector x3 = x2.mul(DoubleSeries.LOG2_E);
      DoubleVector nearest = x3.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector k = nearest;
      DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -DoubleSeries.LN2_HIGH), x2));
      DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, (1.0 / 6.2270208E9)), DoubleVector.broadcast(SPECIES, (1.0 / 4.790016E8)));
      DoubleVector q2 = q.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3.99168E7)));
      DoubleVector q3 = q2.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 3628800.0)));
      DoubleVector q4 = q3.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 362880.0)));
      DoubleVector q5 = q4.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 40320.0)));
      DoubleVector q6 = q5.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 5040.0)));
      DoubleVector q7 = q6.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 720.0)));
      DoubleVector q8 = q7.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 120.0)));
      DoubleVector q9 = q8.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 24.0)));
      DoubleVector q10 = q9.fma(r, DoubleVector.broadcast(SPECIES, (1.0 / 6.0)));
      DoubleVector expTail = q10.fma(r, DoubleVector.broadcast(SPECIES, 0.5));
      DoubleVector p = expTail.fma(r.mul(r), r).add(1);
      DoubleVector x4 = k.mul(0.5);
      DoubleVector nearest2 = x4.add(DoubleSeries.MAGIC).sub(DoubleSeries.MAGIC);
      DoubleVector half = nearest2;
      DoubleVector power = half.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector k2 = k.sub(half);
      DoubleVector power2 = k2.add(DoubleSeries.MAGIC).reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleSeries.FRACTION).add(DoubleSeries.ONE_BITS).reinterpretAsDoubles();
      DoubleVector scaled = p.mul(power).mul(power2);
      DoubleVector y = scaled;
      DoubleVector y2 = y.blend(0, x2.compare(VectorOperators.LT, DoubleSeries.EXP_LEAST));
      DoubleVector expNear = y2.blend(Double.POSITIVE_INFINITY, x2.compare(VectorOperators.GT, DoubleSeries.EXP_MOST));
      DoubleVector exp = expNear;
      exp.mul(DoubleSeries.SLOPE_AT_0).mul(DoubleVector.broadcast(SPECIES, 1).sub(lost)).intoArray(results, at + i);
    }
    for (; i < n; i++) {
      results[at + i] = DoubleMath.erfSlope(xs[xAt + i]);
    }
  }
}
