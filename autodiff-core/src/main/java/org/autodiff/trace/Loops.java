package org.autodiff.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.autodiff.DenseTensor;
import org.autodiff.LoopOptions;
import org.autodiff.Residuals;
import org.autodiff.Scanned;
import org.autodiff.Shape;
import org.autodiff.ShapeException;
import org.autodiff.Shaping;
import org.autodiff.Slice;
import org.autodiff.Step;
import org.autodiff.Tensor;
import org.autodiff.ValueException;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.RowExchange.Part;
import org.jspecify.annotations.Nullable;

/**
 * Loops. A loop that keeps all residuals is the body run step by step, which every transform
 * follows as it does any code; one that keeps less is a {@link Replay}; a condition that differs
 * between the examples of a batch makes {@link Lanes}.
 *
 * @param <C> the type of the carry
 */
public final class Loops<C> {
  private final String operator;
  private final LoopOptions options;
  private final Replay.Body<C> body;

  /** The condition of a while loop; null for a known number of steps. */
  private final @Nullable Function<C, Tensor> condition;

  private final List<Object> outputs = new ArrayList<>();

  private Loops(
      String operator,
      LoopOptions options,
      @Nullable Function<C, Tensor> condition,
      Replay.Body<C> body) {
    this.operator = operator;
    this.options = options;
    this.condition = condition;
    this.body = body;
  }

  /** Runs a body for as long as a condition holds. */
  public static <C> C whileLoop(
      Function<C, Tensor> condition, UnaryOperator<C> body, C init, LoopOptions options) {
    String operator = "whileLoop";
    if (options.reversed()) {
      throw new ValueException(
          operator
              + ": a loop of unknown length must go forwards, got options that go backwards; use"
              + " scan, or count down in the carry");
    }
    Replay.Body<C> steps =
        new Replay.Body<>() {
          @Override
          public boolean goesOn(int step, C carry) {
            Tensor scalar = Branches.scalar(operator, condition.apply(carry));
            return Lanes.differing(scalar).isEmpty()
                && Branches.truth(operator, Branches.value(operator, scalar));
          }

          @Override
          public Replay.Turn<C> step(int step, C carry) {
            requireAtMost(operator, step + 1, options);
            C next = body.apply(carry);
            SameTypes.require(operator, "the carry", carry, next);
            return new Replay.Turn<>(next, null);
          }
        };
    return new Loops<>(operator, options, condition, steps).from(0, init);
  }

  /** Runs a body on each element of a tree along axis 0. */
  public static <C, X, Y> Scanned<C, Y> scan(
      BiFunction<C, X, Step<C, Y>> body, C init, X xs, LoopOptions options) {
    String operator = "scan";
    int length = length(operator, xs);
    requireAtMost(operator, length, options);
    if (length == 0) {
      return new Scanned<>(init, noOutputs(body, init, xs));
    }
    Replay.Body<C> steps =
        new Counted<>(length) {
          private @Nullable Object before;

          @Override
          public Replay.Turn<C> step(int step, C carry) {
            Step<C, Y> next = body.apply(carry, element(xs, place(step, length, options)));
            Y output = next.output();
            SameTypes.require(operator, "the carry", carry, next.carry());
            if (before != null) {
              SameTypes.require(operator, "the output", before, output);
            }
            before = before == null ? output : before;
            return new Replay.Turn<>(next.carry(), output);
          }
        };
    Loops<C> loop = new Loops<>(operator, options, null, steps);
    C carry = loop.from(0, init);
    return new Scanned<>(carry, stacked(loop.outputs, options.reversed()));
  }

  /** Runs a body on each element of a tree along axis 0, without outputs. */
  public static <C, X> C fold(BiFunction<C, X, C> body, C init, X xs, LoopOptions options) {
    String operator = "fold";
    int length = length(operator, xs);
    requireAtMost(operator, length, options);
    Replay.Body<C> steps =
        new Counted<>(length) {
          @Override
          public Replay.Turn<C> step(int step, C carry) {
            C next = body.apply(carry, element(xs, place(step, length, options)));
            SameTypes.require(operator, "the carry", carry, next);
            return new Replay.Turn<>(next, null);
          }
        };
    return new Loops<>(operator, options, null, steps).from(0, init);
  }

  /** Runs a body so many times. */
  public static <C> C repeat(int times, UnaryOperator<C> body, C init, LoopOptions options) {
    String operator = "repeat";
    if (times < 0) {
      throw new ValueException(
          operator
              + ": the number of steps must not be negative, got "
              + times
              + "; give 0 or more");
    }
    requireAtMost(operator, times, options);
    Replay.Body<C> steps =
        new Counted<>(times) {
          @Override
          public Replay.Turn<C> step(int step, C carry) {
            C next = body.apply(carry);
            SameTypes.require(operator, "the carry", carry, next);
            return new Replay.Turn<>(next, null);
          }
        };
    return new Loops<>(operator, options, null, steps).from(0, init);
  }

  /** A loop of a known number of steps. */
  private abstract static class Counted<C> implements Replay.Body<C> {
    private final int length;

    Counted(int length) {
      this.length = length;
    }

    @Override
    public final boolean goesOn(int step, C carry) {
      return step < length;
    }
  }

  private static int place(int step, int length, LoopOptions options) {
    return options.reversed() ? length - 1 - step : step;
  }

  private static <X> X element(X xs, int place) {
    return TreeTensors.mapData(tensor -> tensor.get(place), xs);
  }

  private static void requireAtMost(String operator, int steps, LoopOptions options) {
    if (steps > options.atMost()) {
      throw new ValueException(
          operator
              + ": the loop must take at most "
              + options.atMost()
              + " steps, got step "
              + steps
              + "; raise atMost, or look why it does not end earlier");
    }
  }

  /** The common extent of axis 0. */
  static int length(String operator, Object xs) {
    int length = -1;
    for (TreeTensors.Datum datum : TreeTensors.data(xs)) {
      Shape shape = datum.axes();
      if (shape.rank() == 0) {
        throw new ShapeException(
            operator
                + ": what is run over must have an axis 0, got a "
                + (datum.isKey() ? "single key" : datum.tensor().type().toString())
                + "; capture in the body what all steps share");
      }
      if (length >= 0 && shape.dim(0) != length) {
        throw new ShapeException(
            operator
                + ": all that is run over must have the same extent on axis 0, got "
                + length
                + " and "
                + shape.dim(0)
                + "; slice the longer ones");
      }
      length = shape.dim(0);
    }
    if (length < 0) {
      throw new ShapeException(
          operator
              + ": there must be something to run over, got a tree without tensors; use repeat for"
              + " a number of steps");
    }
    return length;
  }

  /** What a scan of no elements puts out: the body says by running on types alone. */
  private static <C, X, Y> Y noOutputs(BiFunction<C, X, Step<C, Y>> body, C init, X xs) {
    StagingTrace types =
        new StagingTrace(
            "scan of no elements", StagingTrace.Purpose.GRAPH, StagingTrace.Identities.NONE);
    try {
      C carry = TreeTensors.mapData(tensor -> types.input(tensor.type()), init);
      X element =
          TreeTensors.mapData(
              tensor -> types.input(tensor.type().withShape(tensor.shape().remove(0))), xs);
      return TreeTensors.mapData(
          tensor -> Tensor.full(0, tensor.type().withShape(tensor.shape().insert(0, 0))),
          body.apply(carry, element).output());
    } finally {
      types.close();
    }
  }

  /**
   * The outputs of all steps, one behind the other; a scan backwards gives them in the end first.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <Y> Y stacked(List<Object> outputs, boolean reversed) {
    List<List<TreeTensors.Datum>> steps = new ArrayList<>(outputs.size());
    for (Object output : reversed ? outputs.reversed() : outputs) {
      steps.add(TreeTensors.data(output));
    }
    List<Tensor> stacks = new ArrayList<>();
    for (int i = 0; i < steps.get(0).size(); i++) {
      Tensor[] tensors = new Tensor[steps.size()];
      for (int step = 0; step < tensors.length; step++) {
        tensors[step] = steps.get(step).get(i).tensor();
      }
      stacks.add(Shaping.stack(0, tensors));
    }
    return (Y) TreeTensors.rebuildData(outputs.get(0), stacks);
  }

  /** Goes on from a step. */
  private C from(int first, C init) {
    C carry = init;
    int step = first;
    boolean keepsAll = options.residuals() instanceof Residuals.All;
    Watch watch = keepsAll ? null : new Watch();
    while (true) {
      if (watch != null && step > first) {
        // one step has shown what the body captures
        carry = Captures.resolved(carry);
        TapeTrace tape = watch.onlyTape(carry);
        watch = null;
        if (tape != null) {
          Replay.Ran<C> ran = Replay.run(operator, tape, body, step, carry, options.residuals());
          outputs.addAll(ran.outputs());
          carry = ran.carry();
          step = ran.end();
        }
      }
      if (condition == null) {
        if (!body.goesOn(step, carry)) {
          return carry;
        }
      } else {
        Tensor scalar = Branches.scalar(operator, condition.apply(carry));
        if (!Lanes.differing(scalar).isEmpty()) {
          return apart(scalar, step, carry);
        }
        if (!Branches.truth(operator, Branches.value(operator, scalar))) {
          return carry;
        }
      }
      Replay.Turn<C> next = step(watch, step, carry);
      carry = next.carry();
      Object output = next.output();
      if (output != null) {
        outputs.add(output);
      }
      step++;
    }
  }

  private Replay.Turn<C> step(@Nullable Watch watch, int step, C carry) {
    if (watch == null) {
      return body.step(step, carry);
    }
    return Captures.exchanging(watch, () -> body.step(step, carry));
  }

  /** Sees which transforms a step takes part in, and changes nothing. */
  private static final class Watch extends Captures.Exchange {
    private final long newest = Trace.newestId();
    private final Set<Trace> traces = new HashSet<>();

    Watch() {
      super(Captures.active());
    }

    @Override
    Tensor exchanged(Tracer asCaptured, Tensor tensor) {
      TapeParts.traces(tensor, traces);
      return tensor;
    }

    /** The tape that the loop is on, if it is one alone and nothing is observed inside of it. */
    @Nullable TapeTrace onlyTape(Object carry) {
      traces.addAll(TapeParts.traces(carry));
      TapeTrace only = null;
      for (Trace trace : traces) {
        if (trace instanceof TapeTrace tape && tape.id() <= newest && !tape.isClosed()) {
          if (only != null && only != tape) {
            return null;
          }
          only = tape;
        }
      }
      for (Trace trace : traces) {
        if (only != null && trace instanceof ObservingTrace && trace.id() > only.id()) {
          return null;
        }
      }
      return only;
    }
  }

  /** Goes on where the condition differs between the examples of a batch. */
  private C apart(Tensor scalar, int first, C carry) {
    List<BatchTrace> batches = Lanes.differing(scalar);
    BatchTrace whole = batches.get(0);
    if (whole.size() == 0) {
      return carry;
    }
    C given = Captures.resolved(carry);
    if (batches.size() > 1) {
      // one example of the outer batch after the other, each with the inner batch
      List<Part> parts = new ArrayList<>();
      List<C> results = new ArrayList<>();
      for (int row = 0; row < whole.size(); row++) {
        Lanes lanes = new Lanes(whole, new int[] {row});
        C taken = lanes.take(given);
        parts.add(lanes.part());
        results.add(lanes.run(() -> Captures.resolved(from(first, taken))));
      }
      return Lanes.merge(operator, whole, parts, results);
    }
    return new Live(whole, first, given).run(scalar);
  }

  /** The examples of a batch that have not come to their end. */
  private final class Live {
    private final BatchTrace whole;
    private final List<Part> parts = new ArrayList<>();
    private final List<C> results = new ArrayList<>();
    private int step;
    private C carry;
    private @Nullable Lanes lanes;

    Live(BatchTrace whole, int step, C carry) {
      this.whole = whole;
      this.step = step;
      this.carry = carry;
    }

    C run(Tensor first) {
      Tensor scalar = first;
      Function<C, Tensor> goesOn = requireNonNull(condition);
      while (true) {
        List<BatchTrace> batches = Lanes.differing(scalar);
        BatchTrace current = lanes == null ? whole : lanes.part().batch();
        if (batches.isEmpty()) {
          if (!Branches.truth(operator, Branches.value(operator, scalar))) {
            return end(carry);
          }
        } else if (batches.size() > 1 || batches.get(0) != current) {
          C now = carry;
          return end(in(() -> from(step, now)));
        } else {
          DenseTensor values = Branches.data(operator, scalar);
          int[] live = Branches.where(operator, values, true);
          if (live.length == 0) {
            return end(carry);
          }
          if (live.length < values.size()) {
            part(Branches.where(operator, values, false), live);
          }
        }
        C now = carry;
        carry = in(() -> body.step(step, now).carry());
        step++;
        C next = carry;
        scalar = in(() -> Branches.scalar(operator, goesOn.apply(next)));
      }
    }

    private <T> T in(Supplier<T> code) {
      return lanes == null ? code.get() : lanes.run(() -> Captures.resolved(code.get()));
    }

    /** Some examples have come to their end, others have not. */
    private void part(int[] done, int[] live) {
      Lanes all = lanes;
      if (all == null) {
        Lanes finished = new Lanes(whole, done);
        results.add(finished.take(carry));
        parts.add(finished.part());
        lanes = new Lanes(whole, live);
        carry = lanes.take(carry);
        return;
      }
      int[] rows = all.part().rows();
      Part finished = Part.of(all.part().batch(), done);
      results.add(Lanes.take(finished, carry));
      parts.add(
          new Part(
              whole, finished.batch(), Arrays.stream(done).map(place -> rows[place]).toArray()));
      carry = all.keep(live, carry);
    }

    /** All that are left have come to their end. */
    private C end(C last) {
      if (lanes == null) {
        return last;
      }
      results.add(last);
      parts.add(lanes.part());
      return Lanes.merge(operator, whole, parts, results);
    }
  }

  /**
   * Combines all beginnings of a tree of elements along axis 0, in a logarithmic number of rounds.
   */
  public static <T> T associativeScan(BinaryOperator<T> combine, T xs, LoopOptions options) {
    requireAtMost("associativeScan", length("associativeScan", xs), options);
    boolean reversed = options.reversed();
    T given = TreeTensors.snapshot(xs);
    T ordered = reversed ? TreeTensors.mapData(tensor -> tensor.flip(0), given) : given;
    List<Tensor> tensors = data(ordered);
    List<Tensor> all = beginnings(combine, ordered, tensors);
    if (reversed) {
      all.replaceAll(tensor -> tensor.flip(0));
    }
    return TreeTensors.rebuildData(given, all);
  }

  private static List<Tensor> data(Object tree) {
    List<Tensor> tensors = new ArrayList<>();
    TreeTensors.data(tree).forEach(datum -> tensors.add(datum.tensor()));
    return tensors;
  }

  private static <T> List<Tensor> combined(
      BinaryOperator<T> combine, T like, List<Tensor> a, List<Tensor> b) {
    T left = TreeTensors.rebuildData(like, a);
    T right = TreeTensors.rebuildData(like, b);
    T result = combine.apply(left, right);
    SameTypes.require("associativeScan", "the combination", left, result);
    return data(result);
  }

  private static <T> List<Tensor> beginnings(BinaryOperator<T> combine, T like, List<Tensor> xs) {
    int n = xs.get(0).shape().dim(0);
    if (n < 2) {
      return new ArrayList<>(xs);
    }
    // pairs, their beginnings, and from these the beginnings that end between the pairs
    List<Tensor> pairs = combined(combine, like, every(xs, 0, n - 1, 2), every(xs, 1, n, 2));
    List<Tensor> odd = beginnings(combine, like, pairs);
    List<Tensor> even = every(xs, 0, 1, 1);
    if (n > 2) {
      int inner = (n - 1) / 2;
      List<Tensor> rest = combined(combine, like, every(odd, 0, inner, 1), every(xs, 2, n, 2));
      for (int i = 0; i < even.size(); i++) {
        even.set(i, Shaping.concatenate(0, even.get(i), rest.get(i)));
      }
    }
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      all.add(interleaved(even.get(i), odd.get(i), n));
    }
    return all;
  }

  private static List<Tensor> every(List<Tensor> tensors, int from, int to, int step) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor tensor : tensors) {
      parts.add(tensor.slice(Slice.of(from, to, step)));
    }
    return parts;
  }

  private static Tensor interleaved(Tensor even, Tensor odd, int n) {
    int pairs = n / 2;
    int[] dims = even.shape().dims().clone();
    dims[0] = 2 * pairs;
    Tensor first = even.slice(Slice.of(0, pairs, 1));
    Tensor both = Shaping.stack(1, first, odd).reshape(dims);
    return n % 2 == 0
        ? both
        : Shaping.concatenate(0, both, even.slice(Slice.of(pairs, pairs + 1, 1)));
  }
}
