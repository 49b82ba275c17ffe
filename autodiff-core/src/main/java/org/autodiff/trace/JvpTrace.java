package org.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Jvp;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.Tree;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.Composed;
import org.autodiff.internal.TreeTensors;
import org.jspecify.annotations.Nullable;

/** Forward mode: every value carries its tangent, pushed through each operation as it happens. */
public final class JvpTrace extends Trace {
  /** A primal value with its tangent. */
  public static final class Box extends Tracer {
    private final Tensor primal;
    private final Tensor tangent;

    private Box(JvpTrace trace, Tensor primal, Tensor tangent) {
      super(primal.type(), trace);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Tensor inner() {
      return primal;
    }

    public Tensor tangent() {
      return tangent;
    }
  }

  @Override
  String transform() {
    return "jvp";
  }

  Tensor box(Tensor primal, @Nullable Tensor tangent) {
    return tangent == null ? primal : new Box(this, primal, tangent);
  }

  /** Boxes a result with the tangent that a rule gave for it. */
  private Tensor box(Operator operator, Tensor primal, @Nullable Tensor tangent) {
    if (tangent instanceof Box box && box.trace == this) {
      throw new TraceException(
          operator.name()
              + ": the tangent that the derivative rule gives must not depend on what jvp"
              + " differentiates but through its operands, got one that depends on a captured "
              + tangent.type()
              + "; use the captured tensor in the function too, or pass it as an argument");
    }
    return box(primal, tangent);
  }

  @Nullable Tensor tangent(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.tangent : null;
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    Tensor[] primals = inner(operands);
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      tangents[i] = tangent(operands[i]);
    }
    Tensor[] results = operator.applyAll(primals);
    Linearization linearization =
        Contract.linearization(
            operator, operator.linearize(primals, results.clone()), primals.length, results.length);
    @Nullable Tensor[] pushed =
        Contract.tangents(operator, linearization.push(tangents), types(results));
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = box(operator, results[i], pushed[i]);
    }
    return boxed;
  }

  @Override
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    if (operator instanceof Composed formula) {
      return formula.composed(operands);
    }
    Tensor[] primals = inner(operands);
    Tensor result = applyInner(operator, primals);
    @Nullable LinearMap[] maps =
        Contract.maps(operator, operator.linearMaps(primals, result), primals.length);
    Tensor tangent = null;
    for (int i = 0; i < maps.length; i++) {
      tangent =
          Contract.addTangent(tangent, operator, i, maps[i], tangent(operands[i]), result.type());
    }
    return box(operator, result, tangent);
  }

  /** Pushes tangents through a function; null stands for zero: for the rules of operators. */
  static List<@Nullable Tensor> pushThrough(
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> primals,
      List<? extends @Nullable Tensor> tangents) {
    JvpTrace trace = new JvpTrace();
    try {
      List<Tensor> boxed = new ArrayList<>(primals.size());
      for (int i = 0; i < primals.size(); i++) {
        boxed.add(trace.box(primals.get(i), tangents.get(i)));
      }
      List<@Nullable Tensor> pushed = new ArrayList<>();
      for (Tensor result : function.apply(boxed)) {
        pushed.add(trace.tangent(result));
      }
      return pushed;
    } finally {
      trace.close();
    }
  }

  /** Runs a function on a primal tree with a tangent tree of the same structure and types. */
  public static <A, R> Jvp<R> jvp(Function<A, R> function, A primal, A tangent) {
    List<Tensor> primals = Tree.leaves(Captures.resolved(primal));
    List<Tensor> tangents = TreeTensors.leavesLike(primal, Captures.resolved(tangent), "jvp");
    Recording.requireTypes(tangents, primals, "jvp", "tangent", "primal");
    JvpTrace trace = new JvpTrace();
    List<Tensor> boxed = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      boxed.add(trace.box(primals.get(i), tangents.get(i)));
    }
    R result;
    try {
      result = Captures.resolved(function.apply(Tree.rebuild(primal, boxed)));
    } finally {
      trace.close();
    }
    R value = TreeTensors.mapAll(trace::inner, result);
    Recording.requireNotEscaped(value, "jvp");
    List<Tensor> derivatives = new ArrayList<>();
    for (Tensor leaf : Tree.leaves(result)) {
      Tensor derivative = trace.tangent(leaf);
      derivatives.add(derivative == null ? Tensor.full(0, leaf.type()) : derivative);
    }
    Recording.requireNotEscaped(derivatives, "jvp");
    return new Jvp<>(value, Tree.rebuild(value, derivatives));
  }
}
