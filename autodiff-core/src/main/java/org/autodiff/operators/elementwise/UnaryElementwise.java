package org.autodiff.operators.elementwise;

import java.util.function.UnaryOperator;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.DiagonalMap;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.Kernels;
import org.autodiff.kernels.UnaryKind;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one variable, applied to every element. Each has its slope here and nowhere
 * else: f′ as a function of the operand, or of the value where that is had already. On concrete
 * tensors the derivative is a fused kernel, which a test holds to these formulas; inside a
 * transform it is the formula, in operators, so that it can be differentiated again.
 *
 * <p>The formulas keep all derivatives up to the third finite where they are, and right where a
 * part of them overflows.
 */
public final class UnaryElementwise implements SingleResultOperator, ElementwiseRun {
  public static final UnaryElementwise NEG = new UnaryElementwise(UnaryKind.NEG);
  public static final UnaryElementwise RECIPROCAL =
      new UnaryElementwise(UnaryKind.RECIPROCAL, y -> y.square().neg());
  public static final UnaryElementwise SQUARE =
      new UnaryElementwise(UnaryKind.SQUARE, x -> x.mul(2));
  public static final UnaryElementwise SQRT =
      new UnaryElementwise(UnaryKind.SQRT, y -> y.add(0).reciprocal().mul(0.5)); // √-0 is -0
  public static final UnaryElementwise RSQRT =
      new UnaryElementwise(UnaryKind.RSQRT, y -> y.square().mul(y).mul(-0.5));
  public static final UnaryElementwise CBRT =
      new UnaryElementwise(UnaryKind.CBRT, y -> y.reciprocal().square().div(3));
  public static final UnaryElementwise EXP = new UnaryElementwise(UnaryKind.EXP, y -> y);
  public static final UnaryElementwise EXPM1 = new UnaryElementwise(UnaryKind.EXPM1, y -> y.add(1));
  public static final UnaryElementwise LOG =
      new UnaryElementwise(UnaryKind.LOG, x -> x.reciprocal());
  public static final UnaryElementwise LOG1P =
      new UnaryElementwise(UnaryKind.LOG1P, x -> x.add(1).reciprocal());
  public static final UnaryElementwise SIN = new UnaryElementwise(UnaryKind.SIN, x -> x.cos());
  public static final UnaryElementwise COS =
      new UnaryElementwise(UnaryKind.COS, x -> x.sin().neg());
  public static final UnaryElementwise TAN =
      new UnaryElementwise(UnaryKind.TAN, y -> y.square().add(1));
  public static final UnaryElementwise ASIN =
      new UnaryElementwise(UnaryKind.ASIN, x -> oneMinusSquare(x).rsqrt());
  public static final UnaryElementwise ACOS =
      new UnaryElementwise(UnaryKind.ACOS, x -> oneMinusSquare(x).rsqrt().neg());
  public static final UnaryElementwise ATAN =
      new UnaryElementwise(UnaryKind.ATAN, x -> length(x).reciprocal().square());
  public static final UnaryElementwise SINH = new UnaryElementwise(UnaryKind.SINH, x -> x.cosh());
  public static final UnaryElementwise COSH = new UnaryElementwise(UnaryKind.COSH, x -> x.sinh());
  public static final UnaryElementwise TANH =
      new UnaryElementwise(UnaryKind.TANH, y -> y.square().neg().add(1));
  public static final UnaryElementwise ASINH =
      new UnaryElementwise(UnaryKind.ASINH, x -> length(x).reciprocal());
  public static final UnaryElementwise ACOSH =
      new UnaryElementwise(UnaryKind.ACOSH, x -> x.sub(1).rsqrt().mul(x.add(1).rsqrt()));
  public static final UnaryElementwise ATANH =
      new UnaryElementwise(UnaryKind.ATANH, x -> oneMinusSquare(x).reciprocal());
  public static final UnaryElementwise SIGMOID =
      new UnaryElementwise(UnaryKind.SIGMOID, y -> y.mul(y.neg().add(1)));
  public static final UnaryElementwise SOFTPLUS =
      new UnaryElementwise(UnaryKind.SOFTPLUS, x -> x.sigmoid());
  public static final UnaryElementwise RELU =
      new UnaryElementwise(UnaryKind.RELU, x -> Elementwise.nanWhereNaN(x.gt(0), x));
  public static final UnaryElementwise ABS = new UnaryElementwise(UnaryKind.ABS, x -> x.sign());
  public static final UnaryElementwise SIGN = new UnaryElementwise(UnaryKind.SIGN);
  public static final UnaryElementwise FLOOR = new UnaryElementwise(UnaryKind.FLOOR);
  public static final UnaryElementwise ROUND = new UnaryElementwise(UnaryKind.ROUND);
  public static final UnaryElementwise ERF =
      new UnaryElementwise(UnaryKind.ERF, x -> x.square().neg().exp().mul(2 / Math.sqrt(Math.PI)));
  public static final UnaryElementwise LGAMMA =
      new UnaryElementwise(UnaryKind.LGAMMA, x -> x.digamma());

  private final UnaryKind kind;
  private final @Nullable UnaryOperator<Tensor> slope;

  private UnaryElementwise(UnaryKind kind) {
    this.kind = kind;
    this.slope = null;
  }

  private UnaryElementwise(UnaryKind kind, UnaryOperator<Tensor> slope) {
    this.kind = kind;
    this.slope = slope;
  }

  /**
   * {@return f′, which can be differentiated again}
   *
   * @param x the operand or, where {@link UnaryKind#slopeIsOfResult}, the value
   */
  public Tensor slope(Tensor x) {
    return slope == null ? Tensor.full(kind == UnaryKind.NEG ? -1 : 0, x.type()) : slope.apply(x);
  }

  /** {@return the kernel's name of the function} */
  public UnaryKind kind() {
    return kind;
  }

  @Override
  public String name() {
    return kind.label();
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 1, name());
    return operands[0];
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    DenseTensor x = operands[0].contiguous();
    run(Elementwise.array(x), x.offset(), Elementwise.array(result), 0, result.size());
  }

  @Override
  public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
    run(x[0], offsets[0], y, yOffset, n);
  }

  private void run(Object x, int xOffset, Object y, int yOffset, int n) {
    if (y instanceof double[] doubles) {
      Kernels.get().unary(kind, (double[]) x, xOffset, doubles, yOffset, n);
    } else {
      Kernels.get().unary(kind, (float[]) x, xOffset, (float[]) y, yOffset, n);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    LinearMap map =
        slope == null
            ? constantSlope()
            : new Slope(this, kind.slopeIsOfResult() ? result : operands[0]);
    return new @Nullable LinearMap[] {map};
  }

  private @Nullable LinearMap constantSlope() {
    return kind == UnaryKind.NEG ? LinearMap.negation() : null;
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
   * @param function f
   * @param x the operand, or the value where f′ is a function of it
   */
  private record Slope(UnaryElementwise function, Tensor x) implements DiagonalMap {
    @Override
    public Tensor apply(Tensor t) {
      if (x instanceof DenseTensor point && t instanceof DenseTensor tangent) {
        DenseTensor y = DenseTensor.zeros(point.type());
        multiply(function.kind, point, tangent, y);
        return y;
      }
      return x.isConcrete() && t.isConcrete() ? new SlopeProduct(function).apply(x, t) : formula(t);
    }

    /** The map in operators. */
    Tensor formula(Tensor t) {
      return switch (function.kind) {
        // a choice, not a product: an infinite t stays out where the slope is 0, as in the kernel
        case RELU -> Elementwise.nanWhereNaN(t.where(x.gt(0), 0), x);
        case ABS -> Elementwise.nanWhereNaN(t.where(x.gt(0), 0).sub(t.where(x.lt(0), 0)), x);
        // one factor at a time: the square of a small value would underflow before t is seen
        case RECIPROCAL -> t.mul(x).mul(x).neg();
        default -> t.mul(function.slope(x));
      };
    }

    @Override
    public Tensor applyInPlace(DenseTensor owned) {
      if (x instanceof DenseTensor point) {
        multiply(function.kind, point, owned, owned);
        return owned;
      }
      return apply(owned);
    }
  }

  /** The product of f′ with a tangent on concrete tensors, by the fused kernel. */
  static void multiply(UnaryKind kind, DenseTensor point, DenseTensor tangent, DenseTensor y) {
    DenseTensor p = point.contiguous();
    DenseTensor t = Elementwise.spread(tangent, y.shape());
    multiply(
        kind,
        Elementwise.array(p),
        p.offset(),
        Elementwise.array(t),
        t.offset(),
        Elementwise.step(t),
        Elementwise.array(y),
        y.offset(),
        p.size());
  }

  /** The product of f′ with a run of tangents, or with one that is repeated. */
  static void multiply(
      UnaryKind kind,
      Object point,
      int pointOffset,
      Object tangent,
      int tangentOffset,
      int tangentStep,
      Object y,
      int yOffset,
      int n) {
    if (y instanceof double[] doubles) {
      Kernels.get()
          .unaryPullback(
              kind,
              (double[]) point,
              pointOffset,
              (double[]) tangent,
              tangentOffset,
              tangentStep,
              doubles,
              yOffset,
              n);
    } else {
      Kernels.get()
          .unaryPullback(
              kind,
              (float[]) point,
              pointOffset,
              (float[]) tangent,
              tangentOffset,
              tangentStep,
              (float[]) y,
              yOffset,
              n);
    }
  }

  /** {@return f′(x) t in operators, which can be differentiated again} */
  Tensor slopeFormula(Tensor x, Tensor t) {
    return new Slope(this, x).formula(t);
  }

  /** {@return √(x² + 1), without overflow} */
  private static Tensor length(Tensor x) {
    return x.hypot(Tensor.scalar(1, x.dtype()));
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
