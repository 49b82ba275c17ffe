package org.autodiff;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A debugging mode that stops at the first NaN or infinity and says where it came from. */
public final class Numerics {
  private static final ScopedValue<Boolean> CHECKING = ScopedValue.newInstance();
  private static final StackWalker STACK = StackWalker.getInstance();

  private Numerics() {}

  /**
   * Watches a function: the first operation that depends on its argument and gives a NaN or an
   * infinity stops it, also in the backward pass of a transform inside, with a message that names
   * the operator, the operands, and the line of the user's code. Slow; for debugging.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the result
   * @param function the function to watch, for example a gradient
   * @return the same function, which throws {@link NonFiniteException}
   */
  public static <A, R> Function<A, R> stopAtNonFinite(Function<A, R> function) {
    return x -> ScopedValue.where(CHECKING, true).call(() -> watch(function, x));
  }

  private static <A, R> R watch(Function<A, R> function, A x) {
    ObservingTrace trace = new ObservingTrace("stopAtNonFinite", Numerics::check);
    try {
      R result = function.apply(Tree.mapData(trace::box, x));
      return Tree.mapAll(trace::strip, result);
    } finally {
      trace.close();
    }
  }

  private static void check(
      Operator operator, Tensor[] operands, Tensor[] results, int firstNumber) {
    for (Tensor result : results) {
      DenseTensor value = concrete(result);
      for (int i = 0; i < value.size(); i++) {
        if (!Double.isFinite(value.flat(i))) {
          throw new NonFiniteException(message(operator, operands, value, i));
        }
      }
    }
  }

  private static String message(Operator operator, Tensor[] operands, DenseTensor value, int at) {
    StringBuilder text = new StringBuilder();
    text.append(operator.name())
        .append(": the result must be finite, got ")
        .append(value.flat(at))
        .append(" at ")
        .append(index(value.shape(), at))
        .append(" of ")
        .append(value.type())
        .append(" from operands");
    for (Tensor operand : operands) {
      DenseTensor dense = concrete(operand);
      text.append(' ').append(dense.type());
      if (dense.shape().equals(value.shape()) || dense.size() == 1) {
        text.append(" with ").append(dense.flat(dense.size() == 1 ? 0 : at)).append(" there");
      }
      text.append(',');
    }
    return text.append(" at ").append(site()).append("; check the operands' domain").toString();
  }

  private static String index(Shape shape, int flat) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int i = index.length - 1; i >= 0; i--) {
      index[i] = rest % shape.dim(i);
      rest /= shape.dim(i);
    }
    return java.util.Arrays.toString(index);
  }

  /** The data behind all boxes; under vmap that is the whole batch. */
  private static DenseTensor concrete(Tensor tensor) {
    Tensor inner = tensor;
    while (inner instanceof TracedTensor traced) {
      inner = traced.inner();
    }
    return inner.dense();
  }

  /** The innermost line of code outside of the library. */
  private static String site() {
    Optional<StackFrame> frame =
        STACK.walk(frames -> frames.filter(f -> !isLibrary(f.getClassName())).findFirst());
    return frame.map(f -> f.toStackTraceElement().toString()).orElse("an unknown place");
  }

  private static boolean isLibrary(String className) {
    int dot = className.lastIndexOf('.');
    String packageName = dot < 0 ? "" : className.substring(0, dot);
    boolean own =
        packageName.equals("org.autodiff") || packageName.equals("org.autodiff.operators");
    return (own && !className.contains("Test")) || className.startsWith("java.");
  }

  /** {@return a place to note where operations are recorded, or null outside of this mode} */
  static @org.jspecify.annotations.Nullable Sites sitesIfChecking() {
    return CHECKING.isBound() ? new Sites() : null;
  }

  /** Where the operations on a tape were recorded. */
  static final class Sites {
    private final List<String> sites = new ArrayList<>();

    void record(int number, Operator operator) {
      sites.add(number, operator.name() + ", recorded at " + site());
    }

    NonFiniteException inDerivative(int number, NonFiniteException cause) {
      return new NonFiniteException(
          "in the derivative of " + sites.get(number) + ": " + cause.getMessage(), cause);
    }
  }
}
