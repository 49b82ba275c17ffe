/**
 * The loops over array data, and the only code that knows the Vector API. Everything starts at
 * {@link org.autodiff.kernels.Kernels#get}.
 *
 * <p>Arrays, offsets and sizes come from a caller that has checked them. Each method exists for
 * double[] and float[].
 */
@NullMarked
package org.autodiff.kernels;

import org.jspecify.annotations.NullMarked;
