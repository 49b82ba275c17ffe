package org.autodiff.trace;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.autodiff.Tensor;
import org.autodiff.Tree;
import org.autodiff.WithResiduals;
import org.autodiff.internal.TreeTensors;
import org.jspecify.annotations.Nullable;

/** Turns functions over trees into {@link FunctionOperator}s over tensors, and applies them. */
public final class CustomRules {
  private CustomRules() {}

  /**
   * The structure of a tree that a function gave when it was first run. All its tensors are results
   * of the operator, also its state, whose derivatives are 0.
   */
  private static final class Structure<T> {
    private volatile @Nullable T tree;

    List<Tensor> tensorsOf(T result) {
      if (tree == null) {
        tree = result;
      }
      return TreeTensors.all(Captures.resolved(result));
    }

    List<Tensor> tangents(T given, String operator) {
      return TreeTensors.derivatives(tree(), Captures.resolved(given), operator);
    }

    T rebuild(List<Tensor> tensors) {
      return TreeTensors.rebuildAll(tree(), tensors);
    }

    private T tree() {
      T known = tree;
      if (known == null) {
        throw new IllegalStateException("the function has not run");
      }
      return known;
    }
  }

  public static <A, R> Function<A, R> checkpoint(Function<A, R> function) {
    return given -> {
      A x = TreeTensors.snapshot(given);
      Structure<R> result = new Structure<>();
      Function<List<Tensor>, List<Tensor>> body =
          leaves -> result.tensorsOf(function.apply(Tree.rebuild(x, leaves)));
      var first = Captures.findTraced("checkpoint", Tree.leaves(Captures.resolved(x)), body);
      var operator =
          new FunctionOperator.Checkpoint(
              first.operands().size(), bind("checkpoint", first.captured(), body));
      return apply(operator, first.operands(), run(first, first.outcome(), List.of()), result);
    };
  }

  public static <A, R, S> Function<A, R> customVjp(
      Function<A, WithResiduals<R, S>> forward, BiFunction<S, R, A> backward) {
    return given -> {
      A x = TreeTensors.snapshot(given);
      Structure<R> result = new Structure<>();
      Structure<S> residuals = new Structure<>();
      Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> body =
          leaves -> {
            WithResiduals<R, S> run = forward.apply(Tree.rebuild(x, leaves));
            return new WithResiduals<>(
                result.tensorsOf(run.value()), residuals.tensorsOf(run.residuals()));
          };
      var first = Captures.find(Tree.leaves(Captures.resolved(x)), body);
      List<Tracer> captured = first.captured();
      int arguments = first.operands().size() - captured.size();
      // what is captured goes to the backward half with the residuals
      Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> bound =
          operands -> {
            List<Tensor> substitutes = operands.subList(arguments, operands.size());
            var run =
                Captures.runAgain(
                    "custom-vjp", captured, substitutes, body, operands.subList(0, arguments));
            return new WithResiduals<>(
                run.value(), FunctionOperator.concat(run.residuals(), substitutes));
          };
      Function<WithResiduals<List<Tensor>, List<Tensor>>, List<Tensor>> boundBackward =
          pulled -> {
            int own = pulled.residuals().size() - captured.size();
            return Captures.runRule(
                captured,
                pulled.residuals().subList(own, pulled.residuals().size()),
                kept -> {
                  A cotangent =
                      backward.apply(residuals.rebuild(kept), result.rebuild(pulled.value()));
                  return TreeTensors.leavesLike(x, Captures.resolved(cotangent), "custom-vjp");
                },
                pulled.residuals().subList(0, own));
          };
      var operator = new FunctionOperator.CustomVjp(arguments, bound, boundBackward);
      List<Tensor> kept =
          FunctionOperator.concat(
              first.outcome().residuals(),
              first.concrete().subList(arguments, first.concrete().size()));
      return apply(operator, first.operands(), run(first, first.outcome().value(), kept), result);
    };
  }

  public static <A, R> Function<A, R> customJvp(Function<A, R> function, BiFunction<A, A, R> rule) {
    return given -> {
      A x = TreeTensors.snapshot(given);
      Structure<R> result = new Structure<>();
      Function<List<Tensor>, List<Tensor>> body =
          leaves -> result.tensorsOf(function.apply(Tree.rebuild(x, leaves)));
      var first = Captures.find(Tree.leaves(Captures.resolved(x)), body);
      List<Tracer> captured = first.captured();
      int all = first.operands().size();
      int arguments = all - captured.size();
      Function<List<Tensor>, List<Tensor>> boundRule =
          both ->
              Captures.runRule(
                  captured,
                  both.subList(arguments, all),
                  primals -> {
                    R tangent =
                        rule.apply(
                            Tree.rebuild(x, primals),
                            Tree.rebuild(x, both.subList(all, both.size())));
                    return result.tangents(tangent, "custom-jvp");
                  },
                  both.subList(0, arguments));
      var operator =
          new FunctionOperator.CustomJvp(arguments, bind("custom-jvp", captured, body), boundRule);
      return apply(operator, first.operands(), run(first, first.outcome(), List.of()), result);
    };
  }

  /** The function over its arguments followed by what stands for the tensors that it captures. */
  private static Function<List<Tensor>, List<Tensor>> bind(
      String operator, List<Tracer> captured, Function<List<Tensor>, List<Tensor>> body) {
    return operands -> {
      int arguments = operands.size() - captured.size();
      return Captures.runAgain(
          operator,
          captured,
          operands.subList(arguments, operands.size()),
          body,
          operands.subList(0, arguments));
    };
  }

  private static FunctionOperator.Run run(
      Captures.FirstRun<?> first, List<Tensor> results, List<Tensor> residuals) {
    return new FunctionOperator.Run(first.concrete(), results, residuals);
  }

  private static <R> R apply(
      FunctionOperator operator,
      List<Tensor> operands,
      FunctionOperator.Run done,
      Structure<R> result) {
    operator.setDone(done);
    Tensor[] results = operator.applyAll(operands.toArray(new Tensor[0]));
    operator.setDone(null);
    return result.rebuild(List.of(results));
  }
}
