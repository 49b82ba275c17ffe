package org.autodiff.trace;

import java.util.Arrays;
import java.util.List;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.internal.Composed;
import org.jspecify.annotations.Nullable;

/**
 * The tape: while the function runs, every operation that depends on the inputs is recorded with
 * its linearization at that point. Walking the records backwards pulls cotangents from results to
 * inputs (reverse mode); walking them forwards pushes tangents (linearize). Both work on plain
 * tensors of outer levels, so both can be differentiated again.
 *
 * <p>The tape is flat: values are numbered in the order they were made, and a record holds the
 * number of its first result and the numbers of its operands. It keeps linearizations, that is
 * residuals, and the types of the values, never the values themselves.
 *
 * <p>The order of the records is the order in which cotangents are summed up, so one thread alone
 * writes them: the one on which the transform runs. Another that computes with a value of the tape
 * gets an error. Once the function has returned the tape is only read, by any number of threads.
 */
final class TapeTrace extends Trace {
  /** In place of the number of a value: it does not depend on the inputs. */
  static final int CONSTANT = -1;

  private final String transform;
  private final Thread owner = Thread.currentThread();
  private Watching.@Nullable Sites sites;

  /** By record: a LinearMap[] with one map for each operand, or a joint Linearization. */
  private @Nullable Object[] linearizations = new @Nullable Object[16];

  private int[] firstOperand = new int[16];
  private int[] firstResult = new int[16];

  /** The numbers of the operands of all records, one record after another. */
  private int[] operandNodes = new int[32];

  private int operandCount;
  private @Nullable Operator[] operators = new @Nullable Operator[16];
  private TensorType[] types = new TensorType[16];
  private int records;
  private int nodes;
  private boolean released;
  private final boolean recording;

  TapeTrace(String transform) {
    this.transform = transform;
    recording = true;
  }

  /**
   * A tape in the place of the one that a loop is on.
   *
   * @param whole the tape of the loop
   * @param records whether it records, for the derivative of a step, or only tells what depends on
   *     the tape, so that a step computes what it would compute on the tape
   */
  TapeTrace(TapeTrace whole, boolean records) {
    super(whole);
    transform = whole.transform;
    recording = records;
  }

  /** A value on the tape: the value one level down, and its number. */
  static final class Box extends Tracer {
    private final Tensor value;
    private final int node;

    private Box(TapeTrace tape, Tensor value, int node) {
      super(value.type(), tape);
      this.value = value;
      this.node = node;
    }

    @Override
    public Tensor inner() {
      return value;
    }
  }

  @Override
  String transform() {
    return transform;
  }

  /** Boxes an input: must be called for all inputs before anything is recorded. */
  Tensor input(Tensor value) {
    return new Box(this, value, node(value.type()));
  }

  /** Boxes a value that has a number. */
  Tensor box(Tensor value, int node) {
    return new Box(this, value, node);
  }

  /** Numbers a new value. */
  int node(TensorType type) {
    if (nodes == types.length) {
      types = Arrays.copyOf(types, 2 * nodes);
    }
    types[nodes] = type;
    return nodes++;
  }

  /**
   * {@return the number of the value on this tape, or −1 where it does not depend on the inputs}
   */
  int node(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.node : CONSTANT;
  }

  @Override
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    if (operator instanceof Composed formula) {
      return formula.composed(operands);
    }
    requireOwner(operator, operands);
    Tensor[] values = inner(operands);
    Tensor value = applyInner(operator, values);
    @Nullable LinearMap[] given =
        Contract.maps(operator, operator.linearMaps(values, value), values.length);
    @Nullable LinearMap[] maps = given;
    boolean dependent = false;
    for (int i = 0; i < maps.length; i++) {
      if (maps[i] != null && node(operands[i]) == CONSTANT) {
        // a constant's residuals are not kept; the array is the rule's own and may be shared
        maps = maps == given ? given.clone() : maps;
        maps[i] = null;
      }
      dependent |= maps[i] != null;
    }
    if (!dependent) {
      return value;
    }
    if (!recording) {
      return new Box(this, value, 0);
    }
    int node = node(value.type());
    record(maps, operands, node, operator);
    return new Box(this, value, node);
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    requireOwner(operator, operands);
    Tensor[] values = inner(operands);
    Tensor[] results = operator.applyAll(values);
    if (!recording) {
      return boxed(results);
    }
    Linearization linearization =
        Contract.linearization(
            operator, operator.linearize(values, results.clone()), values.length, results.length);
    Tensor[] boxed = new Tensor[results.length];
    int first = nodes;
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = new Box(this, results[i], node(results[i].type()));
    }
    record(linearization, operands, first, operator);
    return boxed;
  }

  /**
   * Adds a record of several results that have been computed.
   *
   * @param operator what is named in messages
   * @param linear the linearization
   * @param operands the numbers of the operands
   * @param values the results one level down
   * @return the results on this tape
   */
  Tensor[] record(Operator operator, Linearization linear, int[] operands, List<Tensor> values) {
    Tensor[] results = values.toArray(new Tensor[0]);
    if (!recording) {
      return boxed(results);
    }
    int first = nodes;
    for (int i = 0; i < results.length; i++) {
      results[i] = new Box(this, results[i], node(results[i].type()));
    }
    record(linear, operands, first, operator);
    return results;
  }

  private Tensor[] boxed(Tensor[] values) {
    Tensor[] boxed = new Tensor[values.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = new Box(this, values[i], 0);
    }
    return boxed;
  }

  private void requireOwner(Operator operator, Tensor[] operands) {
    if (recording && Thread.currentThread() != owner) {
      throw otherThread(owner, operator, operands);
    }
  }

  /**
   * Adds a record.
   *
   * @param linear one linear map for each operand, or a joint linearization
   */
  private void record(Object linear, Tensor[] operands, int first, Operator operator) {
    int[] numbers = new int[operands.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node(operands[i]);
    }
    record(linear, numbers, first, operator);
  }

  private void record(Object linear, int[] operands, int first, Operator operator) {
    if (records == linearizations.length) {
      linearizations = Arrays.copyOf(linearizations, 2 * records);
      firstOperand = Arrays.copyOf(firstOperand, 2 * records);
      firstResult = Arrays.copyOf(firstResult, 2 * records);
      operators = Arrays.copyOf(operators, 2 * records);
    }
    int end = operandCount + operands.length;
    if (end > operandNodes.length) {
      operandNodes = Arrays.copyOf(operandNodes, Math.max(end, 2 * operandNodes.length));
    }
    linearizations[records] = linear;
    firstOperand[records] = operandCount;
    firstResult[records] = first;
    operators[records] = operator;
    System.arraycopy(operands, 0, operandNodes, operandCount, operands.length);
    operandCount = end;
    if (Watching.isWatching()) {
      sites = sites == null ? new Watching.Sites() : sites;
      sites.record(records, operator);
    }
    records++;
  }

  /** Frees the residuals; the tape can no longer be walked. */
  void release() {
    released = true;
    Arrays.fill(linearizations, null);
    Arrays.fill(operators, null); // those of custom rules keep residuals, too
  }

  /**
   * Walks the tape backwards.
   *
   * @param seeds the cotangents by node, as filled in for the results; null stands for zero
   * @param inputs how many inputs the tape has
   * @param keep whether the tape will be walked again; where not, residuals are freed on the way
   * @return the cotangents of the inputs; null stands for zero
   */
  @Nullable Tensor[] pull(Seeds seeds, int inputs, boolean keep) {
    requireResiduals();
    BackwardWalk backward = backwardWalk();
    seeds.fill(backward::seed);
    walk(backward, keep);
    return backward.inputs(inputs);
  }

  /** Starts a walk backwards, of which the cotangents are to be given. */
  BackwardWalk backwardWalk() {
    return new BackwardWalk(types, nodes, operandNodes);
  }

  /** Walks through all records. */
  void walk(BackwardWalk backward, boolean keep) {
    for (int r = records - 1; r >= 0; r--) {
      Object linearization = linearizations[r];
      Operator operator = operators[r];
      int first = firstResult[r];
      int end = resultEnd(r);
      if (linearization == null || operator == null) {
        throw releasedTape();
      }
      if (!backward.any(first, end)) {
        continue;
      }
      int from = firstOperand[r];
      int to = operandEnd(r);
      if (sites != null && sites.has(r)) {
        sites.watch(r, () -> backward.pullWatched(operator, linearization, from, to, first, end));
      } else {
        backward.pull(operator, linearization, from, to, first, end);
      }
      if (!keep) {
        linearizations[r] = null;
        operators[r] = null;
      }
    }
    if (!keep) {
      released = true;
    }
  }

  /**
   * Walks the tape forwards.
   *
   * @param tangents the inputs' tangents; null stands for zero
   * @return the tangents of all values by number; null stands for zero
   */
  @Nullable Tensor[] push(@Nullable Tensor[] tangents) {
    requireResiduals();
    @Nullable Tensor[] byNode = new @Nullable Tensor[nodes];
    System.arraycopy(tangents, 0, byNode, 0, tangents.length);
    for (int r = 0; r < records; r++) {
      Object linearization = linearizations[r];
      Operator operator = operators[r];
      if (linearization == null || operator == null) {
        throw releasedTape();
      }
      int from = firstOperand[r];
      int first = firstResult[r];
      if (linearization instanceof Linearization joint) {
        push(operator, joint, r, byNode);
      } else {
        @Nullable LinearMap[] maps = (@Nullable LinearMap[]) linearization;
        Tensor sum = null;
        for (int i = 0; i < maps.length; i++) {
          Tensor tangent = tangentOf(operandNodes[from + i], byNode);
          sum = Contract.addTangent(sum, operator, i, maps[i], tangent, types[first]);
        }
        byNode[first] = sum;
      }
    }
    return byNode;
  }

  private static @Nullable Tensor tangentOf(int node, @Nullable Tensor[] byNode) {
    return node == CONSTANT ? null : byNode[node];
  }

  /** Pushes through a joint linearization. */
  private void push(
      Operator operator, Linearization linearization, int record, @Nullable Tensor[] byNode) {
    int from = firstOperand[record];
    int first = firstResult[record];
    @Nullable Tensor[] operands = new @Nullable Tensor[operandEnd(record) - from];
    boolean any = false;
    for (int i = 0; i < operands.length; i++) {
      operands[i] = tangentOf(operandNodes[from + i], byNode);
      any |= operands[i] != null;
    }
    if (any) {
      TensorType[] results = Arrays.copyOfRange(types, first, resultEnd(record));
      @Nullable Tensor[] pushed =
          Contract.tangents(operator, linearization.push(operands), results);
      System.arraycopy(pushed, 0, byNode, first, pushed.length);
    }
  }

  private int operandEnd(int record) {
    return record + 1 < records ? firstOperand[record + 1] : operandCount;
  }

  private int resultEnd(int record) {
    return record + 1 < records ? firstResult[record + 1] : nodes;
  }

  private void requireResiduals() {
    if (released) {
      throw releasedTape();
    }
  }

  private TraceException releasedTape() {
    return new TraceException(
        transform
            + ": the pullback needs its tape, got one that was released; call vjp again, or release"
            + " it after the last use");
  }

  /** Fills in the cotangents at the end of the tape. */
  interface Seeds {
    void fill(SeedConsumer consumer);
  }

  /** Receives a cotangent for a value. */
  interface SeedConsumer {
    void seed(int node, Tensor cotangent);
  }
}
