/**
 * Products with weights of −1, 0 and 1, and the rounding to them. Not exported; {@code Ternary} and
 * {@code TernaryMatrix} are what callers use. Start with {@link
 * org.autodiff.ops.operators.ternary.TernaryProduct}, a linear map with a {@link
 * org.autodiff.ops.operators.ternary.TernaryStorage} inside.
 */
@NullMarked
package org.autodiff.ops.operators.ternary;

import org.jspecify.annotations.NullMarked;
