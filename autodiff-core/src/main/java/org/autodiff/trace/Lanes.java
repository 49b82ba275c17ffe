package org.autodiff.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.autodiff.Tensor;
import org.autodiff.internal.TreeTensors;
import org.autodiff.trace.RowExchange.Part;

/**
 * Examples of a batch that go a way of their own, while what they compute with is the batch's:
 * tensors of the batch are exchanged for their rows of these examples when the code comes to them.
 * All traces but the batch stay as they are, so derivatives and batches around it and inside of it
 * follow from what the body does.
 */
final class Lanes extends Captures.Exchange {
  private final BatchTrace whole;
  private Part part;

  /** What the body captures, in the rows of the part. */
  private final IdentityHashMap<Tracer, Tensor> captured = new IdentityHashMap<>();

  Lanes(BatchTrace whole, int[] rows) {
    super(Captures.active());
    this.whole = whole;
    part = Part.of(whole, rows);
  }

  /** {@return the batches in a value whose examples may differ, from the oldest on} */
  static List<BatchTrace> differing(Tensor tensor) {
    List<BatchTrace> batches = new ArrayList<>();
    Tensor inner = tensor;
    while (inner instanceof Tracer traced) {
      if (traced.trace instanceof BatchTrace batch && batch.size() != 1) {
        batches.add(0, batch);
      }
      inner = traced.inner();
    }
    return batches;
  }

  Part part() {
    return part;
  }

  /** Runs code on the rows of these examples. */
  <T> T run(Supplier<T> code) {
    return Captures.exchanging(this, code);
  }

  /** Exchanges the tensors of a tree, which belong to the whole. */
  <T> T take(T tree) {
    return TreeTensors.mapAll(this::take, tree);
  }

  private Tensor take(Tensor tensor) {
    return mustMove(tensor) ? part.take(tensor) : tensor;
  }

  /**
   * Keeps some of these examples only. What the body has captured follows from row to row, so that
   * cotangents of the steps add up one by one.
   *
   * @param rows their positions among these examples
   * @param tree a tree of these examples
   * @return its rows
   */
  <T> T keep(int[] rows, T tree) {
    Part fewer = Part.of(part.batch(), rows);
    int[] ofWhole = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ofWhole[i] = part.rows()[rows[i]];
    }
    captured.replaceAll((key, tensor) -> take(fewer, tensor));
    T kept = take(fewer, tree);
    part = new Part(whole, fewer.batch(), ofWhole);
    return kept;
  }

  /** Exchanges the tensors of a tree that has been computed on the examples of a part. */
  static <T> T take(Part fewer, T tree) {
    return TreeTensors.mapAll(
        tensor -> mentions(tensor, fewer.whole()) ? fewer.take(tensor) : tensor, tree);
  }

  @Override
  Tensor exchanged(Tracer asCaptured, Tensor tensor) {
    Tensor known = captured.get(asCaptured);
    if (known != null) {
      return known;
    }
    if (!mustMove(tensor)) {
      return tensor;
    }
    Tensor taken = part.take(tensor);
    captured.put(asCaptured, taken);
    return taken;
  }

  /**
   * Whether a tensor from outside has rows, or will have a cotangent with rows, as on a tape inside
   * of the batch. What has been computed on the part's rows stays.
   */
  private boolean mustMove(Tensor tensor) {
    return !mentions(tensor, part.batch()) && (mentions(tensor, whole) || isOnTapeInside(tensor));
  }

  private boolean isOnTapeInside(Tensor tensor) {
    Tensor inner = tensor;
    while (inner instanceof Tracer traced && traced.trace.id() > whole.id()) {
      if (traced.trace instanceof TapeTrace) {
        return true;
      }
      inner = traced.inner();
    }
    return false;
  }

  /** {@return whether a trace takes part in a value or in its tangent} */
  static boolean mentions(Tensor tensor, Trace trace) {
    Tensor inner = tensor;
    while (inner instanceof Tracer traced && traced.trace.id() >= trace.id()) {
      if (traced.trace == trace
          || (traced instanceof JvpTrace.Box box && mentions(box.tangent(), trace))) {
        return true;
      }
      inner = traced.inner();
    }
    return false;
  }

  /** Puts the results of all parts of a batch together. */
  static <R> R merge(String operator, BatchTrace whole, List<Part> parts, List<R> results) {
    List<List<Tensor>> tensors = new ArrayList<>();
    for (R result : results) {
      SameTypes.require(operator, "the result", results.get(0), result);
      tensors.add(TreeTensors.all(Captures.resolved(result)));
    }
    List<Tensor> merged = new ArrayList<>();
    for (int i = 0; i < tensors.get(0).size(); i++) {
      List<Tensor> rows = new ArrayList<>();
      boolean same = true;
      for (List<Tensor> result : tensors) {
        rows.add(result.get(i));
        same &= result.get(i) == rows.get(0);
      }
      boolean shared = same && !(rows.get(0) instanceof Tracer);
      merged.add(shared ? rows.get(0) : RowExchange.merge(whole, parts, rows));
    }
    return TreeTensors.rebuildAll(results.get(0), merged);
  }
}
