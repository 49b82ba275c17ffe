/**
 * Operators that move elements and compute nothing: reshaping, permuting, repeating, cutting,
 * joining, diagonals. All are linear, and most results are views. Start with {@link
 * org.autodiff.operators.shaping.Reshape}.
 */
@NullMarked
package org.autodiff.operators.shaping;

import org.jspecify.annotations.NullMarked;
