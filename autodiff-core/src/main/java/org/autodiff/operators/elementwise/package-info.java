/**
 * Operators that work element by element and broadcast their operands: functions of one number and
 * of two, comparisons, choice, conversion. Not exported: users reach them through the methods of
 * {@link org.autodiff.Tensor}. They stand on {@code extend} and {@code kernels}. Start with {@link
 * org.autodiff.operators.elementwise.UnaryElementwise}.
 */
@NullMarked
package org.autodiff.operators.elementwise;

import org.jspecify.annotations.NullMarked;
