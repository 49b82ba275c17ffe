package org.autodiff;

import org.autodiff.trace.Recording;

/**
 * The outcome of {@link Autodiff#linearize}: the value of a function, and its derivative at that
 * point as a linear map, which can be applied any number of times without running the function.
 *
 * @param <A> the type of the function's argument, a tree
 * @param <R> the type of its result, a tree
 */
public final class LinearizedFunction<A, R> {
  private final Recording<A, R> recording;

  LinearizedFunction(Recording<A, R> recording) {
    this.recording = recording;
  }

  /** {@return f(x)} */
  public R value() {
    return recording.value();
  }

  /**
   * Pushes a tangent forward: the product {@code J(x) v}.
   *
   * @param tangent v, of the structure, shapes and element types of the argument
   * @return the tangent of the value, of its type
   * @throws AutodiffException if the tangent does not fit the argument
   */
  public R push(A tangent) {
    return recording.pushTree(tangent);
  }
}
