package org.autodiff;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tape: while the function runs, every operation that depends on the inputs is recorded with
 * its linearization at that point. Walking the records backwards pulls cotangents from results to
 * inputs (reverse mode); walking them forwards pushes tangents (linearize). Both work on plain
 * tensors of outer levels, so both can be differentiated again.
 *
 * <p>The tape is flat: values are numbered in the order they were made, and a record holds the
 * number of its first result and the numbers of its operands. It keeps linearizations, that is
 * residuals, and never the values themselves.
 */
final class TapeTrace extends Trace {
  private static final int CONSTANT = -1;

  private final String transform;
  private final Numerics.@Nullable Sites sites = Numerics.sitesIfChecking();
  private @Nullable Linearization[] linearizations = new Linearization[16];
  private int[][] operandNodes = new int[16][];
  private int[] firstResult = new int[16];
  private int records;
  private int nodes;
  private boolean released;

  TapeTrace(String transform) {
    this.transform = transform;
  }

  /** A value on the tape: the value one level down, and its number. */
  static final class Box extends TracedTensor {
    private final Tensor value;
    private final int node;

    private Box(TapeTrace tape, Tensor value, int node) {
      super(value.type(), tape);
      this.value = value;
      this.node = node;
    }

    @Override
    Tensor inner() {
      return value;
    }
  }

  @Override
  String transform() {
    return transform;
  }

  /** Boxes an input: must be called for all inputs before anything is recorded. */
  Tensor input(Tensor value) {
    return new Box(this, value, nodes++);
  }

  /**
   * {@return the number of the value on this tape, or −1 where it does not depend on the inputs}
   */
  int node(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.node : CONSTANT;
  }

  /** {@return the value one level down} */
  Tensor strip(Tensor tensor) {
    return tensor instanceof Box box && box.trace == this ? box.value : tensor;
  }

  @Override
  Tensor process(SingleResultOperator operator, Tensor[] operands) {
    int[] ids = new int[operands.length];
    Tensor[] values = strip(operands, ids);
    Tensor value = operator.apply(values);
    @Nullable LinearMap[] maps = operator.linearMaps(values, value);
    boolean dependent = false;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == CONSTANT) {
        maps[i] = null; // a constant's residuals are not kept
      }
      dependent |= maps[i] != null;
    }
    if (!dependent) {
      return value;
    }
    int node = nodes++;
    record(new PerOperand(maps), ids, node, operator);
    return new Box(this, value, node);
  }

  @Override
  Tensor[] process(Operator operator, Tensor[] operands) {
    int[] ids = new int[operands.length];
    Tensor[] values = strip(operands, ids);
    Tensor[] results = operator.applyAll(values);
    int first = nodes;
    nodes += results.length;
    record(operator.linearize(values, results), ids, first, operator);
    Tensor[] boxed = new Tensor[results.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = new Box(this, results[i], first + i);
    }
    return boxed;
  }

  private Tensor[] strip(Tensor[] operands, int[] ids) {
    Tensor[] values = new Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      if (operands[i] instanceof Box box && box.trace == this) {
        values[i] = box.value;
        ids[i] = box.node;
      } else {
        values[i] = operands[i];
        ids[i] = CONSTANT;
      }
    }
    return values;
  }

  private void record(Linearization linearization, int[] ids, int first, Operator operator) {
    if (records == linearizations.length) {
      linearizations = Arrays.copyOf(linearizations, 2 * records);
      operandNodes = Arrays.copyOf(operandNodes, 2 * records);
      firstResult = Arrays.copyOf(firstResult, 2 * records);
    }
    linearizations[records] = linearization;
    operandNodes[records] = ids;
    firstResult[records] = first;
    if (sites != null) {
      sites.record(records, operator);
    }
    records++;
  }

  /** Frees the residuals; the tape can no longer be walked. */
  void release() {
    released = true;
    Arrays.fill(linearizations, null);
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
    Backward backward = new Backward(nodes);
    seeds.fill(backward::seed);
    for (int r = records - 1; r >= 0; r--) {
      Linearization linearization = linearizations[r];
      int first = firstResult[r];
      int end = r + 1 < records ? resultEnd(r) : nodes;
      if (linearization == null) {
        throw releasedTape();
      }
      if (!backward.any(first, end)) {
        continue;
      }
      try {
        backward.pull(linearization, operandNodes[r], first, end);
      } catch (NonFiniteException e) {
        throw sites == null ? e : sites.inDerivative(r, e);
      }
      if (!keep) {
        linearizations[r] = null;
      }
    }
    if (!keep) {
      released = true;
    }
    return backward.inputs(inputs);
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
      int[] ids = operandNodes[r];
      @Nullable Tensor[] operands = new @Nullable Tensor[ids.length];
      boolean any = false;
      for (int i = 0; i < ids.length; i++) {
        operands[i] = ids[i] == CONSTANT ? null : byNode[ids[i]];
        any |= operands[i] != null;
      }
      Linearization linearization = linearizations[r];
      if (linearization == null) {
        throw releasedTape();
      }
      if (any) {
        @Nullable Tensor[] results = linearization.push(operands);
        System.arraycopy(results, 0, byNode, firstResult[r], results.length);
      }
    }
    return byNode;
  }

  private int resultEnd(int record) {
    return firstResult[record + 1];
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

  /**
   * The cotangents of one backward walk. A sum is done in place once it lives in a buffer that this
   * walk allocated itself; an array that came from elsewhere may be shared and is never changed.
   */
  private static final class Backward {
    private final @Nullable Tensor[] cotangents;
    private final boolean[] owned;

    Backward(int nodes) {
      cotangents = new @Nullable Tensor[nodes];
      owned = new boolean[nodes];
    }

    boolean any(int first, int end) {
      for (int i = first; i < end; i++) {
        if (cotangents[i] != null) {
          return true;
        }
      }
      return false;
    }

    void pull(Linearization linearization, int[] ids, int first, int end) {
      if (linearization instanceof PerOperand rule) {
        pull(rule.maps(), ids, first);
        return;
      }
      @Nullable Tensor[] results = Arrays.copyOfRange(cotangents, first, end);
      Arrays.fill(cotangents, first, end, null); // no longer needed: the sum is complete
      @Nullable CotangentSink[] sinks = new @Nullable CotangentSink[ids.length];
      for (int i = 0; i < ids.length; i++) {
        if (ids[i] != CONSTANT) {
          sinks[i] = new Slot(ids[i]);
        }
      }
      linearization.pull(results, sinks);
    }

    /**
     * Pulls through one map an operand. The last map may overwrite the cotangent if this walk owns
     * it and no earlier map has passed it on.
     */
    private void pull(@Nullable LinearMap[] maps, int[] ids, int result) {
      Tensor cotangent = cotangents[result];
      if (cotangent == null) {
        return;
      }
      boolean overwrite = owned[result];
      cotangents[result] = null;
      int last = maps.length - 1;
      while (last >= 0 && (maps[last] == null || ids[last] == CONSTANT)) {
        last--;
      }
      for (int i = 0; i <= last; i++) {
        LinearMap map = ids[i] == CONSTANT ? null : maps[i];
        if (map instanceof DiagonalMap diagonal) {
          boolean inPlace = overwrite && i == last && cotangent instanceof DenseTensor;
          Tensor pulled =
              inPlace
                  ? diagonal.applyInPlace((DenseTensor) cotangent)
                  : diagonal.transpose(cotangent);
          addNew(ids[i], pulled);
        } else if (map != null) {
          overwrite = false;
          map.transposeInto(cotangent, new Slot(ids[i]));
        }
      }
    }

    /** Adds a cotangent that nobody else refers to: the sum can go into its buffer. */
    private void addNew(int node, Tensor cotangent) {
      Tensor sum = cotangents[node];
      if (!(cotangent instanceof DenseTensor fresh)) {
        seed(node, cotangent);
      } else if (sum == null) {
        cotangents[node] = fresh;
        owned[node] = true;
      } else if (!owned[node] && sum instanceof DenseTensor shared) {
        fresh.addInPlace(shared);
        cotangents[node] = fresh;
        owned[node] = true;
      } else {
        seed(node, fresh);
      }
    }

    void seed(int node, Tensor cotangent) {
      Tensor sum = cotangents[node];
      if (sum == null) {
        cotangents[node] = cotangent;
      } else if (sum instanceof DenseTensor a && cotangent instanceof DenseTensor b) {
        if (owned[node]) {
          a.addInPlace(b);
        } else {
          cotangents[node] = a.add(b);
          owned[node] = true;
        }
      } else {
        cotangents[node] = sum.add(cotangent);
        owned[node] = false;
      }
    }

    @Nullable Tensor[] inputs(int count) {
      return Arrays.copyOf(cotangents, count);
    }

    /** The sum of one value's cotangents. */
    private final class Slot implements CotangentSink {
      private final int node;

      Slot(int node) {
        this.node = node;
      }

      @Override
      public void add(Tensor cotangent) {
        seed(node, cotangent);
      }

      @Override
      public void addToPart(
          TensorType operand,
          Tensor cotangent,
          UnaryOperator<DenseTensor> part,
          Supplier<Tensor> whole) {
        Tensor sum = cotangents[node];
        if (!(cotangent instanceof DenseTensor g) || !(sum == null || sum instanceof DenseTensor)) {
          seed(node, whole.get());
          return;
        }
        DenseTensor buffer = (DenseTensor) sum;
        if (buffer == null) {
          buffer = DenseTensor.zeros(operand);
        } else if (!owned[node]) {
          buffer = buffer.copy();
        }
        cotangents[node] = buffer;
        owned[node] = true;
        part.apply(buffer).addInPlace(g);
      }
    }
  }
}
