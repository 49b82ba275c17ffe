/**
 * Normalization of rows, with value and slope in one pass each. Not exported. Start with {@link
 * org.autodiff.ops.operators.normalization.Normalized}.
 */
@NullMarked
package org.autodiff.ops.operators.normalization;

import org.jspecify.annotations.NullMarked;
