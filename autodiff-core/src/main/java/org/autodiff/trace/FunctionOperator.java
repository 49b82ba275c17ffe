package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.WithResiduals;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.jspecify.annotations.Nullable;

/**
 * A user's function as one operator, with a derivative rule of its own: recompute (checkpoint) or a
 * custom rule. The operands are the leaves of the argument's tree, followed by the traced tensors
 * that the function captures (see {@link Captures}); the results are all tensors of the result's
 * tree, leaves and state.
 */
abstract class FunctionOperator implements TypedByRunning, Inlined {
  private final String name;

  /** How many operands the rule has derivatives for: all, or those that are not captured. */
  private final int differentiable;

  /** A run that has been done already, and need not be done again. */
  private @Nullable Run done;

  FunctionOperator(String name, int differentiable) {
    this.name = name;
    this.differentiable = differentiable;
  }

  /** One run of the function: its results, and what a custom rule keeps for its backward half. */
  record Run(List<Tensor> operands, List<Tensor> results, List<Tensor> residuals) {
    /** {@return whether it was a run on these very tensors} */
    boolean isOn(List<Tensor> others) {
      boolean same = operands.size() == others.size();
      for (int i = 0; same && i < operands.size(); i++) {
        same = operands.get(i) == others.get(i);
      }
      return same;
    }
  }

  /** Runs the function, over leaves. */
  abstract Run run(List<Tensor> operands);

  /** Pushes the tangents of the differentiable operands forward; none is null. */
  abstract List<Tensor> push(List<Tensor> operands, List<Tensor> tangents);

  /** Pulls cotangents back to the differentiable operands; none is null. */
  abstract List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents);

  /** The same function and rule over a batch; {@code axes} says which operands are batched. */
  abstract FunctionOperator batched(int size, int[] axes);

  /** Receives a concrete run, which a rule may keep for the backward pass. */
  void remember(Run run) {}

  /** Says that a run has been done; null forgets it. */
  void setDone(@Nullable Run run) {
    done = run;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isInlinedIn(Trace trace) {
    return trace instanceof StagingTrace staging && staging.isForRunning();
  }

  @Override
  public Tensor[] inline(Tensor[] operands) {
    return run(List.of(operands)).results().toArray(new Tensor[0]);
  }

  /** Runs the function on zeros of the given types: a function is known by what it does. */
  @Override
  public TensorType[] infer(TensorType[] operands) {
    List<Tensor> zeros = new ArrayList<>();
    for (TensorType type : operands) {
      zeros.add(Tensor.full(0, type));
    }
    return run(zeros).results().stream().map(Tensor::type).toArray(TensorType[]::new);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    DenseTensor[] computed = evaluate(operands);
    for (int i = 0; i < results.length; i++) {
      TensorArrays.copy(computed[i], results[i]);
    }
  }

  @Override
  public DenseTensor[] evaluate(DenseTensor[] operands) {
    List<Tensor> given = List.of((Tensor[]) operands);
    Run known = done;
    Run run = known != null && known.isOn(given) ? known : runConcrete(given);
    done = null;
    remember(run);
    DenseTensor[] concrete = new DenseTensor[run.results().size()];
    for (int i = 0; i < concrete.length; i++) {
      Tensor result = run.results().get(i);
      if (!(result instanceof DenseTensor dense)) {
        Recording.requireNotEscaped(run.results(), name);
        throw new TraceException(
            name
                + ": the function must compute on the thread that calls it, got a result that"
                + " depends on "
                + ((Tracer) result).describe()
                + ", captured on another; pass that tensor as an argument");
      }
      concrete[i] = dense;
    }
    return concrete;
  }

  /** Runs the function on concrete tensors. */
  Run runConcrete(List<Tensor> operands) {
    return run(operands);
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    List<Tensor> point = List.of(operands);
    List<Tensor> values = List.of(results);
    List<Tensor> inputs = point.subList(0, differentiable);
    return new Linearization() {
      @Override
      public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
        for (int i = differentiable; i < tangents.length; i++) {
          requireConstant(tangents[i], point.get(i));
        }
        List<@Nullable Tensor> given = Arrays.asList(tangents).subList(0, differentiable);
        List<Tensor> all = Recording.zerosForNull(given, inputs);
        List<Tensor> pushed = FunctionOperator.this.push(point, all);
        Recording.requireTypes(pushed, values, name, "tangent given by the rule", "result");
        return pushed.toArray(new @Nullable Tensor[0]);
      }

      @Override
      public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
        for (int i = differentiable; i < sinks.length; i++) {
          requireConstant(sinks[i], point.get(i));
        }
        List<Tensor> all = Recording.zerosForNull(Arrays.asList(cotangents), values);
        List<Tensor> pulled = FunctionOperator.this.pull(point, all);
        Recording.requireTypes(pulled, inputs, name, "cotangent given by the rule", "operand");
        for (int i = 0; i < differentiable; i++) {
          CotangentSink sink = sinks[i];
          if (sink != null) {
            sink.add(pulled.get(i));
          }
        }
      }
    };
  }

  /** Refuses to differentiate by a captured tensor, of which the user's rule does not know. */
  private void requireConstant(@Nullable Object derivative, Tensor captured) {
    if (derivative != null) {
      throw new TraceException(
          name
              + ": a captured tensor must be a constant for the derivative, as the rule gives none"
              + " by it, got a captured "
              + captured.type()
              + " that is differentiated; pass it as an argument, or capture its stopGradient()");
    }
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    int[] axes = new int[operands.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = batched[i] ? 0 : Vmap.UNBATCHED;
    }
    return batched(size, axes).applyAll(operands);
  }

  /** The transpose of a linear map, by running it on a tape and walking that backwards. */
  static List<Tensor> transpose(
      Function<List<Tensor>, List<Tensor>> linear, List<Tensor> domain, List<Tensor> cotangents) {
    List<Tensor> zeros = new ArrayList<>();
    for (Tensor tensor : domain) {
      zeros.add(Tensor.full(0, tensor.type()));
    }
    return new Recording<>("transpose", linear, zeros).pull(cotangents, false);
  }

  static List<Tensor> vmap(
      Function<List<Tensor>, List<Tensor>> function, List<Tensor> operands, int... axes) {
    return Vmap.apply(function, operands, leaf -> axes[leaf], 0);
  }

  static List<Tensor> concat(List<Tensor> a, List<Tensor> b) {
    List<Tensor> joined = new ArrayList<>(a);
    joined.addAll(b);
    return joined;
  }

  /** Sums over the batch what was pulled back for operands that all examples share. */
  static List<Tensor> sumShared(List<Tensor> pulled, int[] axes) {
    List<Tensor> out = new ArrayList<>(pulled);
    for (int i = 0; i < pulled.size(); i++) {
      if (axes[i] == Vmap.UNBATCHED) {
        out.set(i, pulled.get(i).sum(0));
      }
    }
    return out;
  }

  /** Keeps nothing but the operands, and runs the function again when a derivative is asked for. */
  static final class Checkpoint extends FunctionOperator {
    private final Function<List<Tensor>, List<Tensor>> function;

    Checkpoint(int operands, Function<List<Tensor>, List<Tensor>> function) {
      super("checkpoint", operands);
      this.function = function;
    }

    @Override
    Run run(List<Tensor> operands) {
      return new Run(operands, function.apply(operands), List.of());
    }

    /** Each operation is checked if the calling code is watched. */
    @Override
    Run runConcrete(List<Tensor> operands) {
      return Watching.isWatching()
          ? new Run(operands, new FirstRunTrace(name()).run(function, operands), List.of())
          : run(operands);
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      return JvpTrace.jvp(function, operands, tangents).tangent();
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return new Recording<>("checkpoint", function, operands).pull(cotangents, false);
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      return new Checkpoint(axes.length, operands -> vmap(function, operands, axes));
    }
  }

  /** A function with a pullback given by the user; the pushforward is its transpose. */
  static final class CustomVjp extends FunctionOperator {
    private final int arguments;

    /** Function over leaves, giving results and residuals. */
    private final Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> forward;

    /** Cotangents with residuals to cotangents. */
    private final Function<WithResiduals<List<Tensor>, List<Tensor>>, List<Tensor>> backward;

    /** The last concrete run, so that a gradient need not run the function twice. */
    private volatile @Nullable Run last;

    CustomVjp(
        int arguments,
        Function<List<Tensor>, WithResiduals<List<Tensor>, List<Tensor>>> forward,
        Function<WithResiduals<List<Tensor>, List<Tensor>>, List<Tensor>> backward) {
      super("custom-vjp", arguments);
      this.arguments = arguments;
      this.forward = forward;
      this.backward = backward;
    }

    @Override
    Run run(List<Tensor> operands) {
      var run = forward.apply(operands);
      return new Run(operands, run.value(), run.residuals());
    }

    @Override
    void remember(Run run) {
      last = run;
    }

    private Run runOn(List<Tensor> operands) {
      Run run = last;
      return run != null && run.isOn(operands) ? run : run(operands);
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      Run run = runOn(operands);
      return transpose(
          cotangents -> backward.apply(new WithResiduals<>(cotangents, run.residuals())),
          run.results(),
          tangents);
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return backward.apply(new WithResiduals<>(cotangents, runOn(operands).residuals()));
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      return new CustomVjp(
          arguments,
          operands -> Vmap.apply(forward, operands, leaf -> axes[leaf], 0),
          given -> sumShared(Vmap.apply(backward, given, leaf -> 0, 0), axes));
    }
  }

  /** A function with a pushforward given by the user; the pullback is its transpose. */
  static final class CustomJvp extends FunctionOperator {
    private final int arguments;
    private final Function<List<Tensor>, List<Tensor>> function;

    /** Operands followed by the arguments' tangents, to the results' tangents. */
    private final Function<List<Tensor>, List<Tensor>> rule;

    CustomJvp(
        int arguments,
        Function<List<Tensor>, List<Tensor>> function,
        Function<List<Tensor>, List<Tensor>> rule) {
      super("custom-jvp", arguments);
      this.arguments = arguments;
      this.function = function;
      this.rule = rule;
    }

    @Override
    Run run(List<Tensor> operands) {
      return new Run(operands, function.apply(operands), List.of());
    }

    @Override
    List<Tensor> push(List<Tensor> operands, List<Tensor> tangents) {
      return rule.apply(concat(operands, tangents));
    }

    @Override
    List<Tensor> pull(List<Tensor> operands, List<Tensor> cotangents) {
      return transpose(
          tangents -> rule.apply(concat(operands, tangents)),
          operands.subList(0, arguments),
          cotangents);
    }

    @Override
    FunctionOperator batched(int size, int[] axes) {
      // a tangent has the type of its operand, and so its batch
      int[] both = Arrays.copyOf(axes, axes.length + arguments);
      System.arraycopy(axes, 0, both, axes.length, arguments);
      return new CustomJvp(
          arguments,
          operands -> vmap(function, operands, axes),
          operands -> vmap(rule, operands, both));
    }
  }
}
