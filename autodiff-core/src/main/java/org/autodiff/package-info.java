/** Automatic differentiation: a function is written once, over tensors, and transformed. */
@NullMarked
package org.autodiff;

import org.jspecify.annotations.NullMarked;
