/**
 * Checks of derivatives, for this library's operators and for anyone's.
 *
 * <p>{@link org.autodiff.check.GradientCheck} holds the derivatives of one function against finite
 * differences. {@link org.autodiff.check.OperatorLaws} holds an operator to the laws of {@link
 * org.autodiff.check.Law}, on the samples of its {@link org.autodiff.check.OperatorEntry}.
 * Operators are registered by an {@link org.autodiff.check.OperatorSet}, which {@link
 * java.util.ServiceLoader} finds, and listed by {@link org.autodiff.check.OperatorRegistry}, for
 * the laws and for documentation; the registry plays no part in computing anything.
 */
@NullMarked
package org.autodiff.check;

import org.jspecify.annotations.NullMarked;
