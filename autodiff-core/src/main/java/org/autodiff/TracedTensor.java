package org.autodiff;

import org.autodiff.trace.Trace;

/**
 * A tensor inside a running transform, what JAX calls a tracer: it has a type, and operators apply
 * to it, but its elements cannot be read where they depend on what the transform follows. {@code x
 * instanceof TracedTensor} tells whether a transform follows a value. Only the engine makes them:
 * the constructor takes a trace, which other modules cannot name.
 */
public abstract non-sealed class TracedTensor extends Tensor {
  /**
   * Creates a tensor of a transform.
   *
   * @param type shape and element type
   * @param trace the trace of the transform
   */
  @SuppressWarnings("exports") // on purpose: what cannot be named cannot be extended
  protected TracedTensor(TensorType type, Trace trace) {
    super(type);
    java.util.Objects.requireNonNull(trace);
  }

  @Override
  public boolean isConcrete() {
    return false;
  }
}
