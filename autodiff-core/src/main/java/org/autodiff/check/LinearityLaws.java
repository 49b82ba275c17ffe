package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.autodiff.Autodiff;
import org.autodiff.LinearizedFunction;
import org.autodiff.Tensor;
import org.autodiff.Vjp;

/** Laws 4 and 5: derivatives are linear maps. */
final class LinearityLaws {
  private LinearityLaws() {}

  /** Law 4. */
  static void linearity(Trial trial) {
    FunctionAtPoint point = trial.point();
    List<Tensor> x = point.primal();
    if (Double.isNaN(Elements.norm(Elements.of(point.value())))) {
      return; // the mean of nothing has no derivative
    }
    linear(trial, v -> point.jvp(v).tangent(), x, "the JVP");
    Vjp<List<Tensor>, List<Tensor>> vjp = point.vjp();
    linear(trial, vjp::pullback, vjp.value(), "the VJP");
  }

  private interface Map {
    List<Tensor> apply(List<Tensor> argument);
  }

  private static void linear(Trial trial, Map map, List<Tensor> like, String name) {
    List<Tensor> a = Elements.directions(like, trial.random());
    List<Tensor> b = Elements.directions(like, trial.random());
    List<Tensor> outA = map.apply(a);
    List<Tensor> outB = map.apply(b);
    double[] ofA = Elements.of(outA);
    double[] ofB = Elements.of(outB);
    List<Tensor> all = new ArrayList<>(like);
    all.addAll(outA);
    double scale =
        Math.max(Elements.norm(ofA), Elements.norm(ofB)) + 0.01 * Elements.norm(Elements.of(a));
    double tolerance = 256 * Elements.epsilon(all) * scale;
    combine(trial, map, a, 1, b, 1, ofA, ofB, tolerance, () -> name + " of a sum");
    combine(trial, map, a, -2.5, b, 0, ofA, ofB, tolerance * 3, () -> name + " of a multiple");
    double[] ofZero = Elements.of(map.apply(Elements.filled(like, 0)));
    for (double z : ofZero) {
      trial.require(z == 0, () -> name + " of zero: got " + z + " where 0 was expected exactly");
    }
  }

  private static void combine(
      Trial trial,
      Map map,
      List<Tensor> a,
      double s,
      List<Tensor> b,
      double t,
      double[] ofA,
      double[] ofB,
      double tolerance,
      Supplier<String> what) {
    double[] x = Elements.of(a);
    double[] y = Elements.of(b);
    double[] expected = new double[ofA.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = s * x[i] + t * y[i];
    }
    for (int i = 0; i < expected.length; i++) {
      expected[i] = s * ofA[i] + t * ofB[i];
    }
    trial.close(Elements.of(map.apply(Elements.like(a, x))), expected, tolerance, what);
  }

  /** Law 5. */
  static void linearize(Trial trial) {
    FunctionAtPoint point = trial.point();
    List<Tensor> x = point.primal();
    List<Tensor> v = Elements.directions(x, trial.random());
    List<Tensor> expected = point.jvp(v).tangent();
    LinearizedFunction<List<Tensor>, List<Tensor>> linearized =
        Autodiff.linearize(point.mapping(), x);
    trial.equal(linearized.value(), point.value(), () -> "the value of linearize");
    trial.equal(linearized.push(v), expected, () -> "linearize against jvp");
    trial.equal(linearized.push(v), expected, () -> "linearize, applied a second time");
    Vjp<List<Tensor>, List<Tensor>> vjp = point.vjp();
    List<Tensor> u = Elements.directions(vjp.value(), trial.random());
    List<Tensor> pulled = vjp.pullback(u);
    trial.equal(vjp.pullback(u), pulled, () -> "the pullback, applied a second time");
    List<Tensor> twice = Autodiff.vjp(vjp::pullback, u).pullback(v);
    List<Tensor> all = new ArrayList<>(x);
    all.addAll(expected);
    double scale = Elements.norm(Elements.of(expected)) + 0.01 * Elements.norm(Elements.of(v));
    trial.sameTypes(twice, expected, () -> "the transpose of the transpose");
    trial.close(
        Elements.of(twice),
        Elements.of(expected),
        256 * Elements.epsilon(all) * scale,
        () -> "the transpose of the transpose");
  }
}
