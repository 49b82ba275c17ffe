/**
 * Aggregates of products in the place of a sum. Not exported. Start with {@link
 * org.autodiff.ops.operators.aggregate.Aggregation}, then {@code TiledSum}, which is every
 * derivative of it beyond the first pullback.
 */
@NullMarked
package org.autodiff.ops.operators.aggregate;

import org.jspecify.annotations.NullMarked;
