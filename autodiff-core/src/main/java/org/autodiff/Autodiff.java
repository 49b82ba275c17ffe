package org.autodiff;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.autodiff.compile.Compiled;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.CustomRules;
import org.autodiff.trace.Jacobians;
import org.autodiff.trace.JvpTrace;
import org.autodiff.trace.Recording;
import org.autodiff.trace.Vmap;

/**
 * The transforms: each takes a function and gives a function, or its value and derivative at a
 * point. They compose to any depth and in any order.
 *
 * <p>Arguments and results are trees (see {@link Tree}); a derivative comes back in the type of the
 * argument. A function may use plain Java loops, branches on concrete values and recursion. Under
 * {@code grad}, {@code vjp} and {@code jvp} the value of an argument is read through {@link
 * #stopGradient}, as in {@code stopGradient(x).item()}; under {@code vmap} there is no single one.
 * It must not store a tensor it was given for use after it has returned: that is a {@link
 * TraceException}.
 *
 * <p>Transforms may run on any number of threads at once, and what they give ({@link Vjp}, {@link
 * LinearizedFunction}) may be shared by threads. But a function inside {@code grad}, {@code vjp},
 * {@code linearize}, {@code jacrev} and the others that record is to compute on one thread, the one
 * that called: the order of its operations decides the bits of the gradient. A parallel stream in
 * it is a {@link TraceException} at the first operation on another thread; use {@code vmap}, or a
 * transform in each task of the stream. {@code jvp} and {@code vmap} alone record nothing, and
 * allow it.
 */
public final class Autodiff {
  /** In place of an axis of {@code vmap}: all examples share the argument. */
  public static final int UNBATCHED = Vmap.UNBATCHED;

  private Autodiff() {}

  /**
   * The value and the directional derivative, in one run by forward mode.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @param primal x
   * @param tangent v, of the structure, shapes and element types of x
   * @return f(x) and J(x)·v
   */
  public static <A, R> Jvp<R> jvp(Function<A, R> function, A primal, A tangent) {
    return JvpTrace.jvp(function, primal, tangent);
  }

  /**
   * The value, and the pullback at that point, by reverse mode.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @param primal x
   * @return f(x) and the map {@code u -> Jᵀ(x) u}
   */
  public static <A, R> Vjp<A, R> vjp(Function<A, R> function, A primal) {
    return new Vjp<>(new Recording<>("vjp", function, primal));
  }

  /**
   * The value, and the derivative at that point as a linear map that can be applied many times.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @param primal x
   * @return f(x) and the map {@code v -> J(x) v}
   */
  public static <A, R> LinearizedFunction<A, R> linearize(Function<A, R> function, A primal) {
    return new LinearizedFunction<>(new Recording<>("linearize", function, primal));
  }

  /**
   * The gradient of a scalar function.
   *
   * @param <A> the type of the argument
   * @param function f, with a result of rank 0
   * @return the function {@code x -> ∇f(x)}
   */
  public static <A> Function<A, A> grad(Function<A, Tensor> function) {
    return x -> differentiate("grad", function, x).grad();
  }

  /**
   * The gradient of a scalar function with respect to its first argument.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second
   * @param function f, with a result of rank 0
   * @return the function {@code (x, y) -> ∂f(x, y)/∂x}
   */
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Tensor> function) {
    return (x, y) -> differentiate("grad", (A a) -> function.apply(a, y), x).grad();
  }

  /**
   * The value and gradient of a scalar function, in one run.
   *
   * @param <A> the type of the argument
   * @param function f, with a result of rank 0
   * @return the function {@code x -> (f(x), ∇f(x))}
   */
  public static <A> Function<A, ValueAndGrad<A>> valueAndGrad(Function<A, Tensor> function) {
    return x -> differentiate("valueAndGrad", function, x);
  }

  /**
   * The value of a scalar function and its gradient with respect to its first argument, in one run.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second
   * @param function f, with a result of rank 0
   * @return the function {@code (x, y) -> (f(x, y), ∂f(x, y)/∂x)}
   */
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(
      BiFunction<A, B, Tensor> function) {
    return (x, y) -> differentiate("valueAndGrad", (A a) -> function.apply(a, y), x);
  }

  /**
   * The value, auxiliary output and gradient of a scalar function, in one run.
   *
   * @param <A> the type of the argument
   * @param <X> the type of the auxiliary output
   * @param function f, with a value of rank 0 and auxiliary output that is not differentiated
   * @return the function {@code x -> ((f(x), ∇f(x)), aux(x))}
   */
  public static <A, X> Function<A, WithAux<ValueAndGrad<A>, X>> valueAndGradWithAux(
      Function<A, WithAux<Tensor, X>> function) {
    return x -> {
      Recording<A, WithAux<Tensor, X>> recording =
          new Recording<>("valueAndGradWithAux", function, x);
      WithAux<Tensor, X> result = recording.value();
      var derivative = new ValueAndGrad<>(result.value(), recording.gradient());
      return new WithAux<>(derivative, result.aux());
    };
  }

  private static <A> ValueAndGrad<A> differentiate(
      String transform, Function<A, Tensor> function, A x) {
    Recording<A, Tensor> recording = new Recording<>(transform, function, x);
    return new ValueAndGrad<>(recording.value(), recording.gradient());
  }

  /**
   * Maps a function of one example over a batch: axis 0 of every leaf of argument and result.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function of one example
   * @return the function of a batch
   */
  public static <A, R> Function<A, R> vmap(Function<A, R> function) {
    return x -> Vmap.apply(function, x, leaf -> 0, 0);
  }

  /**
   * Maps a function of one example over a batch.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function of one example
   * @param inAxis the axis of every leaf of the argument that is the batch; may be negative
   * @param outAxis where the batch goes in every leaf of the result; {@link #UNBATCHED} where the
   *     result does not depend on the batch
   * @return the function of a batch
   */
  public static <A, R> Function<A, R> vmap(Function<A, R> function, int inAxis, int outAxis) {
    return x -> Vmap.apply(function, x, leaf -> inAxis, outAxis);
  }

  /**
   * Maps a function of one example over a batch, with an axis for each leaf of the argument.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function of one example
   * @param inAxes the axis that is the batch, by leaf; {@link #UNBATCHED} for shared ones
   * @param outAxis where the batch goes in every leaf of the result
   * @return the function of a batch
   */
  public static <A, R> Function<A, R> vmap(
      Function<A, R> function, List<Integer> inAxes, int outAxis) {
    return x -> {
      int leaves = TreeTensors.data(x).size();
      if (leaves != inAxes.size()) {
        throw new ShapeException(
            "vmap: there must be one axis for each leaf of the argument, got "
                + inAxes
                + " for "
                + leaves
                + " leaves; use UNBATCHED for those that all examples share");
      }
      return Vmap.apply(function, x, inAxes::get, outAxis);
    };
  }

  /**
   * Maps a function of two arguments over a batch.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second
   * @param <R> the type of the result
   * @param function the function of one example
   * @param firstAxis the batch axis of every leaf of the first argument, or {@link #UNBATCHED}
   * @param secondAxis the same for the second argument
   * @param outAxis where the batch goes in every leaf of the result
   * @return the function of a batch
   */
  public static <A, B, R> BiFunction<A, B, R> vmap(
      BiFunction<A, B, R> function, int firstAxis, int secondAxis, int outAxis) {
    return (x, y) -> {
      int firstLeaves = TreeTensors.data(x).size();
      return Vmap.apply(
          (Pair<A, B> pair) -> function.apply(pair.first(), pair.second()),
          new Pair<>(x, y),
          leaf -> leaf < firstLeaves ? firstAxis : secondAxis,
          outAxis);
    };
  }

  private record Pair<A, B>(A first, B second) {}

  /**
   * The Jacobian by forward mode: best for few inputs and many outputs.
   *
   * @param <A> the type of the argument
   * @param function f, with one tensor as result
   * @return the function {@code x -> J(x)}: a tree like x, each leaf of shape [result axes…, leaf
   *     axes…]
   */
  public static <A> Function<A, A> jacfwd(Function<A, Tensor> function) {
    return jacfwd(function, Integer.MAX_VALUE);
  }

  /**
   * The Jacobian by forward mode, in chunks.
   *
   * @param <A> the type of the argument
   * @param function f, with one tensor as result
   * @param chunk how many columns are computed at once, which bounds the memory
   * @return the function {@code x -> J(x)}, as {@link #jacfwd(Function)}
   */
  public static <A> Function<A, A> jacfwd(Function<A, Tensor> function, int chunk) {
    requireChunk(chunk, "jacfwd");
    return x -> Jacobians.forward(function, x, chunk).get(0);
  }

  /**
   * The Jacobian by reverse mode: best for many inputs and few outputs.
   *
   * @param <A> the type of the argument
   * @param function f, with one tensor as result
   * @return the function {@code x -> J(x)}, as {@link #jacfwd(Function)}
   */
  public static <A> Function<A, A> jacrev(Function<A, Tensor> function) {
    return jacrev(function, Integer.MAX_VALUE);
  }

  /**
   * The Jacobian by reverse mode, in chunks.
   *
   * @param <A> the type of the argument
   * @param function f, with one tensor as result
   * @param chunk how many rows are computed at once, which bounds the memory
   * @return the function {@code x -> J(x)}, as {@link #jacfwd(Function)}
   */
  public static <A> Function<A, A> jacrev(Function<A, Tensor> function, int chunk) {
    requireChunk(chunk, "jacrev");
    return x -> Jacobians.reverse(function, x, chunk).get(0);
  }

  /**
   * The Jacobians of a function with a tree of results, by forward mode.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @return the function that gives, for each leaf of the result in order, the Jacobian of that
   *     leaf as a tree like the argument
   */
  public static <A, R> Function<A, List<A>> jacfwdLeaves(Function<A, R> function) {
    return x -> Jacobians.forward(function, x, Integer.MAX_VALUE);
  }

  /**
   * The Jacobians of a function with a tree of results, by reverse mode.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @return as {@link #jacfwdLeaves}
   */
  public static <A, R> Function<A, List<A>> jacrevLeaves(Function<A, R> function) {
    return x -> Jacobians.reverse(function, x, Integer.MAX_VALUE);
  }

  private static void requireChunk(int chunk, String transform) {
    if (chunk < 1) {
      throw new ValueException(
          transform
              + ": the chunk must be 1 or more, got "
              + chunk
              + "; leave it out for all at once");
    }
  }

  /**
   * The Hessian of a scalar function, forward over reverse.
   *
   * @param function f, with a result of rank 0
   * @return the function {@code x -> ∇²f(x)}, of shape [axes of x…, axes of x…]
   */
  public static Function<Tensor, Tensor> hessian(Function<Tensor, Tensor> function) {
    return jacfwd(grad(function));
  }

  /**
   * The Hessian of a scalar function of a tree, forward over reverse, in blocks.
   *
   * @param <A> the type of the argument
   * @param function f, with a result of rank 0
   * @return the function that gives, for each leaf of the argument in order, the derivative of that
   *     leaf's gradient as a tree like the argument
   */
  public static <A> Function<A, List<A>> hessianLeaves(Function<A, Tensor> function) {
    return jacfwdLeaves(grad(function));
  }

  /**
   * The product of the Hessian with a vector, forward over reverse, without the Hessian.
   *
   * @param <A> the type of the argument
   * @param function f, with a result of rank 0
   * @param x the point
   * @param v the vector, like x
   * @return {@code ∇²f(x) v}, like x
   */
  public static <A> A hvp(Function<A, Tensor> function, A x, A v) {
    return Autodiff.<A, A>jvp(grad(function), x, v).tangent();
  }

  /**
   * The same function, but one that keeps only its arguments for the backward pass and runs again
   * there, which saves memory and costs time. Derivatives are those of f. The function may capture
   * traced tensors, as a layer its weights: they count as arguments. It must do the same each time
   * that it runs, on the thread that calls it, and keep no tensor from one run for the next: using
   * one of an earlier run is an error, as its derivative is lost. Values may be looked at in the
   * first run (under vmap those of the first example).
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @return f, checkpointed
   */
  public static <A, R> Function<A, R> checkpoint(Function<A, R> function) {
    return CustomRules.checkpoint(function);
  }

  /**
   * The same function, staged once for each signature of its argument, and run as a program: with
   * the bits that it gives uncompiled, and without the engine. A signature is the structure of the
   * tree, the types of its tensors, and what the tree holds besides tensors. A second call with a
   * signature that is known does not run the function: its side effects happen once, and what it
   * reads from variables outside stays as it was. Tensors that it captures from transforms around
   * it are followed.
   *
   * <p>The function must not look at values: {@code item()} and the like are a {@link
   * TraceException} inside.
   *
   * <p>Transforms apply to compiled functions and inside of them; those inside are compiled with
   * the rest, so {@code compile(grad(f))} is faster than {@code grad(compile(f))}.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @return f, compiled
   */
  public static <A, R> Function<A, R> compile(Function<A, R> function) {
    return Compiled.of(function);
  }

  /**
   * A function of two arguments, compiled as {@link #compile(Function)}.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second
   * @param <R> the type of the result
   * @param function f
   * @return f, compiled
   */
  public static <A, B, R> BiFunction<A, B, R> compile(BiFunction<A, B, R> function) {
    Function<Pair<A, B>, R> compiled =
        Compiled.of(pair -> function.apply(pair.first(), pair.second()));
    return (x, y) -> compiled.apply(new Pair<>(x, y));
  }

  /**
   * A function with a reverse-mode rule of its own. Forward mode follows by transposing it, and
   * derivatives of higher order differentiate both halves. Traced tensors that the forward half
   * captures are known to both, and are constants: differentiating with respect to one is a {@link
   * TraceException}, since the rule has no derivative for it.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param <S> the type of the residuals
   * @param forward {@code x -> (f(x), residuals)}
   * @param backward {@code (residuals, u) -> Jᵀ u}, linear in u, like x
   * @return the function x → f(x)
   */
  public static <A, R, S> Function<A, R> customVjp(
      Function<A, WithResiduals<R, S>> forward, BiFunction<S, R, A> backward) {
    return CustomRules.customVjp(forward, backward);
  }

  /**
   * A function with a forward-mode rule of its own. Reverse mode follows by transposing it. Traced
   * tensors that the function captures are known to the rule too, and are constants, as for {@link
   * #customVjp}.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function f
   * @param rule {@code (x, v) -> J(x) v}, linear in v, like f(x)
   * @return f with that rule
   */
  public static <A, R> Function<A, R> customJvp(Function<A, R> function, BiFunction<A, A, R> rule) {
    return CustomRules.customJvp(function, rule);
  }

  /**
   * A tree as constants: every derivative through it is 0.
   *
   * @param <A> the type of the tree
   * @param tree the tree
   * @return the same values
   */
  public static <A> A stopGradient(A tree) {
    return TreeTensors.mapAll(Tensor::stopGradient, tree);
  }
}
