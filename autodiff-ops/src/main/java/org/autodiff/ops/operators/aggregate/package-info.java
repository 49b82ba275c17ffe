/**
 * Aggregates of products in place of their sum. Not exported; stands on the kernels and on {@link
 * org.autodiff.ops.operators.LayerOperands}, and is used by the facades. Start with {@link
 * org.autodiff.ops.operators.aggregate.Aggregation}, then {@code TiledSum}, which is every
 * derivative of it except the first pullback; {@link
 * org.autodiff.ops.operators.aggregate.SelectingAggregate} is the other kind, which selects one
 * product.
 */
@NullMarked
package org.autodiff.ops.operators.aggregate;

import org.jspecify.annotations.NullMarked;
