package org.autodiff.graph;

import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.NonFiniteException;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.Captures;
import org.autodiff.trace.JvpTrace;
import org.autodiff.trace.Lines;
import org.autodiff.trace.ObservingTrace;
import org.autodiff.trace.Tracer;
import org.autodiff.trace.Watching;

/** A debugging mode that stops at the first NaN or infinity and says where it came from. */
public final class Numerics {
  private Numerics() {}

  /**
   * Watches a function: the first operation that depends on its argument and gives a NaN or an
   * infinity stops it, with a message that names the operator, the operands, and the line of the
   * user's code. Derivatives are watched too: those of transforms inside the function, and those
   * that a transform around it takes of the function, also after it has returned. Slow; for
   * debugging.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function to watch, for example a gradient, or one to be differentiated
   * @return the same function, which throws {@link NonFiniteException}
   */
  public static <A, R> Function<A, R> stopAtNonFinite(Function<A, R> function) {
    return x -> Watching.watching(() -> watch(function, x));
  }

  private static <A, R> R watch(Function<A, R> function, A x) {
    ObservingTrace trace = new ObservingTrace("stopAtNonFinite", Numerics::check);
    try {
      R result =
          Captures.resolved(function.apply(TreeTensors.mapData(trace::box, Captures.resolved(x))));
      return TreeTensors.mapAll(trace::inner, result);
    } finally {
      trace.close();
    }
  }

  private static void check(
      ObservingTrace trace,
      Operator operator,
      Tensor[] operands,
      Tensor[] results,
      int firstNumber) {
    for (Tensor result : results) {
      Watching.requireFinite(operator, operands, result);
      checkTangents(operator, result);
    }
  }

  /** Checks the tangents that transforms around the function have computed with the result. */
  private static void checkTangents(Operator operator, Tensor result) {
    Tensor inner = result;
    while (inner instanceof Tracer traced) {
      if (traced instanceof JvpTrace.Box dual) {
        DenseTensor tangent = Tracer.data(dual.tangent());
        int at = Watching.firstNonFinite(tangent);
        if (at >= 0) {
          throw new NonFiniteException(
              "in the derivative of "
                  + operator.name()
                  + ": "
                  + Watching.unfit("the tangent of the result", tangent, at)
                  + " at "
                  + Lines.current()
                  + "; check the operands' domain");
        }
      }
      inner = traced.inner();
    }
  }
}
