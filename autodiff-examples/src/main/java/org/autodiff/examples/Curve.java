package org.autodiff.examples;

import static org.autodiff.Autodiff.grad;
import static org.autodiff.Autodiff.valueAndGrad;
import static org.autodiff.Autodiff.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.autodiff.Tensor;
import org.autodiff.ValueAndGrad;

/**
 * A function over an interval, with its derivatives, where they exist: elsewhere there are NaN or
 * infinities.
 *
 * @param x the points, ascending
 * @param value f(x)
 * @param first f′(x)
 * @param second f″(x)
 */
record Curve(double[] x, double[] value, double[] first, double[] second) {
  private static final int HALVINGS = 60;

  /** {@return the curve of a function of one number at the given points} */
  static Curve of(Function<Tensor, Tensor> f, Tensor x) {
    ValueAndGrad<Tensor> order1 = vmap(valueAndGrad(f)).apply(x);
    Tensor order2 = vmap(grad(grad(f))).apply(x);
    double[] value = order1.value().toDoubles();
    double[] first = whereFinite(value, order1.grad().toDoubles());
    return new Curve(x.toDoubles(), value, first, whereFinite(first, order2.toDoubles()));
  }

  /** The derivative, where there is something to differentiate: log(−1) has none. */
  private static double[] whereFinite(double[] function, double[] derivative) {
    double[] out = derivative.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Double.isFinite(function[i]) ? out[i] : Double.NaN;
    }
    return out;
  }

  double minimum() {
    return finite(value).min().orElse(Double.NaN);
  }

  double maximum() {
    return finite(value).max().orElse(Double.NaN);
  }

  /** {@return the number of points at which the function or a derivative has no finite value} */
  int gaps() {
    int gaps = 0;
    for (int i = 0; i < x.length; i++) {
      boolean all =
          Double.isFinite(value[i]) && Double.isFinite(first[i]) && Double.isFinite(second[i]);
      gaps += all ? 0 : 1;
    }
    return gaps;
  }

  static DoubleStream finite(double[] numbers) {
    return Arrays.stream(numbers).filter(Double::isFinite);
  }

  /**
   * {@return where the derivative is zero or changes its sign between two points, by bisection;
   * stretches over which it is zero are left out}
   */
  double[] stationary(Function<Tensor, Tensor> f) {
    List<Integer> brackets = new ArrayList<>();
    List<Double> found = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (first[i] == 0) {
        boolean alone = (i == 0 || first[i - 1] != 0) && (i == x.length - 1 || first[i + 1] != 0);
        if (alone) {
          found.add(x[i] + 0.0); // never -0
        }
      } else if (i + 1 < x.length && first[i] * first[i + 1] < 0) {
        brackets.add(i);
      }
    }
    found.addAll(bisect(vmap(grad(f)), brackets));
    return found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** Halves all brackets at once; where the derivative grows instead of vanishing is a pole. */
  private List<Double> bisect(Function<Tensor, Tensor> derivative, List<Integer> brackets) {
    double[] low = brackets.stream().mapToDouble(i -> x[i]).toArray();
    double[] high = brackets.stream().mapToDouble(i -> x[i + 1]).toArray();
    double[] middle = low.clone();
    double[] slope = new double[low.length];
    for (int k = 0; k < HALVINGS && low.length > 0; k++) {
      for (int b = 0; b < low.length; b++) {
        middle[b] = low[b] + (high[b] - low[b]) / 2;
      }
      slope = derivative.apply(Tensor.of(middle)).toDoubles();
      for (int b = 0; b < low.length; b++) {
        boolean below = Math.signum(slope[b]) == Math.signum(first[brackets.get(b)]);
        (below ? low : high)[b] = middle[b];
      }
    }
    List<Double> zeros = new ArrayList<>();
    for (int b = 0; b < low.length; b++) {
      double before = Math.abs(first[brackets.get(b)]);
      double after = Math.abs(first[brackets.get(b) + 1]);
      if (Math.abs(slope[b]) < 1e-6 * Math.max(before, after)) {
        boolean rounding = Math.abs(middle[b]) < 1e-15 * (x[x.length - 1] - x[0]);
        zeros.add(rounding ? 0 : middle[b]);
      }
    }
    return zeros;
  }
}
