package org.autodiff.trace;

import org.autodiff.DenseTensor;
import org.autodiff.Tensor;
import org.autodiff.TensorType;
import org.autodiff.TraceException;
import org.autodiff.TracedTensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor inside a transform: a box of the transform's trace around what it knows of the value.
 */
public abstract sealed class Tracer extends TracedTensor
    permits TapeTrace.Box,
        JvpTrace.Box,
        BatchTrace.Box,
        ObservingTrace.Box,
        StagingTrace.Box,
        FirstRunTrace.Box {
  final Trace trace;

  Tracer(TensorType type, Trace trace) {
    super(type, trace);
    this.trace = trace;
  }

  /** {@return the value one level down, which for a batch has one more axis} */
  public abstract Tensor inner();

  /** Whether there is a batch on the way to the data, so that there is no single value. */
  private boolean isBatched() {
    Tensor tensor = this;
    while (tensor instanceof Tracer traced) {
      if (traced instanceof BatchTrace.Box) {
        return true;
      }
      tensor = traced.inner();
    }
    return false;
  }

  @Override
  public DenseTensor dense() {
    String remedy =
        isBatched()
            ? "; under vmap there is one value for each example: compute with operators (where,"
                + " max, takeAlongAxis) instead of reading values, or return the value from the"
                + " transform"
            : "; read stopGradient() of it where no derivative of what is read is wanted, as in"
                + " stopGradient(x).item(), or compute with operators (where, max, takeAlongAxis)"
                + " instead";
    throw new TraceException(
        "data: reading elements needs a concrete tensor, got " + describe() + remedy);
  }

  /** {@return type and transform, for messages} */
  final String describe() {
    return "a " + type() + " inside " + trace.transform();
  }

  /**
   * A traced tensor is equal to itself. Any other comparison of values is an error: its answer
   * would depend on elements that a transform follows.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Tensor)) {
      return false;
    }
    throw incomparable("equals");
  }

  /** An error, as that of {@link #equals}: equal tensors could not be given equal numbers. */
  @Override
  public int hashCode() {
    throw incomparable("hashCode");
  }

  /** What comparing a traced tensor by value gives. */
  final TraceException incomparable(String method) {
    return new TraceException(
        method
            + ": tensors must be concrete to be compared by value, got "
            + describe()
            + "; use eq for a tensor of zeros and ones, == or an IdentityHashMap for the object, or"
            + " compare stopGradient() of it");
  }

  /** Its type and transform, and its value where there is one: under vmap, the whole batch. */
  @Override
  public String toString() {
    Tensor data = this;
    while (data instanceof Tracer traced) {
      data = traced.inner();
    }
    return "Traced(" + type() + " in " + trace.transform() + ", " + valueLabel() + data + ")";
  }

  private String valueLabel() {
    return isBatched() ? "batch " : "value ";
  }

  /** The data behind all boxes; under vmap that is the whole batch. */
  public static DenseTensor data(Tensor tensor) {
    Tensor inner = tensor;
    while (inner instanceof Tracer traced) {
      inner = traced.inner();
    }
    return inner.dense();
  }
}
