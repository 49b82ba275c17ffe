package org.autodiff.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.autodiff.DenseTensor;
import org.autodiff.NonFiniteException;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.extend.Operator;

/**
 * Whether code runs under the watch for numbers that are not finite. Tapes ask: they note the line
 * of each record, so that a NaN in a backward pass is traced to the operation it belongs to.
 */
public final class Watching {
  private static final ScopedValue<Boolean> WATCHING = ScopedValue.newInstance();

  /** How many functions are watched, on all threads: where 0, nobody looks further. */
  private static final AtomicInteger WATCHED = new AtomicInteger();

  private Watching() {}

  /** Does some work under the watch. */
  public static <T> T watching(Supplier<T> work) {
    WATCHED.incrementAndGet();
    try {
      return ScopedValue.where(WATCHING, true).call(work::get);
    } finally {
      WATCHED.decrementAndGet();
    }
  }

  /** {@return whether the calling code is watched, so that its derivative is to be as well} */
  public static boolean isWatching() {
    // a plain read: a thread sees its own increments, and nobody else's matter to it
    return WATCHED.getPlain() != 0 && WATCHING.isBound();
  }

  /** Checks a result of an operation, which is named with its operands and the user's line. */
  public static void requireFinite(Operator operator, Tensor[] operands, Tensor result) {
    DenseTensor value = Tracer.data(result);
    int at = firstNonFinite(value);
    if (at >= 0) {
      throw new NonFiniteException(message(operator, operands, value, at));
    }
  }

  private static String message(Operator operator, Tensor[] operands, DenseTensor value, int at) {
    StringBuilder text = new StringBuilder();
    text.append(operator.name())
        .append(": ")
        .append(unfit("the result", value, at))
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

  /** Checks a cotangent in a backward pass that is watched. */
  public static void requireFinite(Tensor cotangent, String what) {
    DenseTensor value = Tracer.data(cotangent);
    int at = firstNonFinite(value);
    if (at >= 0) {
      throw new NonFiniteException(unfit(what, value, at) + "; check the operands' domain");
    }
  }

  /** The position of the first element that is not finite, in row-major order, or −1. */
  public static int firstNonFinite(DenseTensor value) {
    for (int i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.flat(i))) {
        return i;
      }
    }
    return -1;
  }

  /** What is said of an element that is not finite. */
  public static String unfit(String what, DenseTensor value, int at) {
    return what
        + " must be finite, got "
        + value.flat(at)
        + " at "
        + index(value.shape(), at)
        + " of "
        + value.type();
  }

  private static String index(Shape shape, int flat) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int i = index.length - 1; i >= 0; i--) {
      index[i] = rest % shape.dim(i);
      rest /= shape.dim(i);
    }
    return Arrays.toString(index);
  }

  /** Where the watched operations on a tape were recorded. */
  static final class Sites {
    private final Map<Integer, String> sites = new HashMap<>();

    void record(int number, Operator operator) {
      sites.put(number, operator.name() + ", recorded at " + Lines.current());
    }

    boolean has(int number) {
      return sites.containsKey(number);
    }

    /** Does one step of a backward pass, watched as the operation was that it belongs to. */
    void watch(int number, Runnable step) {
      try {
        watching(
            () -> {
              step.run();
              return true;
            });
      } catch (NonFiniteException e) {
        throw new NonFiniteException(
            "in the derivative of " + sites.get(number) + ": " + e.getMessage(), e);
      }
    }
  }
}
