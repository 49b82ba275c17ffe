package org.autodiff.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DTypeException;
import org.autodiff.ShapeException;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.Tree;
import org.autodiff.TreeException;
import org.autodiff.internal.TreeTensors;
import org.autodiff.internal.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * One run of a function on a tape: what reverse mode and linearize walk. The types of arguments and
 * results are trees; the tape knows their leaves.
 */
public final class Recording<A, R> {
  private final TapeTrace tape;
  private final String transform;
  private final A primal;
  private final R value;
  private final List<Tensor> inputs;
  private final List<Tensor> results;
  private final int[] resultNodes;

  public Recording(String transform, Function<A, R> function, A primal) {
    this.transform = transform;
    this.primal = TreeTensors.snapshot(primal);
    tape = new TapeTrace(transform);
    inputs = Tree.leaves(Captures.resolved(this.primal));
    List<Tensor> boxed = new ArrayList<>(inputs.size());
    for (Tensor input : inputs) {
      boxed.add(tape.input(input));
    }
    R traced;
    try {
      Function<A, R> body = StagingTrace.stagedFirst(function, inputs);
      traced = Captures.resolved(body.apply(Tree.rebuild(this.primal, boxed)));
    } finally {
      tape.close();
    }
    List<Tensor> tracedLeaves = Tree.leaves(traced);
    resultNodes = new int[tracedLeaves.size()];
    for (int i = 0; i < resultNodes.length; i++) {
      resultNodes[i] = tape.node(tracedLeaves.get(i));
    }
    value = TreeTensors.mapAll(tape::inner, traced);
    results = Tree.leaves(value);
    requireNotEscaped(value, transform);
  }

  /** Refuses results, and state in them, that belong to a transform that has returned. */
  static void requireNotEscaped(Object result, String transform) {
    TreeWalk.readAll(
        result,
        (tensor, kind, place) -> {
          if (tensor instanceof Tracer traced && traced.trace.isClosed()) {
            throw Trace.escaped(traced, transform);
          }
        });
  }

  public R value() {
    return value;
  }

  List<Tensor> inputs() {
    return inputs;
  }

  List<Tensor> results() {
    return results;
  }

  /** Pulls back the cotangents of the results' leaves; zeros where an input does not matter. */
  List<Tensor> pull(List<? extends @Nullable Tensor> cotangents, boolean keep) {
    return zerosForNull(Arrays.asList(pullKnown(cotangents, keep)), inputs);
  }

  private @Nullable Tensor[] pullKnown(List<? extends @Nullable Tensor> cotangents, boolean keep) {
    return tape.pull(
        consumer -> {
          for (int i = 0; i < resultNodes.length; i++) {
            Tensor cotangent = cotangents.get(i);
            if (cotangent != null && resultNodes[i] >= 0) {
              consumer.seed(resultNodes[i], cotangent);
            }
          }
        },
        inputs.size(),
        keep);
  }

  /**
   * Pulls back cotangents as {@link #pull}, with null for an input that does not matter: for the
   * rules of operators.
   */
  static List<@Nullable Tensor> pullThrough(
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> inputs,
      List<? extends @Nullable Tensor> cotangents) {
    Recording<List<Tensor>, List<Tensor>> run = new Recording<>("compile", function, inputs);
    return Arrays.asList(run.pullKnown(cotangents, false));
  }

  /** Pulls back a tree of cotangents. */
  public A pullTree(R cotangents, boolean keep) {
    List<Tensor> leaves = TreeTensors.leavesLike(value, cotangents, transform + " pullback");
    requireTypes(leaves, results, transform + " pullback", "cotangent", "result");
    return Tree.rebuild(primal, pull(leaves, keep));
  }

  /** Pushes the tangents of the inputs' leaves forward. */
  List<Tensor> push(List<? extends @Nullable Tensor> tangents) {
    @Nullable Tensor[] pushed = tape.push(tangents.toArray(new @Nullable Tensor[0]));
    List<@Nullable Tensor> out = new ArrayList<>(resultNodes.length);
    for (int node : resultNodes) {
      out.add(node < 0 ? null : pushed[node]);
    }
    return zerosForNull(out, results);
  }

  /** Pushes a tree of tangents forward. */
  public R pushTree(A tangents) {
    List<Tensor> leaves = TreeTensors.leavesLike(primal, tangents, transform);
    requireTypes(leaves, inputs, transform, "tangent", "primal");
    return Tree.rebuild(value, push(leaves));
  }

  /** The gradient of the first leaf of the result, which must be a scalar. */
  public A gradient() {
    Tensor first = results.get(0);
    if (first.rank() != 0) {
      throw new ShapeException(
          transform
              + ": the function must give a scalar (rank 0), got "
              + first.type()
              + "; reduce it with sum() or mean(), or use jacrev for the Jacobian or vjp for a"
              + " product with it");
    }
    List<@Nullable Tensor> seeds = nulls(results.size());
    seeds.set(0, Tensor.scalar(1, first.dtype()));
    return rebuildInputs(pull(seeds, false));
  }

  /** A list of so many nulls, to set some. */
  static List<@Nullable Tensor> nulls(int count) {
    @Nullable Tensor[] none = new @Nullable Tensor[count];
    return Arrays.asList(none);
  }

  A rebuildInputs(List<Tensor> leaves) {
    return Tree.rebuild(primal, leaves);
  }

  public void release() {
    tape.release();
  }

  static List<Tensor> zerosForNull(List<? extends @Nullable Tensor> tensors, List<Tensor> like) {
    List<Tensor> out = new ArrayList<>(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      out.add(tensor == null ? Tensor.full(0, like.get(i).type()) : tensor);
    }
    return out;
  }

  /** Checks that tangents have the types of their primals, or cotangents those of their results. */
  static void requireTypes(
      List<Tensor> given, List<Tensor> expected, String transform, String name, String of) {
    if (given.size() != expected.size()) {
      throw new TreeException(
          transform
              + ": there must be one "
              + name
              + " for each "
              + of
              + ", got "
              + given.size()
              + " for "
              + expected.size()
              + "; give a tree of the same structure");
    }
    for (int i = 0; i < expected.size(); i++) {
      TensorType type = given.get(i).type();
      TensorType wanted = expected.get(i).type();
      if (type.equals(wanted)) {
        continue;
      }
      String message =
          transform
              + ": a "
              + name
              + " must have the shape and element type of its "
              + of
              + ", got "
              + type
              + " for "
              + wanted
              + (expected.size() == 1 ? "" : " at leaf " + i)
              + "; ";
      if (type.dtype() != wanted.dtype()) {
        throw new DTypeException(message + "convert it with to(" + wanted.dtype().name() + ")");
      }
      throw new ShapeException(message + "reshape or broadcastTo " + wanted.shape());
    }
  }
}
