package org.autodiff;

/**
 * The value of a scalar function with its gradient.
 *
 * @param <A> the type of the argument, a tree
 * @param value f(x), a scalar
 * @param grad ∇f(x), of the type of the argument
 */
public record ValueAndGrad<A>(Tensor value, A grad) {}
