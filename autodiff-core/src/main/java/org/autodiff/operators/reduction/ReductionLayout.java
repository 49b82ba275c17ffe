package org.autodiff.operators.reduction;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Shape;
import org.autodiff.TensorArrays;
import org.autodiff.TensorType;
import org.autodiff.extend.Axes;
import org.autodiff.extend.AxisReduction;
import org.autodiff.kernels.BinaryKind;
import org.autodiff.kernels.Kernels;
import org.autodiff.kernels.OrderedSum;
import org.jspecify.annotations.Nullable;

/**
 * Reduces any axes of a tensor of any layout by kernels that reduce the middle axis of {@code
 * [outer, count, inner]}. The axes are taken in the order in which they lie in memory, and
 * neighbours of one kind are merged. A result whose axes lie otherwise in memory than in the
 * operand is put in order at the end; axes of stride 0 that are kept are skipped, and the result is
 * repeated along them.
 *
 * <p>The order in which elements are reduced does not depend on the layout: it is the row-major
 * order of the reduced axes, for each element of the result (see {@link OrderedSum}). Where the
 * reduced axes do not lie in this order in memory, next to each other and without gaps, the operand
 * is copied first so that they do. Sums over a first or last axis, or some first or last axes, of a
 * contiguous or transposed tensor copy nothing. Maxima and minima do not depend on an order: for
 * them runs of reduced axes are taken out one after the other, the innermost first, axes of stride
 * 0 are skipped, and only an operand with gaps is copied.
 */
public final class ReductionLayout {
  /** Sums of repeated elements made at a time. */
  private static final int BAND = 128;

  /** Shorter runs of elements are not worth a call each. */
  private static final int RUN = 32;

  private final DenseTensor x;
  private final int[] dims;
  private final int[] strides;
  private final boolean[] reduced;
  private final boolean inSequence;
  private final int[] order; // the axes that matter, from the outermost in memory to the innermost
  private int axes; // how many of them

  private ReductionLayout(ReductionKind kind, DenseTensor x, boolean[] reduced) {
    this.x = x;
    this.dims = x.shape().dims();
    this.strides = x.strides();
    this.reduced = reduced;
    this.order = new int[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      boolean skipped = strides[axis] == 0 && !(reduced[axis] && kind.hasOrder());
      if (dims[axis] != 1 && !skipped) {
        int at = axes++;
        for (; at > 0 && Math.abs(strides[order[at - 1]]) < Math.abs(strides[axis]); at--) {
          order[at] = order[at - 1];
        }
        order[at] = axis;
      }
    }
    this.inSequence = !kind.hasOrder() || isInSequence();
    if (!inSequence) {
      bringTogether();
    }
  }

  /** Whether the reduced axes stand side by side, in their own order and forwards. */
  private boolean isInSequence() {
    int last = -1;
    for (int i = 0; i < axes; i++) {
      if (reduced[order[i]]) {
        if (strides[order[i]] <= 0 || (last >= 0 && (last != i - 1 || order[last] > order[i]))) {
          return false;
        }
        last = i;
      }
    }
    return true;
  }

  /** Puts the reduced axes side by side in their own order, where the innermost of them is. */
  private void bringTogether() {
    int[] sorted = order.clone();
    int innermost = axes - 1;
    while (innermost >= 0 && (!reduced[sorted[innermost]] || strides[sorted[innermost]] == 0)) {
      innermost--;
    }
    int next = 0;
    for (int i = 0; i < innermost; i++) {
      if (!reduced[sorted[i]]) {
        order[next++] = sorted[i];
      }
    }
    for (int axis = 0; axis < dims.length; axis++) {
      if (reduced[axis] && dims[axis] != 1) {
        order[next++] = axis;
      }
    }
    for (int i = innermost + 1; i < axes; i++) {
      if (!reduced[sorted[i]]) {
        order[next++] = sorted[i];
      }
    }
  }

  /** Reduces over the axes of an operator. */
  static void reduce(
      ReductionKind kind, AxisReduction operator, DenseTensor x, DenseTensor result) {
    Axes axes = operator.axes();
    reduce(kind, x, axes, operator.keepDims() ? Axes.all(0) : axes, result);
  }

  /** The operand as the result of an operator; null where a kernel has to run. */
  static @Nullable DenseTensor view(
      ReductionKind kind, AxisReduction operator, DenseTensor x, TensorType result) {
    Axes axes = operator.axes();
    return view(kind, x, axes, operator.keepDims() ? Axes.all(0) : axes, result);
  }

  /**
   * The operand as the result, where each element is reduced alone, or with repetitions of it that
   * make no difference; null where a kernel has to run, as it does for a whole contiguous operand.
   */
  static @Nullable DenseTensor view(
      ReductionKind kind, DenseTensor x, Axes axes, Axes dropped, TensorType result) {
    boolean single = axes.extent(x.shape()) == 1;
    if (single ? !kind.keepsSingle() : kind.hasOrder()) {
      return null;
    }
    int[] strides = x.strides();
    if (!single) {
      for (int axis : axes.toArray()) {
        int extent = x.shape().dim(axis);
        if (extent == 0 || (extent > 1 && strides[axis] != 0)) {
          return null;
        }
      }
    }
    boolean[] gone = dropped.mask(x.rank());
    int[] kept = new int[result.shape().rank()];
    int next = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      if (!gone[axis]) {
        kept[next++] = strides[axis];
      }
    }
    return x.view(result.shape(), x.offset(), kept);
  }

  /**
   * Reduces.
   *
   * @param kind which reduction
   * @param x the operand
   * @param axes the axes reduced
   * @param dropped those of them that the result does not have; the others stay with extent 1
   * @param result the result, to be written
   */
  static void reduce(
      ReductionKind kind, DenseTensor x, Axes axes, Axes dropped, DenseTensor result) {
    if (x.shape().isEmpty()) {
      TensorArrays.fill(result, kind.ofNothing());
    } else if (axes.count() == x.rank() && x.size() > 1 && x.isContiguous()) {
      kind.run(1, x.size(), 1, x, x.offset(), result);
    } else {
      new ReductionLayout(kind, x, axes.mask(x.rank())).run(kind, dropped.mask(x.rank()), result);
    }
  }

  private void run(ReductionKind kind, boolean[] dropped, DenseTensor result) {
    boolean dense = inSequence && isDense();
    if (kind == ReductionKind.SUM && !inSequence && repeatsAll()) {
      DenseTensor sums = sumOfRepeated();
      TensorArrays.copy(view(sums, 0, false, dropped, result.shape()), result);
      return;
    }
    int run = kind == ReductionKind.SUM && !dense ? run() : 0;
    if (run >= RUN) {
      DenseTensor sums = sumOfRuns(run);
      TensorArrays.copy(view(sums, 0, false, dropped, result.shape()), result);
      return;
    }
    DenseTensor source = dense ? x : packed();
    int from = dense ? x.offset() : 0;
    if (dense) {
      for (int i = 0; i < axes; i++) { // a reversed axis is read from its other end
        from += Math.min(0, (dims[order[i]] - 1) * strides[order[i]]);
      }
    }
    int[] extents = new int[axes + 1];
    boolean[] reducing = new boolean[axes + 1];
    int groups = group(extents, reducing, kind);
    boolean inOrder = isInOrder(view(result, 0, dense, dropped, result.shape()));
    while (true) {
      int last = groups - 1;
      int inner = 1;
      while (last >= 0 && !reducing[last]) {
        inner *= extents[last--];
      }
      if (last < 0) {
        break;
      }
      int outer = 1;
      for (int i = 0; i < last; i++) {
        outer *= extents[i];
      }
      boolean ends = inOrder && !any(reducing, last);
      DenseTensor y = ends ? result : vector(outer * inner);
      kind.run(outer, extents[last], inner, source, from, y);
      source = y;
      from = 0;
      extents[last] = inner; // what lies behind the reduced group takes its place
      reducing[last] = false;
      groups = last + 1;
    }
    if (source != result) {
      TensorArrays.copy(view(source, from, dense, dropped, result.shape()), result);
    }
  }

  /** Whether each element of the result is the sum of one element, many times. */
  private boolean repeatsAll() {
    for (int i = 0; i < axes; i++) {
      if (reduced[order[i]] && strides[order[i]] != 0) {
        return false;
      }
    }
    return true;
  }

  private DenseTensor sumOfRepeated() {
    int times = 1;
    int next = 0;
    for (int i = 0; i < axes; i++) {
      if (reduced[order[i]]) {
        times *= dims[order[i]];
      } else {
        order[next++] = order[i];
      }
    }
    axes = next;
    DenseTensor kept = packed();
    int n = kept.size();
    double[] terms = kept.toDoubles();
    OrderedSum sum = new OrderedSum(Math.min(n, BAND));
    for (int at = 0; at < n; at += BAND) {
      sum.clear(Math.min(n - at, BAND));
      sum.addRepeated(terms, at, times);
      if (x.dtype() == DType.FLOAT64) {
        sum.result(TensorArrays.doubles(kept), at);
      } else {
        sum.result(TensorArrays.floats(kept), at);
      }
    }
    return kept;
  }

  /** How many elements that are added one after the other lie so in memory. */
  private int run() {
    int run = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      if (reduced[axis] && dims[axis] != 1) {
        if (strides[axis] != run) {
          break;
        }
        run *= dims[axis];
      }
    }
    return run;
  }

  /** Adds run after run, without a copy. */
  private DenseTensor sumOfRuns(int run) {
    int[] counted = new int[axes]; // the axes kept, and then those reduced in front of the runs
    int n = 0;
    int kept = 1;
    for (int i = 0; i < axes; i++) {
      if (!reduced[order[i]]) {
        counted[n++] = order[i];
        kept *= dims[order[i]];
      }
    }
    int size = 1;
    for (int i = 0; i < axes; i++) {
      size *= dims[order[i]];
    }
    int runs = size / kept / run;
    int left = runs;
    for (int axis = 0; left > 1; axis++) {
      if (reduced[axis] && dims[axis] != 1) {
        counted[n++] = axis;
        left /= dims[axis];
      }
    }
    DenseTensor sums = vector(kept);
    OrderedSum sum = new OrderedSum(1);
    int[] at = new int[n];
    int from = x.offset();
    for (int i = 0; i < kept; i++) {
      for (int j = 0; j < runs; j++) {
        if (x.dtype() == DType.FLOAT64) {
          sum.add(TensorArrays.doubles(x), from, run);
        } else {
          sum.add(TensorArrays.floats(x), from, run);
        }
        for (int d = n - 1; d >= 0; d--) {
          int axis = counted[d];
          from += strides[axis];
          if (++at[d] < dims[axis]) {
            break;
          }
          from -= dims[axis] * strides[axis];
          at[d] = 0;
        }
      }
      if (x.dtype() == DType.FLOAT64) {
        TensorArrays.doubles(sums)[i] = sum.result();
      } else {
        TensorArrays.floats(sums)[i] = (float) sum.result();
      }
    }
    return sums;
  }

  /** Whether the elements that are kept lie in memory as they do in the result. */
  private static boolean isInOrder(DenseTensor kept) {
    return kept.offset() == 0 && kept.isContiguous();
  }

  private static boolean any(boolean[] flags, int end) {
    for (int i = 0; i < end; i++) {
      if (flags[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean isDense() {
    int expected = 1;
    for (int i = axes - 1; i >= 0; i--) {
      if (Math.abs(strides[order[i]]) != expected) {
        return false;
      }
      expected *= dims[order[i]];
    }
    return true;
  }

  /** Merges neighbours that are both reduced or both kept; returns the number of groups. */
  private int group(int[] extents, boolean[] reducing, ReductionKind kind) {
    int groups = 0;
    boolean any = false;
    for (int i = 0; i < axes; i++) {
      int axis = order[i];
      any |= reduced[axis];
      if (groups > 0 && reducing[groups - 1] == reduced[axis]) {
        extents[groups - 1] *= dims[axis];
      } else {
        extents[groups] = dims[axis];
        reducing[groups++] = reduced[axis];
      }
    }
    if (!any && !kind.keepsSingle()) {
      extents[groups] = 1;
      reducing[groups++] = true;
    }
    return groups;
  }

  private DenseTensor vector(int n) {
    return DenseTensor.zeros(x.type().withShape(Shape.of(n)));
  }

  /** A copy without gaps, the axes in the order of memory. */
  private DenseTensor packed() {
    int n = 1;
    int[] sorted = new int[axes];
    int[] steps = new int[axes];
    for (int i = 0; i < axes; i++) {
      sorted[i] = dims[order[i]];
      steps[i] = strides[order[i]];
      n *= sorted[i];
    }
    DenseTensor y = vector(n);
    if (x.dtype() == DType.FLOAT64) {
      Kernels.get()
          .copyStrided(
              TensorArrays.doubles(x), x.offset(), sorted, steps, TensorArrays.doubles(y), 0);
    } else {
      Kernels.get()
          .copyStrided(
              TensorArrays.floats(x), x.offset(), sorted, steps, TensorArrays.floats(y), 0);
    }
    return y;
  }

  /** The kept axes, which lie in the order of memory, in their own order again. */
  private DenseTensor view(
      DenseTensor source, int from, boolean dense, boolean[] dropped, Shape shape) {
    int[] steps = new int[dims.length];
    int offset = from;
    int step = 1;
    for (int i = axes - 1; i >= 0; i--) {
      int axis = order[i];
      if (!reduced[axis]) {
        boolean reversed = dense && strides[axis] < 0;
        steps[axis] = reversed ? -step : step;
        offset += reversed ? (dims[axis] - 1) * step : 0;
        step *= dims[axis];
      }
    }
    int[] kept = new int[shape.rank()];
    int next = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      if (!dropped[axis]) {
        kept[next++] = steps[axis];
      }
    }
    return source.view(shape, offset, kept);
  }

  /** Divides the elements of a result by a number. */
  static void divide(DenseTensor result, double divisor) {
    int n = result.size();
    if (result.dtype() == DType.FLOAT64) {
      double[] y = TensorArrays.doubles(result);
      Kernels.get().binary(BinaryKind.DIV, y, 0, 1, new double[] {divisor}, 0, 0, y, 0, n);
    } else {
      float[] y = TensorArrays.floats(result);
      Kernels.get().binary(BinaryKind.DIV, y, 0, 1, new float[] {(float) divisor}, 0, 0, y, 0, n);
    }
  }
}
