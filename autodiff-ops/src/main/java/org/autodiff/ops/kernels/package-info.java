/** The loops over arrays of the operator set: arrays in, arrays out. */
@NullMarked
package org.autodiff.ops.kernels;

import org.jspecify.annotations.NullMarked;
