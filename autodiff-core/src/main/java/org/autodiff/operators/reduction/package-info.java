/**
 * Operators that reduce axes to one element: sums, products, extrema, norms. Most implement {@link
 * org.autodiff.extend.AxisReduction}; {@code ReductionLayout} finds the kernel calls for any
 * layout. Start with {@link org.autodiff.operators.reduction.Sum}.
 */
@NullMarked
package org.autodiff.operators.reduction;

import org.jspecify.annotations.NullMarked;
