package org.autodiff.operators.elementwise;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.DiagonalMap;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.autodiff.kernels.UnaryKind;
import org.jspecify.annotations.Nullable;

/**
 * A function of one variable, applied to every element. Its derivative is the map that scales by
 * f′: on concrete tensors by a fused kernel, inside a transform by the formula in operators.
 *
 * @param kind which function
 */
public record UnaryElementwise(UnaryKind kind) implements SingleResultOperator {
  /** See {@link UnaryKind#NEG}. */
  public static final UnaryElementwise NEG = new UnaryElementwise(UnaryKind.NEG);

  /** See {@link UnaryKind#RECIPROCAL}. */
  public static final UnaryElementwise RECIPROCAL = new UnaryElementwise(UnaryKind.RECIPROCAL);

  /** See {@link UnaryKind#SQUARE}. */
  public static final UnaryElementwise SQUARE = new UnaryElementwise(UnaryKind.SQUARE);

  /** See {@link UnaryKind#SQRT}. */
  public static final UnaryElementwise SQRT = new UnaryElementwise(UnaryKind.SQRT);

  /** See {@link UnaryKind#RSQRT}. */
  public static final UnaryElementwise RSQRT = new UnaryElementwise(UnaryKind.RSQRT);

  /** See {@link UnaryKind#CBRT}. */
  public static final UnaryElementwise CBRT = new UnaryElementwise(UnaryKind.CBRT);

  /** See {@link UnaryKind#EXP}. */
  public static final UnaryElementwise EXP = new UnaryElementwise(UnaryKind.EXP);

  /** See {@link UnaryKind#EXPM1}. */
  public static final UnaryElementwise EXPM1 = new UnaryElementwise(UnaryKind.EXPM1);

  /** See {@link UnaryKind#LOG}. */
  public static final UnaryElementwise LOG = new UnaryElementwise(UnaryKind.LOG);

  /** See {@link UnaryKind#LOG1P}. */
  public static final UnaryElementwise LOG1P = new UnaryElementwise(UnaryKind.LOG1P);

  /** See {@link UnaryKind#SIN}. */
  public static final UnaryElementwise SIN = new UnaryElementwise(UnaryKind.SIN);

  /** See {@link UnaryKind#COS}. */
  public static final UnaryElementwise COS = new UnaryElementwise(UnaryKind.COS);

  /** See {@link UnaryKind#TAN}. */
  public static final UnaryElementwise TAN = new UnaryElementwise(UnaryKind.TAN);

  /** See {@link UnaryKind#ASIN}. */
  public static final UnaryElementwise ASIN = new UnaryElementwise(UnaryKind.ASIN);

  /** See {@link UnaryKind#ACOS}. */
  public static final UnaryElementwise ACOS = new UnaryElementwise(UnaryKind.ACOS);

  /** See {@link UnaryKind#ATAN}. */
  public static final UnaryElementwise ATAN = new UnaryElementwise(UnaryKind.ATAN);

  /** See {@link UnaryKind#SINH}. */
  public static final UnaryElementwise SINH = new UnaryElementwise(UnaryKind.SINH);

  /** See {@link UnaryKind#COSH}. */
  public static final UnaryElementwise COSH = new UnaryElementwise(UnaryKind.COSH);

  /** See {@link UnaryKind#TANH}. */
  public static final UnaryElementwise TANH = new UnaryElementwise(UnaryKind.TANH);

  /** See {@link UnaryKind#ASINH}. */
  public static final UnaryElementwise ASINH = new UnaryElementwise(UnaryKind.ASINH);

  /** See {@link UnaryKind#ACOSH}. */
  public static final UnaryElementwise ACOSH = new UnaryElementwise(UnaryKind.ACOSH);

  /** See {@link UnaryKind#ATANH}. */
  public static final UnaryElementwise ATANH = new UnaryElementwise(UnaryKind.ATANH);

  /** See {@link UnaryKind#SIGMOID}. */
  public static final UnaryElementwise SIGMOID = new UnaryElementwise(UnaryKind.SIGMOID);

  /** See {@link UnaryKind#SOFTPLUS}. */
  public static final UnaryElementwise SOFTPLUS = new UnaryElementwise(UnaryKind.SOFTPLUS);

  /** See {@link UnaryKind#RELU}. */
  public static final UnaryElementwise RELU = new UnaryElementwise(UnaryKind.RELU);

  /** See {@link UnaryKind#ABS}. */
  public static final UnaryElementwise ABS = new UnaryElementwise(UnaryKind.ABS);

  /** See {@link UnaryKind#SIGN}. */
  public static final UnaryElementwise SIGN = new UnaryElementwise(UnaryKind.SIGN);

  /** See {@link UnaryKind#FLOOR}. */
  public static final UnaryElementwise FLOOR = new UnaryElementwise(UnaryKind.FLOOR);

  /** See {@link UnaryKind#ROUND}. */
  public static final UnaryElementwise ROUND = new UnaryElementwise(UnaryKind.ROUND);

  /** See {@link UnaryKind#ERF}. */
  public static final UnaryElementwise ERF = new UnaryElementwise(UnaryKind.ERF);

  /** See {@link UnaryKind#LGAMMA}. */
  public static final UnaryElementwise LGAMMA = new UnaryElementwise(UnaryKind.LGAMMA);

  @Override
  public String name() {
    return kind.label();
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0];
  }

  @Override
  public DenseTensor compute(DenseTensor[] operands, TensorType result) {
    DenseTensor x = operands[0].contiguous();
    DenseTensor y = DenseTensor.zeros(result);
    int n = result.shape().size();
    if (result.dtype() == DType.FLOAT64) {
      Kernels.get().unary(kind, TensorArrays.doubles(x), x.offset(), TensorArrays.doubles(y), 0, n);
    } else {
      Kernels.get().unary(kind, TensorArrays.floats(x), x.offset(), TensorArrays.floats(y), 0, n);
    }
    return y;
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      switch (kind) {
        case NEG -> LinearMap.negation();
        case SIGN, FLOOR, ROUND -> null;
        default -> new Slope(kind, kind.slopeIsOfResult() ? result : operands[0]);
      }
    };
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long n = results[0].shape().size();
    return kind == UnaryKind.SQUARE ? OperationCount.multiplications(n) : OperationCount.other(n);
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /**
   * The map {@code t -> f′ t}.
   *
   * @param x the operand, or the value where f′ is a function of it
   */
  private record Slope(UnaryKind kind, Tensor x) implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      if (x instanceof DenseTensor point && t instanceof DenseTensor tangent) {
        DenseTensor y = DenseTensor.zeros(point.type());
        multiply(point, tangent, y);
        return y;
      }
      return switch (kind) {
        // a choice, not a product: an infinite t stays out where the slope is 0, as in the kernel
        case RELU -> Elementwise.nanWhereNaN(t.where(x.gt(0), 0), x);
        case ABS -> Elementwise.nanWhereNaN(t.where(x.gt(0), 0).sub(t.where(x.lt(0), 0)), x);
        // one factor at a time: the square of a small value would underflow before t is seen
        case RECIPROCAL -> t.mul(x).mul(x).neg();
        default -> t.mul(derivative(kind, x));
      };
    }

    @Override
    public Tensor applyInPlace(DenseTensor owned) {
      if (x instanceof DenseTensor point) {
        multiply(point, owned, owned);
        return owned;
      }
      return apply(owned);
    }

    private void multiply(DenseTensor point, DenseTensor tangent, DenseTensor y) {
      DenseTensor p = point.contiguous();
      DenseTensor t = Elementwise.spread(tangent, y.shape());
      int step = Elementwise.step(t);
      int n = p.size();
      Kernels kernels = Kernels.get();
      if (p.dtype() == DType.FLOAT64) {
        kernels.unaryPullback(
            kind,
            TensorArrays.doubles(p),
            p.offset(),
            TensorArrays.doubles(t),
            t.offset(),
            step,
            TensorArrays.doubles(y),
            0,
            n);
      } else {
        kernels.unaryPullback(
            kind,
            TensorArrays.floats(p),
            p.offset(),
            TensorArrays.floats(t),
            t.offset(),
            step,
            TensorArrays.floats(y),
            0,
            n);
      }
    }
  }

  /**
   * The derivative, written in operators so that it can be differentiated again: of the operand x
   * or, where {@link UnaryKind#slopeIsOfResult}, of the value. The formulas keep all derivatives up
   * to the third finite where they are, and right where a part of them overflows.
   */
  private static Tensor derivative(UnaryKind kind, Tensor x) {
    return switch (kind) {
      case SQUARE -> x.mul(2);
      case SQRT -> x.add(0).reciprocal().mul(0.5); // √-0 is -0
      case RSQRT -> x.square().mul(x).mul(-0.5);
      case CBRT -> x.reciprocal().square().div(3);
      case EXP -> x;
      case EXPM1 -> x.add(1);
      case LOG -> x.reciprocal();
      case LOG1P -> x.add(1).reciprocal();
      case SIN -> x.cos();
      case COS -> x.sin().neg();
      case TAN -> x.square().add(1);
      case ASIN -> oneMinusSquare(x).rsqrt();
      case ACOS -> oneMinusSquare(x).rsqrt().neg();
      case ATAN -> x.hypot(Tensor.scalar(1, x.dtype())).reciprocal().square();
      case SINH -> x.cosh();
      case COSH -> x.sinh();
      case TANH -> x.square().neg().add(1);
      case ASINH -> x.hypot(Tensor.scalar(1, x.dtype())).reciprocal();
      case ACOSH -> x.sub(1).rsqrt().mul(x.add(1).rsqrt());
      case ATANH -> oneMinusSquare(x).reciprocal();
      case SIGMOID -> x.mul(x.neg().add(1));
      case SOFTPLUS -> x.sigmoid();
      case NEG, ABS, RELU, SIGN, FLOOR, ROUND, RECIPROCAL ->
          throw new IllegalArgumentException(kind + " has no slope as a factor");
      case ERF -> x.square().neg().exp().mul(2 / Math.sqrt(Math.PI));
      case LGAMMA -> x.digamma();
    };
  }

  /**
   * 1 − x²: near ±1 by factors, whose difference is exact; near 0 by the square, whose derivative
   * is not the difference of two that are nearly equal.
   */
  private static Tensor oneMinusSquare(Tensor x) {
    Tensor byFactors = x.neg().add(1).mul(x.add(1));
    return Select.WHERE.apply(x.abs().lt(0.5), x.square().neg().add(1), byFactors);
  }
}
