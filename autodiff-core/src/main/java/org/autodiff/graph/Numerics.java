package org.autodiff.graph;

import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.NonFiniteException;
import org.autodiff.Shape;
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
      DenseTensor value = Tracer.data(result);
      int at = Watching.firstNonFinite(value);
      if (at >= 0) {
        throw new NonFiniteException(message(operator, operands, value, at));
      }
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

  private static String message(Operator operator, Tensor[] operands, DenseTensor value, int at) {
    StringBuilder text = new StringBuilder();
    text.append(operator.name())
        .append(": ")
        .append(Watching.unfit("the result", value, at))
        .append(" from operands");
    for (Tensor operand : operands) {
      DenseTensor dense = Tracer.data(operand);
      text.append(' ').append(dense.type());
      int there = position(dense.shape(), value.shape(), at);
      if (there >= 0) {
        text.append(" with ").append(dense.flat(there)).append(" there");
      }
      text.append(',');
    }
    return text.append(" at ")
        .append(Lines.current())
        .append("; check the operands' domain")
        .toString();
  }

  /** The element of an operand that broadcasts to a position of the result; −1 if it does not. */
  private static int position(Shape operand, Shape result, int at) {
    int skipped = result.rank() - operand.rank();
    int rest = at;
    int stride = 1;
    int position = 0;
    for (int i = result.rank() - 1; i >= Math.max(0, skipped); i--) {
      int extent = operand.dim(i - skipped);
      if (extent != 1 && extent != result.dim(i)) {
        return -1;
      }
      position += extent == 1 ? 0 : rest % extent * stride;
      stride *= extent;
      rest /= result.dim(i);
    }
    return operand.size() == 1 || skipped >= 0 ? position : -1;
  }
}
