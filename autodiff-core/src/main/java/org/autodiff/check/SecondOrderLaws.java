package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.Jvp;
import org.autodiff.Tensor;

/** Laws 6 and 7: derivatives of derivatives, and of functions that use an operand twice. */
final class SecondOrderLaws {
  private static final int JACOBIAN_SIZE = 100;
  private static final double RTOL = 1e-9;

  private SecondOrderLaws() {}

  /** Law 6. */
  static void modes(Trial trial) {
    FunctionAtPoint point = trial.point();
    if (!point.isDouble() || point.primal().isEmpty()) {
      return;
    }
    mixed(trial, point);
    for (int i = 0; i < point.primal().size(); i++) {
      jacobians(trial, point.only(i), "by operand " + point.active().get(i));
    }
  }

  private static void mixed(Trial trial, FunctionAtPoint point) {
    List<Tensor> x = point.primal();
    List<Tensor> v = Elements.directions(x, trial.random());
    List<Tensor> w = Elements.directions(x, trial.random());
    Function<List<Tensor>, Tensor> s =
        point.weighted(Elements.directions(point.value(), trial.random()));
    Function<List<Tensor>, List<Tensor>> grad = Autodiff.grad(s);
    Function<List<Tensor>, Tensor> slope = y -> Autodiff.jvp(s, y, v).tangent();
    double[] ofW = Elements.of(w);
    double[] hv = Elements.of(Autodiff.jvp(grad, x, v).tangent());
    double[] hw = Elements.of(Autodiff.jvp(grad, x, w).tangent());
    double expected = Elements.dot(hv, ofW);
    double scale =
        1 + Elements.norm(hv) * Elements.norm(ofW) + Elements.norm(hw) * Elements.norm(ofW);
    double tolerance = RTOL * scale;
    trial.close(Elements.dot(hw, Elements.of(v)), expected, tolerance, () -> "vᵀH w against wᵀH v");
    double reverseReverse =
        Elements.dot(
            Elements.of(
                Autodiff.grad((List<Tensor> y) -> FunctionAtPoint.inner(grad.apply(y), v))
                    .apply(x)),
            ofW);
    trial.close(reverseReverse, expected, tolerance, () -> "reverse over reverse");
    double reverseForward = Elements.dot(Elements.of(Autodiff.grad(slope).apply(x)), ofW);
    trial.close(reverseForward, expected, tolerance, () -> "reverse over forward");
    Jvp<Tensor> twice = Autodiff.jvp(slope, x, w);
    trial.close(twice.tangent().item(), expected, tolerance, () -> "forward over forward");
    if (!trial.entry().samples().ownDerivative().isEmpty()) {
      return;
    }
    double[] gradient = Elements.of(grad.apply(x));
    DerivativeLaws.compare(
        trial,
        hv,
        gradient,
        h -> FunctionAtPoint.stencil(t -> Elements.of(grad.apply(Elements.moved(x, t, v))), h),
        point.step(),
        "H v");
  }

  private static void jacobians(Trial trial, FunctionAtPoint point, String which) {
    Tensor x = point.primal().get(0);
    int results = point.value().size();
    for (int r = 0; r < results; r++) {
      int result = r;
      Function<Tensor, Tensor> f = y -> point.call(List.of(y)).get(result);
      Tensor value = point.value().get(r);
      if ((long) x.size() * value.size() > JACOBIAN_SIZE) {
        continue;
      }
      Tensor forward = Autodiff.jacfwd(f).apply(x);
      Tensor reverse = Autodiff.jacrev(f).apply(x);
      trial.require(
          forward.rank() == value.rank() + x.rank(),
          () -> "jacfwd " + which + ": got shape " + forward.shape());
      trial.close(
          List.of(forward), List.of(reverse), 1e-12, () -> "jacfwd against jacrev " + which);
      if (x.size() <= 10 && value.size() > 0) {
        hessian(trial, f, value, x, which);
      }
    }
  }

  private static void hessian(
      Trial trial, Function<Tensor, Tensor> f, Tensor value, Tensor x, String which) {
    List<Tensor> weights = Elements.directions(List.of(value), trial.random());
    Function<Tensor, Tensor> s = y -> f.apply(y).mul(weights.get(0)).sum();
    double[] h = Elements.of(List.of(Autodiff.hessian(s).apply(x)));
    int n = x.size();
    trial.require(
        h.length == n * n,
        () -> "the Hessian " + which + " has " + h.length + " elements for " + n + " variables");
    double tolerance = RTOL * (1 + Elements.maxAbs(h));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        int row = i;
        int column = j;
        trial.close(
            h[i * n + j],
            h[j * n + i],
            tolerance,
            () -> "the Hessian " + which + " at " + row + ", " + column + " and its transpose");
      }
    }
  }

  /** Law 7. */
  static void perturbations(Trial trial) {
    FunctionAtPoint point = trial.point();
    if (!point.isDouble() || point.primal().isEmpty()) {
      return;
    }
    sameOperand(trial, point);
    nested(trial, point);
  }

  private static void sameOperand(Trial trial, FunctionAtPoint point) {
    List<Tensor> primal = point.primal();
    for (int i = 0; i + 1 < primal.size(); i++) {
      Tensor x = primal.get(i);
      if (!x.type().equals(primal.get(i + 1).type())) {
        continue;
      }
      int first = i;
      List<Tensor> both = new ArrayList<>(primal);
      both.set(i + 1, Elements.tensor(x.type(), x.toDoubles())); // equal, and another object
      Function<Tensor, List<Tensor>> shared =
          y -> {
            List<Tensor> arguments = new ArrayList<>(both);
            arguments.set(first, y);
            arguments.set(first + 1, y);
            return point.call(arguments);
          };
      FunctionAtPoint at = point.at(both);
      List<Tensor> u = Elements.directions(at.value(), trial.random());
      List<Tensor> parts = at.vjp().pullback(u);
      double[] sum = parts.get(i).toDoubles();
      double[] other = parts.get(i + 1).toDoubles();
      double scale = 1 + Elements.maxAbs(sum) + Elements.maxAbs(other);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += other[k];
      }
      if (!Double.isFinite(scale)) {
        continue;
      }
      trial.close(
          Autodiff.vjp(shared, x).pullback(u).toDoubles(),
          sum,
          1e-12 * scale,
          () -> "the gradient of f(x, x)");
      List<Tensor> v = Elements.directions(both, trial.random());
      v.set(i + 1, v.get(i));
      List<Tensor> fixed = new ArrayList<>(Elements.filled(v, 0));
      fixed.set(i, v.get(i));
      fixed.set(i + 1, v.get(i));
      trial.close(
          Autodiff.jvp(shared, x, v.get(i)).tangent(),
          at.jvp(fixed).tangent(),
          1e-12,
          () -> "the JVP of f(x, x)");
    }
  }

  /** D_x [D_y f(x) f(y) at y = x, with f(x) a constant of the inner one] is f'(x)v f'(x)v. */
  private static void nested(Trial trial, FunctionAtPoint point) {
    List<Tensor> x = point.primal();
    List<Tensor> v = Elements.directions(x, trial.random());
    double[] pushed = Elements.of(point.jvp(v).tangent());
    double[] expected = new double[pushed.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = pushed[i] * pushed[i];
    }
    double tolerance = 1e-12 * (1 + Elements.maxAbs(expected));
    Function<List<Tensor>, List<Tensor>> inner =
        outer ->
            Autodiff.jvp((List<Tensor> y) -> product(point.call(outer), point.call(y)), x, v)
                .tangent();
    trial.close(
        Elements.of(Autodiff.jvp(inner, x, v).tangent()),
        expected,
        tolerance,
        () -> "jvp inside jvp, with the outer variable captured");
    List<Tensor> ones = Elements.filled(point.value(), 1);
    double total = 0;
    for (double e : expected) {
      total += e;
    }
    double reverse =
        Elements.dot(Elements.of(Autodiff.vjp(inner, x).pullback(ones)), Elements.of(v));
    trial.close(
        reverse,
        total,
        tolerance * Math.max(1, expected.length),
        () -> "jvp inside vjp, with the outer variable captured");
  }

  private static List<Tensor> product(List<Tensor> a, List<Tensor> b) {
    List<Tensor> out = new ArrayList<>(a.size());
    for (int i = 0; i < a.size(); i++) {
      out.add(a.get(i).mul(b.get(i)));
    }
    return out;
  }
}
