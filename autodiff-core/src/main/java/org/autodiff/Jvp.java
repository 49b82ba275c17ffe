package org.autodiff;

/**
 * The outcome of {@link Autodiff#jvp}: the value of a function and its directional derivative.
 *
 * @param <R> the type of the function's result, a tree
 * @param value f(x)
 * @param tangent J(x)·v, of the same type
 */
public record Jvp<R>(R value, R tangent) {}
