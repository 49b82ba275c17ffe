/**
 * Products with weights of −1, 0 and 1, and the rounding to them. Not exported. Start with {@link
 * org.autodiff.ops.operators.ternary.TernaryProduct}.
 */
@NullMarked
package org.autodiff.ops.operators.ternary;

import org.jspecify.annotations.NullMarked;
