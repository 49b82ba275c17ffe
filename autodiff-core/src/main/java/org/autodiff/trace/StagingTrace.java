package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.extend.Operator;
import org.autodiff.internal.TreeTensors;
import org.autodiff.internal.UserCode;
import org.jspecify.annotations.Nullable;

/**
 * A trace that computes nothing: operators infer, and what they were applied to becomes a {@link
 * Program}. Rules of derivatives and of batching never look at data, so transforms run inside as
 * they do on numbers. A function with a rule of its own is run on the staged tensors.
 */
public final class StagingTrace extends Trace {
  /** What a program is to be. */
  public enum Purpose {
    /** A picture of what the function does: every operation is in it as it was applied. */
    GRAPH,
    /**
     * The function in another form, which may yet be differentiated: staged tensors stand for
     * concrete ones, so that rules take the same way as for those. Operations that are repeated
     * stay, unless most of them are. Where they are done once, the cotangents of what repeats them
     * are summed before they are pulled back, and no longer after: other bits, and for a function
     * that computes the same again and again far less work.
     */
    DIFFERENTIATE,
    /**
     * The function as it runs, which nobody will differentiate any more: an operation on the same
     * operands is done once, and functions with rules of their own are taken apart.
     */
    RUN
  }

  /** Finds a value that an operation would only give again. */
  public interface Identities {
    /**
     * Looks for the value.
     *
     * @param staging what has been staged so far
     * @param operator the operator
     * @param operands the numbers of its operands
     * @param result the type of its only result
     * @return the number of a value with the same bits, or −1
     */
    int same(StagingTrace staging, Operator operator, int[] operands, TensorType result);

    /** Finds none. */
    Identities NONE = (staging, operator, operands, result) -> -1;
  }

  private final String transform;
  private final Purpose purpose;
  private final Identities identities;
  private final Thread owner = Thread.currentThread();
  private final List<TensorType> types = new ArrayList<>();
  private final List<@Nullable Tensor> constants = new ArrayList<>();
  private final List<Program.Step> steps = new ArrayList<>();

  /** By value, the number of the step that made it; −1 for inputs and constants. */
  private final List<Integer> makers = new ArrayList<>();

  private final Map<Application, Integer> known = new HashMap<>();
  private final IdentityHashMap<Tensor, Integer> constantNumbers = new IdentityHashMap<>();
  private final Map<Number, Integer> scalarNumbers = new HashMap<>();

  /** By value, one that is known to be the same: the first, or itself. */
  private final List<Integer> representatives = new ArrayList<>();

  private int applied;
  private int merged;
  private int simplified;
  private int repeated;
  private int inputs;

  public StagingTrace(String transform, Purpose purpose, Identities identities) {
    this.transform = transform;
    this.purpose = purpose;
    this.identities = identities;
  }

  /** An operator and the numbers of its operands, compared by value. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Application(Operator operator, int[] operands) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Application a
          && Arrays.equals(operands, a.operands)
          && operator.equals(a.operator);
    }

    @Override
    public int hashCode() {
      return 31 * operator.hashCode() + Arrays.hashCode(operands);
    }
  }

  /** A staged value: its type and its number. */
  static final class Box extends Tracer {
    private final StagingTrace staging;
    private final int number;

    private Box(StagingTrace trace, TensorType type, int number) {
      super(type, trace);
      this.staging = trace;
      this.number = number;
    }

    @Override
    public Tensor inner() {
      return new UnknownTensor(type(), staging);
    }

    @Override
    public boolean isConcrete() {
      return staging.isForCompiling();
    }

    @Override
    public DenseTensor dense() {
      throw staging.unknown(type());
    }
  }

  TraceException unknown(TensorType type) {
    String remedy =
        isForCompiling()
            ? " at "
                + UserCode.line()
                + "; use where, or ControlFlow.cond and whileLoop for what depends on values, or"
                + " read it outside of the compiled function"
            : "; compute with operators (where, max, takeAlongAxis) instead of reading values, or"
                + " run it on an argument";
    return new TraceException(
        "data: reading elements needs a concrete tensor, got a "
            + type
            + " inside "
            + transform
            + ", which runs its function on types alone"
            + remedy);
  }

  @Override
  String transform() {
    return transform;
  }

  boolean isForRunning() {
    return purpose == Purpose.RUN;
  }

  boolean isForCompiling() {
    return purpose != Purpose.GRAPH;
  }

  /** A new input; all inputs are made before anything is staged. */
  public Tensor input(TensorType type) {
    inputs++;
    return new Box(this, type, value(type, null, -1));
  }

  private int value(TensorType type, @Nullable Tensor constant, int maker) {
    types.add(type);
    constants.add(constant);
    makers.add(maker);
    representatives.add(types.size() - 1);
    return types.size() - 1;
  }

  /** {@return the constant with a number, or null where the value is none} */
  public @Nullable Tensor constant(int number) {
    return constants.get(number);
  }

  /** {@return the type of a value} */
  public TensorType type(int number) {
    return types.get(number);
  }

  /** {@return the step that made a value, or null for inputs and constants} */
  public Program.@Nullable Step maker(int number) {
    int step = makers.get(number);
    return step < 0 ? null : steps.get(step);
  }

  /** {@return the number of a value; a tensor from elsewhere becomes a constant} */
  private int number(Tensor tensor) {
    if (tensor instanceof Box box && box.trace == this) {
      return box.number;
    }
    if (isForCompiling() && tensor instanceof DenseTensor dense && dense.rank() == 0) {
      Number bits =
          dense.dtype() == DType.FLOAT64
              ? (Number) Double.doubleToRawLongBits(dense.flat(0))
              : (Number) Float.floatToRawIntBits((float) dense.flat(0));
      return scalarNumbers.computeIfAbsent(bits, b -> value(tensor.type(), tensor, -1));
    }
    return constantNumbers.computeIfAbsent(tensor, t -> value(t.type(), t, -1));
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    if (Thread.currentThread() != owner) {
      throw otherThread(owner, operator, operands);
    }
    if (operator instanceof Inlined inlined && inlined.isInlinedIn(this)) {
      return inlined.inline(operands);
    }
    applied++;
    int[] numbers = new int[operands.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(operands[i]);
    }
    TensorType[] results = inferred(operator, types(operands));
    int first = isForCompiling() ? found(operator, numbers, results) : -1;
    if (first < 0) {
      first = types.size();
      for (TensorType result : results) {
        value(result, null, steps.size());
      }
      steps.add(new Program.Step(operator, numbers, first, results.length, line()));
      if (isForCompiling()) {
        known.put(new Application(operator, represented(numbers)), first);
      }
    } else if (purpose == Purpose.DIFFERENTIATE) {
      first = repeat(operator, numbers, results, first);
    }
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      Tensor constant = constants.get(first + i);
      boxed[i] = constant != null ? constant : new Box(this, results[i], first + i);
    }
    return boxed;
  }

  /** The types of the results; of a function with a rule of its own by staging it. */
  private TensorType[] inferred(Operator operator, TensorType[] operands) {
    return isForCompiling() && operator instanceof Inlined function
        ? stage(Purpose.RUN, Identities.NONE, list -> inlined(function, list), operands)
            .outputTypes()
        : operator.infer(operands);
  }

  private static List<Tensor> inlined(Inlined function, List<Tensor> operands) {
    return List.of(function.inline(operands.toArray(new Tensor[0])));
  }

  private int found(Operator operator, int[] operands, TensorType[] results) {
    Integer before = known.get(new Application(operator, represented(operands)));
    if (before != null) {
      merged++;
      return before;
    }
    int same =
        results.length == 1 && purpose == Purpose.RUN
            ? identities.same(this, operator, operands, results[0])
            : -1;
    simplified += same < 0 ? 0 : 1;
    return same;
  }

  private int[] represented(int[] numbers) {
    int[] out = new int[numbers.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = representatives.get(numbers[i]);
    }
    return out;
  }

  /** Does a step once more that was done with the same outcome before. */
  private int repeat(Operator operator, int[] operands, TensorType[] results, int before) {
    int first = types.size();
    for (int i = 0; i < results.length; i++) {
      value(results[i], null, steps.size());
      representatives.set(first + i, before + i);
    }
    String line = steps.get(makers.get(before)).line();
    steps.add(new Program.Step(operator, operands, first, results.length, line));
    repeated++;
    return first;
  }

  /** The steps without those that only repeat others. */
  private List<Program.Step> merged() {
    List<Program.Step> merged = new ArrayList<>();
    for (Program.Step step : steps) {
      if (representatives.get(step.first()) == step.first()) {
        int[] operands = represented(step.operands());
        merged.add(
            new Program.Step(step.operator(), operands, step.first(), step.results(), step.line()));
      }
    }
    return merged;
  }

  /** The user's line, or that of the step that is staged again. */
  private String line() {
    return purpose == Purpose.GRAPH ? "" : Lines.current();
  }

  /**
   * Ends the trace.
   *
   * @param results the results of the function
   * @return what was staged and matters to the results
   */
  public Program finish(List<Tensor> results) {
    int[] outputs = new int[results.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = number(results.get(i));
    }
    close();
    boolean merge = 2 * repeated > steps.size();
    Program all =
        new Program(
            types.toArray(TensorType[]::new),
            inputs,
            constants.toArray(new @Nullable Tensor[0]),
            merge ? merged() : steps,
            merge ? represented(outputs) : outputs,
            new Program.Counts(
                applied, merge || purpose == Purpose.RUN ? merged : 0, simplified, 0));
    return isForCompiling() ? all.withoutDeadSteps() : all;
  }

  /** Stages a function of tensors. */
  static Program stage(
      Purpose purpose,
      Identities identities,
      Function<List<Tensor>, List<Tensor>> function,
      TensorType... inputs) {
    StagingTrace trace = new StagingTrace("compile", purpose, identities);
    try {
      List<Tensor> boxed = new ArrayList<>(inputs.length);
      for (TensorType input : inputs) {
        boxed.add(trace.input(input));
      }
      return trace.finish(Captures.resolved(function.apply(boxed)));
    } finally {
      trace.close();
    }
  }

  /**
   * Inside staging, a function that is to be differentiated is staged first: what it repeats is
   * then differentiated once. Elsewhere it is the function itself.
   */
  static <A, R> Function<A, R> stagedFirst(Function<A, R> function, List<Tensor> inputs) {
    boolean staging =
        inputs.stream().anyMatch(input -> input instanceof Box box && box.isConcrete());
    if (!staging || function instanceof Program.Evaluation) {
      return function;
    }
    return argument -> {
      StagingTrace trace = new StagingTrace("compile", Purpose.DIFFERENTIATE, Identities.NONE);
      List<Tensor> given = new ArrayList<>();
      R result;
      Program program;
      try {
        A staged =
            TreeTensors.mapLeaves(
                leaf -> {
                  given.add(leaf);
                  return trace.input(leaf.type());
                },
                argument);
        result = Captures.resolved(function.apply(staged));
        program = trace.finish(TreeTensors.all(result));
      } finally {
        trace.close();
      }
      return TreeTensors.rebuildAll(result, program.evaluate(given));
    };
  }
}
