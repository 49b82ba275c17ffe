package org.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.autodiff.Autodiff;
import org.autodiff.DType;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** Law 19: derivatives at operands where a part of them overflows, vanishes or saturates. */
final class ExtremeLaws {
  /** How many roundings a derivative of the third order may add up. */
  private static final double ROUNDINGS = 64;

  /** Short enough that plain loops compute what else vector loops do. */
  private static final int SHORT = 5;

  private ExtremeLaws() {}

  static void extremes(Trial trial, Extremes extremes, DType dtype) {
    double[] points = extremes.points(dtype);
    compare(trial, extremes, dtype, points);
    for (int from = 0; from < points.length; from += SHORT) {
      int to = Math.min(points.length, from + SHORT);
      compare(trial, extremes, dtype, Arrays.copyOfRange(points, from, to));
    }
  }

  private static void compare(Trial trial, Extremes extremes, DType dtype, double[] points) {
    UnaryOperator<Tensor> f = function(trial, extremes, dtype, points.length);
    Tensor x = Elements.tensor(new TensorType(Shape.of(points.length), dtype), points);
    // 2ᵏ ways to take a derivative of order k: each step forward or in reverse
    for (int order = 1; order <= 3; order++) {
      for (int way = 0; way < 1 << order; way++) {
        UnaryOperator<Tensor> derivative = f;
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < order; i++) {
          boolean reverse = (way >> i & 1) != 0;
          derivative = reverse ? reverse(derivative) : forward(derivative);
          name.insert(0, (name.isEmpty() ? "" : " over "))
              .insert(0, reverse ? "reverse" : "forward");
        }
        double[] actual = derivative.apply(x).toDoubles();
        for (int i = 0; i < points.length; i++) {
          one(trial, extremes, dtype, order, name.toString(), points[i], actual[i]);
        }
      }
    }
  }

  private static UnaryOperator<Tensor> forward(UnaryOperator<Tensor> f) {
    return x -> Autodiff.jvp(f, x, Tensor.full(1, x.type())).tangent();
  }

  private static UnaryOperator<Tensor> reverse(UnaryOperator<Tensor> f) {
    return x -> Autodiff.grad((Tensor y) -> f.apply(y).sum()).apply(x);
  }

  private static UnaryOperator<Tensor> function(
      Trial trial, Extremes extremes, DType dtype, int n) {
    TensorFunction function = trial.entry().function(trial.entry().defaults());
    double[] others = extremes.others();
    return x -> {
      List<Tensor> operands = new ArrayList<>();
      for (double other : others) {
        operands.add(Tensor.scalar(other, dtype).broadcastTo(n));
      }
      operands.add(extremes.operand(), x);
      return function.apply(operands.toArray(new Tensor[0]))[0];
    };
  }

  private static void one(
      Trial trial, Extremes extremes, DType dtype, int order, String way, double x, double actual) {
    double expected = extremes.derivative(order, x);
    if (Double.isNaN(expected)) {
      return;
    }
    boolean single = dtype == DType.FLOAT32;
    double epsilon = single ? Math.ulp(1f) : Math.ulp(1.0);
    double most = single ? Float.MAX_VALUE : Double.MAX_VALUE;
    double least = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    // close to the largest number a part may overflow where the whole does not
    boolean overflows = Math.abs(expected) >= most / 16;
    if (overflows && actual == Math.copySign(Double.POSITIVE_INFINITY, expected)) {
      return;
    }
    double size = Math.min(Math.abs(expected), most) + extremes.allowance(x);
    String which = extremes.others().length == 0 ? "" : " by operand " + extremes.operand();
    trial.close(
        actual,
        expected,
        ROUNDINGS * (epsilon * size + least),
        () -> "the derivative of order " + order + which + " (" + way + ", " + dtype + ") at " + x);
  }
}
