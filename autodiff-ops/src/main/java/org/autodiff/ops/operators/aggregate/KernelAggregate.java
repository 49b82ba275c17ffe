package org.autodiff.ops.operators.aggregate;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.ops.kernels.AggregateKind;
import org.autodiff.ops.kernels.DoubleAggregates;
import org.autodiff.ops.kernels.FloatAggregates;

/**
 * An aggregate with kernels of its own.
 *
 * @param kind which
 * @param name the registered name of the operator it serves, for messages
 */
public record KernelAggregate(AggregateKind kind, String name) implements SmoothAggregate {
  private static final double[] NO_DOUBLES = {};
  private static final float[] NO_FLOATS = {};

  @Override
  public int results() {
    return kind.results();
  }

  @Override
  public boolean hasBase() {
    return kind.hasTemperature();
  }

  @Override
  public boolean hasTemperature() {
    return kind.hasTemperature();
  }

  @Override
  public ElementFunction slope(int result, int operand, int inputs) {
    return switch (kind) {
      case LOG_SUM_EXP_OF_SUMS -> a -> weight(a, inputs);
      case LOG_SUM_EXP -> a -> weight(a, inputs).mul(orZero(a[1 - operand]));
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
          a -> weight(a, inputs).mul(term(a).sign()).mul(base(a).sign()).mul(a[1 - operand]);
      case SINH_SUM -> a -> ratioOfCosh(a).mul(a[1 - operand]);
      case BOLTZMANN ->
          result == 0
              ? a -> weight(a, inputs).mul(slopeOfMean(a)).mul(a[1 - operand])
              : a -> weight(a, inputs).mul(term(a).sign()).mul(a[1 - operand]);
      case ADDER -> a -> a[1 - operand].sub(a[operand]).sign();
      case ADDER_SURROGATE -> operand == 0 ? a -> a[1].sub(a[0]).clip(-1, 1) : a -> a[0].sub(a[1]);
    };
  }

  @Override
  public ElementFunction slopeByTemperature(int result, int inputs) {
    return switch (kind) {
      case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS ->
          a -> weight(a, inputs).mul(orZero(above(a))).div(a[2]);
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
          a -> weight(a, inputs).mul(above(a)).mul(base(a).sign()).div(a[2]);
      case SINH_SUM ->
          a -> ratioOfCosh(a).mul(term(a)).sub(base(a).add(a[3]).div(inputs)).div(a[2]);
      case BOLTZMANN ->
          result == 0
              // the sum of q (p − y) is 0, so that the base may be taken from |p|
              ? a ->
                  weight(a, inputs)
                      .mul(term(a).abs().sub(base(a).abs()))
                      .mul(term(a).sub(base(a)).sub(a[3]))
              : a -> weight(a, inputs).mul(above(a)).div(a[2]);
      case ADDER, ADDER_SURROGATE -> throw new IllegalStateException("there is no temperature");
    };
  }

  private Tensor term(Tensor[] a) {
    return kind == AggregateKind.LOG_SUM_EXP_OF_SUMS ? a[0].add(a[1]) : a[0].mul(a[1]);
  }

  private Tensor base(Tensor[] a) {
    return a[2 + kind.results()];
  }

  /** A number, or 0 for −∞: its term weighs nothing, and 0 · ∞ would be NaN. */
  private static Tensor orZero(Tensor x) {
    return x.where(x.abs().lt(Double.POSITIVE_INFINITY).maximum(x.ne(x)), 0);
  }

  /** By how much a term, or its size, is above the norm whose softmax is meant. */
  private Tensor above(Tensor[] a) {
    Tensor p = term(a);
    return switch (kind) {
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
          p.abs().sub(base(a).abs()).sub(a[3].mul(base(a).sign()));
      case BOLTZMANN -> p.abs().sub(base(a).abs()).sub(a[4]);
      default -> p.sub(base(a)).sub(a[3]);
    };
  }

  /** The softmax weight of a term: q = exp(α (term − norm)). */
  private Tensor weight(Tensor[] a, int inputs) {
    return switch (kind) {
      case CENTERED_SOFT_ABS_MAX -> above(a).mul(a[2]).exp().div(inputs);
      case LOG_SUM_EXP, LOG_SUM_EXP_OF_SUMS -> weightOrZero(a);
      default -> above(a).mul(a[2]).exp();
    };
  }

  /** As {@link #weight}, 0 with all its derivatives where the term is −∞. */
  private Tensor weightOrZero(Tensor[] a) {
    Tensor counts = term(a).ne(Double.NEGATIVE_INFINITY);
    Tensor[] finite = a.clone();
    finite[0] = a[0].where(counts, 0);
    finite[1] = a[1].where(counts, 0);
    return above(finite).mul(a[2]).exp().where(counts, 0);
  }

  /** 1 + α (|p| − sign(p) y). */
  private Tensor slopeOfMean(Tensor[] a) {
    Tensor p = term(a);
    Tensor s = p.sign();
    return p.abs().sub(s.mul(base(a))).sub(s.mul(a[3])).mul(a[2]).add(1);
  }

  /** cosh(α p) / cosh(α y), through logarithms: ln(2 cosh z) = z + softplus(−2z). */
  private Tensor ratioOfCosh(Tensor[] a) {
    Tensor size = base(a).abs();
    Tensor outward = a[3].mul(base(a).sign().add(base(a).eq(0)));
    Tensor tail = outward.add(size).mul(a[2]).mul(-2).softplus();
    Tensor p = term(a);
    Tensor rising = p.sub(size).sub(outward).mul(a[2]).sub(tail).exp();
    return rising.add(p.add(size).add(outward).mul(a[2]).add(tail).neg().exp());
  }

  @Override
  public void compute(DenseTensor x, DenseTensor w, double alpha, DenseTensor[] results) {
    DenseTensor y = results[0];
    int inputs = w.shape().dim(0);
    int columns = w.shape().dim(1);
    int rows = x.shape().dim(0);
    if (y.dtype() == DType.FLOAT64) {
      double[] aux = results.length > 1 ? TensorArrays.doubles(results[1]) : NO_DOUBLES;
      double[] base =
          results.length > 1 ? TensorArrays.doubles(results[results.length - 1]) : NO_DOUBLES;
      DoubleAggregates.forward(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          TensorArrays.doubles(x),
          x.offset(),
          TensorArrays.doubles(w),
          w.offset(),
          TensorArrays.doubles(y),
          y.offset(),
          aux,
          base);
    } else {
      float[] aux = results.length > 1 ? TensorArrays.floats(results[1]) : NO_FLOATS;
      float[] base =
          results.length > 1 ? TensorArrays.floats(results[results.length - 1]) : NO_FLOATS;
      FloatAggregates.forward(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          TensorArrays.floats(x),
          x.offset(),
          TensorArrays.floats(w),
          w.offset(),
          TensorArrays.floats(y),
          y.offset(),
          aux,
          base);
    }
  }

  @Override
  public void pull(
      DenseTensor x,
      DenseTensor w,
      double alpha,
      DenseTensor[] results,
      DenseTensor g,
      DenseTensor xBar,
      DenseTensor wBar) {
    DenseTensor y = results[0];
    DenseTensor aux = results[Math.min(1, results.length - 1)];
    DenseTensor base = results[results.length - 1];
    int inputs = w.shape().dim(0);
    int columns = w.shape().dim(1);
    int rows = x.shape().dim(0);
    if (y.dtype() == DType.FLOAT64) {
      DoubleAggregates.pull(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          TensorArrays.doubles(x),
          x.offset(),
          TensorArrays.doubles(w),
          w.offset(),
          TensorArrays.doubles(y),
          y.offset(),
          TensorArrays.doubles(aux),
          aux.offset(),
          TensorArrays.doubles(base),
          base.offset(),
          TensorArrays.doubles(g),
          g.offset(),
          TensorArrays.doubles(xBar),
          xBar.offset(),
          TensorArrays.doubles(wBar),
          wBar.offset());
    } else {
      FloatAggregates.pull(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          TensorArrays.floats(x),
          x.offset(),
          TensorArrays.floats(w),
          w.offset(),
          TensorArrays.floats(y),
          y.offset(),
          TensorArrays.floats(aux),
          aux.offset(),
          TensorArrays.floats(base),
          base.offset(),
          TensorArrays.floats(g),
          g.offset(),
          TensorArrays.floats(xBar),
          xBar.offset(),
          TensorArrays.floats(wBar),
          wBar.offset());
    }
  }
}
