/**
 * Factorizations of matrices, solutions of linear systems and determinants, with their derivatives.
 * Not exported; the numbers come from EJML through the kernels, and {@code Decompositions} is what
 * callers use. Start with {@link org.autodiff.ops.operators.decomposition.SquareMatrixOperator}.
 */
@NullMarked
package org.autodiff.ops.operators.decomposition;

import org.jspecify.annotations.NullMarked;
