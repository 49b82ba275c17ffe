/**
 * Operators without matrix products, and decompositions: what a caller uses. {@link
 * org.autodiff.ops.Hadamard}, {@link org.autodiff.ops.Tropical} and {@link org.autodiff.ops.Adder}
 * aggregate products by something else than a sum; {@link org.autodiff.ops.Ternary}, {@link
 * org.autodiff.ops.Quantized} and {@link org.autodiff.ops.PowersOfTwo} have weights of few bits;
 * {@link org.autodiff.ops.Normalizations}, {@link org.autodiff.ops.GatedScan} and {@link
 * org.autodiff.ops.Decompositions} are what models need beside them.
 */
@NullMarked
package org.autodiff.ops;

import org.jspecify.annotations.NullMarked;
