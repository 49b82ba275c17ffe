package org.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Autodiff;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorType;

/** Law 20: a compiled function gives the bits of the function. */
final class CompiledLaws {
  private CompiledLaws() {}

  static void compiled(Trial trial) {
    FunctionAtPoint point = trial.point();
    List<Tensor> operands = point.operands();
    if (operands.isEmpty()) {
      return;
    }
    // in another layout in every second case, since a program has layouts of its own
    List<Tensor> given = trial.number() % 2 == 0 ? operands : Layouts.any(operands, trial.random());
    same(trial, point::callAll, given, "the value");
    vmapped(trial, point, given);
    if (point.active().isEmpty()) {
      return;
    }
    List<Tensor> tangents = Elements.directions(point.primal(), trial.random());
    List<Tensor> cotangents = Elements.directions(point.value(), trial.random());
    int n = operands.size();
    Function<List<Tensor>, List<Tensor>> jvp =
        all -> {
          FunctionAtPoint at = point.withOperands(all.subList(0, n));
          return Autodiff.jvp(at.mapping(), at.primal(), all.subList(n, all.size())).tangent();
        };
    same(trial, jvp, joined(given, tangents), "the JVP");
    Function<List<Tensor>, List<Tensor>> vjp =
        all -> {
          FunctionAtPoint at = point.withOperands(all.subList(0, n));
          return Autodiff.vjp(at.mapping(), at.primal()).pullback(all.subList(n, all.size()));
        };
    same(trial, vjp, joined(given, cotangents), "the VJP");
    Function<List<Tensor>, List<Tensor>> inside =
        all -> {
          FunctionAtPoint at = point.withOperands(all.subList(0, n));
          Function<List<Tensor>, List<Tensor>> f = Autodiff.compile(at.mapping());
          return Autodiff.vjp(f, at.primal()).pullback(all.subList(n, all.size()));
        };
    List<Tensor> both = joined(given, cotangents);
    trial.equal(inside.apply(both), vjp.apply(both), () -> "the VJP of the compiled function");
  }

  private static void vmapped(Trial trial, FunctionAtPoint point, List<Tensor> operands) {
    List<Tensor> batched = new ArrayList<>();
    for (Tensor operand : operands) {
      batched.add(pair(operand));
    }
    same(trial, Autodiff.vmap(point::callAll), batched, "the vmap");
  }

  /** Two examples, which are the same. */
  private static Tensor pair(Tensor operand) {
    TensorType type = operand.type();
    Shape shape = type.shape().insert(0, 2);
    DenseTensor view = operand.broadcastTo(shape).dense();
    return view.copy();
  }

  private static void same(
      Trial trial,
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> operands,
      String what) {
    List<Tensor> expected = function.apply(operands);
    Function<List<Tensor>, List<Tensor>> compiled = Autodiff.compile(function);
    trial.equal(compiled.apply(operands), expected, () -> what + ", compiled");
    trial.equal(compiled.apply(operands), expected, () -> what + ", compiled and called again");
  }

  private static List<Tensor> joined(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
