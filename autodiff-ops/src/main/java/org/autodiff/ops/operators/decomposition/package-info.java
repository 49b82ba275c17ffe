/**
 * Factorizations of matrices and what is computed from them, with their derivatives. Not exported.
 * Start with {@link org.autodiff.ops.operators.decomposition.SquareMatrixOperator}.
 */
@NullMarked
package org.autodiff.ops.operators.decomposition;

import org.jspecify.annotations.NullMarked;
