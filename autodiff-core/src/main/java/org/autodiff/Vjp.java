package org.autodiff;

import org.autodiff.trace.Recording;

/**
 * The outcome of {@link Autodiff#vjp}: the value of a function, and its pullback, which can be
 * called any number of times and from any thread.
 *
 * @param <A> the type of the function's argument, a tree
 * @param <R> the type of its result, a tree
 */
public final class Vjp<A, R> {
  private final Recording<A, R> recording;

  Vjp(Recording<A, R> recording) {
    this.recording = recording;
  }

  /** {@return f(x)} */
  public R value() {
    return recording.value();
  }

  /**
   * Pulls a cotangent back: the product {@code Jᵀ(x) u}.
   *
   * @param cotangent u, of the structure, shapes and element types of the value
   * @return the cotangent of the argument, of its type
   * @throws AutodiffException if the cotangent does not fit the value
   * @throws TraceException if the tape was released
   */
  public A pullback(R cotangent) {
    return recording.pullTree(cotangent, true);
  }

  /** Frees the tape and what it keeps; the pullback can no longer be called. */
  public void release() {
    recording.release();
  }
}
