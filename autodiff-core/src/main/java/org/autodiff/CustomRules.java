package org.autodiff;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns functions over trees into {@link FunctionOperator}s over leaves. */
final class CustomRules {
  private CustomRules() {}

  /**
   * The structure of a tree that a function gave when it was last run. All its tensors are results
   * of the operator, also its state, whose derivatives are 0.
   */
  private static final class Structure<T> {
    private @Nullable T tree;

    List<Tensor> leavesOf(T result) {
      tree = result;
      return Tree.all(result);
    }

    List<Tensor> tangents(T given, String operator) {
      return Tree.derivatives(tree(), given, operator);
    }

    T rebuild(List<Tensor> leaves) {
      return Tree.rebuildAll(tree(), leaves);
    }

    private T tree() {
      if (tree == null) {
        throw new IllegalStateException("the function has not run");
      }
      return tree;
    }
  }

  static <A, R> Function<A, R> checkpoint(Function<A, R> function) {
    return x -> {
      Structure<R> result = new Structure<>();
      var operator =
          new FunctionOperator.Checkpoint(
              leaves -> result.leavesOf(function.apply(Tree.rebuild(x, leaves))));
      return apply(operator, x, result);
    };
  }

  static <A, R, S> Function<A, R> customVjp(
      Function<A, WithResiduals<R, S>> forward, BiFunction<S, R, A> backward) {
    return x -> {
      Structure<R> result = new Structure<>();
      Structure<S> residuals = new Structure<>();
      var operator =
          new FunctionOperator.CustomVjp(
              leaves -> {
                WithResiduals<R, S> run = forward.apply(Tree.rebuild(x, leaves));
                return new WithResiduals<>(
                    result.leavesOf(run.value()), residuals.leavesOf(run.residuals()));
              },
              given -> {
                A cotangent =
                    backward.apply(
                        residuals.rebuild(given.residuals()), result.rebuild(given.value()));
                return Tree.leavesLike(x, cotangent, "custom-vjp");
              });
      return apply(operator, x, result);
    };
  }

  static <A, R> Function<A, R> customJvp(Function<A, R> function, BiFunction<A, A, R> rule) {
    return x -> {
      Structure<R> result = new Structure<>();
      int count = Tree.leaves(x).size();
      var operator =
          new FunctionOperator.CustomJvp(
              leaves -> result.leavesOf(function.apply(Tree.rebuild(x, leaves))),
              both ->
                  result.tangents(
                      rule.apply(
                          Tree.rebuild(x, both.subList(0, count)),
                          Tree.rebuild(x, both.subList(count, both.size()))),
                      "custom-jvp"));
      return apply(operator, x, result);
    };
  }

  private static <R> R apply(FunctionOperator operator, Object x, Structure<R> result) {
    Tensor[] leaves = Tree.leaves(x).toArray(new Tensor[0]);
    Tensor[] results = operator.applyAll(leaves);
    return result.rebuild(List.of(results));
  }
}
