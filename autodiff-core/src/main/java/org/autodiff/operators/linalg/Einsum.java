package org.autodiff.operators.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.internal.EinsumSubscripts;

/**
 * Contracts the operands of an einsum by operators: diagonals and sums within one operand first,
 * then pairs, as matrix products where an axis is summed and elementwise otherwise.
 */
public final class Einsum {
  private final EinsumSubscripts subscripts;
  private final List<Term> terms = new ArrayList<>();

  private Einsum(EinsumSubscripts subscripts) {
    this.subscripts = subscripts;
  }

  /** A tensor and the labels of its axes. */
  private record Term(Tensor x, int[] labels) {
    int position(int label) {
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == label) {
          return i;
        }
      }
      return -1;
    }

    boolean has(int label) {
      return position(label) >= 0;
    }

    /** The term with its axes in another order. */
    Term ordered(int[] order) {
      int[] axes = new int[order.length];
      boolean same = true;
      for (int i = 0; i < order.length; i++) {
        axes[i] = position(order[i]);
        same &= axes[i] == i;
      }
      return same ? this : new Term(x.transpose(axes), order);
    }

    /** The sum over some axes. */
    Term summed(int[] over) {
      if (over.length == 0) {
        return this;
      }
      int[] axes = new int[over.length];
      int[] kept = new int[labels.length - over.length];
      int next = 0;
      for (int i = 0; i < over.length; i++) {
        axes[i] = position(over[i]);
      }
      for (int label : labels) {
        if (!contains(over, label)) {
          kept[next++] = label;
        }
      }
      return new Term(x.sum(axes), kept);
    }
  }

  public static Tensor contract(EinsumSubscripts subscripts, Tensor... operands) {
    Einsum einsum = new Einsum(subscripts);
    for (int i = 0; i < operands.length; i++) {
      einsum.terms.add(einsum.distinct(new Term(operands[i], subscripts.terms().get(i))));
    }
    return einsum.run();
  }

  private Tensor run() {
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.remove(i);
      terms.add(i, term.summed(select(term.labels, label -> !needed(label))));
    }
    while (terms.size() > 1) {
      int[] pair = cheapest();
      Term second = terms.remove(pair[1]);
      Term first = terms.remove(pair[0]);
      terms.add(contract(first, second));
    }
    return terms.get(0).ordered(subscripts.result()).x;
  }

  /** Whether the result, or one of the terms still in the list, has the axis. */
  private boolean needed(int label) {
    if (contains(subscripts.result(), label)) {
      return true;
    }
    for (Term term : terms) {
      if (term.has(label)) {
        return true;
      }
    }
    return false;
  }

  /** Takes diagonals where a label occurs twice, and drops axes of extent 1 that broadcast. */
  private Term distinct(Term term) {
    for (int i = 0; i < term.labels.length; i++) {
      int label = term.labels[i];
      if (term.x.shape().dim(i) == 1 && subscripts.extents().getOrDefault(label, 1) != 1) {
        Tensor squeezed = term.x.reshape(term.x.shape().remove(i).dims());
        return distinct(new Term(squeezed, remove(term.labels, i)));
      }
      for (int j = i + 1; j < term.labels.length; j++) {
        if (term.labels[j] == label) {
          return distinct(diagonal(term, i, j));
        }
      }
    }
    return term;
  }

  private static Term diagonal(Term term, int i, int j) {
    int rank = term.labels.length;
    int[] order = new int[rank];
    int[] labels = new int[rank - 1];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (axis != i && axis != j) {
        labels[next] = term.labels[axis];
        order[next++] = axis;
      }
    }
    order[rank - 2] = i;
    order[rank - 1] = j;
    labels[rank - 2] = term.labels[i];
    return new Term(term.x.transpose(order).diagonal(), labels);
  }

  /** The pair whose contraction has the fewest elements; the first such pair. */
  private int[] cheapest() {
    int[] best = {0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < terms.size() && terms.size() > 2; i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        double size = 1;
        Term first = terms.get(i);
        Term second = terms.get(j);
        terms.remove(j);
        terms.remove(i);
        for (int label : union(first.labels, second.labels)) {
          size *= needed(label) ? extent(label) : 1;
        }
        terms.add(i, first);
        terms.add(j, second);
        if (size < least) {
          least = size;
          best = new int[] {i, j};
        }
      }
    }
    return best;
  }

  /** Contracts two terms, both taken from the list. */
  private Term contract(Term a, Term b) {
    int[] shared = select(a.labels, b::has);
    int[] batch = select(shared, this::needed);
    int[] summed = select(shared, label -> !needed(label));
    int[] ofA = select(a.labels, label -> !b.has(label));
    int[] ofB = select(b.labels, label -> !a.has(label));
    int[] result = join(join(batch, ofA), ofB);
    if (summed.length == 0 || (ofA.length == 0 && ofB.length == 0)) {
      int[] all = join(result, summed);
      return new Term(spread(a, all).mul(spread(b, all)), all).summed(summed);
    }
    Tensor left = matrices(a, batch, ofA, summed);
    Tensor right = matrices(b, batch, summed, ofB);
    return new Term(shaped(MatMul.MATMUL.apply(left, right), extents(result)), result);
  }

  /** The term as a batch of matrices. */
  private Tensor matrices(Term term, int[] batch, int[] rows, int[] columns) {
    Tensor x = term.ordered(join(join(batch, rows), columns)).x;
    return shaped(x, join(extents(batch), new int[] {size(rows), size(columns)}));
  }

  /** The term with an axis for each of the labels, of extent 1 where it has none. */
  private Tensor spread(Term term, int[] all) {
    int[] own = select(all, term::has);
    int[] dims = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      dims[i] = term.has(all[i]) ? extent(all[i]) : 1;
    }
    return shaped(term.ordered(own).x, dims);
  }

  private static Tensor shaped(Tensor x, int[] dims) {
    return x.shape().equals(Shape.of(dims)) ? x : x.reshape(dims);
  }

  private int extent(int label) {
    return subscripts.extents().getOrDefault(label, 1);
  }

  private int[] extents(int[] labels) {
    int[] extents = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      extents[i] = extent(labels[i]);
    }
    return extents;
  }

  private int size(int[] labels) {
    return Shape.of(extents(labels)).size();
  }

  private interface Condition {
    boolean holds(int label);
  }

  private static int[] select(int[] labels, Condition condition) {
    int[] selected = new int[labels.length];
    int n = 0;
    for (int label : labels) {
      if (condition.holds(label)) {
        selected[n++] = label;
      }
    }
    return Arrays.copyOf(selected, n);
  }

  private static boolean contains(int[] labels, int label) {
    for (int each : labels) {
      if (each == label) {
        return true;
      }
    }
    return false;
  }

  private static int[] join(int[] a, int[] b) {
    int[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static int[] union(int[] a, int[] b) {
    return join(a, select(b, label -> !contains(a, label)));
  }

  private static int[] remove(int[] labels, int index) {
    int[] left = new int[labels.length - 1];
    System.arraycopy(labels, 0, left, 0, index);
    System.arraycopy(labels, index + 1, left, index, left.length - index);
    return left;
  }
}
