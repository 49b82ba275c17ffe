package org.autodiff;

/**
 * What the body of a scan gives for one step.
 *
 * @param <C> the type of the carry
 * @param <Y> the type of the output
 * @param carry the carry for the next step, of the structure and types of the one before
 * @param output what the step puts out: a tree of the same structure and types in every step
 */
public record Step<C, Y>(C carry, Y output) {}
