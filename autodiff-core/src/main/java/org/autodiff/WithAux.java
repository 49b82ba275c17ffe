package org.autodiff;

/**
 * The result of a function that gives something besides the value to differentiate: predictions, a
 * new state, figures to print. No derivative is taken of it.
 *
 * @param <V> the type of the value
 * @param <X> the type of the auxiliary output, a tree
 * @param value the value
 * @param aux the auxiliary output
 */
public record WithAux<V, X>(V value, X aux) {}
