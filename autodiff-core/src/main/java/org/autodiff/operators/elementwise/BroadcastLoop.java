package org.autodiff.operators.elementwise;

import org.autodiff.DenseTensor;
import org.autodiff.Shape;

/**
 * Walks two operands over the shape they broadcast to, in runs that an array kernel can take: along
 * a run each operand either advances by one element or repeats one. Axes are merged into the run as
 * long as both operands allow it; an operand with any other stride is copied first.
 */
final class BroadcastLoop {
  /** Handles one run. */
  interface Run {
    void run(int aOffset, int aStep, int bOffset, int bStep, int resultOffset, int count);
  }

  private final DenseTensor a;
  private final DenseTensor b;
  private final int[] dims;
  private final int[] aStrides;
  private final int[] bStrides;

  BroadcastLoop(DenseTensor a, DenseTensor b, Shape shape) {
    this.dims = shape.dims();
    this.a = unitStride(a);
    this.b = unitStride(b);
    this.aStrides = broadcastStrides(this.a);
    this.bStrides = broadcastStrides(this.b);
  }

  /** The first operand, copied where its layout asked for it. */
  DenseTensor a() {
    return a;
  }

  /** The second operand, copied where its layout asked for it. */
  DenseTensor b() {
    return b;
  }

  private static DenseTensor unitStride(DenseTensor x) {
    int[] strides = x.strides();
    for (int i = strides.length - 1; i >= 0; i--) {
      if (x.shape().dim(i) != 1) {
        return strides[i] == 1 || strides[i] == 0 ? x : x.copy();
      }
    }
    return x;
  }

  private int[] broadcastStrides(DenseTensor x) {
    int[] own = x.strides();
    int[] strides = new int[dims.length];
    int shift = dims.length - own.length;
    for (int i = 0; i < own.length; i++) {
      strides[i + shift] = x.shape().dim(i) == 1 ? 0 : own[i];
    }
    return strides;
  }

  void forEachRun(Run run) {
    int axis = dims.length - 1;
    while (axis > 0 && dims[axis] == 1) {
      axis--;
    }
    int count = dims[axis];
    int aStep = aStrides[axis];
    int bStep = bStrides[axis];
    axis--;
    while (axis >= 0
        && (dims[axis] == 1
            || (aStrides[axis] == aStep * count && bStrides[axis] == bStep * count))) {
      count *= dims[axis];
      axis--;
    }
    walk(0, axis, a.offset(), b.offset(), new int[1], aStep, bStep, count, run);
  }

  private void walk(
      int axis,
      int last,
      int ao,
      int bo,
      int[] position,
      int aStep,
      int bStep,
      int count,
      Run run) {
    if (axis > last) {
      run.run(ao, aStep, bo, bStep, position[0], count);
      position[0] += count;
      return;
    }
    for (int i = 0; i < dims[axis]; i++) {
      walk(
          axis + 1,
          last,
          ao + i * aStrides[axis],
          bo + i * bStrides[axis],
          position,
          aStep,
          bStep,
          count,
          run);
    }
  }
}
