package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DenseTensor;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.OperationCount;
import org.autodiff.internal.RecentlyUsed;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Program} as one operator. Its derivative and its form for a batch are programs, too,
 * staged from this one by the traces that do the same to any function, and kept. Whoever looks at
 * operations, or stages, is shown what is inside.
 */
public final class StagedOperator implements Inlined {
  /** Runs a program on concrete tensors. */
  public interface Executor {
    /** Writes the results, each into a contiguous tensor that nobody else has seen. */
    void run(DenseTensor[] operands, DenseTensor[] results);
  }

  /** Makes programs run. */
  public interface Backend {
    Executor executor(Program program);

    /** {@return the identities to stage further programs with} */
    StagingTrace.Identities identities();
  }

  private final Program program;
  private final Backend backend;
  private final TensorType[] inputs;
  private final TensorType[] outputs;
  private volatile @Nullable Executor executor;

  /** How many derived programs are kept, the least recently used being dropped. */
  private static final int KEPT = 64;

  private final RecentlyUsed<Derived, Form> derived = new RecentlyUsed<>(KEPT);

  public StagedOperator(Program program, Backend backend) {
    this.program = program;
    this.backend = backend;
    inputs = program.inputTypes();
    outputs = program.outputTypes();
  }

  /** Which derived program: of what kind, for which operands and results, for how many examples. */
  private record Derived(char kind, List<Boolean> operands, List<Boolean> results, int size) {}

  /** A derived program, and which of its possible results it has. */
  private record Form(StagedOperator operator, List<Boolean> present) {}

  /** {@return the program as it runs} */
  public Program ready() {
    return StagingTrace.stage(
            StagingTrace.Purpose.RUN, backend.identities(), new Program.Evaluation(program), inputs)
        .madeFrom(program);
  }

  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public TensorType[] infer(TensorType[] operands) {
    if (!Arrays.equals(operands, inputs)) {
      throw new ShapeException(
          "compiled: the operands must have the types that the function was staged for, got "
              + Arrays.toString(operands)
              + " for "
              + Arrays.toString(inputs)
              + "; call the compiled function, which stages it for others");
    }
    return outputs;
  }

  public Executor executor() {
    Executor known = executor;
    if (known == null) {
      known = backend.executor(ready());
      executor = known; // two threads may both make one: they are alike
    }
    return known;
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor[] results) {
    executor().run(operands, results);
  }

  @Override
  public boolean isInlinedIn(Trace trace) {
    return trace instanceof StagingTrace || trace instanceof ObservingTrace;
  }

  @Override
  public Tensor[] inline(Tensor[] operands) {
    return program.evaluate(List.of(operands)).toArray(new Tensor[0]);
  }

  @Override
  public OperationCount count(TensorType[] operands, TensorType[] results) {
    OperationCount count = OperationCount.NONE;
    for (Program.Step step : program.steps()) {
      TensorType[] from = new TensorType[step.operands().length];
      for (int i = 0; i < from.length; i++) {
        from[i] = program.type(step.operands()[i]);
      }
      TensorType[] to = new TensorType[step.results()];
      for (int i = 0; i < to.length; i++) {
        to[i] = program.type(step.first() + i);
      }
      count = count.plus(step.operator().count(from, to));
    }
    return count;
  }

  @Override
  public Linearization linearize(Tensor[] operands, Tensor[] results) {
    return new Linearization() {
      @Override
      public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
        return pushed(operands, tangents);
      }

      @Override
      public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
        pulled(operands, cotangents, sinks);
      }
    };
  }

  private static List<Boolean> present(@Nullable Object[] all) {
    return Arrays.stream(all).map(one -> one != null).toList();
  }

  private @Nullable Tensor[] pushed(Tensor[] operands, @Nullable Tensor[] tangents) {
    Derived key = new Derived('J', present(tangents), List.of(), 0);
    Form form =
        derived(
            key,
            k -> {
              List<Boolean> out = new ArrayList<>();
              return stage(
                  withTypes(inputs, k.operands, inputs),
                  given ->
                      known(
                          JvpTrace.pushThrough(
                              new Program.Evaluation(program),
                              given.subList(0, inputs.length),
                              spread(given.subList(inputs.length, given.size()), k.operands)),
                          out),
                  out);
            });
    return results(form, operands, tangents);
  }

  private void pulled(
      Tensor[] operands, @Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
    Derived key = new Derived('V', present(sinks), present(cotangents), 0);
    Form form =
        derived(
            key,
            k -> {
              List<Boolean> out = new ArrayList<>();
              return stage(
                  withTypes(inputs, k.results, outputs),
                  given -> {
                    List<@Nullable Tensor> pulled =
                        Recording.pullThrough(
                            new Program.Evaluation(program),
                            given.subList(0, inputs.length),
                            spread(given.subList(inputs.length, given.size()), k.results));
                    for (int i = 0; i < pulled.size(); i++) {
                      if (!k.operands.get(i)) {
                        pulled.set(i, null);
                      }
                    }
                    return known(pulled, out);
                  },
                  out);
            });
    @Nullable Tensor[] pulled = results(form, operands, cotangents);
    for (int i = 0; i < sinks.length; i++) {
      CotangentSink sink = sinks[i];
      Tensor cotangent = pulled[i];
      if (sink != null && cotangent != null) {
        sink.add(cotangent);
      }
    }
  }

  /** A derived program that is known, or else made: outside of the lock, since it may take long. */
  private Form derived(Derived key, Function<Derived, Form> make) {
    Form known = derived.get(key);
    if (known != null) {
      return known;
    }
    Form made = make.apply(key);
    derived.put(key, made);
    return made;
  }

  private Form stage(
      TensorType[] types, Function<List<Tensor>, List<Tensor>> function, List<Boolean> present) {
    Program staged =
        StagingTrace.stage(
            StagingTrace.Purpose.DIFFERENTIATE, StagingTrace.Identities.NONE, function, types);
    return new Form(new StagedOperator(staged, backend), List.copyOf(present));
  }

  private static TensorType[] withTypes(
      TensorType[] types, List<Boolean> present, TensorType[] further) {
    List<TensorType> all = new ArrayList<>(List.of(types));
    for (int i = 0; i < further.length; i++) {
      if (present.get(i)) {
        all.add(further[i]);
      }
    }
    return all.toArray(TensorType[]::new);
  }

  /** Puts tensors in their places, with null where none is present. */
  private static List<@Nullable Tensor> spread(List<Tensor> given, List<Boolean> present) {
    List<@Nullable Tensor> spread = new ArrayList<>();
    int next = 0;
    for (boolean here : present) {
      spread.add(here ? given.get(next++) : null);
    }
    return spread;
  }

  private static List<Tensor> known(List<@Nullable Tensor> tensors, List<Boolean> present) {
    present.clear();
    List<Tensor> known = new ArrayList<>();
    for (Tensor tensor : tensors) {
      present.add(tensor != null);
      if (tensor != null) {
        known.add(tensor);
      }
    }
    return known;
  }

  private static @Nullable Tensor[] results(
      Form form, Tensor[] operands, @Nullable Tensor[] further) {
    List<Tensor> given = new ArrayList<>(List.of(operands));
    for (Tensor tensor : further) {
      if (tensor != null) {
        given.add(tensor);
      }
    }
    Tensor[] results = form.operator.applyAll(given.toArray(new Tensor[0]));
    return spread(List.of(results), form.present).toArray(new @Nullable Tensor[0]);
  }

  @Override
  public Tensor[] batch(int size, Tensor[] operands, boolean[] batched) {
    List<Boolean> which = new ArrayList<>();
    for (boolean one : batched) {
      which.add(one);
    }
    Form form =
        derived(
            new Derived('B', which, List.of(), size),
            k -> {
              TensorType[] types = inputs.clone();
              for (int i = 0; i < types.length; i++) {
                if (k.operands.get(i)) {
                  types[i] = types[i].withShape(types[i].shape().insert(0, k.size));
                }
              }
              return stage(
                  types,
                  given ->
                      Vmap.apply(
                          new Program.Evaluation(program),
                          given,
                          leaf -> k.operands.get(leaf) ? 0 : Vmap.UNBATCHED,
                          0),
                  List.of());
            });
    return form.operator.applyAll(operands);
  }
}
