/**
 * Products of vectors and matrices, and the contractions that einsum makes of them. Start with
 * {@link org.autodiff.operators.linalg.MatMul}.
 */
@NullMarked
package org.autodiff.operators.linalg;

import org.jspecify.annotations.NullMarked;
