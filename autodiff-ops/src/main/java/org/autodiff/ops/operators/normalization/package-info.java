/**
 * Normalization of rows. Not exported; {@code Normalizations} is what callers use. Start with
 * {@link org.autodiff.ops.operators.normalization.RmsNormalization}, whose rows are divided by
 * {@code Normalized}; {@code NormalizedSlope} is the derivative of that and knows its own.
 */
@NullMarked
package org.autodiff.ops.operators.normalization;

import org.jspecify.annotations.NullMarked;
