/**
 * The engine: the interpretations of a function under which transforms run it. Not exported.
 *
 * <p>An operator reaches {@link org.autodiff.trace.Trace#apply}, which hands it to the newest trace
 * among its operands: a tape, a trace that carries tangents, a batch, an observer. A recording is
 * one run on a tape; batching and Jacobians are built on those, and a function with a rule of its
 * own becomes an operator here. It uses the operators through the methods of tensors alone; the
 * transforms of {@link org.autodiff.Autodiff} and the package {@code graph} use it. Start with
 * {@code Trace}, then {@code TapeTrace} and {@code BackwardWalk}.
 */
@NullMarked
package org.autodiff.trace;

import org.jspecify.annotations.NullMarked;
