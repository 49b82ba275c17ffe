package org.autodiff.check.entries;

import java.util.Arrays;
import org.autodiff.Shape;
import org.autodiff.check.NumberArray;
import org.autodiff.check.Reference;

/** Where the elements must be after a change of shape, repetition, or joining. */
final class ShapingReferences {
  private ShapingReferences() {}

  /** A position counted from the front, where negative ones are counted from the end. */
  static int front(int position, int extent) {
    return position < 0 ? position + extent : position;
  }

  /** The same elements in the same order; an extent of −1 stands for what the others leave. */
  static Reference reshape() {
    return Reference.of(
        (x, p) -> {
          int[] dims = p.integers("shape");
          int known = 1;
          for (int dim : dims) {
            known *= dim == -1 ? 1 : dim;
          }
          for (int k = 0; k < dims.length; k++) {
            dims[k] = dims[k] == -1 ? x[0].size() / known : dims[k];
          }
          return NumberArray.of(Shape.of(dims), x[0].elements());
        });
  }

  static Reference flatten() {
    return Reference.of((x, p) -> NumberArray.of(Shape.of(x[0].size()), x[0].elements()));
  }

  static Reference broadcastTo() {
    return Reference.of((x, p) -> NumberArray.of(Shape.of(p.integers("shape")), x[0]::spread));
  }

  /** The element at an index is that at its remainder; axes are aligned at the end. */
  static Reference tile() {
    return Reference.of(
        (x, p) -> {
          int[] times = p.integers("repetitions");
          int rank = Math.max(times.length, x[0].rank());
          int[] dims = new int[rank];
          for (int k = 1; k <= rank; k++) {
            int extent = k <= x[0].rank() ? x[0].dim(-k) : 1;
            dims[rank - k] = extent * (k <= times.length ? times[times.length - k] : 1);
          }
          return NumberArray.of(
              Shape.of(dims),
              index -> {
                int[] from = Arrays.copyOfRange(index, rank - x[0].rank(), rank);
                for (int k = 0; k < from.length; k++) {
                  from[k] %= x[0].dim(k);
                }
                return x[0].at(from);
              });
        });
  }

  static Reference pad() {
    return Reference.of(
        (x, p) -> {
          int[] before = p.integers("before");
          int[] after = p.integers("after");
          int[] dims = x[0].shape().dims();
          for (int k = 0; k < dims.length; k++) {
            dims[k] += before[k] + after[k];
          }
          return NumberArray.of(
              Shape.of(dims),
              index -> {
                for (int k = 0; k < index.length; k++) {
                  index[k] -= before[k];
                  if (index[k] < 0 || index[k] >= x[0].dim(k)) {
                    return p.number("value");
                  }
                }
                return x[0].at(index);
              });
        });
  }

  static Reference concatenate() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          int[] dims = x[0].shape().dims();
          for (int i = 1; i < x.length; i++) {
            dims[axis] += x[i].dim(axis);
          }
          return NumberArray.of(
              Shape.of(dims),
              index -> {
                int part = 0;
                while (index[axis] >= x[part].dim(axis)) {
                  index[axis] -= x[part++].dim(axis);
                }
                return x[part].at(index);
              });
        });
  }

  private static int[] without(int[] index, int axis) {
    int[] rest = new int[index.length - 1];
    for (int k = 0; k < rest.length; k++) {
      rest[k] = index[k < axis ? k : k + 1];
    }
    return rest;
  }

  static Reference stack() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank() + 1);
          return NumberArray.of(
              x[0].shape().insert(axis, x.length),
              index -> x[index[axis]].at(without(index, axis)));
        });
  }

  static Reference split() {
    return Reference.ofAll(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank());
          int[] sizes = p.integers("sizes");
          NumberArray[] parts = new NumberArray[sizes.length];
          int start = 0;
          for (int i = 0; i < sizes.length; i++) {
            int from = start;
            int[] dims = x[0].shape().dims();
            dims[axis] = sizes[i];
            parts[i] =
                NumberArray.of(
                    Shape.of(dims),
                    index -> {
                      index[axis] += from;
                      return x[0].at(index);
                    });
            start += sizes[i];
          }
          return parts;
        });
  }

  /** The axes in an order: axis k of the result is {@code order[k]} of x. */
  private static NumberArray reordered(NumberArray x, int[] order) {
    int[] dims = new int[order.length];
    for (int k = 0; k < dims.length; k++) {
      dims[k] = x.dim(order[k]);
    }
    return NumberArray.of(
        Shape.of(dims),
        index -> {
          int[] from = new int[index.length];
          for (int k = 0; k < from.length; k++) {
            from[order[k]] = index[k];
          }
          return x.at(from);
        });
  }

  static Reference transpose() {
    return Reference.of(
        (x, p) -> {
          int[] order = p.integers("axes");
          if (order.length == 0) {
            order = new int[x[0].rank()];
            for (int k = 0; k < order.length; k++) {
              order[k] = order.length - 1 - k;
            }
          }
          for (int k = 0; k < order.length; k++) {
            order[k] = front(order[k], order.length);
          }
          return reordered(x[0], order);
        });
  }

  static Reference swapAxes() {
    return Reference.of(
        (x, p) -> {
          int a = front(p.integer("a"), x[0].rank());
          int b = front(p.integer("b"), x[0].rank());
          int[] order = new int[x[0].rank()];
          for (int k = 0; k < order.length; k++) {
            order[k] = k == a ? b : k == b ? a : k;
          }
          return reordered(x[0], order);
        });
  }

  /** The axis is at {@code to}, and the others fill the places that are left, in their order. */
  static Reference moveAxis() {
    return Reference.of(
        (x, p) -> {
          int from = front(p.integer("from"), x[0].rank());
          int to = front(p.integer("to"), x[0].rank());
          int[] order = new int[x[0].rank()];
          int next = 0;
          for (int k = 0; k < order.length; k++) {
            next += next == from ? 1 : 0;
            order[k] = k == to ? from : next++;
          }
          return reordered(x[0], order);
        });
  }

  static Reference expandDims() {
    return Reference.of(
        (x, p) -> {
          int axis = front(p.integer("axis"), x[0].rank() + 1);
          return NumberArray.of(
              x[0].shape().insert(axis, 1), index -> x[0].at(without(index, axis)));
        });
  }

  /** The elements are as before; the axes named, or all of extent 1, are removed. */
  static Reference squeeze() {
    return Reference.of(
        (x, p) -> {
          Shape shape = x[0].shape();
          int[] axes = p.integers("axes");
          for (int k = shape.rank() - 1; k >= 0; k--) {
            boolean named = axes.length == 0 && shape.dim(k) == 1;
            for (int axis : axes) {
              named |= front(axis, x[0].rank()) == k;
            }
            shape = named ? shape.remove(k) : shape;
          }
          return NumberArray.of(shape, x[0].elements());
        });
  }

  static Reference flip() {
    return Reference.of(
        (x, p) ->
            NumberArray.of(
                x[0].shape(),
                index -> {
                  for (int axis : p.integers("axes")) {
                    int k = front(axis, index.length);
                    index[k] = x[0].dim(k) - 1 - index[k];
                  }
                  return x[0].at(index);
                }));
  }
}
