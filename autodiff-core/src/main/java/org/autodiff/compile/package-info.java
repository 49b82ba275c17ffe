/**
 * The compiler: functions that are staged once for each signature, optimised, and run without the
 * engine. Not exported.
 *
 * <p>{@code Compiled} is what a caller holds: it looks up the program of a signature, or stages the
 * function with a {@link org.autodiff.trace.StagingTrace}. {@code KnownValues} has the identities
 * that keep every bit. A {@code Plan} runs a program: kernel calls into planned buffers, and
 * regions of elementwise steps in tiles. Derivatives and batches of a compiled function are
 * programs staged from its own, by the traces; there is no second set of rules. It stands above
 * {@code trace}, and {@link org.autodiff.Autodiff} and the package {@code graph} use it. Start with
 * {@code Compiled}.
 */
@NullMarked
package org.autodiff.compile;

import org.jspecify.annotations.NullMarked;
