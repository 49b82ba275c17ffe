/**
 * What an author of operators uses: an {@link org.autodiff.extend.Operator} with its derivative as
 * a {@link org.autodiff.extend.LinearMap} for each operand, or as one {@link
 * org.autodiff.extend.Linearization}, and the helpers for operators that work element by element,
 * reduce axes or run along one. The library's own operators are written with the same types, over
 * kernels that are not exported.
 *
 * <p>It knows tensors, kernels and, as the point through which everything is computed, the trace of
 * the engine; it knows no single operator. Start with {@link
 * org.autodiff.extend.ElementwiseFunction} for a function of one number, and with {@link
 * org.autodiff.extend.SingleResultOperator} for all others.
 */
@NullMarked
package org.autodiff.extend;

import org.jspecify.annotations.NullMarked;
