package org.autodiff.check;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.autodiff.DType;

/**
 * The first three derivatives of an elementwise operator with respect to one operand, in closed
 * form, and the operands at which {@link Law#EXTREMES} compares them with the engine's: tiny, large
 * and saturating ones. The forms are evaluated in double and must themselves be accurate to
 * rounding at these points. Immutable.
 *
 * {@snippet :
 * Extremes.of(x -> -1 / x / x, x -> 2 / x / x / x, x -> -6 / x / x / x / x) // reciprocal
 * Extremes.of(y -> -3 / y / y, y -> 6 / y / y / y, y -> -18 / y / y / y / y)
 *     .by(1, 3) // 3 / y, by y
 * }
 */
public final class Extremes {
  private static final double[] SIZES = {
    1e-300, 1e-200, 1e-100, 1e-37, 1e-30, 1e-20, 1e-10, 1e-5, 1e-3, 0.1, 0.5, 0.999, 1.001, 3, 7,
    12, 20, 40, 90, 120, 720, 1e4, 1e8, 1e10, 1e15, 1e18, 1e20, 1e30, 1e38, 1e100, 1e154, 1e200,
    1e300
  };

  private final List<DoubleUnaryOperator> derivatives;
  private final DoubleUnaryOperator allowance;
  private final double[] points;
  private final int operand;
  private final double[] others;

  private Extremes(
      List<DoubleUnaryOperator> derivatives,
      DoubleUnaryOperator allowance,
      double[] points,
      int operand,
      double... others) {
    this.derivatives = derivatives;
    this.allowance = allowance;
    this.points = points;
    this.operand = operand;
    this.others = others;
  }

  /**
   * {@return derivatives that are compared at both signs of sizes from 1e-300 to 1e300, wherever
   * the closed forms are numbers}
   *
   * @param first the derivative
   * @param second its derivative
   * @param third and that of this
   */
  public static Extremes of(
      DoubleUnaryOperator first, DoubleUnaryOperator second, DoubleUnaryOperator third) {
    double[] points =
        DoubleStream.concat(DoubleStream.of(SIZES), DoubleStream.of(SIZES).map(x -> -x)).toArray();
    return new Extremes(List.of(first, second, third), x -> 0, points, 0);
  }

  /**
   * {@return these, compared only between two operands}
   *
   * @param low the least
   * @param high the largest
   */
  public Extremes between(double low, double high) {
    double[] inside = DoubleStream.of(points).filter(x -> x >= low && x <= high).toArray();
    return new Extremes(derivatives, allowance, inside, operand, others);
  }

  /**
   * {@return these, compared at further operands}
   *
   * @param further the operands
   */
  public Extremes at(double... further) {
    double[] all = DoubleStream.concat(DoubleStream.of(points), DoubleStream.of(further)).toArray();
    return new Extremes(derivatives, allowance, all, operand, others);
  }

  /**
   * {@return these, with an error allowed beside that relative to each derivative: what the
   * rounding of an intermediate value costs, as that of tanh x does in 1 − tanh² x}
   *
   * @param size gives, for an operand, what is multiplied by the machine epsilon
   */
  public Extremes allowing(DoubleUnaryOperator size) {
    return new Extremes(derivatives, size, points, operand, others);
  }

  /**
   * {@return these, with respect to one of several operands}
   *
   * @param position the position of that operand
   * @param rest the values of the others, in their order
   */
  public Extremes by(int position, double... rest) {
    return new Extremes(derivatives, allowance, points, position, rest.clone());
  }

  int operand() {
    return operand;
  }

  double[] others() {
    return others;
  }

  /** The derivative of an order from 1 to 3. */
  double derivative(int order, double x) {
    return derivatives.get(order - 1).applyAsDouble(x);
  }

  double allowance(double x) {
    return allowance.applyAsDouble(x);
  }

  /** The points that the element type holds as normal numbers, rounded to it. */
  double[] points(DType dtype) {
    return dtype == DType.FLOAT64
        ? points.clone()
        : DoubleStream.of(points)
            .filter(x -> x == 0 || Math.abs(x) >= Float.MIN_NORMAL)
            .filter(x -> Math.abs(x) <= Float.MAX_VALUE)
            .map(x -> (float) x)
            .toArray();
  }
}
