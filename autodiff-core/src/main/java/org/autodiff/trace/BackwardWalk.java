package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.TracedTensor;
import org.autodiff.extend.CotangentSink;
import org.autodiff.extend.DiagonalMap;
import org.autodiff.extend.LinearMap;
import org.autodiff.extend.Linearization;
import org.autodiff.extend.Operator;
import org.autodiff.extend.SingleResultOperator;
import org.autodiff.extend.ViewOperator;
import org.autodiff.operators.shaping.AddToPart;
import org.jspecify.annotations.Nullable;

/**
 * The cotangents of one backward walk over a tape. A sum is done in place once it lives in a buffer
 * that this walk allocated itself; an array that came from elsewhere may be shared and is never
 * changed.
 */
final class BackwardWalk {
  private final TensorType[] types;
  private final int[] operandNodes;
  private final @Nullable Tensor[] cotangents;
  private final boolean[] owned;

  /** Whether each cotangent that a rule gives is searched for NaN and infinities. */
  private boolean watched;

  /**
   * Starts a walk.
   *
   * @param types the types of the tape's values by number
   * @param nodes how many values there are
   * @param operandNodes the numbers of the operands of all records
   */
  BackwardWalk(TensorType[] types, int nodes, int[] operandNodes) {
    this.types = types;
    this.operandNodes = operandNodes;
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

  /** Pulls through one record as {@link #pull}, and searches what comes out for NaN. */
  void pullWatched(Operator operator, Object linearization, int from, int to, int first, int end) {
    for (int i = first; i < end; i++) {
      Tensor cotangent = cotangents[i];
      if (cotangent != null) {
        Watching.requireFinite(cotangent, "the cotangent of its result");
      }
    }
    watched = true;
    try {
      pull(operator, linearization, from, to, first, end);
    } finally {
      watched = false;
    }
  }

  /**
   * Pulls through one record.
   *
   * @param operator the operator that was recorded
   * @param linear one linear map for each operand, or a joint linearization
   * @param from where the numbers of its operands start
   * @param to where they end
   * @param first the number of its first result
   * @param end the number after its last result
   */
  void pull(Operator operator, Object linear, int from, int to, int first, int end) {
    if (!(linear instanceof Linearization joint)) {
      @Nullable LinearMap[] maps = (@Nullable LinearMap[]) linear;
      pull(operator, maps, from, first);
      return;
    }
    @Nullable Tensor[] results = Arrays.copyOfRange(cotangents, first, end);
    if (joint instanceof Replay<?> loop) {
      Arrays.fill(cotangents, first, end, null);
      loop.pull(this, Arrays.copyOfRange(operandNodes, from, to), results);
      return;
    }
    Arrays.fill(cotangents, first, end, null); // no longer needed: the sum is complete
    @Nullable CotangentSink[] sinks = new @Nullable CotangentSink[to - from];
    for (int i = 0; i < sinks.length; i++) {
      if (operandNodes[from + i] != TapeTrace.CONSTANT) {
        sinks[i] = new Slot(operator, i, operandNodes[from + i]);
      }
    }
    joint.pull(results, sinks);
  }

  /**
   * Pulls through one map for each operand. The last map may overwrite the cotangent if this walk
   * owns it and no earlier map has passed it on, or given it to an outer trace.
   */
  private void pull(Operator operator, @Nullable LinearMap[] maps, int from, int result) {
    Tensor cotangent = cotangents[result];
    if (cotangent == null) {
      return;
    }
    boolean overwrite = owned[result];
    cotangents[result] = null;
    int last = maps.length - 1;
    while (last >= 0 && maps[last] == null) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      LinearMap map = maps[i];
      int node = operandNodes[from + i];
      if (map instanceof DiagonalMap diagonal) {
        boolean inPlace = overwrite && i == last && cotangent instanceof DenseTensor;
        Tensor pulled =
            inPlace
                ? diagonal.applyInPlace((DenseTensor) cotangent)
                : diagonal.transpose(cotangent);
        // an outer trace that the outcome belongs to may keep the cotangent, to differentiate by
        // its
        // factor or as a constant of a graph
        overwrite = overwrite && pulled instanceof DenseTensor;
        addNew(node, checked(operator, i, node, pulled));
      } else if (map != null) {
        overwrite = false;
        map.transposeInto(cotangent, new Slot(operator, i, node));
      }
    }
  }

  private Tensor checked(Operator operator, int operand, int node, Tensor cotangent) {
    Tensor right = Contract.cotangent(operator, operand, cotangent, types[node]);
    if (watched) {
      Watching.requireFinite(right, "the cotangent of operand " + operand);
    }
    return right;
  }

  /** Adds a cotangent that nobody else refers to: the sum can go into its buffer. */
  private void addNew(int node, Tensor cotangent) {
    Tensor sum = cotangents[node];
    if (!(cotangent instanceof DenseTensor fresh) || !fresh.isContiguous()) {
      seed(node, cotangent);
    } else if (sum == null) {
      cotangents[node] = fresh;
      owned[node] = true;
    } else if (!owned[node] && sum instanceof DenseTensor shared) {
      TensorArrays.add(fresh, shared);
      cotangents[node] = fresh;
      owned[node] = true;
    } else {
      seed(node, fresh);
    }
  }

  /** Adds a cotangent that others may refer to. */
  void seed(int node, Tensor cotangent) {
    Tensor sum = cotangents[node];
    if (sum == null) {
      cotangents[node] = cotangent;
    } else if (sum instanceof DenseTensor a && cotangent instanceof DenseTensor b) {
      if (owned[node]) {
        TensorArrays.add(a, b);
      } else {
        cotangents[node] = a.add(b);
        owned[node] = true;
      }
    } else {
      cotangents[node] = sum.add(cotangent);
      owned[node] = false;
    }
  }

  /** {@return the sum of a cotangent so far, which is handed over; null stands for zero} */
  @Nullable Sum take(int node) {
    Tensor sum = cotangents[node];
    cotangents[node] = null;
    return sum == null ? null : new Sum(sum, owned[node]);
  }

  /** Hands a sum over to this walk, before any other cotangent of that value. */
  void give(int node, @Nullable Sum sum) {
    if (sum == null) {
      return;
    }
    if (cotangents[node] == null) {
      cotangents[node] = sum.cotangent();
      owned[node] = sum.owned();
    } else {
      seed(node, sum.cotangent());
    }
  }

  /** A sum of cotangents, and whether nobody else refers to its buffer. */
  record Sum(Tensor cotangent, boolean owned) {}

  /** {@return the cotangents of the inputs, which are the first values; null stands for zero} */
  @Nullable Tensor[] inputs(int count) {
    return Arrays.copyOf(cotangents, count);
  }

  /** The sum of the cotangents of one value, which is an operand of the record that is pulled. */
  private final class Slot implements CotangentSink {
    private final Operator operator;
    private final int operand;
    private final int node;

    Slot(Operator operator, int operand, int node) {
      this.operator = operator;
      this.operand = operand;
      this.node = node;
    }

    @Override
    public void add(Tensor cotangent) {
      seed(node, checked(operator, operand, node, cotangent));
    }

    @Override
    public void addToPart(
        TensorType type, Tensor cotangent, ViewOperator part, Supplier<Tensor> whole) {
      if (!cotangent.isConcrete() || !isConcrete()) {
        add(whole.get());
        return;
      }
      if (!(cotangent instanceof DenseTensor g) || cotangents[node] instanceof TracedTensor) {
        setStaged(new AddToPart(part).apply(sumSoFar(type), cotangent));
        return;
      }
      Contract.part(operator, operand, type, types[node]);
      if (watched) {
        Watching.requireFinite(cotangent, "the cotangent of a part of operand " + operand);
      }
      TensorType selected = part.inferResult(new TensorType[] {type});
      Contract.part(operator, operand, g.type(), selected);
      DenseTensor target = part.view(new DenseTensor[] {buffer()}, selected);
      TensorArrays.add(target, g);
    }

    @Override
    public void addInPlace(
        TensorType type,
        SingleResultOperator addition,
        List<Tensor> further,
        Consumer<DenseTensor> inPlace) {
      if (!isConcrete() || watched || !further.stream().allMatch(Tensor::isConcrete)) {
        add(sum(addition, Tensor.full(0, type), further));
        return;
      }
      Contract.part(operator, operand, type, types[node]);
      if (cotangents[node] instanceof TracedTensor || !areDense(further)) {
        setStaged(sum(addition, sumSoFar(type), further));
      } else {
        inPlace.accept(buffer());
      }
    }

    private static Tensor sum(SingleResultOperator addition, Tensor sum, List<Tensor> further) {
      List<Tensor> operands = new ArrayList<>();
      operands.add(sum);
      operands.addAll(further);
      return addition.apply(operands.toArray(new Tensor[0]));
    }

    private static boolean areDense(List<Tensor> tensors) {
      return tensors.stream().allMatch(tensor -> tensor instanceof DenseTensor);
    }

    private boolean isConcrete() {
      Tensor sum = cotangents[node];
      return sum == null || sum.isConcrete();
    }

    private Tensor sumSoFar(TensorType type) {
      Tensor sum = cotangents[node];
      return sum == null ? Tensor.full(0, type) : sum;
    }

    private void setStaged(Tensor sum) {
      cotangents[node] = sum;
      owned[node] = false;
    }

    /** The sum so far in a buffer of the walk's own, of the operand's type. */
    private DenseTensor buffer() {
      DenseTensor buffer = (DenseTensor) cotangents[node];
      if (buffer == null) {
        buffer = DenseTensor.zeros(types[node]);
      } else if (!owned[node]) {
        buffer = buffer.copy();
      }
      cotangents[node] = buffer;
      owned[node] = true;
      return buffer;
    }
  }
}
