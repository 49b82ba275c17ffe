/**
 * How a user's own parts of operators of this module are held to the laws. Exported, beside {@link
 * org.autodiff.check}, which knows nothing of them. Nothing else of this module knows this package,
 * so that a program that only computes needs no test kit. Start with {@link
 * org.autodiff.ops.check.AggregateEntry}.
 */
@NullMarked
package org.autodiff.ops.check;

import org.jspecify.annotations.NullMarked;
