/**
 * What an author of operators uses: an {@link org.autodiff.extend.Operator} with its derivative as
 * a {@link org.autodiff.extend.LinearMap} for each operand, or as one {@link
 * org.autodiff.extend.Linearization}, and the helpers for operators that work element by element,
 * reduce axes or run along one. The library's own operators are written with nothing else.
 *
 * <p>It knows tensors and, as the point through which everything is computed, {@link
 * org.autodiff.trace.Trace}; it knows no single operator. Start with {@link
 * org.autodiff.extend.SingleResultOperator}.
 */
@NullMarked
package org.autodiff.extend;

import org.jspecify.annotations.NullMarked;
