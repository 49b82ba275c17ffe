/** Operators, layers, losses and optimizers built on the core. */
@NullMarked
package org.autodiff.ops;

import org.jspecify.annotations.NullMarked;
