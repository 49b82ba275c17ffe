/**
 * Operators without matrix products, and decompositions: what a caller uses. {@link
 * org.autodiff.ops.Hadamard}, {@link org.autodiff.ops.Tropical} and {@link org.autodiff.ops.Adder}
 * combine products by something other than their sum; {@link org.autodiff.ops.Ternary}, {@link
 * org.autodiff.ops.Quantized} and {@link org.autodiff.ops.PowersOfTwo} have weights of few bits;
 * {@link org.autodiff.ops.Normalizations}, {@link org.autodiff.ops.GatedScan} and {@link
 * org.autodiff.ops.Decompositions} are what models need beside them. The operators behind these
 * methods, their kernels and their entries for the laws are in packages that are not exported;
 * {@link org.autodiff.ops.check} holds a caller's own aggregate to the laws. Start with {@link
 * org.autodiff.ops.Hadamard}.
 */
@NullMarked
package org.autodiff.ops;

import org.jspecify.annotations.NullMarked;
