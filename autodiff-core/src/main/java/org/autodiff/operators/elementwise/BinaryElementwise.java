package org.autodiff.operators.elementwise;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.ElementwiseRun;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Operands;
import org.autodiff.extend.OperationCount;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.kernels.BinaryKind;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * A function of two variables, applied to every pair of elements of two operands that broadcast.
 *
 * @param kind which function
 */
public record BinaryElementwise(BinaryKind kind) implements SingleResultOperator, ElementwiseRun {
  /** See {@link BinaryKind#ADD}. */
  public static final BinaryElementwise ADD = new BinaryElementwise(BinaryKind.ADD);

  /** See {@link BinaryKind#SUB}. */
  public static final BinaryElementwise SUB = new BinaryElementwise(BinaryKind.SUB);

  /** See {@link BinaryKind#MUL}. */
  public static final BinaryElementwise MUL = new BinaryElementwise(BinaryKind.MUL);

  /** See {@link BinaryKind#DIV}. */
  public static final BinaryElementwise DIV = new BinaryElementwise(BinaryKind.DIV);

  /** See {@link BinaryKind#REM}. */
  public static final BinaryElementwise REM = new BinaryElementwise(BinaryKind.REM);

  /** See {@link BinaryKind#POW}. */
  public static final BinaryElementwise POW = new BinaryElementwise(BinaryKind.POW);

  /** See {@link BinaryKind#ATAN2}. */
  public static final BinaryElementwise ATAN2 = new BinaryElementwise(BinaryKind.ATAN2);

  /** See {@link BinaryKind#HYPOT}. */
  public static final BinaryElementwise HYPOT = new BinaryElementwise(BinaryKind.HYPOT);

  /** See {@link BinaryKind#MIN}. */
  public static final BinaryElementwise MIN = new BinaryElementwise(BinaryKind.MIN);

  /** See {@link BinaryKind#MAX}. */
  public static final BinaryElementwise MAX = new BinaryElementwise(BinaryKind.MAX);

  /** See {@link BinaryKind#EQ}. */
  public static final BinaryElementwise EQ = new BinaryElementwise(BinaryKind.EQ);

  /** See {@link BinaryKind#NE}. */
  public static final BinaryElementwise NE = new BinaryElementwise(BinaryKind.NE);

  /** See {@link BinaryKind#LT}. */
  public static final BinaryElementwise LT = new BinaryElementwise(BinaryKind.LT);

  /** See {@link BinaryKind#LE}. */
  public static final BinaryElementwise LE = new BinaryElementwise(BinaryKind.LE);

  /** See {@link BinaryKind#GT}. */
  public static final BinaryElementwise GT = new BinaryElementwise(BinaryKind.GT);

  /** See {@link BinaryKind#GE}. */
  public static final BinaryElementwise GE = new BinaryElementwise(BinaryKind.GE);

  @Override
  public String name() {
    return switch (kind) {
      case MAX -> "maximum"; // max is the reduction
      case MIN -> "minimum";
      default -> kind.label();
    };
  }

  /**
   * Applies the function, without the detour through arrays where both operands are concrete.
   *
   * @param x one operand
   * @param y the other
   * @return the result, in the broadcast shape
   */
  public Tensor apply(Tensor x, Tensor y) {
    if (x instanceof DenseTensor a && y instanceof DenseTensor b) {
      DenseTensor result = DenseTensor.zeros(Operands.broadcast(a.type(), b.type(), name()));
      computeInto(a, b, result);
      return result;
    }
    return SingleResultOperator.super.apply(x, y);
  }

  @Override
  public TensorType inferResult(TensorType[] operands) {
    Operands.requireCount(operands, 2, name());
    return Operands.broadcast(operands[0], operands[1], name());
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    computeInto(operands[0], operands[1], result);
  }

  private void computeInto(DenseTensor a, DenseTensor b, DenseTensor y) {
    int n = y.size();
    if (n == 0) {
      return;
    }
    int aStep = step(a, n);
    int bStep = step(b, n);
    if (aStep >= 0 && bStep >= 0) {
      run(a, a.offset(), aStep, b, b.offset(), bStep, y, 0, n);
    } else {
      BroadcastLoop loop = new BroadcastLoop(a, b, y.shape());
      DenseTensor x = loop.a();
      DenseTensor z = loop.b();
      loop.forEachRun((xo, xs, zo, zs, yo, count) -> run(x, xo, xs, z, zo, zs, y, yo, count));
    }
  }

  /** 1 for a contiguous operand of the result's size, 0 for one repeated element, otherwise −1. */
  private static int step(DenseTensor x, int n) {
    if (x.size() == n && x.isContiguous()) {
      return 1;
    }
    return x.isRepeated() ? 0 : -1;
  }

  private void run(
      DenseTensor a, int ao, int as, DenseTensor b, int bo, int bs, DenseTensor y, int yo, int n) {
    run(Elementwise.array(a), ao, as, Elementwise.array(b), bo, bs, Elementwise.array(y), yo, n);
  }

  @Override
  public void run(Object[] x, int[] offsets, int[] steps, Object y, int yOffset, int n) {
    run(x[0], offsets[0], steps[0], x[1], offsets[1], steps[1], y, yOffset, n);
  }

  private void run(Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
    if (y instanceof double[] doubles) {
      Kernels.get().binary(kind, (double[]) a, ao, as, (double[]) b, bo, bs, doubles, yo, n);
    } else {
      Kernels.get().binary(kind, (float[]) a, ao, as, (float[]) b, bo, bs, (float[]) y, yo, n);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    Tensor y = operands[1];
    LinearMap toX = LinearMap.broadcast(x.shape(), result.shape());
    LinearMap toY = LinearMap.broadcast(y.shape(), result.shape());
    return switch (kind) {
      case ADD -> new @Nullable LinearMap[] {toX, toY};
      case SUB -> new @Nullable LinearMap[] {toX, toY.then(LinearMap.negation())};
      case MUL ->
          new @Nullable LinearMap[] {toX.then(LinearMap.scale(y)), toY.then(LinearMap.scale(x))};
      case DIV ->
          new @Nullable LinearMap[] {
            toX.then(LinearMap.of(t -> t.div(y), g -> g.div(y))),
            toY.then(LinearMap.scale(() -> result.div(y).neg()))
          };
      case REM ->
          // x − result is a multiple of y, so the quotient is whole but for rounding
          new @Nullable LinearMap[] {
            toX, toY.then(LinearMap.scale(() -> x.sub(result).div(y).round().neg()))
          };
      case POW ->
          new @Nullable LinearMap[] {
            toX.then(LinearMap.scale(() -> powByBase(x, y))),
            toY.then(LinearMap.scale(() -> powByExponent(x, y, result)))
          };
      case ATAN2 -> {
        // (x, y) are the operands in order: the ordinate comes first
        yield new @Nullable LinearMap[] {
          toX.then(LinearMap.scale(() -> overSquaredLength(y, x, y))),
          toY.then(LinearMap.scale(() -> overSquaredLength(x, x, y).neg()))
        };
      }
      case HYPOT ->
          new @Nullable LinearMap[] {
            toX.then(LinearMap.scale(() -> overLength(x, x, y))),
            toY.then(LinearMap.scale(() -> overLength(y, x, y)))
          };
      case MAX ->
          new @Nullable LinearMap[] {
            toX.then(LinearMap.scale(() -> share(x.ge(y), x.gt(y), result))),
            toY.then(LinearMap.scale(() -> share(y.ge(x), y.gt(x), result)))
          };
      case MIN ->
          new @Nullable LinearMap[] {
            toX.then(LinearMap.scale(() -> share(x.le(y), x.lt(y), result))),
            toY.then(LinearMap.scale(() -> share(y.le(x), y.lt(x), result)))
          };
      case EQ, NE, LT, LE, GT, GE -> new @Nullable LinearMap[] {null, null};
    };
  }

  /** {@code y x^(y−1)}; at x = y = 0, where that is 0 · ∞, the slope of a constant: 0. */
  private static Tensor powByBase(Tensor x, Tensor y) {
    Tensor slope = y.mul(x.where(x.ne(0).maximum(y.ne(0)), 1).pow(y.sub(1)));
    double bound = wholeBound(x.dtype());
    // there y is even, and y - 1 is rounded to an even number, so that the sign is lost
    Tensor lost = y.gt(bound).maximum(y.le(-bound)).mul(x.lt(0));
    return Select.WHERE.apply(lost, slope.neg(), slope);
  }

  /** Whether a number is even, but the odd one below it is not in the element type. */
  static boolean isEvenAndNextLost(double y, DType dtype) {
    return y > wholeBound(dtype) || y <= -wholeBound(dtype);
  }

  /** Beyond this all numbers of an element type are even. */
  private static double wholeBound(DType dtype) {
    return dtype == DType.FLOAT64 ? 0x1p53 : 0x1p24;
  }

  /** {@code x^y ln x}; at x = 0 the limit from the right, 0, for y ≥ 0, otherwise NaN. */
  private static Tensor powByExponent(Tensor x, Tensor y, Tensor power) {
    Tensor nonzero = x.ne(0);
    Tensor atLeastZero = y.ge(0);
    Tensor slopeAtZero = atLeastZero.where(atLeastZero, Double.NaN).sub(1);
    return Select.WHERE.apply(nonzero, power.mul(x.where(nonzero, 1).log()), slopeAtZero);
  }

  /** {@code v / (x² + y²)} without overflow. */
  private static Tensor overSquaredLength(Tensor v, Tensor x, Tensor y) {
    Tensor length = x.hypot(y);
    return v.div(length).div(length);
  }

  /** {@code v / √(x² + y²)}, and 0 at the origin. */
  private static Tensor overLength(Tensor v, Tensor x, Tensor y) {
    Tensor length = x.hypot(y);
    Tensor away = length.ne(0);
    return v.div(length.where(away, 1)).where(away, 0);
  }

  /** 1 for the chosen operand, one half at a tie, NaN where the result is NaN. */
  private static Tensor share(Tensor atLeast, Tensor more, Tensor result) {
    return Elementwise.nanWhereNaN(atLeast.add(more).mul(0.5), result);
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    long n = results[0].shape().size();
    return switch (kind) {
      case ADD, SUB -> OperationCount.additions(n);
      case MUL -> OperationCount.multiplications(n);
      case DIV, REM, POW, ATAN2, HYPOT, MIN, MAX, EQ, NE, LT, LE, GT, GE -> OperationCount.other(n);
    };
  }

  @Override
  public Tensor batchResult(int size, Tensor[] operands, boolean[] batched) {
    Tensor[] aligned = Operands.align(operands, batched);
    return apply(aligned[0], aligned[1]);
  }
}
