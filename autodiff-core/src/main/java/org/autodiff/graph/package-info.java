/**
 * Functions as data: {@link org.autodiff.graph.Graph} records what a function does, draws and
 * counts it, and runs it again; {@link org.autodiff.graph.Numerics} watches one and stops at the
 * first number that is not finite. Both stand on the engine, and nothing of the engine knows them.
 * Start with {@link org.autodiff.graph.Graph#of}.
 */
@NullMarked
package org.autodiff.graph;

import org.jspecify.annotations.NullMarked;
