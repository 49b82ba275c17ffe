/**
 * Rounding to few bits, with the straight-through derivative, and products of such codes. Not
 * exported; {@code Quantized}, {@code QuantizedMatrix} and {@code PowersOfTwo} are what callers
 * use. Start with {@link org.autodiff.ops.operators.quantized.Quantizer}, which makes {@link
 * org.autodiff.ops.operators.quantized.QuantizedCodes} by measured scales or by those of a {@code
 * Calibration}.
 */
@NullMarked
package org.autodiff.ops.operators.quantized;

import org.jspecify.annotations.NullMarked;
