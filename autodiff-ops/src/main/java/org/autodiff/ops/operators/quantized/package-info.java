/**
 * Rounding to few bits, with the straight-through derivative, and products of such codes. Not
 * exported. Start with {@link org.autodiff.ops.operators.quantized.Quantizer}.
 */
@NullMarked
package org.autodiff.ops.operators.quantized;

import org.jspecify.annotations.NullMarked;
