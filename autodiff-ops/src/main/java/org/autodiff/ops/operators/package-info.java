/**
 * What the operators of this module share: checks of operands. Its subpackages are the families of
 * operators, which know each other without cycles, the kernels below and the core; not the facades
 * above, but for the values that callers make ({@code Calibration}, {@code Aggregate}). Not
 * exported.
 */
@NullMarked
package org.autodiff.ops.operators;

import org.jspecify.annotations.NullMarked;
