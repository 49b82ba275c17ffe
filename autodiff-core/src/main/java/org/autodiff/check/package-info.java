/**
 * Checks of derivatives, for this library's operators and for anyone's.
 *
 * <p>{@code GradientCheck} holds the derivatives of one function against finite differences. {@code
 * OperatorLaws} holds an operator to the laws of {@code Law}, on the samples of its {@link
 * org.autodiff.check.OperatorEntry}. Operators are registered by an {@link
 * org.autodiff.check.OperatorSet}, which {@code java.util.ServiceLoader} finds, and listed by
 * {@link org.autodiff.check.OperatorRegistry}, for the laws and for documentation; the registry
 * plays no part in computing anything.
 */
@NullMarked
package org.autodiff.check;

import org.jspecify.annotations.NullMarked;
