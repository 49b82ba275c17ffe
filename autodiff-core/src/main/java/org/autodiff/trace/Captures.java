package org.autodiff.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.TreeTensors;
import org.jspecify.annotations.Nullable;

/**
 * The traced tensors that a function with a derivative rule of its own uses without being given
 * them (checkpoint, custom rules): they become further operands. The first run of such a function
 * is on concrete tensors alone, and finds them: each tensor of an outer transform that an operation
 * meets is noted, and a concrete one takes its place. In every later run the operand that stands
 * for the captured tensor at that level takes its place.
 *
 * <p>A lambda cannot be given other captured variables, so the exchange happens where operators are
 * applied, for the operations that the function itself does; what a trace then does one level down
 * is left alone. Outside of such a run this costs one look at a counter.
 */
public final class Captures {
  private static final ScopedValue<Captures> CURRENT = ScopedValue.newInstance();

  /** How many runs there are, on all threads: where 0, nobody looks further. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final IdentityHashMap<Tracer, Tensor> substitutes = new IdentityHashMap<>();
  private final @Nullable Finder finder;
  private final @Nullable Known known;
  private final @Nullable Exchange exchange;
  private boolean suspended;

  private Captures(@Nullable Finder finder, @Nullable Known known, @Nullable Exchange exchange) {
    this.finder = finder;
    this.known = known;
    this.exchange = exchange;
  }

  /**
   * What takes the place of tensors in a body of control flow: of a batch its part that takes this
   * branch, of a value on a tape the one on the tape of the step. Unlike the others, such a run
   * meets tensors of outer transforms when it comes to them, so that it need not run a branch to
   * know what it captures.
   */
  abstract static class Exchange {
    private final @Nullable Captures outside;

    /**
     * Creates an exchange.
     *
     * @param outside the run that it takes part in, which comes first; or null
     */
    Exchange(@Nullable Captures outside) {
      this.outside = outside;
    }

    /**
     * {@return what takes the tensor's place, or the tensor itself}
     *
     * @param asCaptured the tensor as the body refers to it
     * @param tensor what stands for it outside of the run
     */
    abstract Tensor exchanged(Tracer asCaptured, Tensor tensor);
  }

  /** Runs a function with other tensors in the place of those that it captures. */
  static <T> T exchanging(Exchange exchange, Supplier<T> function) {
    return new Captures(null, null, exchange).call(none -> function.get(), List.of());
  }

  /** What a first run finds. */
  private static final class Finder {
    private final @Nullable Captures outside = active();
    private final long newestOutside = Trace.newestId();
    private final List<Tracer> captured = new ArrayList<>();
    private final List<Tensor> operands = new ArrayList<>();
    private final List<Tensor> concrete = new ArrayList<>();
    private final @Nullable FirstRunTrace trace;

    /** The trace must be newer than those outside, so it is made here. */
    Finder(@Nullable String traced) {
      trace = traced == null ? null : new FirstRunTrace(traced);
    }

    /** What takes the place of a captured tensor in the first run. */
    Tensor substitute(Tracer tensor, Tensor operand) {
      Tensor value = concrete(operand);
      captured.add(tensor);
      operands.add(operand);
      concrete.add(value);
      return trace == null ? value : trace.box(value);
    }
  }

  /** What a later run may meet: the transforms that its operands belong to, and newer ones. */
  private static final class Known {
    private final String operator;
    private final long newestOutside = Trace.newestId();
    private final Set<Trace> traces = new HashSet<>();

    Known(String operator, List<Tensor> arguments, List<Tensor> substitutes) {
      this.operator = operator;
      arguments.forEach(this::add);
      substitutes.forEach(this::add);
    }

    private void add(Tensor tensor) {
      Tensor inner = tensor;
      while (inner instanceof Tracer traced) {
        traces.add(traced.trace.origin());
        inner = traced.inner();
      }
    }

    /**
     * Refuses a tensor of another transform: the first run has not found it, so it would be taken
     * for a constant.
     */
    void requireFound(Tracer tensor) {
      Trace trace = tensor.trace;
      if (trace.id() <= newestOutside && !trace.isClosed() && !traces.contains(trace.origin())) {
        throw new TraceException(
            operator
                + ": the function must use the same captured tensors in every run, and compute on"
                + " the thread that calls it, got "
                + tensor.describe()
                + " that its first run did not use; pass that tensor as an argument");
      }
    }
  }

  /**
   * The first run of a function, on concrete tensors.
   *
   * @param <T> the type of the outcome
   * @param captured the tensors that it captures, as the function refers to them
   * @param operands the arguments, and the captured tensors as they are known outside
   * @param concrete the concrete tensors that took the place of the operands in this run
   * @param outcome what the function gave
   */
  record FirstRun<T>(
      List<Tracer> captured, List<Tensor> operands, List<Tensor> concrete, T outcome) {}

  /** Runs a function for the first time, on plain tensors: it may store what it computes. */
  static <T> FirstRun<T> find(List<Tensor> arguments, Function<List<Tensor>, T> function) {
    return find(new Finder(null), arguments, function);
  }

  /** Runs a function for the first time; what it computes must not be used in another run. */
  static <T> FirstRun<T> findTraced(
      String operator, List<Tensor> arguments, Function<List<Tensor>, T> function) {
    return find(new Finder(operator), arguments, function);
  }

  private static <T> FirstRun<T> find(
      Finder finder, List<Tensor> arguments, Function<List<Tensor>, T> function) {
    Captures run = new Captures(finder, null, null);
    List<Tensor> concrete = new ArrayList<>(arguments.size());
    for (Tensor argument : arguments) {
      concrete.add(concrete(argument));
    }
    List<Tensor> given = List.copyOf(concrete);
    FirstRunTrace trace = finder.trace;
    T outcome =
        trace == null
            ? run.call(function, given)
            : trace.run(operands -> run.call(function, operands), given);
    List<Tensor> operands = new ArrayList<>(arguments);
    operands.addAll(finder.operands);
    concrete.addAll(finder.concrete);
    return new FirstRun<>(List.copyOf(finder.captured), operands, concrete, outcome);
  }

  /**
   * Runs a function again, with given tensors in the place of those that its first run captured. It
   * must use no others.
   */
  static <T> T runAgain(
      String operator,
      List<Tracer> captured,
      List<Tensor> substitutes,
      Function<List<Tensor>, T> function,
      List<Tensor> arguments) {
    Known known = new Known(operator, arguments, substitutes);
    return run(new Captures(null, known, null), captured, substitutes, function, arguments);
  }

  /**
   * Runs the rule of a function, with given tensors in the place of those that the function
   * captures. It may use others of transforms that are still running.
   */
  static <T> T runRule(
      List<Tracer> captured,
      List<Tensor> substitutes,
      Function<List<Tensor>, T> rule,
      List<Tensor> arguments) {
    return run(new Captures(null, null, null), captured, substitutes, rule, arguments);
  }

  private static <T> T run(
      Captures run,
      List<Tracer> captured,
      List<Tensor> substitutes,
      Function<List<Tensor>, T> function,
      List<Tensor> arguments) {
    for (int i = 0; i < captured.size(); i++) {
      run.substitutes.put(captured.get(i), substitutes.get(i));
    }
    return run.call(function, arguments);
  }

  private <T> T call(Function<List<Tensor>, T> function, List<Tensor> arguments) {
    RUNS.incrementAndGet();
    try {
      return ScopedValue.where(CURRENT, this).call(() -> function.apply(arguments));
    } finally {
      RUNS.decrementAndGet();
    }
  }

  /** {@return whether the calling code is part of a run in which others stand for some tensors} */
  public static boolean areActive() {
    return active() != null;
  }

  /** {@return the run that the calling code is part of, or null} */
  static @Nullable Captures active() {
    // a plain read: a thread sees its own increments, and nobody else's matter to it
    if (RUNS.getPlain() == 0) {
      return null;
    }
    Captures run = CURRENT.isBound() ? CURRENT.get() : null;
    return run == null || run.suspended ? null : run;
  }

  /** {@return what stands for a tensor here: itself, unless it is captured} */
  static Tensor resolve(Tensor tensor) {
    Captures run = active();
    return run == null ? tensor : run.resolveHere(tensor);
  }

  /** {@return a tree with what stands for captured tensors in their place} */
  public static <T> T resolved(T tree) {
    Captures run = active();
    return run == null ? tree : TreeTensors.mapAll(run::resolveHere, tree);
  }

  /** Applies an operator to what stands for its operands. */
  Tensor apply(SingleResultOperator operator, Tensor[] operands) {
    Tensor[] resolved = resolveHere(operands);
    suspended = true;
    try {
      return Trace.applyTo(operator, resolved);
    } finally {
      suspended = false;
    }
  }

  /** Applies an operator to what stands for its operands. */
  Tensor[] apply(Operator operator, Tensor[] operands) {
    Tensor[] resolved = resolveHere(operands);
    suspended = true;
    try {
      return Trace.applyTo(operator, resolved);
    } finally {
      suspended = false;
    }
  }

  private Tensor[] resolveHere(Tensor[] operands) {
    Tensor[] resolved = new Tensor[operands.length];
    for (int i = 0; i < resolved.length; i++) {
      resolved[i] = resolveHere(operands[i]);
    }
    return resolved;
  }

  private Tensor resolveHere(Tensor tensor) {
    if (!(tensor instanceof Tracer traced)) {
      return tensor;
    }
    Tensor substitute = substitutes.get(traced);
    if (substitute != null) {
      return substitute;
    }
    if (exchange != null) {
      return exchanged(exchange, traced);
    }
    if (known != null) {
      known.requireFound(traced);
    }
    if (finder == null || traced.trace.id() > finder.newestOutside) {
      return tensor;
    }
    Captures outside = finder.outside;
    Tensor operand = outside == null ? tensor : outside.resolveHere(tensor);
    if (operand instanceof Tracer inner && inner.trace.isClosed()) {
      return tensor; // the operator says that it has escaped
    }
    Tensor found = finder.substitute(traced, operand);
    substitutes.put(traced, found);
    return found;
  }

  private Tensor exchanged(Exchange by, Tracer traced) {
    Tensor outer = by.outside == null ? traced : by.outside.resolveHere(traced);
    boolean before = suspended;
    suspended = true;
    try {
      Tensor tensor = by.exchanged(traced, outer);
      if (tensor != traced) {
        substitutes.put(traced, tensor);
      }
      return tensor;
    } finally {
      suspended = before;
    }
  }

  /** The value of a traced tensor; of a batch the first example, or zeros if it is empty. */
  private static DenseTensor concrete(Tensor tensor) {
    if (tensor instanceof BatchTrace.Box batch) {
      DenseTensor values = concrete(batch.inner());
      return values.shape().dim(0) == 0 ? DenseTensor.zeros(tensor.type()) : values.get(0).dense();
    }
    if (tensor instanceof UnknownTensor) {
      return DenseTensor.zeros(tensor.type()); // to see what is captured, and for nothing else
    }
    return tensor instanceof Tracer traced ? concrete(traced.inner()) : tensor.dense();
  }
}
