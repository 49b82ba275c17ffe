package org.autodiff.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.autodiff.Tensor;
import org.autodiff.TraceException;
import org.autodiff.internal.TreeWalk;

/**
 * What a tensor is made of at the level of one tape: itself, or, where transforms inside of the
 * tape follow it, the primal and the tangent, or the batch, in their boxes.
 */
final class TapeParts {
  private final TapeTrace tape;

  TapeParts(TapeTrace tape) {
    this.tape = tape;
  }

  /** The tensor with a function applied to its parts. */
  Tensor map(Tensor tensor, UnaryOperator<Tensor> function) {
    if (!(tensor instanceof Tracer traced) || traced.trace.id() <= tape.id()) {
      return function.apply(tensor);
    }
    if (traced instanceof JvpTrace.Box box) {
      Tensor primal = map(box.inner(), function);
      Tensor tangent = map(box.tangent(), function);
      boolean same = primal == box.inner() && tangent == box.tangent();
      return same ? tensor : ((JvpTrace) box.trace).box(primal, tangent);
    }
    if (traced instanceof BatchTrace.Box box) {
      Tensor values = map(box.inner(), function);
      return values == box.inner() ? tensor : ((BatchTrace) box.trace).box(values);
    }
    throw new TraceException(
        "loop: a body of which not all residuals are kept must be inside of the same transforms in"
            + " every step, got "
            + traced.describe()
            + " that its first step did not use; keep all residuals, or use that tensor in every"
            + " step");
  }

  /** A tree of tensors with a function applied to all parts but those of keys. */
  <T> T mapAll(T tree, UnaryOperator<Tensor> function) {
    return TreeWalk.rewriteAll(
        tree, (tensor, kind, place) -> kind.isKey() ? tensor : map(tensor, function));
  }

  /** The parts of all tensors but keys, in order. */
  List<Tensor> of(Object tree) {
    List<Tensor> parts = new ArrayList<>();
    TreeWalk.readAll(
        tree,
        (tensor, kind, place) -> {
          if (!kind.isKey()) {
            map(
                tensor,
                part -> {
                  parts.add(part);
                  return part;
                });
          }
        });
    return parts;
  }

  /** Adds the traces that follow a tensor, also those of its tangents. */
  static void traces(Tensor tensor, Set<Trace> traces) {
    Tensor inner = tensor;
    while (inner instanceof Tracer traced) {
      traces.add(traced.trace);
      if (traced instanceof JvpTrace.Box box) {
        traces(box.tangent(), traces);
      }
      inner = traced.inner();
    }
  }

  /** {@return the traces that follow the tensors of a tree} */
  static Set<Trace> traces(Object tree) {
    Set<Trace> traces = new HashSet<>();
    TreeWalk.readAll(tree, (tensor, kind, place) -> traces(tensor, traces));
    return traces;
  }
}
