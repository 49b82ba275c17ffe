/**
 * Normalization of rows. Not exported; {@code Normalizations} is what callers use. Start with
 * {@link org.autodiff.ops.operators.normalization.RmsNormalization}, whose rows are normalized by
 * {@code Normalized}; {@code NormalizedSlope} is the derivative of that operator, and has a
 * derivative rule itself.
 */
@NullMarked
package org.autodiff.ops.operators.normalization;

import org.jspecify.annotations.NullMarked;
