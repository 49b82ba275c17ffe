/**
 * What the operators of this module share: checks of operands. Its subpackages are the families of
 * operators. They use the kernels, the core, and one another without cycles; of the classes that
 * callers use they know only values that callers make ({@code Calibration}, {@code Aggregate}). Not
 * exported.
 */
@NullMarked
package org.autodiff.ops.operators;

import org.jspecify.annotations.NullMarked;
