package org.autodiff.operators.scan;

import org.autodiff.DType;
import org.autodiff.DenseTensor;
import org.autodiff.Scans;
import org.autodiff.Shape;
import org.autodiff.Tensor;
import org.autodiff.TensorArrays;
import org.autodiff.extend.AlongAxis;
import org.autodiff.extend.LinearMap;
import org.autodiff.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Softmax along an axis, or its logarithm; see {@link Scans#softmax} and {@link Scans#logSoftmax}.
 * With s the softmax, the derivatives are {@code s (t − ⟨s, t⟩)}, which is symmetric, and {@code t
 * − ⟨s, t⟩}, whose transpose is {@code g − s ⟨1, g⟩}.
 *
 * @param axis the axis, not negative
 * @param log whether the logarithm is meant
 */
public record Softmax(int axis, boolean log) implements AlongAxis {
  @Override
  public String name() {
    return log ? "log-softmax" : "softmax";
  }

  @Override
  public AlongAxis along(int newAxis) {
    return new Softmax(newAxis, log);
  }

  @Override
  public void computeInto(DenseTensor[] operands, DenseTensor result) {
    Shape shape = result.shape();
    DenseTensor x = operands[0].contiguous();
    if (shape.isEmpty()) {
      return;
    }
    Kernels kernels = Kernels.get();
    int xo = x.offset();
    int outer = outer(shape);
    int count = shape.dim(axis);
    int inner = inner(shape);
    if (result.dtype() == DType.FLOAT64) {
      if (log) {
        kernels.logSoftmax(
            outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result), 0);
      } else {
        kernels.softmax(
            outer, count, inner, TensorArrays.doubles(x), xo, TensorArrays.doubles(result), 0);
      }
    } else if (log) {
      kernels.logSoftmax(
          outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(result), 0);
    } else {
      kernels.softmax(
          outer, count, inner, TensorArrays.floats(x), xo, TensorArrays.floats(result), 0);
    }
  }

  @Override
  public @Nullable LinearMap[] linearMaps(Tensor[] operands, Tensor result) {
    return new @Nullable LinearMap[] {
      log
          ? LinearMap.of(
              t -> t.sub(summed(result.exp().mul(t))), g -> g.sub(result.exp().mul(summed(g))))
          : LinearMap.of(t -> centred(result, t), g -> centred(result, g))
    };
  }

  private Tensor centred(Tensor s, Tensor t) {
    return s.mul(t.sub(summed(s.mul(t))));
  }

  private Tensor summed(Tensor x) {
    return x.sum(true, axis);
  }
}
