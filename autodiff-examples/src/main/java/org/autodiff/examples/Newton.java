package org.autodiff.examples;

import static org.autodiff.Autodiff.jacfwd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Tensor;
import org.autodiff.ops.Decompositions;

/**
 * Newton's method for f(x) = 0, with the Jacobian by the engine.
 *
 * @param points from the start to the solution
 * @param residuals the largest of |f| at each of them
 */
record Newton(List<Tensor> points, double[] residuals) {
  private static final int MAX_STEPS = 50;
  private static final double SOLVED = 1e-13;

  static Newton solve(Function<Tensor, Tensor> f, Tensor start) {
    Tensor x = start;
    List<Tensor> points = new ArrayList<>(List.of(x));
    List<Double> residuals = new ArrayList<>(List.of(size(f.apply(x))));
    while (residuals.getLast() > SOLVED && residuals.size() <= MAX_STEPS) {
      x = x.sub(Decompositions.solve(jacfwd(f).apply(x), f.apply(x)));
      points.add(x);
      residuals.add(size(f.apply(x)));
    }
    return new Newton(points, residuals.stream().mapToDouble(Double::doubleValue).toArray());
  }

  Tensor solution() {
    return points.getLast();
  }

  private static double size(Tensor residual) {
    return residual.abs().max().item();
  }
}
