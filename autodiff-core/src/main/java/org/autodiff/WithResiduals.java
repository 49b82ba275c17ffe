package org.autodiff;

/**
 * The result of the forward half of a custom derivative rule.
 *
 * @param <R> the type of the value, a tree
 * @param <S> the type of the residuals, a tree
 * @param value the value of the function
 * @param residuals what the backward half needs
 */
public record WithResiduals<R, S>(R value, S residuals) {}
