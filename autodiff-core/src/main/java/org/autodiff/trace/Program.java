package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.extend.Operator;
import org.jspecify.annotations.Nullable;

/**
 * A staged function: operators applied to numbered values. The inputs have the first numbers; the
 * constants and the results of the steps follow, in the order in which they appeared.
 */
public final class Program {
  /**
   * One application of an operator.
   *
   * @param operator the operator
   * @param operands the numbers of its operands; not to be changed
   * @param first the number of its first result; the others follow
   * @param results how many results it has
   * @param line the user's line of code that applied it, for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Step(Operator operator, int[] operands, int first, int results, String line) {}

  /**
   * What became of the operations of the function.
   *
   * @param applied how many operations it applied, with those of the transforms inside of it
   * @param merged how many of them repeated another
   * @param known how many gave a value that was there already, as {@code x · 1} does
   * @param dead how many no result depends on
   */
  public record Counts(int applied, int merged, int known, int dead) {}

  private final TensorType[] types;
  private final Counts counts;
  private final int inputs;
  private final @Nullable Tensor[] constants;
  private final List<Step> steps;
  private final int[] outputs;

  Program(
      TensorType[] types,
      int inputs,
      @Nullable Tensor[] constants,
      List<Step> steps,
      int[] outputs,
      Counts counts) {
    this.types = types;
    this.counts = counts;
    this.inputs = inputs;
    this.constants = constants;
    this.steps = steps;
    this.outputs = outputs;
  }

  /** {@return how many values there are: inputs, constants and results} */
  public int values() {
    return types.length;
  }

  /** {@return the type of a value} */
  public TensorType type(int value) {
    return types[value];
  }

  /** {@return how many inputs there are, which are the first values} */
  public int inputs() {
    return inputs;
  }

  /** {@return a value that does not depend on the inputs, or null} */
  public @Nullable Tensor constant(int value) {
    return constants[value];
  }

  /** {@return the applications of operators, in order} */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** {@return what became of the function's operations} */
  public Counts counts() {
    return counts;
  }

  /** {@return the numbers of the results} */
  public int[] outputs() {
    return outputs.clone();
  }

  /** {@return the types of the inputs} */
  public TensorType[] inputTypes() {
    return Arrays.copyOf(types, inputs);
  }

  /** {@return the types of the results} */
  public TensorType[] outputTypes() {
    TensorType[] of = new TensorType[outputs.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = types[outputs[i]];
    }
    return of;
  }

  /** {@return the tensors of transforms that are still running, on which it depends besides} */
  public List<Tensor> captured() {
    List<Tensor> captured = new ArrayList<>();
    for (Tensor constant : constants) {
      if (constant instanceof Tracer) {
        captured.add(constant);
      }
    }
    return captured;
  }

  /**
   * The same program with its captured tensors as further inputs, in the order of {@link
   * #captured}.
   */
  public Program closed() {
    int further = captured().size();
    if (further == 0) {
      return this;
    }
    int[] number = new int[types.length];
    TensorType[] renumbered = new TensorType[types.length];
    @Nullable Tensor[] kept = new @Nullable Tensor[types.length];
    int nextInput = inputs;
    int next = inputs + further;
    for (int v = 0; v < types.length; v++) {
      int to = v;
      if (v >= inputs) {
        to = constants[v] instanceof Tracer ? nextInput++ : next++;
        kept[to] = to < inputs + further ? null : constants[v];
      }
      number[v] = to;
      renumbered[to] = types[v];
    }
    List<Step> moved = new ArrayList<>(steps.size());
    for (Step step : steps) {
      moved.add(
          new Step(
              step.operator,
              mapped(step.operands, number),
              number[step.first],
              step.results,
              step.line));
    }
    return new Program(renumbered, inputs + further, kept, moved, mapped(outputs, number), counts);
  }

  private static int[] mapped(int[] values, int[] number) {
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = number[values[i]];
    }
    return out;
  }

  /**
   * Applies the operators to other inputs, one after another as anywhere: so the program can be
   * differentiated, mapped over a batch, and staged again.
   */
  public List<Tensor> evaluate(List<? extends Tensor> arguments) {
    @Nullable Tensor[] values = Arrays.copyOf(constants, types.length);
    for (int i = 0; i < inputs; i++) {
      values[i] = arguments.get(i);
    }
    boolean lines = Lines.matter(arguments);
    for (Step step : steps) {
      Tensor[] operands = new Tensor[step.operands.length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = value(values, step.operands[i]);
      }
      Tensor[] results =
          lines
              ? Lines.at(step.line, () -> step.operator.applyAll(operands))
              : step.operator.applyAll(operands);
      System.arraycopy(results, 0, values, step.first, results.length);
    }
    List<Tensor> results = new ArrayList<>(outputs.length);
    for (int output : outputs) {
      results.add(value(values, output));
    }
    return results;
  }

  /** The program as a function; it need not be staged again before it is differentiated. */
  record Evaluation(Program program) implements Function<List<Tensor>, List<Tensor>> {
    @Override
    public List<Tensor> apply(List<Tensor> arguments) {
      return program.evaluate(arguments);
    }
  }

  private static Tensor value(@Nullable Tensor[] values, int number) {
    Tensor value = values[number];
    if (value == null) {
      throw new IllegalStateException("value " + number + " is used before it is made");
    }
    return value;
  }

  /**
   * This program, which was staged from another one, with what became of the other's operations.
   */
  Program madeFrom(Program before) {
    Counts all =
        new Counts(
            before.counts.applied,
            before.counts.merged + counts.merged,
            before.counts.known + counts.known,
            before.counts.dead + counts.dead);
    return new Program(types, inputs, constants, steps, outputs, all);
  }

  /** The program without the steps on which no result depends, and without unused constants. */
  Program withoutDeadSteps() {
    boolean[] live = new boolean[types.length];
    for (int output : outputs) {
      live[output] = true;
    }
    List<Step> kept = new ArrayList<>();
    for (int s = steps.size() - 1; s >= 0; s--) {
      Step step = steps.get(s);
      boolean needed = false;
      for (int i = 0; i < step.results; i++) {
        needed |= live[step.first + i];
      }
      if (needed) {
        for (int i = 0; i < step.results; i++) {
          live[step.first + i] = true;
        }
        for (int operand : step.operands) {
          live[operand] = true;
        }
        kept.add(step);
      }
    }
    Collections.reverse(kept);
    int[] number = new int[types.length];
    int next = 0;
    for (int v = 0; v < types.length; v++) {
      number[v] = v < inputs || live[v] ? next++ : -1;
    }
    TensorType[] renumbered = new TensorType[next];
    @Nullable Tensor[] constant = new @Nullable Tensor[next];
    for (int v = 0; v < types.length; v++) {
      if (number[v] >= 0) {
        renumbered[number[v]] = types[v];
        constant[number[v]] = constants[v];
      }
    }
    kept.replaceAll(
        step ->
            new Step(
                step.operator,
                mapped(step.operands, number),
                number[step.first],
                step.results,
                step.line));
    int dead = counts.dead + steps.size() - kept.size();
    Counts counted = new Counts(counts.applied, counts.merged, counts.known, dead);
    return new Program(renumbered, inputs, constant, kept, mapped(outputs, number), counted);
  }
}
