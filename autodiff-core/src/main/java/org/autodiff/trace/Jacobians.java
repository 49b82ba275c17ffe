package org.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.Shaping;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.jspecify.annotations.Nullable;

/** Whole Jacobians: one linearized run of the function, vectorised over a basis. */
public final class Jacobians {
  private Jacobians() {}

  /**
   * By forward mode, a column for each element of the argument.
   *
   * @return for each leaf of the result a tree of the argument's type, with leaves of shape [result
   *     axes…, argument axes…]
   */
  public static <A, R> List<A> forward(Function<A, R> function, A x, int chunk) {
    Recording<A, R> recording = new Recording<>("jacfwd", function, x);
    List<Tensor> inputs = recording.inputs();
    List<Tensor> results = recording.results();
    List<List<Tensor>> blocks = new ArrayList<>();
    for (Tensor unused : results) {
      blocks.add(new ArrayList<>());
    }
    for (int i = 0; i < inputs.size(); i++) {
      int leaf = i;
      List<Tensor> columns =
          overBasis(
              inputs.get(i).type(),
              chunk,
              results,
              direction -> {
                List<@Nullable Tensor> tangents = Recording.nulls(inputs.size());
                tangents.set(leaf, direction);
                return recording.push(tangents);
              });
      for (int r = 0; r < results.size(); r++) {
        Shape out = results.get(r).shape();
        Tensor lastAxis = columns.get(r).moveAxis(0, out.rank());
        blocks.get(r).add(lastAxis.reshape(join(out, inputs.get(i).shape())));
      }
    }
    List<A> trees = new ArrayList<>();
    for (List<Tensor> row : blocks) {
      trees.add(recording.rebuildInputs(row));
    }
    return trees;
  }

  /** By reverse mode, a row for each element of the result; shapes as in {@link #forward}. */
  public static <A, R> List<A> reverse(Function<A, R> function, A x, int chunk) {
    Recording<A, R> recording = new Recording<>("jacrev", function, x);
    List<Tensor> inputs = recording.inputs();
    List<Tensor> results = recording.results();
    List<A> trees = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      int leaf = r;
      List<Tensor> rows =
          overBasis(
              results.get(r).type(),
              chunk,
              inputs,
              direction -> {
                List<@Nullable Tensor> cotangents = Recording.nulls(results.size());
                cotangents.set(leaf, direction);
                return recording.pull(cotangents, true);
              });
      List<Tensor> blocks = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        blocks.add(rows.get(i).reshape(join(results.get(r).shape(), inputs.get(i).shape())));
      }
      trees.add(recording.rebuildInputs(blocks));
    }
    return trees;
  }

  /** Applies a linear map to all unit vectors of a space, in chunks; the basis is axis 0. */
  private static List<Tensor> overBasis(
      TensorType space, int chunk, List<Tensor> resultsLike, Function<Tensor, List<Tensor>> map) {
    int n = space.shape().size();
    if (n == 0) {
      List<Tensor> empty = new ArrayList<>();
      for (Tensor like : resultsLike) {
        empty.add(Tensor.full(0, like.type().withShape(like.shape().insert(0, 0))));
      }
      return empty;
    }
    List<List<Tensor>> parts = new ArrayList<>();
    for (int start = 0; start < n; start += chunk) {
      Tensor basis = basis(space, start, Math.min(n, start + (long) chunk));
      parts.add(Vmap.apply(map, basis, leaf -> 0, 0));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Tensor> joined = new ArrayList<>();
    for (int i = 0; i < resultsLike.size(); i++) {
      Tensor[] pieces = new Tensor[parts.size()];
      for (int p = 0; p < pieces.length; p++) {
        pieces[p] = parts.get(p).get(i);
      }
      joined.add(Shaping.concatenate(0, pieces));
    }
    return joined;
  }

  /** Rows start to end of the identity, each in the shape of the space. */
  private static Tensor basis(TensorType space, int start, long end) {
    int rows = (int) (end - start);
    int n = space.shape().size();
    DenseTensor basis = DenseTensor.zeros(space.withShape(space.shape().insert(0, rows)));
    for (int i = 0; i < rows; i++) {
      int position = i * n + start + i;
      if (space.dtype() == DType.FLOAT64) {
        TensorArrays.doubles(basis)[position] = 1;
      } else {
        TensorArrays.floats(basis)[position] = 1;
      }
    }
    return basis;
  }

  private static int[] join(Shape a, Shape b) {
    int[] dims = new int[a.rank() + b.rank()];
    System.arraycopy(a.dims(), 0, dims, 0, a.rank());
    System.arraycopy(b.dims(), 0, dims, a.rank(), b.rank());
    return dims;
  }
}
