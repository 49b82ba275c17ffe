package org.autodiff;

import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A debugging mode that stops at the first NaN or infinity and says where it came from. */
public final class Numerics {
  private static final ScopedValue<Boolean> WATCHING = ScopedValue.newInstance();

  /** How many functions are watched, on all threads: where 0, nobody looks further. */
  private static final AtomicInteger WATCHED = new AtomicInteger();

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

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
    return x -> watching(() -> watch(function, x));
  }

  private static <T> T watching(Supplier<T> work) {
    WATCHED.incrementAndGet();
    try {
      return ScopedValue.where(WATCHING, true).call(work::get);
    } finally {
      WATCHED.decrementAndGet();
    }
  }

  /** {@return whether the calling code is watched, so that its derivative is to be as well} */
  static boolean isWatching() {
    // a plain read: a thread sees its own increments, and nobody else's matter to it
    return WATCHED.getPlain() != 0 && WATCHING.isBound();
  }

  private static <A, R> R watch(Function<A, R> function, A x) {
    ObservingTrace trace = new ObservingTrace("stopAtNonFinite", Numerics::check);
    try {
      R result = Captures.resolved(function.apply(Tree.mapData(trace::box, Captures.resolved(x))));
      return Tree.mapAll(trace::strip, result);
    } finally {
      trace.close();
    }
  }

  private static void check(
      Operator operator, Tensor[] operands, Tensor[] results, int firstNumber) {
    for (Tensor result : results) {
      DenseTensor value = concrete(result);
      int at = firstNonFinite(value);
      if (at >= 0) {
        throw new NonFiniteException(message(operator, operands, value, at));
      }
      checkTangents(operator, result);
    }
  }

  /** Checks the tangents that transforms around the function have computed with the result. */
  private static void checkTangents(Operator operator, Tensor result) {
    Tensor inner = result;
    while (inner instanceof TracedTensor traced) {
      if (traced instanceof JvpTrace.Box dual) {
        DenseTensor tangent = concrete(dual.tangent());
        int at = firstNonFinite(tangent);
        if (at >= 0) {
          throw new NonFiniteException(
              "in the derivative of "
                  + operator.name()
                  + ": "
                  + unfit("the tangent of the result", tangent, at)
                  + " at "
                  + site()
                  + "; check the operands' domain");
        }
      }
      inner = traced.inner();
    }
  }

  /** Checks a cotangent in a backward pass that is watched. */
  static void requireFinite(Tensor cotangent, String what) {
    DenseTensor value = concrete(cotangent);
    int at = firstNonFinite(value);
    if (at >= 0) {
      throw new NonFiniteException(unfit(what, value, at) + "; check the operands' domain");
    }
  }

  private static int firstNonFinite(DenseTensor value) {
    for (int i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.flat(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String unfit(String what, DenseTensor value, int at) {
    return what
        + " must be finite, got "
        + value.flat(at)
        + " at "
        + index(value.shape(), at)
        + " of "
        + value.type();
  }

  private static String message(Operator operator, Tensor[] operands, DenseTensor value, int at) {
    StringBuilder text = new StringBuilder();
    text.append(operator.name())
        .append(": ")
        .append(unfit("the result", value, at))
        .append(" from operands");
    for (Tensor operand : operands) {
      DenseTensor dense = concrete(operand);
      text.append(' ').append(dense.type());
      int there = position(dense.shape(), value.shape(), at);
      if (there >= 0) {
        text.append(" with ").append(dense.flat(there)).append(" there");
      }
      text.append(',');
    }
    return text.append(" at ").append(site()).append("; check the operands' domain").toString();
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

  private static String index(Shape shape, int flat) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int i = index.length - 1; i >= 0; i--) {
      index[i] = rest % shape.dim(i);
      rest /= shape.dim(i);
    }
    return Arrays.toString(index);
  }

  /** The data behind all boxes; under vmap that is the whole batch. */
  private static DenseTensor concrete(Tensor tensor) {
    Tensor inner = tensor;
    while (inner instanceof TracedTensor traced) {
      inner = traced.inner();
    }
    return inner.dense();
  }

  /** The innermost line of code that is neither the library's nor the JDK's. */
  private static String site() {
    Optional<StackFrame> frame =
        STACK.walk(frames -> frames.filter(f -> !isLibrary(f.getDeclaringClass())).findFirst());
    return frame.map(f -> f.toStackTraceElement().toString()).orElse("an unknown place");
  }

  private static final ClassValue<Boolean> LIBRARY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          ClassLoader loader = type.getClassLoader();
          return loader == null
              || loader == ClassLoader.getPlatformClassLoader()
              || (OWN_PACKAGES.contains(type.getPackageName()) && isBesidePackage(type));
        }
      };

  private static boolean isLibrary(Class<?> type) {
    return LIBRARY.get(type);
  }

  /** The library's packages; the programs of its examples are a user's. */
  private static final Set<String> OWN_PACKAGES =
      Set.of(
          "org.autodiff",
          "org.autodiff.check",
          "org.autodiff.io",
          "org.autodiff.kernels",
          "org.autodiff.nn",
          "org.autodiff.operators",
          "org.autodiff.ops",
          "org.autodiff.ops.kernels");

  /**
   * Whether a class stands where its package is described: a test in a package of the library is
   * compiled to another place, and its lines are what the one who runs it looks for.
   */
  private static boolean isBesidePackage(Class<?> type) {
    try {
      Class<?> description =
          Class.forName(type.getPackageName() + ".package-info", false, type.getClassLoader());
      return Objects.equals(place(type), place(description));
    } catch (ClassNotFoundException e) {
      return true;
    }
  }

  private static @Nullable URL place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? null : source.getLocation();
  }

  /** Where the watched operations on a tape were recorded. */
  static final class Sites {
    private final Map<Integer, String> sites = new HashMap<>();

    void record(int number, Operator operator) {
      sites.put(number, operator.name() + ", recorded at " + site());
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
