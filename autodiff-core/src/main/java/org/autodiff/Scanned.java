package org.autodiff;

/**
 * What a scan gives.
 *
 * @param <C> the type of the carry
 * @param <Y> the type of the outputs
 * @param carry the carry after the last step
 * @param outputs the outputs of all steps, stacked along axis 0 of every leaf and key
 */
public record Scanned<C, Y>(C carry, Y outputs) {}
