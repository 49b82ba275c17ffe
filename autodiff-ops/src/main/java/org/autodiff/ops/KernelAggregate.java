package org.autodiff.ops;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.ops.kernels.AggregateKind;
import org.autodiff.ops.kernels.DoubleAggregates;
import org.autodiff.ops.kernels.FloatAggregates;

/**
 * An aggregate with kernels of its own.
 *
 * @param kind which
 * @param name the registered name of the operator it serves, for messages
 */
record KernelAggregate(AggregateKind kind, String name) implements SmoothAggregate {
  private static final double[] NO_DOUBLES = {};
  private static final float[] NO_FLOATS = {};

  @Override
  public int results() {
    return kind.results();
  }

  @Override
  public boolean hasTemperature() {
    return kind.hasTemperature();
  }

  @Override
  public ElementFunction slope(int result, int operand, int inputs) {
    return switch (kind) {
      case LOG_SUM_EXP_OF_SUMS -> a -> weight(a, inputs);
      case LOG_SUM_EXP -> a -> weight(a, inputs).mul(a[1 - operand]);
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
          a -> weight(a, inputs).mul(term(a).sign()).mul(a[3].sign()).mul(a[1 - operand]);
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
          a -> weight(a, inputs).mul(term(a).sub(a[3])).div(a[2]);
      case SOFT_ABS_MAX, CENTERED_SOFT_ABS_MAX ->
          a -> weight(a, inputs).mul(term(a).abs().sub(a[3].abs())).mul(a[3].sign()).div(a[2]);
      case SINH_SUM -> a -> ratioOfCosh(a).mul(term(a)).sub(a[3].div(inputs)).div(a[2]);
      case BOLTZMANN ->
          result == 0
              ? a -> weight(a, inputs).mul(term(a).abs()).mul(term(a).sub(a[3]))
              : a -> weight(a, inputs).mul(term(a).abs().sub(a[4])).div(a[2]);
      case ADDER, ADDER_SURROGATE -> throw new IllegalStateException("there is no temperature");
    };
  }

  private Tensor term(Tensor[] a) {
    return kind == AggregateKind.LOG_SUM_EXP_OF_SUMS ? a[0].add(a[1]) : a[0].mul(a[1]);
  }

  /** The softmax weight of a term: q = exp(α (term − norm)). */
  private Tensor weight(Tensor[] a, int inputs) {
    Tensor p = term(a);
    return switch (kind) {
      case SOFT_ABS_MAX -> p.abs().sub(a[3].abs()).mul(a[2]).exp();
      case CENTERED_SOFT_ABS_MAX -> p.abs().sub(a[3].abs()).mul(a[2]).exp().div(inputs);
      case BOLTZMANN -> p.abs().sub(a[4]).mul(a[2]).exp();
      default -> p.sub(a[3]).mul(a[2]).exp();
    };
  }

  /** 1 + α (|p| − sign(p) y). */
  private Tensor slopeOfMean(Tensor[] a) {
    Tensor p = term(a);
    return p.abs().sub(p.sign().mul(a[3])).mul(a[2]).add(1);
  }

  /** cosh(α p) / cosh(α y), through logarithms: ln(2 cosh z) = softplus(2z) − z. */
  private Tensor ratioOfCosh(Tensor[] a) {
    Tensor z = a[3].mul(a[2]);
    Tensor log = z.mul(2).softplus().sub(z);
    Tensor p = term(a).mul(a[2]);
    return p.sub(log).exp().add(p.add(log).neg().exp());
  }

  @Override
  public void compute(DenseTensor x, DenseTensor w, double alpha, DenseTensor[] results) {
    DenseTensor y = results[0];
    int inputs = w.shape().dim(0);
    int columns = w.shape().dim(1);
    int rows = x.shape().dim(0);
    if (y.dtype() == DType.FLOAT64) {
      double[] aux = results.length > 1 ? results[1].doubles() : NO_DOUBLES;
      DoubleAggregates.forward(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          x.doubles(),
          x.offset(),
          w.doubles(),
          w.offset(),
          y.doubles(),
          y.offset(),
          aux);
    } else {
      float[] aux = results.length > 1 ? results[1].floats() : NO_FLOATS;
      FloatAggregates.forward(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          x.floats(),
          x.offset(),
          w.floats(),
          w.offset(),
          y.floats(),
          y.offset(),
          aux);
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
    DenseTensor aux = results[results.length - 1];
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
          x.doubles(),
          x.offset(),
          w.doubles(),
          w.offset(),
          y.doubles(),
          y.offset(),
          aux.doubles(),
          aux.offset(),
          g.doubles(),
          g.offset(),
          xBar.doubles(),
          xBar.offset(),
          wBar.doubles(),
          wBar.offset());
    } else {
      FloatAggregates.pull(
          kind,
          alpha,
          rows,
          inputs,
          columns,
          x.floats(),
          x.offset(),
          w.floats(),
          w.offset(),
          y.floats(),
          y.offset(),
          aux.floats(),
          aux.offset(),
          g.floats(),
          g.offset(),
          xBar.floats(),
          xBar.offset(),
          wBar.floats(),
          wBar.offset());
    }
  }
}
