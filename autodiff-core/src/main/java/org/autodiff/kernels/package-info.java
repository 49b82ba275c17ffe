/**
 * The loops over array data, and the only code that knows the Vector API. Everything starts at
 * {@link org.autodiff.kernels.Kernels#get}.
 *
 * <p>The elementary functions are our own: {@link org.autodiff.kernels.DoubleMath} has them for one
 * element, and the loops on vectors in {@code src/generated/java} are written from it, so that an
 * element has the same bits everywhere. Kernels of floats that differ from those of doubles in
 * little but words are written there from these.
 *
 * <p>Arrays, offsets and sizes come from a caller that has checked them. Each method exists for
 * double[] and float[].
 */
@NullMarked
package org.autodiff.kernels;

import org.jspecify.annotations.NullMarked;
