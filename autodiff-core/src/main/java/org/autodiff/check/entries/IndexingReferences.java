package org.autodiff.check.entries;

import static org.autodiff.check.entries.ShapingReferences.front;

import java.util.Arrays;
import org.autodiff.Shape;
import org.autodiff.Slice;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** What the operators must give that take parts of tensors and add to parts of them. */
final class IndexingReferences {
  private IndexingReferences() {}

  /** The leading positions are fixed, the other axes remain. */
  static Reference get() {
    return Reference.of(
        (x, p) -> {
          int[] indices = p.integers("indices");
          int[] dims = x[0].shape().dims();
          return NumberArray.of(
              Shape.of(Arrays.copyOfRange(dims, indices.length, dims.length)),
              index -> {
                int[] from = new int[dims.length];
                for (int k = 0; k < from.length; k++) {
                  from[k] =
                      k < indices.length ? front(indices[k], dims[k]) : index[k - indices.length];
                }
                return x[0].at(from);
              });
        });
  }

  /** On each axis the positions are counted out one by one, as a for loop would. */
  static Reference slice() {
    return Reference.of(
        (x, p) -> {
          int[] numbers = p.integers("slices");
          int rank = x[0].rank();
          int[][] positions = new int[rank][];
          Shape shape = Shape.SCALAR;
          for (int k = 0; k < rank; k++) {
            boolean given = 3 * k < numbers.length;
            int step = given ? numbers[3 * k + 2] : 1;
            positions[k] =
                positions(
                    x[0].dim(k),
                    given ? numbers[3 * k] : Slice.OPEN,
                    given ? numbers[3 * k + 1] : Slice.OPEN,
                    step);
            shape = step == 0 ? shape : shape.insert(shape.rank(), positions[k].length);
          }
          return NumberArray.of(
              shape,
              index -> {
                int[] from = new int[rank];
                int next = 0;
                for (int k = 0; k < rank; k++) {
                  boolean single = 3 * k < numbers.length && numbers[3 * k + 2] == 0;
                  from[k] = positions[k][single ? 0 : index[next++]];
                }
                return x[0].at(from);
              });
        });
  }

  private static int[] positions(int extent, int start, int stop, int step) {
    if (step == 0) {
      return new int[] {front(start, extent)};
    }
    int first = start == Slice.OPEN ? (step > 0 ? 0 : extent - 1) : front(start, extent);
    int end = stop == Slice.OPEN ? (step > 0 ? extent : -1) : front(stop, extent);
    int[] positions = new int[0];
    for (int i = first; step > 0 ? i < end : i > end; i += step) {
      positions = Arrays.copyOf(positions, positions.length + 1);
      positions[positions.length - 1] = i;
    }
    return positions;
  }

  /** The position that an element of indices names, given where in it the element stands. */
  private static int named(NumberArray indices, int... index) {
    return (int) indices.at(index);
  }

  /** The axis of x is replaced by those of the indices. */
  static Reference gather() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          int rank = x[1].rank();
          Shape shape = x[0].shape().remove(axis);
          for (int k = 0; k < rank; k++) {
            shape = shape.insert(axis + k, x[1].dim(k));
          }
          return NumberArray.of(shape, index -> x[0].at(source(index, axis, x[1])));
        });
  }

  /** For an index of what gather gives, the index it was taken from. */
  private static int[] source(int[] index, int axis, NumberArray indices) {
    int rank = indices.rank();
    int[] from = new int[index.length - rank + 1];
    for (int k = 0; k < from.length; k++) {
      from[k] =
          k < axis
              ? index[k]
              : k > axis
                  ? index[k + rank - 1]
                  : named(indices, Arrays.copyOfRange(index, axis, axis + rank));
    }
    return from;
  }

  /** Where the update at an index is added. */
  private interface Target {
    int[] of(int[] index);
  }

  /** Each update is added to its target, one after another. */
  private static NumberArray added(NumberArray target, NumberArray updates, Target place) {
    Shape shape = target.shape();
    double[] sums = target.elements();
    NumberArray.forEachIndex(
        updates.shape(),
        index -> {
          int at = 0;
          int[] to = place.of(index);
          for (int k = 0; k < to.length; k++) {
            at = at * shape.dim(k) + to[k];
          }
          sums[at] += updates.at(index);
        });
    return NumberArray.of(shape, sums);
  }

  static Reference scatterAdd() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          return added(x[0], x[2], index -> source(index, axis, x[1]));
        });
  }

  private static int[] replaced(int[] index, int axis, NumberArray indices) {
    int[] from = index.clone();
    from[axis] = named(indices, index);
    return from;
  }

  static Reference takeAlongAxis() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          return NumberArray.of(x[1].shape(), index -> x[0].at(replaced(index, axis, x[1])));
        });
  }

  static Reference addAlongAxis() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          return added(x[0], x[2], index -> replaced(index, axis, x[1]));
        });
  }

  /** The elements whose column less their row is the offset, in order. */
  static Reference diagonal() {
    return Reference.of(
        (x, p) -> {
          int offset = p.integer("offset");
          int row = Math.max(0, -offset);
          int rank = x[0].rank();
          int count = 0;
          while (row + count < x[0].dim(-2) && row + count + offset < x[0].dim(-1)) {
            count++;
          }
          return NumberArray.of(
              x[0].shape().remove(rank - 1).remove(rank - 2).insert(rank - 2, count),
              index -> {
                int[] from = Arrays.copyOf(index, rank);
                from[rank - 2] = row + index[rank - 2];
                from[rank - 1] = row + index[rank - 2] + offset;
                return x[0].at(from);
              });
        });
  }

  /** The elements on and on one side of a diagonal: below for the sign −1, above for 1. */
  static Reference triangle(int sign) {
    return Reference.of(
        (x, p) ->
            NumberArray.of(
                x[0].shape(),
                index -> {
                  int diagonal = index[index.length - 1] - index[index.length - 2];
                  return sign * diagonal >= sign * p.integer("k") ? x[0].at(index) : 0;
                }));
  }

  static Reference diag() {
    return Reference.of(
        (x, p) -> {
          int offset = p.integer("offset");
          int rank = x[0].rank();
          int extent = x[0].dim(-1) + Math.abs(offset);
          return NumberArray.of(
              x[0].shape().remove(rank - 1).insert(rank - 1, extent).insert(rank, extent),
              index -> {
                int row = index[rank - 1];
                int[] from = Arrays.copyOf(index, rank);
                from[rank - 1] = row - Math.max(0, -offset);
                return index[rank] - row == offset ? x[0].at(from) : 0;
              });
        });
  }
}
