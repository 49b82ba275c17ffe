package org.autodiff.trace;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.autodiff.Residuals;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.Linearization;
import org.autodiff.trace.BackwardWalk.Sum;
import org.jspecify.annotations.Nullable;

/**
 * A loop that is one record on a tape. Its steps run one level below the tape, and only some
 * carries are kept; walked backwards, each step runs once more, on a tape of its own that stands in
 * the place of the whole one. All other traces are part of the step as they are, so forward mode
 * and batches, around the tape and inside of it, do what they do in a loop that is recorded. The
 * cotangents of what the body captures are handed from step to step, so that they add up in the
 * order of the recorded loop.
 */
final class Replay<C> implements Linearization {
  /** The steps of a loop. */
  interface Body<C> {
    /** {@return whether there is a step for this carry} */
    boolean goesOn(int step, C carry);

    /** {@return the next carry, and what the step puts out, or null} */
    Turn<C> step(int step, C carry);
  }

  /** What one step gives: the next carry, and what it puts out, or null. */
  record Turn<C>(C carry, @Nullable Object output) {}

  /** A loop that has run: its last carry, its outputs, and the number of the step not taken. */
  record Ran<C>(C carry, List<Object> outputs, int end) {}

  private final String operator;
  private final TapeTrace tape;
  private final TapeParts parts;

  /** In the place of the tape while steps run: tells what depends on it, and records nothing. */
  private final TapeTrace follower;

  private final Body<C> body;
  private final int first;
  private int end;

  /** What the body captures, as it refers to it, and what stood for it outside of the loop. */
  private final IdentityHashMap<Tracer, Tensor> captured = new IdentityHashMap<>();

  /** The numbers on the tape of what the body captures, with the order of their operands. */
  private final Map<Integer, Integer> capturedNodes = new LinkedHashMap<>();

  /** The transforms that the steps take part in, which may have returned in the backward pass. */
  private final Set<Trace> transforms = new HashSet<>();

  private final List<TensorType> capturedTypes = new ArrayList<>();
  private @Nullable Snapshots<C> snapshots;
  private int firstParts;
  private int lastParts;

  /** By step: the position of its first output among those of all steps. */
  private int[] firstOutput = new int[16];

  private Replay(String operator, TapeTrace tape, Body<C> body, int first) {
    this.operator = operator;
    this.tape = tape;
    this.body = body;
    this.first = first;
    parts = new TapeParts(tape);
    follower = new TapeTrace(tape, false);
  }

  /** A tree in which the values in the boxes of one tape are in those of another. */
  private <T> T onto(T tree, TapeTrace from, UnaryOperator<Tensor> box) {
    return parts.mapAll(tree, part -> onto(part, from, box));
  }

  private static Tensor onto(Tensor part, TapeTrace from, UnaryOperator<Tensor> box) {
    return from.node(part) < 0 ? part : box.apply(from.inner(part));
  }

  /** Runs a loop from a step on, as one record. */
  static <C> Ran<C> run(
      String operator, TapeTrace tape, Body<C> body, int first, C carry, Residuals residuals) {
    return new Replay<>(operator, tape, body, first).run(carry, residuals);
  }

  private Ran<C> run(C carry, Residuals residuals) {
    transforms.add(tape);
    transforms.addAll(inside(TapeParts.traces(carry)));
    Finding finding = new Finding();
    C now = onto(carry, tape, value -> follower.box(value, 0));
    Snapshots<C> kept = new Snapshots<>(places(residuals, now), first);
    List<Object> outputs = new ArrayList<>();
    List<Tensor> results = new ArrayList<>();
    int step = first;
    while (goesOn(finding, step, now)) {
      kept.offer(step, now);
      Turn<C> next = step(finding, step, now);
      now = next.carry();
      mark(step, results.size());
      Object output = next.output();
      if (output != null) {
        outputs.add(output);
        results.addAll(parts.of(output));
      }
      step++;
    }
    end = step;
    if (end == first) {
      return new Ran<>(carry, List.of(), end);
    }
    mark(end, results.size());
    snapshots = kept;
    return onTape(carry, now, outputs, results);
  }

  private void mark(int step, int output) {
    if (step - first == firstOutput.length) {
      firstOutput = Arrays.copyOf(firstOutput, 2 * firstOutput.length);
    }
    firstOutput[step - first] = output;
  }

  private int outputs(int step) {
    return firstOutput[step - first + 1] - firstOutput[step - first];
  }

  private Set<Trace> inside(Set<Trace> traces) {
    Set<Trace> inside = new HashSet<>();
    for (Trace trace : traces) {
      if (trace.id() > tape.id()) {
        inside.add(trace);
      }
    }
    return inside;
  }

  private int places(Residuals residuals, C carry) {
    return switch (residuals) {
      case Residuals.Snapshots some -> some.count();
      case Residuals.Within memory -> {
        long bytes = 1;
        for (Tensor part : parts.of(carry)) {
          Tensor data = part;
          while (data instanceof Tracer traced) {
            data = traced.inner();
          }
          bytes += (long) data.size() * data.dtype().bytes();
        }
        yield Math.clamp(memory.bytes() / bytes, 2, Integer.MAX_VALUE - 1);
      }
      default -> Integer.MAX_VALUE;
    };
  }

  /** Puts the results on the tape: the last carry, and all outputs. */
  private Ran<C> onTape(C before, C after, List<Object> outputs, List<Tensor> outputValues) {
    List<Tensor> operands = parts.of(before);
    List<Tensor> values = parts.of(after);
    firstParts = operands.size();
    lastParts = values.size();
    int[] nodes = new int[operands.size() + capturedNodes.size()];
    for (int i = 0; i < operands.size(); i++) {
      nodes[i] = tape.node(operands.get(i));
    }
    for (Map.Entry<Integer, Integer> entry : capturedNodes.entrySet()) {
      nodes[operands.size() + entry.getValue()] = entry.getKey();
    }
    values.addAll(outputValues);
    values.replaceAll(follower::inner);
    Iterator<Tensor> boxes =
        List.of(tape.record(new Marker(operator), this, nodes, values)).iterator();
    UnaryOperator<Tensor> box =
        part -> {
          Tensor result = boxes.next();
          return follower.node(part) < 0 ? part : result;
        };
    C carry = parts.mapAll(after, box);
    List<Object> boxed = new ArrayList<>(outputs.size());
    for (Object output : outputs) {
      boxed.add(parts.mapAll(output, box));
    }
    return new Ran<>(carry, boxed, end);
  }

  private boolean goesOn(Captures.Exchange exchange, int step, C carry) {
    return Captures.exchanging(exchange, () -> body.goesOn(step, carry));
  }

  private Turn<C> step(Captures.Exchange exchange, int step, C carry) {
    return Captures.exchanging(
        exchange,
        () -> {
          Turn<C> next = body.step(step, carry);
          Object output = next.output();
          return new Turn<>(
              Captures.resolved(next.carry()), output == null ? null : Captures.resolved(output));
        });
  }

  /** In the first run, below the tape: notes what the body captures. */
  private final class Finding extends Captures.Exchange {
    private final long newest = Trace.newestId();

    Finding() {
      super(Captures.active());
    }

    @Override
    Tensor exchanged(Tracer asCaptured, Tensor tensor) {
      long id = asCaptured.trace.id();
      if (id > newest) {
        return tensor; // of a transform in the body
      }
      if (id > tape.id()) {
        transforms.addAll(inside(TapeParts.traces(tensor)));
      }
      Tensor value = parts.map(tensor, part -> onto(part, tape, inner -> follower.box(inner, 0)));
      if (value != asCaptured) {
        captured.put(asCaptured, tensor);
        for (Tensor part : parts.of(tensor)) {
          int node = tape.node(part);
          if (node >= 0 && capturedNodes.putIfAbsent(node, capturedNodes.size()) == null) {
            capturedTypes.add(part.type());
          }
        }
      }
      return value;
    }
  }

  /** In a later run: what took the place of captured tensors before does so again. */
  private final class Known extends Captures.Exchange {
    private final UnaryOperator<Tensor> ofTape;

    Known(UnaryOperator<Tensor> ofTape) {
      super(null);
      this.ofTape = ofTape;
    }

    @Override
    Tensor exchanged(Tracer asCaptured, Tensor tensor) {
      Tensor outside = captured.get(asCaptured);
      if (outside != null) {
        return parts.map(outside, ofTape);
      }
      if (Lanes.mentions(asCaptured, tape)) {
        throw new TraceException(
            operator
                + ": the body must do the same in every run of a step, got a captured "
                + asCaptured.describe()
                + " that it did not use before; keep all residuals, or pass that tensor in the"
                + " carry");
      }
      return tensor;
    }
  }

  private TraceException differs(int step, int parts, int wanted) {
    return new TraceException(
        operator
            + ": the body must do the same in every run of a step, got "
            + parts
            + " tensors in step "
            + step
            + " for "
            + wanted
            + " before; keep all residuals, or leave out what differs");
  }

  /** One step on a tape of its own. */
  private final class Recorded {
    private final int step;
    private final TapeTrace own = new TapeTrace(tape, true);
    private final int[] carryInputs;
    private final int carried;
    private final int inputs;
    private final int[] carryNodes;
    private final int[] outputNodes;
    private final boolean[] added;
    private final C next;

    Recorded(int step, C carry) {
      this.step = step;
      C boxed = onto(carry, follower, own::input);
      carryInputs = nodes(boxed);
      carried = (int) Arrays.stream(carryInputs).filter(node -> node >= 0).count();
      capturedTypes.forEach(own::node);
      inputs = carried + capturedTypes.size();
      Known known =
          new Known(
              part -> {
                Integer at = capturedNodes.get(tape.node(part));
                return at == null ? part : own.box(tape.inner(part), carried + at);
              });
      Turn<C> result = Replay.this.step(known, step, boxed);
      next = result.carry();
      carryNodes = nodes(result.carry());
      Object output = result.output();
      outputNodes = output == null ? new int[0] : nodes(output);
      added = new boolean[outputNodes.length];
      if (outputNodes.length != outputs(step)) {
        throw differs(step, outputNodes.length, outputs(step));
      }
    }

    private int[] nodes(Object tree) {
      return parts.of(tree).stream().mapToInt(own::node).toArray();
    }

    /** The carry after the step, for the next. */
    C followed() {
      return onto(next, own, value -> follower.box(value, 0));
    }

    /** The position of the carry that a value is, or −1. */
    int carryOf(int node) {
      for (int i = 0; i < carryNodes.length; i++) {
        if (carryNodes[i] == node && node >= inputs) {
          return i;
        }
      }
      return -1;
    }
  }

  /** Does some work for which the transforms that the steps are part of run once more. */
  private <T> T reopened(Supplier<T> work) {
    transforms.forEach(Trace::reopen);
    try {
      return work.get();
    } finally {
      transforms.forEach(Trace::closeAgain);
    }
  }

  private Snapshots<C> snapshots() {
    return requireNonNull(snapshots);
  }

  /** Pulls the cotangents of the results back, on a walk of the tape that the loop is on. */
  void pull(BackwardWalk walk, int[] operands, @Nullable Tensor[] cotangents) {
    @Nullable Sum[] before = take(walk, operands, 0, firstParts);
    @Nullable Sum[] sums = take(walk, operands, firstParts, operands.length);
    @Nullable Sum[] carry =
        reopened(
            () -> {
              Known below = new Known(part -> onto(part, tape, value -> follower.box(value, 0)));
              Snapshots<C>.Backwards backwards =
                  snapshots().backwards((from, first, to) -> rerun(below, from, first, to));
              @Nullable Sum[] pulled = new @Nullable Sum[lastParts];
              for (int i = 0; i < lastParts; i++) {
                Tensor cotangent = cotangents[i];
                pulled[i] = cotangent == null ? null : new Sum(cotangent, false);
              }
              Recorded later = new Recorded(end - 1, backwards.carry(end - 1));
              for (int step = end - 2; step >= first; step--) {
                // recorded before the later one is walked, to know which outputs are its operands
                Recorded now = new Recorded(step, backwards.carry(step));
                pulled = pull(later, now, new @Nullable Sum[0], pulled, sums, cotangents);
                later = now;
              }
              return pull(later, null, before, pulled, sums, cotangents);
            });
    give(walk, operands, 0, carry);
    give(walk, operands, firstParts, sums);
  }

  private C rerun(Known below, C carry, int from, int to) {
    C now = carry;
    for (int step = from; step < to; step++) {
      now = step(below, step, now).carry();
    }
    return now;
  }

  private static @Nullable Sum[] take(BackwardWalk walk, int[] operands, int from, int to) {
    @Nullable Sum[] sums = new @Nullable Sum[to - from];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = operands[from + i] < 0 ? null : walk.take(operands[from + i]);
    }
    return sums;
  }

  private static void give(BackwardWalk walk, int[] operands, int from, @Nullable Sum[] sums) {
    for (int i = 0; i < sums.length; i++) {
      if (operands[from + i] >= 0) {
        walk.give(operands[from + i], sums[i]);
      }
    }
  }

  /**
   * Pulls back through one step. A recorded loop stacks its outputs at its end, so their cotangents
   * are the first that a value gets: also if it is an operand of the next step.
   *
   * @param step the step
   * @param before the step before it
   * @param start what the carry before the step got from what comes after the loop
   * @param carry the cotangents of the carry after the step
   * @param sums those of what the body captures, which are added to
   * @param cotangents those of the loop's results
   * @return the cotangents of the carry before the step
   */
  private @Nullable Sum[] pull(
      Recorded step,
      @Nullable Recorded before,
      @Nullable Sum[] start,
      @Nullable Sum[] carry,
      @Nullable Sum[] sums,
      @Nullable Tensor[] cotangents) {
    if (carry.length != step.carryNodes.length) {
      throw differs(step.step, step.carryNodes.length, carry.length);
    }
    BackwardWalk walk = step.own.backwardWalk();
    give(walk, step.carryInputs, 0, start);
    for (int i = 0; i < sums.length; i++) {
      walk.give(step.carried + i, sums[i]);
    }
    int outputs = Math.max(step.outputNodes.length, before == null ? 0 : before.outputNodes.length);
    for (int i = outputs - 1; i >= 0; i--) {
      if (before != null && i < before.outputNodes.length) {
        int operand = before.carryOf(before.outputNodes[i]);
        if (operand >= 0) {
          before.added[i] = true;
          seed(walk, step.carryInputs[operand], output(before.step, i, cotangents));
        }
      }
      if (i < step.outputNodes.length && step.outputNodes[i] < step.carried) {
        addOutput(walk, step, i, cotangents);
      }
    }
    give(walk, step.carryNodes, 0, carry);
    for (int i = step.outputNodes.length - 1; i >= 0; i--) {
      addOutput(walk, step, i, cotangents);
    }
    step.own.walk(walk, false);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = walk.take(step.carried + i);
    }
    return take(walk, step.carryInputs, 0, step.carryInputs.length);
  }

  private void addOutput(
      BackwardWalk walk, Recorded step, int output, @Nullable Tensor[] cotangents) {
    if (!step.added[output]) {
      step.added[output] = true;
      seed(walk, step.outputNodes[output], output(step.step, output, cotangents));
    }
  }

  private static void seed(BackwardWalk walk, int node, @Nullable Tensor cotangent) {
    if (cotangent != null && node >= 0) {
      walk.seed(node, cotangent);
    }
  }

  private @Nullable Tensor output(int step, int output, @Nullable Tensor[] cotangents) {
    return cotangents[lastParts + firstOutput[step - first] + output];
  }

  @Override
  public @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
    @Nullable Tensor[] results = new @Nullable Tensor[lastParts + firstOutput[end - first]];
    @Nullable Tensor[] captures = Arrays.copyOfRange(tangents, firstParts, tangents.length);
    return reopened(
        () -> {
          @Nullable Tensor[] carry = Arrays.copyOf(tangents, firstParts);
          C now = snapshots().first();
          for (int step = first; step < end; step++) {
            Recorded recorded = new Recorded(step, now);
            @Nullable Tensor[] inputs = new @Nullable Tensor[recorded.inputs];
            for (int i = 0; i < carry.length; i++) {
              if (recorded.carryInputs[i] >= 0) {
                inputs[recorded.carryInputs[i]] = carry[i];
              }
            }
            System.arraycopy(captures, 0, inputs, recorded.carried, captures.length);
            @Nullable Tensor[] pushed = recorded.own.push(inputs);
            carry = new @Nullable Tensor[recorded.carryNodes.length];
            for (int i = 0; i < carry.length; i++) {
              carry[i] = tangent(pushed, recorded.carryNodes[i]);
            }
            for (int i = 0; i < recorded.outputNodes.length; i++) {
              results[lastParts + firstOutput[step - first] + i] =
                  tangent(pushed, recorded.outputNodes[i]);
            }
            now = recorded.followed();
          }
          System.arraycopy(carry, 0, results, 0, lastParts);
          return results;
        });
  }

  private static @Nullable Tensor tangent(@Nullable Tensor[] byNode, int node) {
    return node < 0 ? null : byNode[node];
  }

  @Override
  public void pull(@Nullable Tensor[] cotangents, @Nullable CotangentSink[] sinks) {
    throw new IllegalStateException("a loop is pulled back on the walk of its tape");
  }
}
