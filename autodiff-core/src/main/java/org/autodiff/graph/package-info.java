/**
 * Functions as data: {@link org.autodiff.graph.Graph} records what a function does, draws and
 * counts it; {@link org.autodiff.graph.Numerics} watches one and stops at the first number that is
 * not finite. Both look through the observing trace of the engine, on which they stand. Nothing of
 * the engine knows them.
 */
@NullMarked
package org.autodiff.graph;

import org.jspecify.annotations.NullMarked;
